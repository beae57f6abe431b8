"""The action log as text, and as a table for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from casetool.models.actions.log import ActionState, Log, LoggedAction, count_words
from casetool.models.actions.model import Action, Scope, further_answers, further_specs
from casetool.models.field_spec import field_specs
from casetool.models.parsing.dates import format_date
from casetool.render.text.wrap import wrap

_SPECS = field_specs(Action)

COLUMNS = (
    "Session", "Case discussion", "File", "No.", _SPECS["what"].question, _SPECS["who"].label,
    "Agency", _SPECS["due"].label, "When, as it was said", "State", _SPECS["done"].label,
    *(spec.question or spec.label for spec in further_specs().values()), "Plan", "Marking", "Id",
)  # fmt: skip
"""The header row of the table."""

GUARD = "'"
"""Prefix of a cell that a spreadsheet would take for a formula."""

_FORMULA = re.compile(
    "[\\s\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\"'`‘’“”„«»]*"
    "[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\u2212]"
    "|[\"']*[\\t\\r\\n]"
)
"""A sign that begins a formula, also after spaces or quotation marks, and in wide forms.

The apostrophe counts as a quotation mark, so that ``unguarded`` can remove the guard again.
"""

_NOBODY_KNOWN = "nobody known"


def action_csv(log: Log, today: date, marking: str = "") -> bytes:
    """Write the actions as a table for a spreadsheet.

    The format is RFC 4180 with all cells quoted, in UTF-8 with a byte-order mark for Excel. Text
    stays as typed, line ends included. A cell that looks like a formula gets an apostrophe in
    front, which ``unguarded`` removes.

    Args:
        log: the actions, in the order of the rows.
        today: the day that decides what is overdue.
        marking: the protective marking, repeated in each row because rows are copied.
    """
    buffer = io.StringIO()
    # quote each cell, so that a semicolon in it does not split it where semicolons separate cells
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for logged in log:
        writer.writerow([guarded(cell) for cell in _cells(logged, today, marking)])
    return buffer.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Guard a cell, so that no spreadsheet takes it for a formula."""
    return f"{GUARD}{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Remove the guard of a cell."""
    return cell[1:] if cell.startswith(GUARD) and _FORMULA.match(cell[1:]) else cell


def action_listing(
    log: Log,
    today: date,
    *,
    title: str = "",
    marking: str = "",
    many_sessions: bool = False,
    width: int = 80,
) -> str:
    """List the actions as text.

    Args:
        log: the actions, in order.
        today: the day that decides what is overdue.
        title: the title of the list.
        marking: the protective marking, for the first and the last line.
        many_sessions: whether the actions are from many sessions, so that each names its own.
        width: columns.
    """
    lines = [marking, ""] if marking else []
    lines += [*wrap(title, width), ""] if title else []
    lines.append(f"{count_words(log, today)}.")
    for logged in log:
        lines += ["", *_action_lines(logged, today, many_sessions, width)]
    lines += ["", marking] if marking else []
    return "\n".join(lines) + "\n"


def action_title(child: str, discussion: date | None, agency: str = "") -> str:
    """Title a list of actions.

    Args:
        child: the name of the case.
        discussion: the day of the discussion.
        agency: the agency that owns the actions, if there is only one.
    """
    day = f", case discussion of {format_date(discussion)}" if discussion is not None else ""
    return f"{agency and f'{agency}: '}actions for {child}{day}"


def _cells(logged: LoggedAction, today: date, marking: str) -> tuple[str, ...]:
    action = logged.action
    return (
        logged.child,
        _iso_date(logged.discussion),
        logged.file,
        str(logged.number),
        action.what,
        action.who,
        logged.who or _NOBODY_KNOWN,
        _iso_date(action.due),
        action.due_words,
        logged.state(today).value,
        _iso_date(action.done),
        *(text for _, text in further_answers(action)),
        action.scope.value,
        marking,
        f"{logged.session}-{action.id}",
    )


def _action_lines(
    logged: LoggedAction, today: date, many_sessions: bool, width: int
) -> Iterator[str]:
    action, state = logged.action, logged.state(today)
    prefix = {ActionState.OVERDUE: "OVERDUE: ", ActionState.DONE: "Done: ", ActionState.OPEN: ""}[
        state
    ]
    yield from _hang(f"{logged.number:>3}. ", f"{prefix}{action.what.strip() or '…'}", width)
    when = format_date(action.due) if action.due is not None else action.due_words or "no date"
    unknown_owner = "" if logged.owners.known or not action.who else " (not on the list of people)"
    origin = f"{logged.child}, {_written_date(logged.discussion)} ({logged.file})"
    parts = (
        ("From", origin if many_sessions else ""),
        (_SPECS["who"].label, f"{action.who or 'nobody named'}{unknown_owner}"),
        ("Agency", logged.who),
        (_SPECS["due"].label, when),
        ("Done", format_date(action.done) if action.done is not None else ""),
        *((spec.label, text.strip()) for spec, text in further_answers(action)),
        ("Plan", "single agency" if action.scope is Scope.SINGLE_AGENCY else ""),
    )
    for label, text in parts:
        if text:
            yield from _hang("     ", f"{label}: {text}", width)


def _hang(lead: str, text: str, width: int) -> Iterator[str]:
    """Wrap a text behind its lead."""
    lines = wrap(text, max(20, width - len(lead)))
    for index, line in enumerate(lines):
        yield f"{lead if index == 0 else ' ' * len(lead)}{line}".rstrip()


def _iso_date(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _written_date(day: date | None) -> str:
    return format_date(day) if day is not None else "no date"
