"""The analysis tree in box-drawing characters: for the screen, the notes and the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.tree.model import Tree
from casetool.render.text.symbols import DRAWN_SYMBOLS, SymbolTable
from casetool.render.text.wrap import cells
from casetool.render.tree.layout import EMPTY_TEXT, Box, Layout, Link, lay_out
from casetool.render.tree.outline import outline_drawing

BOX_WIDTHS = (28, 24, 20, 16)
"""Box widths that are tried, widest first, until a drawing fits."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters in one row of the picture."""

    x: int
    text: str
    node: str | None
    """The node whose box it belongs to; None for a link."""
    part: str
    """``border``, ``head``, ``text``, ``foot`` or ``link``: what a painter may style apart."""


DrawnRows = tuple[tuple[Piece, ...], ...]
"""The pieces of a picture, row by row, each row from left to right."""

_ROUND, _DOUBLE = "╭─╮│╰╯┴┬", "╔═╗║╚╝╧╤"
_JOINTS = {
    (True, True, True, False): "┴",
    (True, True, False, True): "┬",
    (True, True, True, True): "┼",
    (True, False, True, False): "╯",
    (False, True, True, False): "╰",
    (True, False, False, True): "╮",
    (False, True, False, True): "╭",
    (True, False, True, True): "┤",
    (False, True, True, True): "├",
    (False, False, True, True): "│",
    (True, True, False, False): "─",
}
"""What joins left, right, up and down."""


def rows_of(layout: Layout) -> DrawnRows:
    """The picture as rows of pieces."""
    rows: list[list[Piece]] = [[] for _ in range(layout.height)]
    up = {link.parent for link in layout.links if link.up}
    down = {link.parent for link in layout.links if not link.up}
    for box in layout.boxes:
        top = (box.level > 0 and box.parent is not None) or box.id in up
        bottom = (box.level < 0 and box.parent is not None) or box.id in down
        for offset, piece in _box_pieces(box, top, bottom):
            rows[box.y + offset].append(piece)
    for link in layout.links:
        for y, piece in _link_pieces(link, layout):
            rows[y].append(piece)
    return tuple(tuple(sorted(row, key=lambda piece: piece.x)) for row in rows)


def draw(layout: Layout, signs: SymbolTable = DRAWN_SYMBOLS) -> tuple[str, ...]:
    """The picture as lines of text, without spaces at their ends."""
    lines = []
    for row in rows_of(layout):
        line, at = "", 0
        for piece in row:
            ours = piece.part != "text" or piece.text.strip() == EMPTY_TEXT
            text = signs.of(piece.text) if ours else piece.text
            line += " " * (piece.x - at) + text
            at = piece.x + cells(text)
        lines.append(line.rstrip())
    return tuple(lines)


def drawing(tree: Tree, width: int | None = None, signs: SymbolTable = DRAWN_SYMBOLS) -> str:
    """The tree as text, safe for a terminal: boxes where they fit, else an indented outline.

    Args:
        tree: the tree.
        width: columns there are; None for as many as it takes.
        signs: what boxes and links are drawn with; people's words stay as they were typed.
    """
    if width is None:
        return "\n".join(draw(lay_out(tree), signs))
    for box_width in BOX_WIDTHS:
        layout = lay_out(tree, box_width)
        if layout.width <= width:
            return "\n".join(draw(layout, signs))
    return "\n".join(outline_drawing(tree, width, signs))


def _box_pieces(box: Box, top: bool, bottom: bool) -> Iterator[tuple[int, Piece]]:
    left_up, along, right_up, side, left_down, right_down, joint_up, joint_down = tuple(
        _DOUBLE if box.level == 0 else _ROUND
    )
    inner = box.width - 2
    middle = box.width // 2 - 1

    def edge(start: str, joint: str | None, end: str) -> str:
        line = along * inner
        if joint is not None:
            line = f"{line[:middle]}{joint}{line[middle + 1 :]}"
        return f"{start}{line}{end}"

    yield 0, Piece(box.x, edge(left_up, joint_up if top else None, right_up), box.id, "border")
    y = 1
    parts = [("head", line) for line in box.head] + [("text", line) for line in box.lines]
    parts += [("foot", line) for line in box.foot]
    for part, line in parts:
        space = inner - cells(line)
        before = space // 2 if box.level == 0 else 1
        yield y, Piece(box.x, side, box.id, "border")
        padded = f"{' ' * before}{line}{' ' * (space - before)}"
        yield y, Piece(box.x + 1, padded, box.id, part)
        yield y, Piece(box.x + box.width - 1, side, box.id, "border")
        y += 1
    end = edge(left_down, joint_down if bottom else None, right_down)
    yield y, Piece(box.x, end, box.id, "border")


def _link_pieces(link: Link, layout: Layout) -> Iterator[tuple[int, Piece]]:
    parent = layout.box(link.parent)
    assert parent is not None
    children = set(link.children)
    first, last = min(link.column, *children), max(link.column, *children)
    run = ""
    for x in range(first, last + 1):
        to_parent, to_child = x == link.column, x in children
        above, below = (to_child, to_parent) if link.up else (to_parent, to_child)
        run += _JOINTS[x > first, x < last, above, below]
    yield link.row, Piece(first, run, None, "link")
    if link.up:
        rows = range(link.row + 1, parent.y)
        child_row = link.row - 1
    else:
        rows = range(parent.y + parent.height, link.row)
        child_row = link.row + 1
    for y in rows:
        yield y, Piece(link.column, "│", None, "link")
    for x in link.children:
        yield child_row, Piece(x, "│", None, "link")
