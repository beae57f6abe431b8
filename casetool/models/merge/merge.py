"""Merging two values of one session, item by item, as somebody chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, Correction
from casetool.models.heading import Heading, HeadingItem, ItemsHeading
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.merge.diff import NOT_COMPARED, difference_key
from casetool.models.people.model import Person
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Effect, Node, Tree, walk

MergeItem = TypeVar(
    "MergeItem", HeadingItem, Person, Answer, Tick, Agreed, CirculatedVersion, Correction
)


def merge_parts(here: Session, there: Session, take: frozenset[str]) -> Session:
    """Merge: our value, with the chosen items as they are in the other one.

    Args:
        here: the value that everything else comes from.
        there: the other value.
        take: keys of the differences to take from the other value, including removals.
    """
    details = {
        name: getattr(there, name)
        for name in type(here).model_fields
        if name not in NOT_COMPARED and f"detail:{name}" in take
    }
    theirs = {heading.step: heading for heading in there.headings}
    headings = tuple(
        _merged_heading(heading, theirs.get(heading.step), take) for heading in here.headings
    )
    rows = {
        "people": _merged_list(here.people, there.people, take),
        "ticked": _merged_list(here.ticked, there.ticked, take),
        "agreed": _merged_list(here.agreed, there.agreed, take),
        "circulated": _merged_list(here.circulated, there.circulated, take),
        "corrections": _merged_list(here.corrections, there.corrections, take),
    }
    return evolve(here, **details, **rows, headings=headings)


def _merged_heading(ours: Heading, theirs: Heading | None, take: frozenset[str]) -> Heading:
    match ours, theirs:
        case ItemsHeading(), ItemsHeading() if ours.kind == theirs.kind:
            return ours.with_items(_merged_list(ours.all_items, theirs.all_items, take))
        case Round(), Round():
            return evolve(ours, said=_merged_list(ours.said, theirs.said, take))
        case Tree(), Tree():
            return _merged_tree(ours, theirs, take)
    return ours


def _merged_list(
    ours: Sequence[MergeItem], theirs: Sequence[MergeItem], take: frozenset[str]
) -> tuple[MergeItem, ...]:
    """A list in our order. An added item follows the one it followed in the other list."""
    their_items = {difference_key(item): item for item in theirs}
    our_keys = {difference_key(item) for item in ours}
    merged = [
        their_items[difference_key(item)] if difference_key(item) in take else item
        for item in ours
        if difference_key(item) not in take or difference_key(item) in their_items
    ]
    previous_key: str | None = None
    for item in theirs:
        key = difference_key(item)
        if key in take and key not in our_keys:
            keys = [difference_key(other) for other in merged]
            merged.insert(keys.index(previous_key) + 1 if previous_key in keys else 0, item)
        if any(difference_key(other) == key for other in merged):
            previous_key = key
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class _NodePlace:
    """A node without children, and its ancestors, nearest first."""

    node: Node
    above: tuple[str, ...]


def _merged_tree(ours: Tree, theirs: Tree, take: frozenset[str]) -> Tree:
    """A tree of chosen nodes, each under its nearest remaining ancestor."""
    our_places, their_places = _node_places(ours), _node_places(theirs)
    chosen = {}
    for name in (*our_places, *(name for name in their_places if name not in our_places)):
        node_place = (their_places if f"node:{name}" in take else our_places).get(name)
        if node_place is not None:
            chosen[name] = node_place
    children: dict[str, list[str]] = {}
    for name, node_place in chosen.items():
        children.setdefault(_parent_or_side(name, node_place, chosen), []).append(name)
    focal = theirs.focal if f"node:{FOCAL}" in take else ours.focal
    effects = tuple(_with_descendants(name, chosen, children) for name in children.get("above", ()))
    causes = tuple(_with_descendants(name, chosen, children) for name in children.get("below", ()))
    return evolve(ours, focal=focal, effects=effects, causes=causes)


def _node_places(tree: Tree) -> dict[str, _NodePlace]:
    places: dict[str, _NodePlace] = {}
    for node, parent, _ in walk(tree):
        above = (parent, *places[parent].above) if parent in places else ()
        places[node.id] = _NodePlace(evolve(node, children=()), above)
    return places


def _parent_or_side(node_id: str, node_place: _NodePlace, chosen: Mapping[str, _NodePlace]) -> str:
    """The nearest remaining ancestor on the same side that causes no loop, or else the side."""
    for parent in node_place.above:
        if parent not in chosen or type(chosen[parent].node) is not type(node_place.node):
            continue
        if node_id not in _ancestors_and_self(parent, chosen):
            return parent
    return "above" if isinstance(node_place.node, Effect) else "below"


def _ancestors_and_self(node_id: str, chosen: Mapping[str, _NodePlace]) -> set[str]:
    """A node and all its ancestors, as far as both values together tell."""
    ancestors, pending = {node_id}, [node_id]
    while pending:
        for parent in chosen[pending.pop()].above:
            if parent in chosen and parent not in ancestors:
                ancestors.add(parent)
                pending.append(parent)
    return ancestors


def _with_descendants(
    node_id: str, chosen: Mapping[str, _NodePlace], children_of: Mapping[str, list[str]]
) -> Node:
    children = tuple(
        _with_descendants(child, chosen, children_of) for child in children_of.get(node_id, ())
    )
    node = chosen[node_id].node
    return evolve(node, children=children) if children else node
