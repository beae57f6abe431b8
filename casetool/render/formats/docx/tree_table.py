"""The analysis tree drawn as a table: effects above, the focal point in the middle, causes below.

A small tree is drawn as boxes that stand on each other: what hangs on a box is as wide as its part
of it. A larger one has one box in a row, further in the deeper it is. What a box is, is said in
words; how thick its frame is only says it again.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import lcm

from docx.oxml.xmlchemy import BaseOxmlElement

from casetool.models.tree.model import Ends, Tree
from casetool.render.formats.docx.tables import (
    cell_line,
    framed_table,
    parted,
    space,
    word_cell,
    word_row,
)
from casetool.render.formats.docx.template import WordGround
from casetool.render.formats.docx.xml import element
from casetool.render.report.blocks import OwnText, ReportLine, TreeDiagram, user_text
from casetool.render.report.phrases import NOTHING_RECORDED
from casetool.render.tree.outline import OutlineLine as Node
from casetool.render.tree.outline import outline

NARROWEST_TWIPS = 1550
"""Twentieths of a point that a box needs, so that its words can be read."""

AVERAGE_BOX_LETTERS = 110
"""Characters in a box, on average, with which boxes stand on each other well."""

DEEPEST, STEPS = 5, 8
"""Levels of boxes that stand on each other; levels that a row can stand further in."""

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


def picture(block: TreeDiagram, ground: WordGround) -> Iterator[BaseOxmlElement]:
    """The tree as a table.

    Args:
        block: the tree.
        ground: the document.
    """
    nodes = outline(block.tree)
    effects = [node for node in nodes if node.side == "effects"]
    causes = [node for node in nodes if node.side == "causes"]
    columns = lcm(max(1, _leaves(effects)), max(1, _leaves(causes)))
    if _stands(effects, ground) and _stands(causes, ground) and columns <= 60:
        yield _standing(block.tree, effects, causes, columns, ground)
    else:
        yield _indented(block.tree, effects, causes, ground)
    yield space()


def _leaves(nodes: Sequence[Node]) -> int:
    """How many boxes nothing hangs on."""
    deeper = (after.depth > node.depth for node, after in pairwise(nodes))
    return len(nodes) - sum(deeper)


def _stands(nodes: Sequence[Node], ground: WordGround) -> bool:
    """Whether one side of the tree can be drawn as boxes that stand on each other."""
    words = sum(len(node.text) for node in nodes)
    return (
        _leaves(nodes) * NARROWEST_TWIPS <= ground.width
        and max((node.depth for node in nodes), default=0) <= DEEPEST
        and words <= AVERAGE_BOX_LETTERS * len(nodes)
    )


def _standing(
    tree: Tree, effects: Sequence[Node], causes: Sequence[Node], columns: int, ground: WordGround
) -> BaseOxmlElement:
    widths = parted(ground.width, [1] * columns)
    made = framed_table(widths, ground, CAPTION)
    above = [_level(effects, depth, widths) for depth in range(_deepest(effects), 0, -1)]
    below = [_level(causes, depth, widths) for depth in range(1, _deepest(causes) + 1)]
    focal = [_box(_focal(tree), "Focal point", sum(widths), columns)]
    for cells in (*above, focal, *below):
        made.append(word_row(cells, element("w:cantSplit")))
    return made


def _deepest(nodes: Sequence[Node]) -> int:
    return max((node.depth for node in nodes), default=0)


def _level(nodes: Sequence[Node], depth: int, widths: Sequence[int]) -> list[BaseOxmlElement]:
    """The boxes of one level, each over what hangs on it; nothing where there is none."""
    each = len(widths) // max(1, _leaves(nodes))
    cells: list[BaseOxmlElement] = []
    place = 0
    for number, node in enumerate(nodes):
        end = number + 1
        while end < len(nodes) and nodes[end].depth > node.depth:
            end += 1
        span = _leaves(nodes[number:end]) * each
        if node.depth == depth:
            cells.append(_box_of(node, sum(widths[place : place + span]), span))
            place += span
        elif node.depth < depth and end == number + 1:
            cells.append(_gap(sum(widths[place : place + span]), span))
            place += span
    return cells


def _indented(
    tree: Tree, effects: Sequence[Node], causes: Sequence[Node], ground: WordGround
) -> BaseOxmlElement:
    deepest = min(STEPS, max(_deepest(effects), _deepest(causes), 1))
    step = ground.width // (2 * STEPS + 4)
    widths = [step] * (deepest - 1)
    widths.append(ground.width - sum(widths))
    made = framed_table(widths, ground, CAPTION)
    focal = [_box(_focal(tree), "Focal point", sum(widths), len(widths))]
    rows = [_indented_row(node, widths) for node in effects]
    for cells in (*rows, focal, *(_indented_row(node, widths) for node in causes)):
        made.append(word_row(cells, *([element("w:cantSplit")])))
    return made


def _indented_row(node: Node, widths: Sequence[int]) -> list[BaseOxmlElement]:
    inset = min(node.depth, len(widths)) - 1
    level = f", level {node.depth}" if node.depth > 1 else ""
    box = _box_of(node, sum(widths[inset:]), len(widths) - inset, level)
    return [_gap(sum(widths[:inset]), inset), box] if inset else [box]


def _box_of(node: Node, width: int, span: int, level: str = "") -> BaseOxmlElement:
    is_root = node.side == "causes" and Ends.ROOT.value in node.marks
    kind = "Effect" if node.side == "effects" else "Root cause" if is_root else "Cause"
    lines: list[ReportLine] = [(user_text(node.text),)]
    if node.marks:
        lines.append((OwnText(f"({node.marks})", soft=True),))
    return _box(tuple(lines), kind, width, span, level)


def _focal(tree: Tree) -> tuple[ReportLine, ...]:
    return ((user_text(tree.focal, NOTHING_RECORDED),),)


def _box(
    lines: Sequence[ReportLine], kind: str, width: int, span: int, level: str = ""
) -> BaseOxmlElement:
    name = cell_line((OwnText(f"{kind}{level}", strong=True),))
    frame = element("w:tcBorders", *(element(f"w:{side}", **_FRAMES[kind]) for side in _SIDES))
    content = [name, *map(cell_line, lines)]
    return word_cell(content, width, span, frame, _SHADES.get(kind, ""))


def _gap(width: int, span: int) -> BaseOxmlElement:
    frame = element("w:tcBorders", *(element(f"w:{side}", **_NO_FRAME) for side in _SIDES))
    return word_cell([], width, span, frame)
