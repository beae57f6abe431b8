"""The library as lines: one a session, in columns that fit the terminal."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from casetool.cli.terminal.progress import CountingLine, stopped_reading
from casetool.errors import value_or_fault_line
from casetool.models.parsing.days import format_date_short
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap
from casetool.storage.autosave.emergency_copy import EmergencyCopy
from casetool.storage.library.index import list_sessions, progress_label
from casetool.storage.library.summary import SessionSummary

StepName = Callable[[str, str], str]
"""A step in a word, by the ids of its method and of the step."""

_GAP = "  "
_MAY_SHRINK = ((1, 8), (4, 16))
"""The columns that give way in a narrow terminal, the case first, and what they keep."""

_WIDEST_PADDED_CELLS = 60
"""Columns to which a cell is filled up. One long name must not make each line as long."""


def count_summaries(folder: Path) -> tuple[SessionSummary, ...]:
    """The heads of a folder's sessions, counted on the terminal where it takes long.

    Args:
        folder: the sessions.

    Raises:
        KeyboardInterrupt: Ctrl+C was pressed, which is reported.
    """
    with CountingLine("Reading", stopped_reading("sessions were read")) as line:
        return list_sessions(folder, tally=line)


def list_lines(
    heads: Sequence[SessionSummary], step_name: StepName, today: date, columns: int | None = None
) -> list[str]:
    """The sessions of a folder as lines, safe for a terminal.

    Args:
        heads: what is known of them, in the order in which they are shown.
        step_name: names the open step.
        today: the day, which tells whose review is due.
        columns: the columns of the terminal, or None to shorten nothing.
    """
    pairs = [_with_row(head, step_name, today) for head in heads]
    rows = [row for _, row in pairs if row]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    if columns is None:
        widths = [min(width, _WIDEST_PADDED_CELLS) for width in widths]
    elif rows:
        for index, least in _MAY_SHRINK:
            over = sum(len(_GAP) + width for width in widths if width) - len(_GAP) - columns
            widths[index] = min(widths[index], max(least, widths[index] - over))
    return [
        f"{_GAP if head.copy_of else ''}{_cell(head.path.name)}: {_cell(head.problem)}"
        if head.problem
        else _GAP.join(
            _padded(text, width, cut=columns is not None)
            for text, width in zip(row, widths, strict=True)
            if width
        ).rstrip()
        for head, row in sorted(
            pairs, key=lambda pair: pair[0].problem != "" and not pair[0].copy_of
        )
    ]


def summaries_as_data(
    heads: Sequence[SessionSummary], copies: Sequence[EmergencyCopy] = ()
) -> list[dict[str, object]]:
    """The same for a program: dates as ISO text, what is not known as null or empty.

    Args:
        heads: what is known of the sessions, in their order.
        copies: the emergency copies that wait for words of theirs to be taken in.
    """
    return [
        {
            "file": head.path.name,
            "child": head.child,
            "referral": head.referral.isoformat() if head.referral else None,
            "discussion": head.discussion.isoformat() if head.discussion else None,
            "review": head.review.isoformat() if head.review else None,
            "stage": head.stage,
            "status": head.status or ("closed" if head.stage == "closed" else "draft"),
            "at": head.at,
            "open_actions": head.open_actions,
            "problem": head.problem,
            "emergency_copies": [str(copy.path) for copy in copies if _is_of(copy, head)],
            "copy_of": head.copy_of.name if head.copy_of else None,
        }
        for head in heads
    ]


def _is_of(copy: EmergencyCopy, head: SessionSummary) -> bool:
    return copy.origin is not None and copy.origin.name == head.path.name


def _with_row(
    head: SessionSummary, step_name: StepName, today: date
) -> tuple[SessionSummary, tuple[str, ...]]:
    """A session and its row, or where that cannot be made, the fault as its problem."""
    if head.problem:
        return head, ()
    return value_or_fault_line(
        lambda: (head, _row(head, step_name, today)),
        lambda location: (head._replace(problem=f"a fault of casetool's own: {location}"), ()),
    )


def _row(head: SessionSummary, step_name: StepName, today: date) -> tuple[str, ...]:
    actions = f"{head.open_actions} open action{'s' * (head.open_actions != 1)}"
    return (
        f"{format_date_short(head.discussion):>11}" if head.discussion else "no date",
        _cell(head.child),
        _cell(progress_label(head, step_name, today)),
        actions if head.open_actions else "",
        _cell(head.path.name.partition(".toml")[0]),
    )


def _cell(text: str) -> str:
    """A text that stays in its line: a file's name can hold line ends, too."""
    return terminal_safe(text.replace("\n", "\\n").replace("\t", " "))


def _padded(text: str, width: int, *, cut: bool) -> str:
    if cut and cells(text) > width:
        text = f"{wrap(text, width - 1)[0]}…"
    return text + " " * max(0, width - cells(text))
