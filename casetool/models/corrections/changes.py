"""What changed between the notes as they were sent and the session now."""

from collections.abc import Sequence

from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, LineChange, SentLine
from casetool.models.corrections.note_lines import lines_of, parts_of
from casetool.models.method import Method
from casetool.models.privacy import without_private
from casetool.models.session import Session

HEADING_FIELD = "heading"
"""The field of a change that says under which heading a line stands."""


def sent_lines(session: Session, method: Method) -> tuple[SentLine, ...]:
    """Each line of a session that may go out.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    return lines_of(without_private(session, method))


def changes_since(session: Session, method: Method) -> tuple[LineChange, ...]:
    """What changed since the last version was sent round; nothing where none was.

    Args:
        session: the session.
        method: its method, which says what is private.
    """
    if not session.circulated:
        return ()
    return changes_between(session.circulated[-1].lines, sent_lines(session, method))


def changes_between(old: Sequence[SentLine], new: Sequence[SentLine]) -> tuple[LineChange, ...]:
    """What is other in the new lines, in their order; then what is not there any more."""
    before = {(line.step, line.thing): line for line in old}
    after = {(line.step, line.thing) for line in new}
    moved = {line.thing: line for line in old if line.step and (line.step, line.thing) not in after}
    found: list[LineChange] = []
    stayed: set[tuple[str, str]] = set()
    for line in new:
        key = (line.step, line.thing)
        was = before.get(key) or (moved.get(line.thing) if line.step else None)
        if was is not None:
            stayed.add((was.step, was.thing))
            found += _within(was, line)
        elif not _is_empty(line):
            found.append(LineChange(thing=line.thing, step=line.step, becomes=_whole(line)))
    found += [
        LineChange(thing=line.thing, step=line.step, was=_whole(line))
        for line in old
        if (line.step, line.thing) not in stayed and not _is_empty(line)
    ]
    return tuple(found)


def without_lines(version: CirculatedVersion) -> CirculatedVersion:
    """A version that is not the last any more: its lines are not needed again."""
    return evolve(version, lines=()) if version.lines else version


def _within(was: SentLine, line: SentLine) -> list[LineChange]:
    changes = []
    if was.step != line.step:
        changes.append(
            LineChange(
                thing=line.thing,
                step=line.step,
                field=HEADING_FIELD,
                was=was.step,
                becomes=line.step,
            )
        )
    if (was.words, was.more) == (line.words, line.more):
        return changes
    old, new = parts_of(was), parts_of(line)
    for field in dict.fromkeys((*new, *old)):
        before, now = old.get(field, ""), new.get(field, "")
        if before != now:
            changes.append(
                LineChange(thing=line.thing, step=line.step, field=field, was=before, becomes=now)
            )
    return changes


def _is_empty(line: SentLine) -> bool:
    return not _whole(line)


def _whole(line: SentLine) -> str:
    """A line that is new or gone, in one: its words, or else what its fields say."""
    parts = parts_of(line)
    return line.words or " · ".join(words for name, words in parts.items() if name != "hangs_on")
