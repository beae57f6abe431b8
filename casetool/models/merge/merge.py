"""One session from two values of it: thing by thing, as somebody chose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.corrections.model import CirculatedVersion, Correction
from casetool.models.entries.model import Entries, Entry
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.merge.diff import NOT_COMPARED, difference_key
from casetool.models.people.model import Person
from casetool.models.round.model import Answer, Round
from casetool.models.session import Session, SessionHeading
from casetool.models.tree.model import FOCAL, Effect, Node, Tree, walk

MergeItem = TypeVar(
    "MergeItem", Entry, Action, Person, Answer, Tick, Agreed, CirculatedVersion, Correction
)


def merge_parts(here: Session, there: Session, take: frozenset[str]) -> Session:
    """The session “here”, with some things as they are “there”: changed, added, or not there.

    Args:
        here: the value that all else comes from.
        there: the other value.
        take: the keys of the differences that become as they are there.
    """
    details = {
        name: getattr(there, name)
        for name in type(here).model_fields
        if name not in NOT_COMPARED and f"detail:{name}" in take
    }
    theirs = {heading.step: heading for heading in there.headings}
    headings = tuple(_heading(heading, theirs.get(heading.step), take) for heading in here.headings)
    rows = {
        "people": _row(here.people, there.people, take),
        "ticked": _row(here.ticked, there.ticked, take),
        "agreed": _row(here.agreed, there.agreed, take),
        "circulated": _row(here.circulated, there.circulated, take),
        "corrections": _row(here.corrections, there.corrections, take),
    }
    return evolve(here, **details, **rows, headings=headings)


def _heading(
    ours: SessionHeading, theirs: SessionHeading | None, take: frozenset[str]
) -> SessionHeading:
    match ours, theirs:
        case Entries(), Entries():
            return evolve(ours, entries=_row(ours.entries, theirs.entries, take))
        case Actions(), Actions():
            return evolve(ours, actions=_row(ours.actions, theirs.actions, take))
        case Round(), Round():
            return evolve(ours, said=_row(ours.said, theirs.said, take))
        case Tree(), Tree():
            return _tree(ours, theirs, take)
    return ours


def _row(
    ours: Sequence[MergeItem], theirs: Sequence[MergeItem], take: frozenset[str]
) -> tuple[MergeItem, ...]:
    """A list in our order; what comes from there stands after the one it stood after there."""
    others = {difference_key(thing): thing for thing in theirs}
    mine = {difference_key(thing) for thing in ours}
    row = [
        others[difference_key(thing)] if difference_key(thing) in take else thing
        for thing in ours
        if difference_key(thing) not in take or difference_key(thing) in others
    ]
    before: str | None = None
    for thing in theirs:
        key = difference_key(thing)
        if key in take and key not in mine:
            keys = [difference_key(one) for one in row]
            row.insert(keys.index(before) + 1 if before in keys else 0, thing)
        if any(difference_key(one) == key for one in row):
            before = key
    return tuple(row)


@dataclass(frozen=True, slots=True)
class _Place:
    """A node without its children, and the nodes that it hangs on, nearest first."""

    node: Node
    above: tuple[str, ...]


def _tree(ours: Tree, theirs: Tree, take: frozenset[str]) -> Tree:
    """The tree whose nodes are ours or theirs, each hung on the nearest of its own that is left."""
    mine, others = _places(ours), _places(theirs)
    chosen = {}
    for name in (*mine, *(name for name in others if name not in mine)):
        place = (others if f"node:{name}" in take else mine).get(name)
        if place is not None:
            chosen[name] = place
    hung: dict[str, list[str]] = {}
    for name, place in chosen.items():
        hung.setdefault(_hook(name, place, chosen), []).append(name)
    focal = theirs.focal if f"node:{FOCAL}" in take else ours.focal
    effects = tuple(_grown(name, chosen, hung) for name in hung.get("above", ()))
    causes = tuple(_grown(name, chosen, hung) for name in hung.get("below", ()))
    return evolve(ours, focal=focal, effects=effects, causes=causes)


def _places(tree: Tree) -> dict[str, _Place]:
    places: dict[str, _Place] = {}
    for node, parent, _ in walk(tree):
        above = (parent, *places[parent].above) if parent in places else ()
        places[node.id] = _Place(evolve(node, children=()), above)
    return places


def _hook(name: str, place: _Place, chosen: Mapping[str, _Place]) -> str:
    """What a node hangs on: the nearest that is left, of its own side, and not below itself."""
    for parent in place.above:
        if parent not in chosen or type(chosen[parent].node) is not type(place.node):
            continue
        if name not in _way_up(parent, chosen):
            return parent
    return "above" if isinstance(place.node, Effect) else "below"


def _way_up(name: str, chosen: Mapping[str, _Place]) -> set[str]:
    """All that a node hangs on, as far as both values together can tell."""
    way, waiting = {name}, [name]
    while waiting:
        for parent in chosen[waiting.pop()].above:
            if parent in chosen and parent not in way:
                way.add(parent)
                waiting.append(parent)
    return way


def _grown(name: str, chosen: Mapping[str, _Place], hung: Mapping[str, list[str]]) -> Node:
    children = tuple(_grown(child, chosen, hung) for child in hung.get(name, ()))
    node = chosen[name].node
    return evolve(node, children=children) if children else node
