"""Walking the picture of the tree as the eye sees it."""

from typing import Literal

from casetool.models.tree.model import FOCAL, Node, Tree
from casetool.render.tree.layout import Box, Layout

Direction = Literal["up", "down", "left", "right"]


def neighbour(layout: Layout, node: str, direction: Direction) -> str | None:
    """The node next to another in the picture; None at its edge.

    Up and down keep to what is connected, where there is something; left and right stay in the
    row.

    Args:
        layout: the picture.
        node: where one is.
        direction: the arrow.
    """
    here = layout.box(node)
    if here is None:
        return None
    sideways = direction in ("left", "right")
    ahead = [box for box in layout.boxes if _lies(box, here, direction)]
    joined = [box for box in ahead if box.parent == here.id or here.parent == box.id]
    row = [box for box in ahead if box.level == here.level] if sideways else joined
    found = row or ahead
    if not found:
        return None
    return min(found, key=lambda box: _distance(box, here, sideways)).id


def next_after_removal(tree: Tree, node: str) -> str:
    """Where the selection goes when a node is removed: its neighbour, else its parent."""
    for side in (tree.effects, tree.causes):
        found = _beside(side, node, FOCAL)
        if found is not None:
            return found
    return FOCAL


def way_to(tree: Tree, node: str) -> tuple[str, ...]:
    """The nodes on the way from the focal point to a node, without itself."""

    def search(row: tuple[Node, ...], way: tuple[str, ...]) -> tuple[str, ...] | None:
        for one in row:
            if one.id == node:
                return way
            deeper = search(one.children, (*way, one.id))
            if deeper is not None:
                return deeper
        return None

    return search(tree.effects, ()) or search(tree.causes, ()) or ()


def _lies(box: Box, here: Box, direction: Direction) -> bool:
    match direction:
        case "up":
            return box.level < here.level
        case "down":
            return box.level > here.level
        case "left":
            return box.middle < here.middle
        case "right":
            return box.middle > here.middle


def _distance(box: Box, here: Box, sideways: bool) -> int:
    across, along = abs(box.middle - here.middle), abs(box.y - here.y)
    return across + 4 * along if sideways else across + 8 * along


def _beside(row: tuple[Node, ...], node: str, parent: str) -> str | None:
    for place, one in enumerate(row):
        if one.id == node:
            rest = (*row[place + 1 : place + 2], *row[max(0, place - 1) : place])
            return rest[0].id if rest else parent
        found = _beside(one.children, node, one.id)
        if found is not None:
            return found
    return None
