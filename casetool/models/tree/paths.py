"""Edits of one branch, on the way to an edit of the tree: only the path to the node is rebuilt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from casetool.models.base import evolve
from casetool.models.gone import GoneError
from casetool.models.sequence_edits import append_bracketed, unknown_keys
from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Test, Tree, walk

Side = Literal["effects", "causes"]
"""Above the focal point, or below it."""

Siblings = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NodePath:
    """Where a node stands."""

    side: Side
    path: tuple[int, ...]
    """The place in each row of siblings, from the focal point outwards."""


def path_of(tree: Tree, node_id: str) -> NodePath:
    """Where a node stands.

    Raises:
        GoneError: there is no such node.
    """
    for side in ("effects", "causes"):
        path = _path(_side(tree, side), node_id)
        if path is not None:
            return NodePath(side, path)
    raise GoneError(node_id)


def with_siblings(tree: Tree, spot: NodePath, edit: Callable[[Siblings], Siblings]) -> Tree:
    """The tree with the row of siblings in which a spot lies edited."""
    return evolve(tree, **{spot.side: _rebuilt(_side(tree, spot.side), spot.path[:-1], edit)})


def with_children(
    tree: Tree, parent: str, side: Side, edit: Callable[[Siblings], Siblings]
) -> Tree:
    """The tree with the children of a node edited; the focal point has a row on either side.

    Raises:
        GoneError: there is no such node.
    """
    if parent == FOCAL:
        return evolve(tree, **{side: edit(_side(tree, side))})
    spot = path_of(tree, parent)
    return evolve(tree, **{spot.side: _rebuilt(_side(tree, spot.side), spot.path, edit)})


def node_at(tree: Tree, spot: NodePath) -> Node:
    """The node at a spot."""
    row: Sequence[Node] = _side(tree, spot.side)
    for place in spot.path[:-1]:
        row = row[place].children
    return row[spot.path[-1]]


def parent_of(tree: Tree, node_id: str) -> str:
    """The id of the node that a node hangs on: the focal point's at the first level.

    Raises:
        GoneError: there is no such node.
    """
    for node, parent, _ in walk(tree):
        if node.id == node_id:
            return parent
    raise GoneError(node_id)


def height(node: Node) -> int:
    """How many levels a branch has, itself among them."""
    levels, row = 0, [node]
    while row:
        levels += 1
        row = [child for one in row for child in one.children]
    return levels


def as_side(node: Node, side: Side) -> Node:
    """A branch as it stands on a side: an effect becomes a cause, a cause an effect.

    What the other kind cannot hold is kept in the text.
    """
    if (side == "effects") == isinstance(node, Effect):
        return node
    kind = Effect if side == "effects" else Cause
    kept, others = unknown_keys(node, kind)
    fields = {
        "id": node.id,
        "text": append_bracketed(node.text, (*_marks(node), *others)),
        "entry": node.entry,
        "at": node.at,
        "children": tuple(as_side(child, side) for child in node.children),
    }
    return kind.model_validate(kept | fields)


def _marks(node: Node) -> tuple[str, ...]:
    """What only this kind of node can hold, in words."""
    if isinstance(node, Effect):
        return (
            node.happened.value if node.happened is not None else "",
            node.horizon.value if node.horizon is not None else "",
            f"on {', '.join(node.on)}" if node.on else "",
        )
    return (
        f"level: {node.level.value}" if node.level is not None else "",
        node.ends.value if node.ends is not None else "",
        node.test.value if node.test is not Test.UNTESTED else "",
        *(f"for it: {words}" for words in node.speaks_for),
        *(f"against it: {words}" for words in node.speaks_against),
    )


def _side(tree: Tree, side: Side) -> Siblings:
    return tree.effects if side == "effects" else tree.causes


def _path(row: Sequence[Node], node_id: str) -> tuple[int, ...] | None:
    stack: list[tuple[Node, tuple[int, ...]]] = [(node, (n,)) for n, node in enumerate(row)]
    while stack:
        node, path = stack.pop()
        if node.id == node_id:
            return path
        children: Sequence[Node] = node.children
        stack.extend((child, (*path, n)) for n, child in enumerate(children))
    return None


def _rebuilt(row: Siblings, path: Sequence[int], edit: Callable[[Siblings], Siblings]) -> Siblings:
    if not path:
        return edit(row)
    place = path[0]
    node = row[place]
    new = evolve(node, children=_rebuilt(node.children, path[1:], edit))
    return (*row[:place], new, *row[place + 1 :])
