"""Place boxes on a page: effects above the centre, causes below it, in points.

Children are placed in a row, as on a flipchart, or one below the other along a line, which takes
less space. Levels near the centre use rows, and deeper levels use lines. No function here is
recursive, because a file may hold a tree of any depth.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from casetool.models.tree.model import Node
from casetool.render.tree.svg.cards import Card, Shape

CARD_GAP = 10.0
"""Space between two boxes side by side."""

JOIN_HEIGHT = 19.0
"""Space between a box and the row of its children, with a line in its middle."""

INDENT_STEP = 7.0
"""Space between two boxes, one below the other."""

INDENT = 20.0
"""Indent of boxes along a line, from the left edge of their parent."""

TRUNK = 11.0
"""Distance of that line from the left edge of the parent."""

PagePoint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with its upper left corner."""

    card: Card
    x: float
    y: float


class BranchExtent(NamedTuple):
    """The size and the shapes of a picture, enough to tell whether it fits a page."""

    width: float
    height: float
    shapes: frozenset[Shape]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Placed boxes, and the lines that join them."""

    extent: BranchExtent
    cards: tuple[Placed, ...]
    """The centre first, then each box after its parent."""
    lines: tuple[tuple[PagePoint, ...], ...]
    up: PagePoint | None
    """Where the line to the effects leaves the centre, or None."""
    down: PagePoint | None
    """Where the line to the causes leaves the centre, or None."""


@dataclass(slots=True)
class _Draft:
    card: Card
    level: int
    children: list["_Draft"] = field(default_factory=list)
    columns: list[list["_Draft"]] = field(default_factory=list)
    """The children in columns, where they are placed in rows."""
    in_rows: bool = False
    slot_height: float = 0.0
    """The height of its level, where levels are in rows."""
    total_width: float = 0.0
    """The width of the box with its descendants."""
    total_height: float = 0.0
    x: float = 0.0
    near_edge: float = 0.0
    """Distance from the centre to the nearer edge of the box."""

    @property
    def far_edge(self) -> float:
        return self.near_edge + self.card.height

    @property
    def middle(self) -> float:
        return self.x + self.card.width / 2


@dataclass(frozen=True, slots=True)
class HangingBranch:
    """A centre and its descendants in one picture, with the way to place them."""

    centre: Card
    """The box in the middle."""
    sides: tuple[Sequence[Node], Sequence[Node]]
    """The children above the centre, and those below."""
    make_card: Callable[[Node], Card]
    """Function that makes the box of a node."""
    split_ids: Set[str]
    """The ids of nodes whose branches are in other pictures."""
    row_levels: int
    """The number of levels in rows."""
    row_width: float
    """The greatest width of a row on the centre. A wider one becomes columns."""


def branch_extent(branch: HangingBranch) -> BranchExtent:
    """Measure a picture without placing its boxes.

    Args:
        branch: the centre and its descendants.
    """
    return _extent(branch, [_measured_side(branch, row) for row in branch.sides])


def sketch_page(branch: HangingBranch) -> Sketch:
    """Place the boxes of a picture.

    Args:
        branch: the centre and its descendants.
    """
    centre, halves = branch.centre, [_measured_side(branch, row) for row in branch.sides]
    extent = _extent(branch, halves)
    above, below = halves[0][0], halves[1][0]
    top, bottom = above.total_height - centre.height, above.total_height
    centre_placed = Placed(centre, (extent.width - centre.width) / 2, top)
    placed, lines = [centre_placed], list[tuple[PagePoint, ...]]()
    for drafts, is_above in zip(halves, (True, False), strict=True):
        _place(drafts, (extent.width - drafts[0].total_width) / 2, centre_placed.x)
        for draft in drafts[1:]:
            y = bottom - draft.far_edge if is_above else top + draft.near_edge
            placed.append(Placed(draft.card, draft.x, y))
        for line in chain.from_iterable(map(_links, drafts)):
            lines.append(tuple((x, bottom - far if is_above else top + far) for x, far in line))
    return Sketch(
        extent=extent,
        cards=tuple(placed),
        lines=tuple(lines),
        up=(extent.width / 2, top) if above.children else None,
        down=(extent.width / 2, bottom) if below.children else None,
    )


def _extent(branch: HangingBranch, halves: list[list[_Draft]]) -> BranchExtent:
    above, below = halves[0][0], halves[1][0]
    shapes = frozenset(draft.card.shape for drafts in halves for draft in drafts)
    height = above.total_height - branch.centre.height + below.total_height
    return BranchExtent(max(above.total_width, below.total_width), height, shapes)


def _measured_side(branch: HangingBranch, row: Sequence[Node]) -> list[_Draft]:
    """The centre and its descendants on one side, each after its parent, measured."""
    row_levels, make_card, split_ids = branch.row_levels, branch.make_card, branch.split_ids
    root = _Draft(branch.centre, 0)
    drafts = [root]
    pending = [(node, root) for node in row[::-1]]
    level_heights = {0: branch.centre.height}
    while pending:
        node, parent = pending.pop()
        draft = _Draft(make_card(node), parent.level + 1)
        parent.children.append(draft)
        drafts.append(draft)
        if draft.level < row_levels:
            level_heights[draft.level] = max(level_heights.get(draft.level, 0), draft.card.height)
        if node.id not in split_ids:
            pending += [(child, draft) for child in node.children[::-1]]
    for draft in reversed(drafts):
        draft.in_rows = draft.level < row_levels
        draft.slot_height = level_heights[draft.level] if draft.in_rows else draft.card.height
        _measure(draft, branch.row_width if draft is root else 0)
    return drafts


def _measure(draft: _Draft, row_width: float) -> None:
    """Measure a box with its descendants."""
    draft.total_width, draft.total_height = draft.card.width, draft.slot_height
    if not draft.children:
        return
    if draft.in_rows:
        single_columns = [[child] for child in draft.children]
        draft.columns = _even_columns(draft.children, row_width) if row_width else single_columns
        sizes = [_column_size(column) for column in draft.columns]
        row = sum(width for width, _ in sizes) + CARD_GAP * (len(sizes) - 1)
        draft.total_width = max(draft.total_width, row)
        draft.total_height += JOIN_HEIGHT + max(height for _, height in sizes)
        return
    indent = INDENT if len(draft.children) > 1 else 0
    widest = max(child.total_width for child in draft.children)
    draft.total_width = max(draft.total_width, indent + widest)
    draft.total_height += sum(INDENT_STEP + child.total_height for child in draft.children)


def _column_size(column: Sequence[_Draft]) -> tuple[float, float]:
    indent = INDENT if len(column) > 1 else 0
    height = sum(draft.total_height for draft in column) + INDENT_STEP * (len(column) - 1)
    return indent + max(draft.total_width for draft in column), height


def _even_columns(row: list[_Draft], row_width: float) -> list[list[_Draft]]:
    """Divide a row into columns that fit the page, as many and as even as possible."""
    if sum(draft.total_width + CARD_GAP for draft in row) - CARD_GAP <= row_width:
        return [[draft] for draft in row]
    widest = INDENT + max(draft.total_width for draft in row) + CARD_GAP
    count = max(1, int((row_width + CARD_GAP) / widest))
    too_low = max(draft.total_height for draft in row)
    high_enough = sum(draft.total_height + INDENT_STEP for draft in row)
    while high_enough - too_low > 1:
        limit = (too_low + high_enough) / 2
        if len(_filled_columns(row, limit)) <= count:
            high_enough = limit
        else:
            too_low = limit
    return _filled_columns(row, high_enough)


def _filled_columns(row: Sequence[_Draft], limit: float) -> list[list[_Draft]]:
    """Divide a row into columns, each filled up to a height."""
    columns: list[list[_Draft]] = []
    height = limit
    for draft in row:
        if not columns or height + INDENT_STEP + draft.total_height > limit:
            columns.append([])
            height = -INDENT_STEP
        columns[-1].append(draft)
        height += INDENT_STEP + draft.total_height
    return columns


def _place(drafts: list[_Draft], left_edge: float, x: float) -> None:
    """Place each box, with the boxes of a row under the middle of their parent."""
    lefts = {id(drafts[0]): left_edge}
    drafts[0].x = x
    for draft in drafts:
        start = lefts[id(draft)]
        if not draft.in_rows:
            edge = draft.near_edge + draft.slot_height
            indent = INDENT if len(draft.children) > 1 else 0
            for child in draft.children:
                child.x, child.near_edge = draft.x + indent, edge + INDENT_STEP
                lefts[id(child)] = child.x
                edge += INDENT_STEP + child.total_height
            continue
        sizes = [_column_size(column)[0] for column in draft.columns]
        column_left = start + (draft.total_width - sum(sizes) - CARD_GAP * (len(sizes) - 1)) / 2
        for column, size in zip(draft.columns, sizes, strict=True):
            edge = draft.near_edge + draft.slot_height + JOIN_HEIGHT
            for child in column:
                lefts[id(child)] = column_left + (INDENT if len(column) > 1 else 0)
                child.x = lefts[id(child)]
                if child.in_rows:
                    child.x += (child.total_width - child.card.width) / 2
                child.near_edge = edge
                edge += child.total_height + INDENT_STEP
            column_left += size + CARD_GAP
        if draft is not drafts[0] and len(draft.children) == 1:  # keep the line straight
            draft.x = draft.children[0].middle - draft.card.width / 2


def _links(draft: _Draft) -> list[tuple[PagePoint, ...]]:
    """The lines from a box to its children, as points along and away from the centre."""
    if not draft.children:
        return []
    if not draft.in_rows:
        if len(draft.children) == 1:
            child = draft.children[0]
            x = min(draft.middle, child.middle)
            return [((x, draft.far_edge), (x, child.near_edge))]
        return _trunk(draft.children, draft.x + TRUNK, draft.far_edge)
    middle_line = draft.near_edge + draft.slot_height + JOIN_HEIGHT / 2
    lines: list[tuple[PagePoint, ...]] = []
    ends = [draft.middle]
    for column in draft.columns:
        first = column[0]
        if len(column) == 1:
            ends.append(first.middle)
            lines.append(((first.middle, middle_line), (first.middle, first.near_edge)))
        else:
            ends.append(first.x - INDENT + TRUNK)
            lines += _trunk(column, ends[-1], middle_line)
    lines.append(((draft.middle, draft.far_edge), (draft.middle, middle_line)))
    if max(ends) - min(ends) > 0.01:
        lines.append(((min(ends), middle_line), (max(ends), middle_line)))
    return lines


def _trunk(column: Sequence[_Draft], x: float, start: float) -> list[tuple[PagePoint, ...]]:
    """A line along a column, with a branch to the middle of each box."""
    heights = [draft.near_edge + draft.card.height / 2 for draft in column]
    branches = [((x, edge), (draft.x, edge)) for draft, edge in zip(column, heights, strict=True)]
    return [((x, start), (x, heights[-1])), *branches]
