"""The action log as text to be read, and as a table for a spreadsheet."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from casetool.models.actions.log import ActionState, Log, LoggedAction, count_words
from casetool.models.actions.model import Scope
from casetool.models.parsing.dates import format_date
from casetool.render.text.wrap import wrap

COLUMNS = (
    "Session", "Case discussion", "File", "No.", "What needs to happen", "Who by", "Agency",
    "When", "When, as it was said", "State", "Done on", "How will we know it is done?",
    "What difference will it make for the child?", "Plan", "Marking", "Id",
)  # fmt: skip
"""The header row of the table."""

GUARD = "'"
"""What stands in front of a cell that a spreadsheet would take for a formula."""

_FORMULA = re.compile(
    "[\\s\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\"'`‘’“”„«»]*"
    "[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20\\u2212]"
    "|[\"']*[\\t\\r\\n]"
)
"""A sign that begins a formula, also after spaces and quotation marks, and in its wide forms. That
an apostrophe is one of those is what makes the guard one that can be taken off again."""

_NOT_KNOWN = "nobody known"


def action_csv(log: Log, today: date, marking: str = "") -> bytes:
    """The actions as a table: RFC 4180, each cell quoted, UTF-8 with a byte-order mark for Excel.

    Words are exactly as typed, line ends too; only what would be taken for a formula has an
    apostrophe in front, which ``unguarded`` takes off.

    Args:
        log: the actions, in the order of the rows.
        today: the day that tells what is overdue.
        marking: the protective marking; each row has it, because rows are copied.
    """
    page = io.StringIO()
    # each cell quoted: a semicolon in one must not part it where that is what parts cells
    writer = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in log:
        writer.writerow([guarded(cell) for cell in _cells(one, today, marking)])
    return page.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"{GUARD}{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """A cell as it was typed."""
    return cell[1:] if cell.startswith(GUARD) and _FORMULA.match(cell[1:]) else cell


def action_listing(
    log: Log,
    today: date,
    *,
    title: str = "",
    marking: str = "",
    many: bool = False,
    width: int = 80,
) -> str:
    """The actions as text to be read.

    Args:
        log: the actions, in their order.
        today: the day that tells what is overdue.
        title: whose actions they are.
        marking: the protective marking: at the head and at the foot.
        many: whether they are from many sessions: then each says which.
        width: columns.
    """
    lines = [marking, ""] if marking else []
    lines += [*wrap(title, width), ""] if title else []
    lines.append(f"{count_words(log, today)}.")
    for one in log:
        lines += ["", *_told(one, today, many, width)]
    lines += ["", marking] if marking else []
    return "\n".join(lines) + "\n"


def action_title(child: str, discussion: date | None, agency: str = "") -> str:
    """What a list of actions is called.

    Args:
        child: what the case is called.
        discussion: the day of the discussion.
        agency: whose they are, where they are one agency's own.
    """
    day = f", case discussion of {format_date(discussion)}" if discussion is not None else ""
    return f"{agency and f'{agency}: '}actions for {child}{day}"


def _cells(one: LoggedAction, today: date, marking: str) -> tuple[str, ...]:
    action = one.action
    return (
        one.child,
        _iso(one.discussion),
        one.file,
        str(one.number),
        action.what,
        action.who,
        one.who or _NOT_KNOWN,
        _iso(action.due),
        action.due_words,
        one.state(today).value,
        _iso(action.done),
        action.known,
        action.difference,
        action.scope.value,
        marking,
        f"{one.session}-{action.id}",
    )


def _told(one: LoggedAction, today: date, many: bool, width: int) -> Iterator[str]:
    action, state = one.action, one.state(today)
    sign = {ActionState.OVERDUE: "OVERDUE: ", ActionState.DONE: "Done: ", ActionState.OPEN: ""}[
        state
    ]
    yield from _hung(f"{one.number:>3}. ", f"{sign}{action.what.strip() or '…'}", width)
    when = format_date(action.due) if action.due is not None else action.due_words or "no date"
    known = "" if one.owners.known or not action.who else " (nobody of the session)"
    parts = (
        ("From", f"{one.child}, {_echo(one.discussion)} ({one.file})" if many else ""),
        ("Who by", f"{action.who or 'nobody named'}{known}"),
        ("Agency", one.who),
        ("When", when),
        ("Done", format_date(action.done) if action.done is not None else ""),
        ("How we will know", action.known.strip()),
        ("Difference for the child", action.difference.strip()),
        ("Plan", "single agency" if action.scope is Scope.SINGLE_AGENCY else ""),
    )
    for label, words in parts:
        if words:
            yield from _hung("     ", f"{label}: {words}", width)


def _hung(first: str, words: str, width: int) -> Iterator[str]:
    """Words wrapped behind their first letters."""
    lines = wrap(words, max(20, width - len(first)))
    for number, line in enumerate(lines):
        yield f"{first if number == 0 else ' ' * len(first)}{line}".rstrip()


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _echo(day: date | None) -> str:
    return format_date(day) if day is not None else "no date"
