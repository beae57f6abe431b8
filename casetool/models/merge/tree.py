"""Merging two values of the analysis tree, box by box."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casetool.models.base import evolve
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause, Effect, Node, Tree, walk


class MergedTooDeepError(ValueError):
    """The chosen boxes would make a tree that is too deep to draw and store."""

    def __init__(self) -> None:
        super().__init__(
            f"Brought together like this, the tree would have more than {DEEPEST_TREE} levels."
            " Nothing was changed. Compare again, and keep a box that moved as it is here."
        )


@dataclass(frozen=True, slots=True)
class _NodePlace:
    """A node without children, and its ancestors, nearest first."""

    node: Node
    above: tuple[str, ...]


def merged_tree(ours: Tree, theirs: Tree, take: Collection[str]) -> Tree:
    """Our tree, with the chosen boxes as they are in the other one.

    A box hangs where it hung in its own tree. If its parent is not there, or both trees together
    would make a loop, it hangs on the nearest ancestor that it had.

    Args:
        ours: the tree that everything else comes from.
        theirs: the other tree.
        take: keys of the differences to take from the other tree, including removals.

    Raises:
        MergedTooDeepError: the merged tree would be too deep.
    """
    our_places, their_places = _node_places(ours), _node_places(theirs)
    chosen = {}
    for name in (*our_places, *(name for name in their_places if name not in our_places)):
        node_place = (their_places if f"node:{name}" in take else our_places).get(name)
        if node_place is not None:
            chosen[name] = node_place
    children: dict[str, list[str]] = {}
    for name, parent in _parents(chosen, our_places, their_places).items():
        children.setdefault(parent, []).append(name)
    tops = [_with_descendants(name, 1, chosen, children) for name in children.get(FOCAL, ())]
    return evolve(
        ours,
        focal=theirs.focal if f"node:{FOCAL}" in take else ours.focal,
        effects=tuple(node for node in tops if isinstance(node, Effect)),
        causes=tuple(node for node in tops if isinstance(node, Cause)),
    )


def _node_places(tree: Tree) -> dict[str, _NodePlace]:
    places: dict[str, _NodePlace] = {}
    for node, parent, _ in walk(tree):
        above = (parent, *places[parent].above) if parent in places else ()
        places[node.id] = _NodePlace(evolve(node, children=()), above)
    return places


def _parents(
    chosen: Mapping[str, _NodePlace],
    ours: Mapping[str, _NodePlace],
    theirs: Mapping[str, _NodePlace],
) -> dict[str, str]:
    """The parent of each box: the nearest of its ancestors that is there and makes no loop."""
    possible = {name: _possible_parents(node_place, chosen) for name, node_place in chosen.items()}
    parents = {name: names.pop(0) for name, names in possible.items()}
    while loop := _loop(parents):
        for name in loop:
            parent = parents[name]
            # one tree alone has no loop: some box of it hangs there in one of them only
            if not (_hangs_below(name, parent, ours) and _hangs_below(name, parent, theirs)):
                parents[name] = possible[name].pop(0)
    return parents


def _possible_parents(node_place: _NodePlace, chosen: Mapping[str, _NodePlace]) -> list[str]:
    """The ancestors of a box that are there and on its side, nearest first, to the focal point."""
    side = type(node_place.node)
    above = [name for name in node_place.above if name in chosen]
    return [*(name for name in above if isinstance(chosen[name].node, side)), FOCAL]


def _hangs_below(name: str, ancestor: str, places: Mapping[str, _NodePlace]) -> bool:
    return name in places and ancestor in places[name].above


def _loop(parents: Mapping[str, str]) -> list[str]:
    """Boxes that hang on each other in a ring, if there are any."""
    checked: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        name = start
        while name != FOCAL and name not in checked and name not in path:
            path[name] = None
            name = parents[name]
        if name in path:
            names = list(path)
            return names[names.index(name) :]
        checked.update(path)
    return []


def _with_descendants(
    name: str,
    level: int,
    chosen: Mapping[str, _NodePlace],
    children_of: Mapping[str, list[str]],
) -> Node:
    if level > DEEPEST_TREE:
        raise MergedTooDeepError
    children = tuple(
        _with_descendants(child, level + 1, chosen, children_of)
        for child in children_of.get(name, ())
    )
    node = chosen[name].node
    return evolve(node, children=children) if children else node
