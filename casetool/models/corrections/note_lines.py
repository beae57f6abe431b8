"""The lines of a session as readers of the notes have them: words, and each field that is set."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from casetool.models.actions.model import Actions
from casetool.models.base import FrozenModel
from casetool.models.corrections.model import SentLine
from casetool.models.entries.model import Entries
from casetool.models.parsing.dates import format_date
from casetool.models.round.model import Round
from casetool.models.session import Session, SessionHeading
from casetool.models.text_walk import DETAILS_ID
from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Test, Tree, walk

OF_DETAILS = ("child", "referral", "discussion", "reason", "facilitator")
OF_PERSON = ("name", "role", "agency", "attends", "covered_by")
OF_ENTRY = ("kind", "source", "owner", "due", "answer")
OF_ACTION = ("who", "due", "known", "difference", "scope", "done")
OF_EFFECT = ("happened", "horizon", "on")
OF_CAUSE = ("level", "ends", "test", "speaks_for", "speaks_against")
OF_ANSWER = ("content", "record")
"""The fields that stand in the notes beside the words of a line, by what it is a line of.

Who said a thing is not among them: it goes out only where it was asked for.
"""

HANGS_ON = "hangs_on"
"""The field that says on which box another hangs."""


def lines_of(session: Session) -> tuple[SentLine, ...]:
    """Every line of a session, in the order of the notes; private ones too, if it has any."""
    return tuple(_lines(session))


def parts_of(line: SentLine) -> dict[str, str]:
    """The words of a line and its fields, by name; its words have none."""
    named = (part.partition(": ") for part in line.more)
    parts = {name: words for name, _, words in named}
    return {"": line.words, **parts} if line.words else parts


def field_words(thing: FrozenModel, field: str) -> str:
    """A field of a thing as people read it."""
    words = _told(getattr(thing, field))
    return words or (str(getattr(thing, "due_words", "")) if field == "due" else "")


def _lines(session: Session) -> Iterator[SentLine]:
    yield _line(DETAILS_ID, "", "", session, OF_DETAILS)
    for person in session.people:
        yield _line(person.id, "", "", person, OF_PERSON)
    for heading in session.headings:
        yield from _under(heading)


def _under(heading: SessionHeading) -> Iterator[SentLine]:
    step = heading.step
    match heading:
        case Entries():
            for entry in heading.entries:
                yield _line(entry.id, step, entry.text, entry, OF_ENTRY)
        case Actions():
            for action in heading.actions:
                yield _line(action.id, step, action.what, action, OF_ACTION)
        case Round():
            for said in heading.said:
                yield _line(said.person, step, "", said, OF_ANSWER)
        case Tree():
            if heading.focal:
                yield SentLine(thing=FOCAL, step=step, words=heading.focal)
            for node, parent, _ in walk(heading):
                yield _node(node, parent, step)


def _node(node: Node, parent: str, step: str) -> SentLine:
    fields: tuple[str, ...] = OF_EFFECT if isinstance(node, Effect) else OF_CAUSE
    if isinstance(node, Cause) and node.test is Test.UNTESTED:
        fields = tuple(field for field in fields if field != "test")
    return _line(node.id, step, node.text, node, fields, (f"{HANGS_ON}: {parent}",))


def _line(
    thing: str,
    step: str,
    words: str,
    of: Session | FrozenModel,
    fields: tuple[str, ...],
    more: tuple[str, ...] = (),
) -> SentLine:
    told = tuple(f"{field}: {held}" for field in fields if (held := field_words(of, field)))
    return SentLine(thing=thing, step=step, words=words, more=(*told, *more))


def _told(value: object) -> str:
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case date():
            return format_date(value)
        case tuple():
            return "; ".join(_told(part) for part in value)
    return str(value)
