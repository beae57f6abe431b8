"""Differences between two values of one session, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC

from casetool.models.base import FrozenModel
from casetool.models.corrections.model import CirculatedVersion, Correction
from casetool.models.corrections.on_record import only_sent_in, with_versions_of
from casetool.models.heading import Heading, HeadingItem, ItemsHeading
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.parsing.days import instant_in
from casetool.models.people.model import Person
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Cause, Effect, Tree, walk

NOT_COMPARED = frozenset(
    {"format", "id", "method", "at", "begun", "clocks", "hour", "wall", "headings", "people",
     "ticked", "agreed", "circulated", "corrections"}
)  # fmt: skip
"""Fields of a session that nobody typed, or whose items are compared one by one.

What the room's screen shows is for the room now, and comes from no other version.
"""

_SKIPPED = frozenset(
    {"id", "at", "person", "entry", "children", "links", "thing", "changes", "lines"}
)
"""Fields of an item that are not compared."""

_NO_WORDS = "a box without words"


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that differs. An empty text means that the item is missing there."""

    key: str
    """Identifies the item in both values, such as ``entry:k3f9``."""
    step: str
    """The item's step. Empty for the details and the people."""
    here: str
    there: str
    stays: bool = False
    """Whether both sides keep it, whatever is chosen: it was sent round."""


@dataclass(frozen=True, slots=True)
class _Described:
    """An item as it is shown, and what tells it from its other value."""

    step: str
    text: str
    compared: tuple[object, ...]
    """Everything that is compared besides the step, since two values may be shown alike."""


_MISSING = _Described("", "", ())


def differences(here: Session, there: Session) -> tuple[Difference, ...]:
    """List every difference that people would notice, in the order of the session.

    A version of the notes that was only sent here is none, since it stays on record.

    Args:
        here: one value.
        there: the other.
    """
    sent_there = {difference_key(version) for version in only_sent_in(there, here)}
    here, there = with_versions_of(here, there), with_versions_of(there, here)
    theirs = dict(_described_items(there))
    ours = {key: item for key, item in _described_items(here) if key not in sent_there}
    keys = [*ours, *(key for key in theirs if key not in ours)]
    pairs = ((key, ours.get(key, _MISSING), theirs.get(key, _MISSING)) for key in keys)
    differing = (_difference(*pair) for pair in pairs if pair[1] != pair[2])
    return tuple(
        replace(difference, there=f"{difference.there} · stays on record", stays=True)
        if difference.key in sent_there
        else difference
        for difference in differing
    )


def _difference(key: str, ours: _Described, theirs: _Described) -> Difference:
    our_text, their_text = ours.text, theirs.text
    if ours.step and theirs.step and ours.step != theirs.step:
        our_text += f" (under {ours.step})"
        their_text += f" (under {theirs.step})"
    elif our_text == their_text and _MISSING not in (ours, theirs):
        their_text += " (another, with the same words)"
    return Difference(key, ours.step or theirs.step, our_text, their_text)


def only_there(here: Session, there: Session) -> bool:
    """Whether the other value has any text that is missing or different here.

    Args:
        here: one value.
        there: the other.
    """
    return any(difference.there for difference in differences(here, there))


def difference_key(item: FrozenModel) -> str:
    """The key of an item in a list or in the tree."""
    match item:
        case Tick():
            return f"tick:{item.step}:{item.words}"
        case Agreed():
            return f"agreed:{item.thing}"
        case CirculatedVersion():
            return f"version:{item.number}:{instant_in(item.at, UTC).isoformat()}"
        case Answer():
            return f"said:{item.person}"
        case Person() | HeadingItem() | Correction():
            return f"{type(item).__name__.casefold()}:{item.id}"
        case Effect() | Cause():
            return f"node:{item.id}"
    raise TypeError(type(item).__name__)


def _described_items(session: Session) -> Iterator[tuple[str, _Described]]:
    """Every item of a session that has a value, by its key."""
    for name in type(session).model_fields:
        if name not in NOT_COMPARED:
            value = getattr(session, name)
            text = _as_text(value) if isinstance(value, FrozenModel) else value
            if text:
                yield f"detail:{name}", _Described("", f"{name}: {text}", (text,))
    for person in session.people:
        yield difference_key(person), _described("", person, _as_text(person))
    for tick in session.ticked:
        yield difference_key(tick), _Described("", f"seen to: {tick.words}", ())
    for agreed in session.agreed:
        yield difference_key(agreed), _Described("", f"agreed in the room: {agreed.words}", ())
    for row in (*session.circulated, *session.corrections):
        yield difference_key(row), _described("", row, _as_text(row))
    for heading in session.headings:
        yield from _items_under(heading)


def _items_under(heading: Heading) -> Iterator[tuple[str, _Described]]:
    match heading:
        case ItemsHeading():
            for item in heading.all_items:
                yield difference_key(item), _described(heading.step, item, _as_text(item))
        case Round():
            for answer in heading.said:
                text = f"{answer.person}: {_as_text(answer)}"
                yield difference_key(answer), _described(heading.step, answer, text)
        case Tree():
            yield from _tree_items(heading)


def _tree_items(tree: Tree) -> Iterator[tuple[str, _Described]]:
    yield f"node:{FOCAL}", _Described(tree.step, tree.focal, ())
    texts = {node.id: node.text for node, _, _ in walk(tree)}
    for node, parent, _ in walk(tree):
        above = "" if parent == FOCAL else f" (hangs on {_quoted(texts[parent])})"
        text = f"{_as_text(node) or _NO_WORDS}{above}"
        yield difference_key(node), _described(tree.step, node, text, parent)


def _quoted(text: str) -> str:
    return f"“{text}”" if text else _NO_WORDS


def _described(step: str, item: FrozenModel, text: str, parent: str = "") -> _Described:
    return _Described(step, text, (parent, *_values(item)))


def _as_text(item: FrozenModel) -> str:
    """An item as text: first what was typed, then each mark that is set."""
    parts = [
        ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
        for _, value in _values(item)
    ]
    return " · ".join(parts)


def _values(item: FrozenModel) -> Iterator[tuple[str, object]]:
    """The compared fields of an item that are set."""
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name not in _SKIPPED and value not in (None, "", ()):
            yield name, value
