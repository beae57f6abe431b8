"""Differences between two values of one session, item by item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casetool.models.base import FrozenModel
from casetool.models.corrections.version_record import only_sent_in, with_versions_of
from casetool.models.heading import Heading, ItemsHeading
from casetool.models.merge.item_keys import DATE_KEY, TIME_KEY, difference_key, difference_keys
from casetool.models.merge.plain_words import (
    NO_WORDS,
    compared_values,
    date_words,
    detail_words,
    item_words,
    time_words,
)
from casetool.models.people.namesakes import with_namesakes_apart
from casetool.models.round.model import Round
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Tree, walk

NOT_COMPARED = frozenset(
    {"format", "id", "method", "at", "begun", "clocks", "hour", "wall", "headings", "people",
     "names", "dates_set", "ticked", "agreed", "circulated", "corrections"}
)  # fmt: skip
"""Fields of a session that nobody typed, or whose items are compared one by one.

What the room's screen shows is for the room now, and comes from no other version.
"""


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


ADDED_TIMES = ("begun", "hour")
"""When the discussion began, and its time. They come where there are none, and never go."""

_MISSING = _Described("", "", ())


def differences(here: Session, there: Session) -> tuple[Difference, ...]:
    """List every difference that people would notice, in the order of the session.

    A version of the notes that was only sent here is none, since it stays on record.

    Args:
        here: one value.
        there: the other.
    """
    here, there = with_namesakes_apart(here, there)
    sent_there = {difference_key(version) for version in only_sent_in(there, here)}
    here, there = with_versions_of(here, there), with_versions_of(there, here)
    theirs = dict((*_added_times(here, there), *_described_items(there)))
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


def _added_times(here: Session, there: Session) -> Iterator[tuple[str, _Described]]:
    for name in ADDED_TIMES:
        value = getattr(there, name)
        if value is not None and getattr(here, name) is None:
            yield f"{TIME_KEY}{name}", _Described("", time_words(value), ())


def _described_items(session: Session) -> Iterator[tuple[str, _Described]]:
    """Every item of a session that has a value, by its key."""
    for name in type(session).model_fields:
        if name not in NOT_COMPARED:
            value = getattr(session, name)
            if text := detail_words(name, value):
                yield f"detail:{name}", _Described("", text, (value,))
    for name in type(session.dates_set).model_fields:
        if day := getattr(session.dates_set, name):
            yield f"{DATE_KEY}{name}", _Described("", date_words(name, day), (day,))
    yield from _with_keys(session.people, session)
    yield from _with_keys(session.names, session)
    for tick in session.ticked:
        yield difference_key(tick), _Described("", f"seen to: {tick.words}", ())
    for agreed in session.agreed:
        yield difference_key(agreed), _Described("", f"agreed in the room: {agreed.words}", ())
    yield from _with_keys(session.circulated, session)
    yield from _with_keys(session.corrections, session)
    for heading in session.headings:
        yield from _items_under(heading, session)


def _items_under(heading: Heading, session: Session) -> Iterator[tuple[str, _Described]]:
    match heading:
        case ItemsHeading():
            yield from _with_keys(heading.all_items, session, heading.step)
        case Round():
            yield from _with_keys(heading.said, session, heading.step)
        case Tree():
            yield from _tree_items(heading, session)


def _tree_items(tree: Tree, session: Session) -> Iterator[tuple[str, _Described]]:
    yield f"node:{FOCAL}", _Described(tree.step, tree.focal, ())
    texts = {node.id: node.text for node, _, _ in walk(tree)}
    for node, parent, _ in walk(tree):
        above = "" if parent == FOCAL else f" (hangs on {_quoted(texts[parent])})"
        text = f"{item_words(node, session) or NO_WORDS}{above}"
        yield difference_key(node), _described(tree.step, node, text, parent)


def _with_keys(
    items: Sequence[FrozenModel], session: Session, step: str = ""
) -> Iterator[tuple[str, _Described]]:
    for key, item in zip(difference_keys(items), items, strict=True):
        yield key, _described(step, item, item_words(item, session))


def _quoted(text: str) -> str:
    return f"“{text}”" if text else NO_WORDS


def _described(step: str, item: FrozenModel, text: str, parent: str = "") -> _Described:
    return _Described(step, text, (parent, *compared_values(item)))
