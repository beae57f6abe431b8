"""The analysis tree in box-drawing characters, for screens, notes and the command line."""

from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.tree.model import Tree
from casetool.render.text.symbols import DRAWN_SYMBOLS, SymbolTable
from casetool.render.text.wrap import cells
from casetool.render.tree.layout import EMPTY_TEXT, Box, Layout, Link, lay_out
from casetool.render.tree.outline import outline_drawing

BOX_WIDTHS = (28, 24, 20, 16)
"""Box widths to try, widest first, until a drawing fits."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters in one row of the drawing."""

    x: int
    text: str
    node: str | None
    """The id of the node whose box it belongs to, or None for a link."""
    part: str
    """``border``, ``head``, ``text``, ``foot`` or ``link``, for styling."""


DrawnRows = tuple[tuple[Piece, ...], ...]
"""The pieces of a drawing, row by row, each row from left to right."""

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
"""The character that joins left, right, up and down."""


def rows_of(layout: Layout) -> DrawnRows:
    """Draw a layout as rows of pieces."""
    rows: list[list[Piece]] = [[] for _ in range(layout.height)]
    parents_above = {link.parent for link in layout.links if link.up}
    parents_below = {link.parent for link in layout.links if not link.up}
    for box in layout.boxes:
        joins_above = (box.level > 0 and box.parent is not None) or box.id in parents_above
        joins_below = (box.level < 0 and box.parent is not None) or box.id in parents_below
        for offset, piece in _box_pieces(box, joins_above, joins_below):
            rows[box.y + offset].append(piece)
    for link in layout.links:
        for y, piece in _link_pieces(link, layout):
            rows[y].append(piece)
    return tuple(tuple(sorted(row, key=lambda piece: piece.x)) for row in rows)


def draw(layout: Layout, symbols: SymbolTable = DRAWN_SYMBOLS) -> tuple[str, ...]:
    """Draw a layout as lines of text without trailing spaces."""
    lines = []
    for row in rows_of(layout):
        line, column = "", 0
        for piece in row:
            is_program_text = piece.part != "text" or piece.text.strip() == EMPTY_TEXT
            text = symbols.of(piece.text) if is_program_text else piece.text
            line += " " * (piece.x - column) + text
            column = piece.x + cells(text)
        lines.append(line.rstrip())
    return tuple(lines)


def drawing(tree: Tree, width: int | None = None, symbols: SymbolTable = DRAWN_SYMBOLS) -> str:
    """Draw the tree as text that is safe for a terminal, or as an outline if too wide.

    Args:
        tree: the tree.
        width: columns of the terminal, or None for as many as needed.
        symbols: symbols of boxes and links. People's text stays as typed.
    """
    if width is None:
        return "\n".join(draw(lay_out(tree), symbols))
    for box_width in BOX_WIDTHS:
        layout = lay_out(tree, box_width)
        if layout.width <= width:
            return "\n".join(draw(layout, symbols))
    return "\n".join(outline_drawing(tree, width, symbols))


def _box_pieces(box: Box, joins_above: bool, joins_below: bool) -> Iterator[tuple[int, Piece]]:
    left_up, horizontal, right_up, vertical, left_down, right_down, joint_up, joint_down = tuple(
        _DOUBLE if box.level == 0 else _ROUND
    )
    inner_width = box.width - 2
    middle = box.width // 2 - 1

    def edge(start: str, joint: str | None, end: str) -> str:
        line = horizontal * inner_width
        if joint is not None:
            line = f"{line[:middle]}{joint}{line[middle + 1 :]}"
        return f"{start}{line}{end}"

    upper_edge = edge(left_up, joint_up if joins_above else None, right_up)
    yield 0, Piece(box.x, upper_edge, box.id, "border")
    y = 1
    parts = [("head", line) for line in box.head] + [("text", line) for line in box.lines]
    parts += [("foot", line) for line in box.foot]
    for part, line in parts:
        spare = inner_width - cells(line)
        left_padding = spare // 2 if box.level == 0 else 1
        yield y, Piece(box.x, vertical, box.id, "border")
        padded = f"{' ' * left_padding}{line}{' ' * (spare - left_padding)}"
        yield y, Piece(box.x + 1, padded, box.id, part)
        yield y, Piece(box.x + box.width - 1, vertical, box.id, "border")
        y += 1
    lower_edge = edge(left_down, joint_down if joins_below else None, right_down)
    yield y, Piece(box.x, lower_edge, box.id, "border")


def _link_pieces(link: Link, layout: Layout) -> Iterator[tuple[int, Piece]]:
    parent = layout.box(link.parent)
    assert parent is not None
    children = set(link.children)
    first, last = min(link.column, *children), max(link.column, *children)
    line = ""
    for x in range(first, last + 1):
        meets_parent, meets_child = x == link.column, x in children
        goes_up, goes_down = (meets_child, meets_parent) if link.up else (meets_parent, meets_child)
        line += _JOINTS[x > first, x < last, goes_up, goes_down]
    yield link.row, Piece(first, line, None, "link")
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
