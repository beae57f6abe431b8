"""The analysis tree as a table: effects above, the focal point in the middle, causes below.

A small tree is drawn as stacked boxes, each as wide as its branches. A larger tree has one box in a
row, indented by its level. Text says what a box is, and its border only repeats it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import lcm

from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.models.tree.model import Ends, Tree
from casetool.render.formats.docx.tables import (
    cell_line,
    framed_table,
    space,
    split_width,
    word_cell,
    word_row,
)
from casetool.render.formats.docx.template import WordBase
from casetool.render.formats.docx.xml import element
from casetool.render.report.blocks import OwnText, ReportLine, TreeDiagram, user_text
from casetool.render.report.phrases import NOTHING_RECORDED
from casetool.render.tree.outline import OutlineLine as Node
from casetool.render.tree.outline import outline

NARROWEST_TWIPS = 1550
"""Least readable width of a box, in twentieths of a point."""

AVERAGE_BOX_LETTERS = 110
"""Greatest average of characters in a box for stacked boxes."""

DEEPEST_TABLE, STEPS = 5, 8
"""Most levels of stacked boxes, and most indents of a row."""

CAPTION = "The analysis tree: effects above the focal point, causes below it"

_NO_FRAME = {"val": "nil"}
_FRAMES: dict[str, dict[str, object]] = {
    "Effect": {"val": "single", "sz": 6, "space": 0, "color": "404040"},
    "Focal point": {"val": "double", "sz": 12, "space": 0, "color": "1F3864"},
    "Cause": {"val": "single", "sz": 6, "space": 0, "color": "404040"},
    "Root cause": {"val": "single", "sz": 24, "space": 0, "color": "1F3864"},
}
_SHADES = {"Focal point": "E7EBF3"}
_SIDES = ("top", "left", "bottom", "right")


def picture(block: TreeDiagram, base: WordBase) -> Iterator[BaseOxmlElement]:
    """Draw the tree as a table.

    Args:
        block: the tree.
        base: the Word document.
    """
    nodes = outline(block.tree)
    effects = [node for node in nodes if node.side == "effects"]
    causes = [node for node in nodes if node.side == "causes"]
    columns = lcm(max(1, _leaf_count(effects)), max(1, _leaf_count(causes)))
    if _can_stack(effects, base) and _can_stack(causes, base) and columns <= 60:
        yield _stacked_table(block.tree, effects, causes, columns, base)
    else:
        yield _indented_table(block.tree, effects, causes, base)
    yield space()


def _leaf_count(nodes: Sequence[Node]) -> int:
    """Count the boxes without children."""
    has_children = (following.depth > node.depth for node, following in pairwise(nodes))
    return len(nodes) - sum(has_children)


def _can_stack(nodes: Sequence[Node], base: WordBase) -> bool:
    """Whether one side of the tree fits as stacked boxes."""
    text_length = sum(len(node.text) for node in nodes)
    return (
        _leaf_count(nodes) * NARROWEST_TWIPS <= base.width
        and max((node.depth for node in nodes), default=0) <= DEEPEST_TABLE
        and text_length <= AVERAGE_BOX_LETTERS * len(nodes)
    )


def _stacked_table(
    tree: Tree, effects: Sequence[Node], causes: Sequence[Node], columns: int, base: WordBase
) -> BaseOxmlElement:
    widths = split_width(base.width, [1] * columns)
    table = framed_table(widths, base, CAPTION)
    above = [
        _level_cells(effects, depth, widths) for depth in range(_greatest_depth(effects), 0, -1)
    ]
    below = [_level_cells(causes, depth, widths) for depth in range(1, _greatest_depth(causes) + 1)]
    focal = [_box(_focal_lines(tree), "Focal point", sum(widths), columns)]
    for cells in (*above, focal, *below):
        table.append(word_row(cells, element("w:cantSplit")))
    return table


def _greatest_depth(nodes: Sequence[Node]) -> int:
    return max((node.depth for node in nodes), default=0)


def _level_cells(nodes: Sequence[Node], depth: int, widths: Sequence[int]) -> list[BaseOxmlElement]:
    """The boxes of one level, each over its branches, with empty cells between."""
    leaf_span = len(widths) // max(1, _leaf_count(nodes))
    cells: list[BaseOxmlElement] = []
    column = 0
    for index, node in enumerate(nodes):
        end = index + 1
        while end < len(nodes) and nodes[end].depth > node.depth:
            end += 1
        span = _leaf_count(nodes[index:end]) * leaf_span
        if node.depth == depth:
            cells.append(_box_of(node, sum(widths[column : column + span]), span))
            column += span
        elif node.depth < depth and end == index + 1:
            cells.append(_empty_cell(sum(widths[column : column + span]), span))
            column += span
    return cells


def _indented_table(
    tree: Tree, effects: Sequence[Node], causes: Sequence[Node], base: WordBase
) -> BaseOxmlElement:
    deepest = min(STEPS, max(_greatest_depth(effects), _greatest_depth(causes), 1))
    step = base.width // (2 * STEPS + 4)
    widths = [step] * (deepest - 1)
    widths.append(base.width - sum(widths))
    table = framed_table(widths, base, CAPTION)
    focal = [_box(_focal_lines(tree), "Focal point", sum(widths), len(widths))]
    rows = [_indented_row(node, widths) for node in effects]
    for cells in (*rows, focal, *(_indented_row(node, widths) for node in causes)):
        table.append(word_row(cells, *([element("w:cantSplit")])))
    return table


def _indented_row(node: Node, widths: Sequence[int]) -> list[BaseOxmlElement]:
    inset = min(node.depth, len(widths)) - 1
    level = f", level {node.depth}" if node.depth > 1 else ""
    box = _box_of(node, sum(widths[inset:]), len(widths) - inset, level)
    return [_empty_cell(sum(widths[:inset]), inset), box] if inset else [box]


def _box_of(node: Node, width: int, span: int, level: str = "") -> BaseOxmlElement:
    is_root = node.side == "causes" and Ends.ROOT.value in node.marks
    kind = "Effect" if node.side == "effects" else "Root cause" if is_root else "Cause"
    lines: list[ReportLine] = [(user_text(node.text),)]
    if node.marks:
        lines.append((OwnText(f"({node.marks})", soft=True),))
    return _box(tuple(lines), kind, width, span, level)


def _focal_lines(tree: Tree) -> tuple[ReportLine, ...]:
    return ((user_text(tree.focal, NOTHING_RECORDED),),)


def _box(
    lines: Sequence[ReportLine], kind: str, width: int, span: int, level: str = ""
) -> BaseOxmlElement:
    name = cell_line((OwnText(f"{kind}{level}", strong=True),))
    frame = element("w:tcBorders", *(element(f"w:{side}", **_FRAMES[kind]) for side in _SIDES))
    content = [name, *map(cell_line, lines)]
    return word_cell(content, width, span, frame, _SHADES.get(kind, ""))


def _empty_cell(width: int, span: int) -> BaseOxmlElement:
    frame = element("w:tcBorders", *(element(f"w:{side}", **_NO_FRAME) for side in _SIDES))
    return word_cell([], width, span, frame)
