"""Changes between the notes as they were sent and the session now."""

from collections.abc import Sequence

from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, LineChange, SentLine
from casetool.models.corrections.note_lines import lines_of, parts_of
from casetool.models.method import Method
from casetool.models.privacy import without_private
from casetool.models.session import Session

HEADING_FIELD = "heading"
"""Field of a change that records a move to another heading."""


def sent_lines(session: Session, method: Method) -> tuple[SentLine, ...]:
    """The lines of a session that may go out.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    return lines_of(without_private(session, method))


def changes_since(session: Session, method: Method) -> tuple[LineChange, ...]:
    """Changes since the last circulated version. Empty where there is none.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    if not session.circulated:
        return ()
    return changes_between(session.circulated[-1].lines, sent_lines(session, method))


def changes_between(old: Sequence[SentLine], new: Sequence[SentLine]) -> tuple[LineChange, ...]:
    """Changes in the order of the new lines, followed by the removed lines."""
    before = {(line.step, line.thing): line for line in old}
    after = {(line.step, line.thing) for line in new}
    moved = {line.thing: line for line in old if line.step and (line.step, line.thing) not in after}
    changes: list[LineChange] = []
    matched: set[tuple[str, str]] = set()
    for line in new:
        key = (line.step, line.thing)
        old_line = before.get(key) or (moved.get(line.thing) if line.step else None)
        if old_line is not None:
            matched.add((old_line.step, old_line.thing))
            changes += _changes_within(old_line, line)
        elif not _is_empty(line):
            changes.append(LineChange(thing=line.thing, step=line.step, becomes=_whole_text(line)))
    changes += [
        LineChange(thing=line.thing, step=line.step, was=_whole_text(line))
        for line in old
        if (line.step, line.thing) not in matched and not _is_empty(line)
    ]
    return tuple(changes)


def without_lines(version: CirculatedVersion) -> CirculatedVersion:
    """An older version without its lines, which are no longer needed."""
    return evolve(version, lines=()) if version.lines else version


def _changes_within(old_line: SentLine, line: SentLine) -> list[LineChange]:
    changes = []
    if old_line.step != line.step:
        changes.append(
            LineChange(
                thing=line.thing,
                step=line.step,
                field=HEADING_FIELD,
                was=old_line.step,
                becomes=line.step,
            )
        )
    if (old_line.words, old_line.more) == (line.words, line.more):
        return changes
    old_parts, new_parts = parts_of(old_line), parts_of(line)
    for field in dict.fromkeys((*new_parts, *old_parts)):
        before, now = old_parts.get(field, ""), new_parts.get(field, "")
        if before != now:
            changes.append(
                LineChange(thing=line.thing, step=line.step, field=field, was=before, becomes=now)
            )
    return changes


def _is_empty(line: SentLine) -> bool:
    return not _whole_text(line)


def _whole_text(line: SentLine) -> str:
    """A new or removed line as one text: its words, or else its fields."""
    parts = parts_of(line)
    return line.words or " · ".join(text for name, text in parts.items() if name != "hangs_on")
