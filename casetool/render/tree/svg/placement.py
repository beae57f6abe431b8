"""Boxes given their places on a page: effects above the centre, causes below it, in points.

Two ways to hang boxes on one: in a row, as a tree is drawn on a flipchart, or one after the other
along a line at the left, which takes far less of a page. A picture begins with rows, and goes
over to the other way from a certain level on; the nearer to the centre, the more fits.
Nothing here calls itself: a file may hold a tree deeper than one could ever type.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from casetool.models.tree.model import Node
from casetool.render.tree.svg.cards import Card, Shape

CARD_GAP = 10.0
"""Between two boxes side by side."""

JOIN_HEIGHT = 19.0
"""From a box to the row that hangs on it; half way runs the line along."""

INDENT_STEP = 7.0
"""Between two boxes, one after the other."""

INDENT = 20.0
"""How far boxes along a line stand further in than the one they hang on."""

TRUNK = 11.0
"""Where that line runs."""

PagePoint = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and its upper left corner."""

    card: Card
    x: float
    y: float


class BranchExtent(NamedTuple):
    """How much room boxes take, and which shapes they have: enough to see what fits a page."""

    width: float
    height: float
    shapes: frozenset[Shape]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Boxes in their places, and the lines that join them."""

    extent: BranchExtent
    cards: tuple[Placed, ...]
    """The centre first, then each after the one that it hangs on."""
    lines: tuple[tuple[PagePoint, ...], ...]
    up: PagePoint | None
    """Where the line to the effects leaves the centre."""
    down: PagePoint | None
    """Where the line to the causes does."""


@dataclass(slots=True)
class _Draft:
    card: Card
    level: int
    children: list["_Draft"] = field(default_factory=list)
    columns: list[list["_Draft"]] = field(default_factory=list)
    """The children, one column for each where they stand in a row."""
    row: bool = False
    slot: float = 0.0
    """The height of its level, where levels are in rows."""
    wide: float = 0.0
    """The width of all that hangs on it, and itself."""
    tall: float = 0.0
    x: float = 0.0
    near: float = 0.0
    """How far its nearer edge is from the centre."""

    @property
    def far(self) -> float:
        return self.near + self.card.height

    @property
    def middle(self) -> float:
        return self.x + self.card.width / 2


@dataclass(frozen=True, slots=True)
class HangingBranch:
    """A centre with what hangs on it in one picture, and how that is to be hung."""

    centre: Card
    """The box in the middle."""
    sides: tuple[Sequence[Node], Sequence[Node]]
    """What hangs on it above, and below."""
    card: Callable[[Node], Card]
    """Makes the box of a node."""
    ends: Set[str]
    """Nodes whose branches are in other pictures."""
    spread: int
    """How many levels stand in rows."""
    page: float
    """How wide a row on the centre may be; a wider one becomes columns."""


def branch_extent(hanging: HangingBranch) -> BranchExtent:
    """How much room a picture would take; no box is given its place.

    Args:
        hanging: what is in it.
    """
    return _extent(hanging, [_half(hanging, row) for row in hanging.sides])


def sketch_page(hanging: HangingBranch) -> Sketch:
    """Give boxes their places.

    Args:
        hanging: what is in the picture.
    """
    centre, halves = hanging.centre, [_half(hanging, row) for row in hanging.sides]
    whole = _extent(hanging, halves)
    above, below = halves[0][0], halves[1][0]
    top, low = above.tall - centre.height, above.tall
    first = Placed(centre, (whole.width - centre.width) / 2, top)
    placed, lines = [first], list[tuple[PagePoint, ...]]()
    for half, up in zip(halves, (True, False), strict=True):
        _place(half, (whole.width - half[0].wide) / 2, first.x)
        for one in half[1:]:
            placed.append(Placed(one.card, one.x, low - one.far if up else top + one.near))
        for line in chain.from_iterable(map(_links, half)):
            lines.append(tuple((x, low - far if up else top + far) for x, far in line))
    return Sketch(
        extent=whole,
        cards=tuple(placed),
        lines=tuple(lines),
        up=(whole.width / 2, top) if above.children else None,
        down=(whole.width / 2, low) if below.children else None,
    )


def _extent(hanging: HangingBranch, halves: list[list[_Draft]]) -> BranchExtent:
    above, below = halves[0][0], halves[1][0]
    shapes = frozenset(one.card.shape for half in halves for one in half)
    height = above.tall - hanging.centre.height + below.tall
    return BranchExtent(max(above.wide, below.wide), height, shapes)


def _half(hanging: HangingBranch, row: Sequence[Node]) -> list[_Draft]:
    """The centre and all on one side of it, each after the one it hangs on, measured."""
    spread, card, ends = hanging.spread, hanging.card, hanging.ends
    root = _Draft(hanging.centre, 0)
    drafts = [root]
    waiting = [(node, root) for node in row[::-1]]
    slots = {0: hanging.centre.height}
    while waiting:
        node, parent = waiting.pop()
        one = _Draft(card(node), parent.level + 1)
        parent.children.append(one)
        drafts.append(one)
        if one.level < spread:
            slots[one.level] = max(slots.get(one.level, 0), one.card.height)
        if node.id not in ends:
            waiting += [(child, one) for child in node.children[::-1]]
    for one in reversed(drafts):
        one.slot = slots[one.level] if one.level < spread else one.card.height
        one.row = one.level < spread
        _measure(one, hanging.page if one is root else 0)
    return drafts


def _measure(one: _Draft, page: float) -> None:
    """What a box takes with all that hangs on it."""
    one.wide, one.tall = one.card.width, one.slot
    if not one.children:
        return
    if one.row:
        one.columns = _columns(one.children, page) if page else [[child] for child in one.children]
        sizes = [_column_size(column) for column in one.columns]
        row = sum(wide for wide, _ in sizes) + CARD_GAP * (len(sizes) - 1)
        one.wide = max(one.wide, row)
        one.tall += JOIN_HEIGHT + max(tall for _, tall in sizes)
        return
    indent = INDENT if len(one.children) > 1 else 0
    one.wide = max(one.wide, indent + max(child.wide for child in one.children))
    one.tall += sum(INDENT_STEP + child.tall for child in one.children)


def _column_size(column: Sequence[_Draft]) -> tuple[float, float]:
    indent = INDENT if len(column) > 1 else 0
    tall = sum(one.tall for one in column) + INDENT_STEP * (len(column) - 1)
    return indent + max(one.wide for one in column), tall


def _columns(row: list[_Draft], page: float) -> list[list[_Draft]]:
    """A row as columns that fit the page side by side: as many, and then as even, as can be."""
    if sum(one.wide + CARD_GAP for one in row) - CARD_GAP <= page:
        return [[one] for one in row]
    widest = INDENT + max(one.wide for one in row) + CARD_GAP
    count = max(1, int((page + CARD_GAP) / widest))
    low, high = max(one.tall for one in row), sum(one.tall + INDENT_STEP for one in row)
    while high - low > 1:
        limit = (low + high) / 2
        if len(_filled(row, limit)) <= count:
            high = limit
        else:
            low = limit
    return _filled(row, high)


def _filled(row: Sequence[_Draft], limit: float) -> list[list[_Draft]]:
    """A row as columns, each filled up to a height."""
    columns: list[list[_Draft]] = []
    tall = limit
    for one in row:
        if not columns or tall + INDENT_STEP + one.tall > limit:
            columns.append([])
            tall = -INDENT_STEP
        columns[-1].append(one)
        tall += INDENT_STEP + one.tall
    return columns


def _place(half: list[_Draft], left: float, x: float) -> None:
    """Give each box its place; those of a row stand under the middle of the one they hang on."""
    lefts = {id(half[0]): left}
    half[0].x = x
    for one in half:
        start = lefts[id(one)]
        if not one.row:
            far = one.near + one.slot
            indent = INDENT if len(one.children) > 1 else 0
            for child in one.children:
                child.x, child.near = one.x + indent, far + INDENT_STEP
                lefts[id(child)] = child.x
                far += INDENT_STEP + child.tall
            continue
        sizes = [_column_size(column)[0] for column in one.columns]
        at = start + (one.wide - sum(sizes) - CARD_GAP * (len(sizes) - 1)) / 2
        for column, size in zip(one.columns, sizes, strict=True):
            far = one.near + one.slot + JOIN_HEIGHT
            for child in column:
                lefts[id(child)] = at + (INDENT if len(column) > 1 else 0)
                child.x = lefts[id(child)]
                if child.row:
                    child.x += (child.wide - child.card.width) / 2
                child.near = far
                far += child.tall + INDENT_STEP
            at += size + CARD_GAP
        if one is not half[0] and len(one.children) == 1:  # so that the line goes straight up
            one.x = one.children[0].middle - one.card.width / 2


def _links(one: _Draft) -> list[tuple[PagePoint, ...]]:
    """The lines from a box to those that hang on it, as points along and away from the centre."""
    if not one.children:
        return []
    if not one.row:
        if len(one.children) == 1:
            child = one.children[0]
            x = min(one.middle, child.middle)
            return [((x, one.far), (x, child.near))]
        return _trunk(one.children, one.x + TRUNK, one.far)
    along = one.near + one.slot + JOIN_HEIGHT / 2
    lines: list[tuple[PagePoint, ...]] = []
    ends = [one.middle]
    for column in one.columns:
        first = column[0]
        if len(column) == 1:
            ends.append(first.middle)
            lines.append(((first.middle, along), (first.middle, first.near)))
        else:
            ends.append(first.x - INDENT + TRUNK)
            lines += _trunk(column, ends[-1], along)
    lines.append(((one.middle, one.far), (one.middle, along)))
    if max(ends) - min(ends) > 0.01:
        lines.append(((min(ends), along), (max(ends), along)))
    return lines


def _trunk(column: Sequence[_Draft], x: float, start: float) -> list[tuple[PagePoint, ...]]:
    """A line along a column, and one from it to the middle of each box."""
    heights = [one.near + one.card.height / 2 for one in column]
    branches = [((x, far), (one.x, far)) for one, far in zip(column, heights, strict=True)]
    return [((x, start), (x, heights[-1])), *branches]
