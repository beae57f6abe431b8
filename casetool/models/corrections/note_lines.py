"""The lines of a session as the notes show them: text, and each field that is set."""

from collections.abc import Iterator
from datetime import date
from enum import Enum

from casetool.models.base import FrozenModel
from casetool.models.corrections.model import SentLine
from casetool.models.entries.model import Entry
from casetool.models.field_spec import field_specs
from casetool.models.heading import Heading, ItemsHeading, further_fields
from casetool.models.ids import DETAILS_ID
from casetool.models.parsing.dates import format_date
from casetool.models.people.model import Person
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Test, Tree, walk

OF_DETAILS = ("child", "referral", "discussion", "reason", "facilitator")
OF_PERSON = tuple(field_specs(Person))
OF_ENTRY = further_fields(Entry)
OF_EFFECT = tuple(field_specs(Effect))
OF_CAUSE = tuple(field_specs(Cause))
OF_ANSWER = tuple(field_specs(Answer))
"""The fields that the notes show beside the text of a line, by kind of line.

Who said something is not among them, because it goes out only on request.
"""

HANGS_ON = "hangs_on"
"""The field that names a node's parent."""


def lines_of(session: Session) -> tuple[SentLine, ...]:
    """Every line of a session, private ones included, in the order of the notes."""
    return tuple(_lines(session))


def parts_of(line: SentLine) -> dict[str, str]:
    """The fields of a line by name. The text has an empty name."""
    pairs = (part.partition(": ") for part in line.more)
    parts = {name: text for name, _, text in pairs}
    return {"": line.words, **parts} if line.words else parts


def field_words(item: FrozenModel, field: str) -> str:
    """A field of an item as text."""
    text = _as_text(getattr(item, field))
    return text or (str(getattr(item, "due_words", "")) if field == "due" else "")


def _lines(session: Session) -> Iterator[SentLine]:
    yield _line(DETAILS_ID, "", "", session, OF_DETAILS)
    for person in session.people:
        yield _line(person.id, "", "", person, OF_PERSON)
    for heading in session.headings:
        yield from _lines_under(heading)


def _lines_under(heading: Heading) -> Iterator[SentLine]:
    step = heading.step
    match heading:
        case ItemsHeading():
            for item in heading.all_items:
                yield _line(item.id, step, item.line, item, further_fields(type(item)))
        case Round():
            for answer in heading.said:
                yield _line(answer.person, step, "", answer, OF_ANSWER)
        case Tree():
            if heading.focal:
                yield SentLine(thing=FOCAL, step=step, words=heading.focal)
            for node, parent, _ in walk(heading):
                yield _node_line(node, parent, step)


def _node_line(node: Node, parent: str, step: str) -> SentLine:
    fields: tuple[str, ...] = OF_EFFECT if isinstance(node, Effect) else OF_CAUSE
    if isinstance(node, Cause) and node.test is Test.UNTESTED:
        fields = tuple(field for field in fields if field != "test")
    return _line(node.id, step, node.text, node, fields, (f"{HANGS_ON}: {parent}",))


def _line(
    item_id: str,
    step: str,
    text: str,
    source: Session | FrozenModel,
    fields: tuple[str, ...],
    extra: tuple[str, ...] = (),
) -> SentLine:
    filled = tuple(f"{field}: {value}" for field in fields if (value := field_words(source, field)))
    return SentLine(thing=item_id, step=step, words=text, more=(*filled, *extra))


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case Enum():
            return str(value.value)
        case date():
            return format_date(value)
        case tuple():
            return "; ".join(_as_text(part) for part in value)
    return str(value)
