"""The analysis tree on the wall: the picture where it fits, else its outline."""

from collections.abc import Iterator

from casetool.models.tree.model import FOCAL, Tree
from casetool.render.board.panels import PanelItem, fit_items
from casetool.render.text.wrap import cells
from casetool.render.tree.box_drawing import BOX_WIDTHS, Piece, rows_of
from casetool.render.tree.layout import FOCAL_HINT, Layout, lay_out
from casetool.render.tree.outline import outline

BoardTreeLine = tuple[tuple[str, str], ...]
"""Pieces of one line from left to right: a style, and a text."""

_STYLES = {"link": "muted", "border": "muted", "head": "muted", "text": "", "foot": "strong"}
_INDENT = 2
"""Columns that a node stands further in than the one it hangs on."""

MANY_BOXES = 120
"""Nodes above which no picture is tried: none of so many fits a wall."""


def tree_width(tree: Tree) -> int:
    """The columns that the narrowest picture of a tree takes."""
    return lay_out(tree, BOX_WIDTHS[-1]).width if tree.count <= MANY_BOXES else 0


def tree_lines(
    tree: Tree, width: int, height: int, anchor: str | None, lit: str | None
) -> tuple[BoardTreeLine, ...]:
    """The tree in so many columns and rows at most.

    Args:
        tree: the tree.
        width: columns.
        height: rows.
        anchor: the node that must be seen.
        lit: the node that is lit up.
    """
    layout = _picture(tree, width, height)
    if layout is not None:
        return tuple(_drawn(layout, width, lit))
    items = tuple(_items(tree))
    rows = fit_items(items, width, height, anchor or FOCAL, lit, top=True)
    return tuple(row.pieces for row in rows)


def _picture(tree: Tree, width: int, height: int) -> Layout | None:
    for box_width in BOX_WIDTHS if tree.count <= MANY_BOXES else ():
        layout = lay_out(tree, box_width)
        if layout.width <= width and layout.height <= height:
            return layout
    return None


def _drawn(layout: Layout, width: int, lit: str | None) -> Iterator[BoardTreeLine]:
    margin = (width - layout.width) // 2
    for row in rows_of(layout):
        line: list[tuple[str, str]] = []
        at = -margin
        for piece in row:
            line += [("", " " * (piece.x - at)), (_style(piece, lit), piece.text)]
            at = piece.x + cells(piece.text)
        yield tuple(line)


def _style(piece: Piece, lit: str | None) -> str:
    if piece.node is not None and piece.node == lit:
        return "lit"
    return "focal" if piece.node == FOCAL else _STYLES[piece.part]


def _items(tree: Tree) -> Iterator[PanelItem]:
    titles = {"effects": "EFFECTS (and then?)", "causes": "CAUSES (why?)"}
    side = ""
    for line in outline(tree):
        if line.side != side:
            side = line.side
            if side in titles:
                yield PanelItem("", titles[side], style="muted")
        if line.side == "focal":
            words = tree.focal.strip()
            yield PanelItem(FOCAL, f"“{words}”" if words else FOCAL_HINT, style="focal")
            continue
        yield PanelItem(line.id, line.text, "", line.marks, _INDENT * (line.depth - 1))
