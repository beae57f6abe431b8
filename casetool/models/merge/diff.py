"""Differences between two values of one session, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.base import FrozenModel
from casetool.models.corrections.model import CirculatedVersion, Correction
from casetool.models.heading import Heading, HeadingItem, ItemsHeading
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.people.model import Person
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Cause, Effect, Tree, walk

NOT_COMPARED = frozenset(
    {"format", "id", "method", "at", "begun", "clocks", "hour", "headings", "people",
     "ticked", "agreed", "circulated", "corrections"}
)  # fmt: skip
"""Fields of a session that nobody typed, or whose items are compared one by one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """An item that differs. An empty text means that the item is missing there."""

    key: str
    """Identifies the item in both values, such as ``entry:k3f9``."""
    step: str
    """The item's step. Empty for the details and the people."""
    here: str
    there: str


def differences(here: Session, there: Session) -> tuple[Difference, ...]:
    """List every difference that people would notice, in the order of the session.

    Args:
        here: one value.
        there: the other.
    """
    ours, theirs = dict(_described_items(here)), dict(_described_items(there))
    keys = [*ours, *(key for key in theirs if key not in ours)]
    result = []
    for key in keys:
        our_step, our_text = ours.get(key, ("", ""))
        their_step, their_text = theirs.get(key, ("", ""))
        if (our_step, our_text) != (their_step, their_text):
            moved = bool(our_step and their_step) and our_step != their_step
            result.append(
                Difference(
                    key,
                    our_step or their_step,
                    f"{our_text} (under {our_step})" if moved else our_text,
                    f"{their_text} (under {their_step})" if moved else their_text,
                )
            )
    return tuple(result)


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
            return f"version:{item.number}"
        case Answer():
            return f"said:{item.person}"
        case Person() | HeadingItem() | Correction():
            return f"{type(item).__name__.casefold()}:{item.id}"
        case Effect() | Cause():
            return f"node:{item.id}"
    raise TypeError(type(item).__name__)


def _described_items(session: Session) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every item of a session: its key, its step, and its text."""
    for name in type(session).model_fields:
        if name not in NOT_COMPARED:
            value = getattr(session, name)
            text = _as_text(value) if isinstance(value, FrozenModel) else value
            yield f"detail:{name}", ("", f"{name}: {text}" if text else "")
    for person in session.people:
        yield difference_key(person), ("", _as_text(person))
    for tick in session.ticked:
        yield difference_key(tick), ("", f"seen to: {tick.words}")
    for agreed in session.agreed:
        yield difference_key(agreed), ("", f"agreed in the room: {agreed.words}")
    for version in session.circulated:
        yield difference_key(version), ("", _as_text(version))
    for correction in session.corrections:
        yield difference_key(correction), ("", _as_text(correction))
    for heading in session.headings:
        yield from _items_under(heading)


def _items_under(heading: Heading) -> Iterator[tuple[str, tuple[str, str]]]:
    match heading:
        case ItemsHeading():
            for item in heading.all_items:
                yield difference_key(item), (heading.step, _as_text(item))
        case Round():
            for answer in heading.said:
                yield difference_key(answer), (heading.step, f"{answer.person}: {_as_text(answer)}")
        case Tree():
            yield from _tree_items(heading)


def _tree_items(tree: Tree) -> Iterator[tuple[str, tuple[str, str]]]:
    yield f"node:{FOCAL}", (tree.step, tree.focal)
    texts = {node.id: node.text for node, _, _ in walk(tree)}
    for node, parent, _ in walk(tree):
        suffix = "" if parent == FOCAL else f" (hangs on “{texts[parent]}”)"
        yield difference_key(node), (tree.step, f"{_as_text(node)}{suffix}")


def _as_text(item: FrozenModel) -> str:
    """An item as text: first what was typed, then each mark that is set."""
    skipped = {"id", "at", "person", "entry", "children", "links", "thing", "changes", "lines"}
    parts = []
    for name in type(item).model_fields:
        value = getattr(item, name)
        if name in skipped or value in (None, "", ()):
            continue
        parts.append(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))
    return " · ".join(parts)
