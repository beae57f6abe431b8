"""Navigate the drawing of the tree with arrow keys."""

from typing import Literal

from casetool.models.tree.model import FOCAL, Node, Tree
from casetool.render.tree.layout import Box, Layout

Direction = Literal["up", "down", "left", "right"]


def neighbour(layout: Layout, node: str, direction: Direction) -> str | None:
    """Find the next node in a direction, or None at the edge.

    Up and down prefer linked nodes, and left and right stay in the row.

    Args:
        layout: the layout of the drawing.
        node: the id of the current node.
        direction: the direction of the arrow key.
    """
    current = layout.box(node)
    if current is None:
        return None
    is_sideways = direction in ("left", "right")
    boxes_ahead = [box for box in layout.boxes if _is_ahead(box, current, direction)]
    linked = [box for box in boxes_ahead if box.parent == current.id or current.parent == box.id]
    preferred = (
        [box for box in boxes_ahead if box.level == current.level] if is_sideways else linked
    )
    candidates = preferred or boxes_ahead
    if not candidates:
        return None
    return min(candidates, key=lambda box: _distance(box, current, is_sideways)).id


def next_after_removal(tree: Tree, node: str) -> str:
    """The id to select when a node is removed: its neighbour, else its parent."""
    for side in (tree.effects, tree.causes):
        neighbour_id = _neighbour_or_parent(side, node, FOCAL)
        if neighbour_id is not None:
            return neighbour_id
    return FOCAL


def way_to(tree: Tree, node: str) -> tuple[str, ...]:
    """The ids from the focal point to a node, without the node itself."""

    def search(siblings: tuple[Node, ...], path: tuple[str, ...]) -> tuple[str, ...] | None:
        for child in siblings:
            if child.id == node:
                return path
            deeper = search(child.children, (*path, child.id))
            if deeper is not None:
                return deeper
        return None

    return search(tree.effects, ()) or search(tree.causes, ()) or ()


def _is_ahead(box: Box, current: Box, direction: Direction) -> bool:
    match direction:
        case "up":
            return box.level < current.level
        case "down":
            return box.level > current.level
        case "left":
            return box.middle < current.middle
        case "right":
            return box.middle > current.middle


def _distance(box: Box, current: Box, is_sideways: bool) -> int:
    across, along = abs(box.middle - current.middle), abs(box.y - current.y)
    return across + 4 * along if is_sideways else across + 8 * along


def _neighbour_or_parent(siblings: tuple[Node, ...], node_id: str, parent_id: str) -> str | None:
    for index, sibling in enumerate(siblings):
        if sibling.id == node_id:
            neighbours = (*siblings[index + 1 : index + 2], *siblings[max(0, index - 1) : index])
            return neighbours[0].id if neighbours else parent_id
        neighbour_id = _neighbour_or_parent(sibling.children, node_id, sibling.id)
        if neighbour_id is not None:
            return neighbour_id
    return None
