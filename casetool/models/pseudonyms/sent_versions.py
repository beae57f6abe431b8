"""Circulated versions, rewritten for a session with replaced names."""

from collections.abc import Mapping

from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, LineChange, SentLine
from casetool.models.corrections.note_lines import lines_of, parts_of
from casetool.models.pseudonyms.names import Names, without_names
from casetool.models.session import Session


def versions_again(
    session: Session, replaced: Session, names: Names, handles: Mapping[str, str]
) -> tuple[CirculatedVersion, ...]:
    """Rewrite circulated versions with stand-ins, so that replaced names do not count as changes.

    A name left in place in a line also stays in the line as it was sent.

    Args:
        session: the session with the real names.
        replaced: the session with stand-ins.
        names: the real names.
        handles: new handles, by the handles that are names.
    """
    if not session.circulated:
        return ()
    old_lines = {(line.step, line.thing): line for line in lines_of(session)}
    new_lines = {(line.step, line.thing): line for line in lines_of(replaced)}

    def rewritten(line: SentLine) -> SentLine:
        item_id = handles.get(line.thing, line.thing)
        before, after = old_lines.get((line.step, line.thing)), new_lines.get((line.step, item_id))
        return evolve(_rewritten_line(line, before, after, names), thing=item_id)

    def renamed(change: LineChange) -> LineChange:
        return evolve(change, thing=handles.get(change.thing, change.thing))

    return tuple(
        evolve(
            version,
            lines=tuple(rewritten(line) for line in version.lines),
            changes=tuple(renamed(change) for change in version.changes),
        )
        for version in replaced.circulated
    )


def _rewritten_line(
    line: SentLine, before: SentLine | None, after: SentLine | None, names: Names
) -> SentLine:
    """A sent line. Fields unchanged since then get their new text, others have names replaced."""
    old_parts = parts_of(before) if before is not None else {}
    new_parts = parts_of(after) if after is not None else {}

    def part(field: str, text: str) -> str:
        if old_parts.get(field) == text:
            return new_parts.get(field, "")
        return without_names(text, names)

    pairs = (text.partition(": ") for text in line.more)
    more = tuple(f"{field}: {part(field, text)}" for field, _, text in pairs)
    return evolve(line, words=part("", line.words) if line.words else "", more=more)
