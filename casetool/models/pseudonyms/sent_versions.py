"""The versions that were sent, told anew where other names stand in the session."""

from collections.abc import Mapping

from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, LineChange, SentLine
from casetool.models.corrections.note_lines import lines_of, parts_of
from casetool.models.pseudonyms.names import Names, without_names
from casetool.models.session import Session


def versions_again(
    session: Session, replaced: Session, names: Names, handles: Mapping[str, str]
) -> tuple[CirculatedVersion, ...]:
    """The versions of a session with stand-ins, so that what had not changed has not now.

    A name that was left standing in a line stands in the line as it was sent, too.

    Args:
        session: the session, with the real names.
        replaced: the same with stand-ins in it.
        names: the real names.
        handles: what has become of handles that are names.
    """
    if not session.circulated:
        return ()
    old = {(line.step, line.thing): line for line in lines_of(session)}
    new = {(line.step, line.thing): line for line in lines_of(replaced)}

    def again(line: SentLine) -> SentLine:
        thing = handles.get(line.thing, line.thing)
        before, after = old.get((line.step, line.thing)), new.get((line.step, thing))
        return evolve(_line(line, before, after, names), thing=thing)

    def renamed(change: LineChange) -> LineChange:
        return evolve(change, thing=handles.get(change.thing, change.thing))

    return tuple(
        evolve(
            version,
            lines=tuple(again(line) for line in version.lines),
            changes=tuple(renamed(change) for change in version.changes),
        )
        for version in replaced.circulated
    )


def _line(
    line: SentLine, before: SentLine | None, after: SentLine | None, names: Names
) -> SentLine:
    """A line as it was sent: what stands there still as it stands now, the rest without names."""
    was, now = (parts_of(one) if one is not None else {} for one in (before, after))

    def part(field: str, words: str) -> str:
        return now.get(field, "") if was.get(field) == words else without_names(words, names)

    more = tuple(
        f"{field}: {part(field, words)}"
        for field, _, words in (one.partition(": ") for one in line.more)
    )
    return evolve(line, words=part("", line.words) if line.words else "", more=more)
