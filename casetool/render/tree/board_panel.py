"""The analysis tree on the board: the drawing where it fits, else its outline."""

from collections.abc import Iterator

from casetool.models.tree.model import FOCAL, Tree
from casetool.render.board.panel_item import PanelItem
from casetool.render.board.panels import fit_items
from casetool.render.text.wrap import cells
from casetool.render.tree.box_drawing import BOX_WIDTHS, Piece, rows_of
from casetool.render.tree.layout import FOCAL_HINT, Layout, lay_out
from casetool.render.tree.outline import outline

BoardTreeLine = tuple[tuple[str, str], ...]
"""Pieces of one line from left to right, as pairs of style and text."""

_STYLES = {"link": "muted", "border": "muted", "head": "muted", "text": "", "foot": "strong"}
_INDENT = 2
"""Columns by which a node is indented under its parent."""

MANY_BOXES = 120
"""Nodes above which no drawing is tried, because none would fit a screen."""


def tree_width(tree: Tree) -> int:
    """The width of the narrowest drawing of a tree, or 0 for a very large one."""
    return lay_out(tree, BOX_WIDTHS[-1]).width if tree.count <= MANY_BOXES else 0


def tree_lines(
    tree: Tree, width: int, height: int, anchor: str | None, lit_id: str | None
) -> tuple[BoardTreeLine, ...]:
    """Draw the tree within a size.

    Args:
        tree: the tree.
        width: most columns.
        height: most rows.
        anchor: the id of the node that must stay in view.
        lit_id: the id of the highlighted node.
    """
    layout = _fitting_layout(tree, width, height)
    if layout is not None:
        return tuple(_drawn_lines(layout, width, lit_id))
    items = tuple(_outline_items(tree))
    rows = fit_items(items, width, height, anchor or FOCAL, lit_id, from_top=True)
    return tuple(row.pieces for row in rows)


def _fitting_layout(tree: Tree, width: int, height: int) -> Layout | None:
    for box_width in BOX_WIDTHS if tree.count <= MANY_BOXES else ():
        layout = lay_out(tree, box_width)
        if layout.width <= width and layout.height <= height:
            return layout
    return None


def _drawn_lines(layout: Layout, width: int, lit_id: str | None) -> Iterator[BoardTreeLine]:
    margin = (width - layout.width) // 2
    for row in rows_of(layout):
        line: list[tuple[str, str]] = []
        column = -margin
        for piece in row:
            line += [("", " " * (piece.x - column)), (_style(piece, lit_id), piece.text)]
            column = piece.x + cells(piece.text)
        yield tuple(line)


def _style(piece: Piece, lit_id: str | None) -> str:
    if piece.node is not None and piece.node == lit_id:
        return "lit"
    return "focal" if piece.node == FOCAL else _STYLES[piece.part]


def _outline_items(tree: Tree) -> Iterator[PanelItem]:
    titles = {"effects": "EFFECTS (and then?)", "causes": "CAUSES (why?)"}
    side = ""
    for line in outline(tree):
        if line.side != side:
            side = line.side
            if side in titles:
                yield PanelItem("", titles[side], style="muted")
        if line.side == "focal":
            focal_text = tree.focal.strip()
            yield PanelItem(FOCAL, f"“{focal_text}”" if focal_text else FOCAL_HINT, style="focal")
            continue
        yield PanelItem(line.id, line.text, "", line.marks, _INDENT * (line.depth - 1))
