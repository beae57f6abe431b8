"""Paths to nodes, and edits that rebuild only the nodes along a path."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from casetool.models.base import evolve
from casetool.models.sequence_edits import append_bracketed, unknown_keys
from casetool.models.tree.model import FOCAL, Cause, Effect, Node, Test, Tree, walk
from casetool.models.vanished_items import GoneError

Side = Literal["effects", "causes"]
"""Above the focal point, or below it."""

Siblings = tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NodePath:
    """The position of a node."""

    side: Side
    indexes: tuple[int, ...]
    """The index in each list of siblings, from the focal point outwards."""


def path_of(tree: Tree, node_id: str) -> NodePath:
    """The path to a node.

    Raises:
        GoneError: there is no such node.
    """
    for side in ("effects", "causes"):
        indexes = _path_within(_side(tree, side), node_id)
        if indexes is not None:
            return NodePath(side, indexes)
    raise GoneError(node_id)


def with_siblings(tree: Tree, path: NodePath, edit: Callable[[Siblings], Siblings]) -> Tree:
    """Edit the list of siblings that a path leads to."""
    return evolve(tree, **{path.side: _rebuilt(_side(tree, path.side), path.indexes[:-1], edit)})


def with_children(
    tree: Tree, parent: str, side: Side, edit: Callable[[Siblings], Siblings]
) -> Tree:
    """Edit the children of a node. The focal point has a list on each side.

    Raises:
        GoneError: there is no such node.
    """
    if parent == FOCAL:
        return evolve(tree, **{side: edit(_side(tree, side))})
    path = path_of(tree, parent)
    return evolve(tree, **{path.side: _rebuilt(_side(tree, path.side), path.indexes, edit)})


def node_at(tree: Tree, path: NodePath) -> Node:
    """The node at a path."""
    row: Sequence[Node] = _side(tree, path.side)
    for index in path.indexes[:-1]:
        row = row[index].children
    return row[path.indexes[-1]]


def parent_of(tree: Tree, node_id: str) -> str:
    """Id of a node's parent, which is the focal point at the first level.

    Raises:
        GoneError: there is no such node.
    """
    for node, parent, _ in walk(tree):
        if node.id == node_id:
            return parent
    raise GoneError(node_id)


def height(node: Node) -> int:
    """Number of levels of a branch, including its own."""
    levels, row = 0, [node]
    while row:
        levels += 1
        row = [child for parent in row for child in parent.children]
    return levels


def as_side(node: Node, side: Side) -> Node:
    """Turn a branch into effects or causes, as its new side requires.

    Fields that the new kind lacks go into the text.
    """
    if (side == "effects") == isinstance(node, Effect):
        return node
    kind = Effect if side == "effects" else Cause
    portable, extra_texts = unknown_keys(node, kind)
    fields = {
        "id": node.id,
        "text": append_bracketed(node.text, (*_kind_texts(node), *extra_texts)),
        "entry": node.entry,
        "at": node.at,
        "children": tuple(as_side(child, side) for child in node.children),
    }
    return kind.model_validate(portable | fields)


def _kind_texts(node: Node) -> tuple[str, ...]:
    """Fields that only this kind of node has, as texts."""
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
        *(f"for it: {text}" for text in node.speaks_for),
        *(f"against it: {text}" for text in node.speaks_against),
    )


def _side(tree: Tree, side: Side) -> Siblings:
    return tree.effects if side == "effects" else tree.causes


def _path_within(row: Sequence[Node], node_id: str) -> tuple[int, ...] | None:
    stack: list[tuple[Node, tuple[int, ...]]] = [(node, (index,)) for index, node in enumerate(row)]
    while stack:
        node, indexes = stack.pop()
        if node.id == node_id:
            return indexes
        children: Sequence[Node] = node.children
        stack.extend((child, (*indexes, index)) for index, child in enumerate(children))
    return None


def _rebuilt(
    row: Siblings, indexes: Sequence[int], edit: Callable[[Siblings], Siblings]
) -> Siblings:
    if not indexes:
        return edit(row)
    index = indexes[0]
    node = row[index]
    rebuilt = evolve(node, children=_rebuilt(node.children, indexes[1:], edit))
    return (*row[:index], rebuilt, *row[index + 1 :])
