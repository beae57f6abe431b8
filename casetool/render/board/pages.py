"""Where the headings stand on the wall (Case Discussion Tool, Appendix B: the blank tool).

What belongs before the discussion stands in one column on the left, one heading above the other;
then come the others in their order, the tree with the room that it needs; what stays in view lies
across the bottom. Where a screen is too small for all at once there are pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from casetool.models.method import Method, Phase, Step, StepKind

COLUMN_CELLS = 34
"""Columns of a heading that can be read from the back of a room."""

NARROWEST_COLUMN = 20
"""Columns of a heading where all of them stand side by side on a wide wall."""

TREE_CELLS = 60
"""Columns that a tree needs at least to stand beside others."""

BOARD_SIZE = (190, 44)
"""Columns and rows from which all headings stand side by side."""

COLUMN_GAP = 2
"""Columns between two headings."""

FOOT_ROWS = 4
"""Rows across the bottom: a title, and what stands in it."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One heading on a page: where it stands, in cells."""

    step: Step
    x: int
    y: int
    width: int
    height: int
    whole: bool = False
    """Whether it lies across the bottom, its lines side by side."""


Page = tuple[Panel, ...]

_Group = tuple[Step, ...]
"""Headings one above the other."""


def pages(
    method: Method, width: int, height: int, tree_width: int = TREE_CELLS
) -> tuple[Page, ...]:
    """The pages of the board; at least one.

    Args:
        method: the headings and their order.
        width: columns there are.
        height: rows there are.
        tree_width: columns that the tree would like.
    """
    foot = [step for step in method.steps if step.on_the_board and step.always]
    body = max(4, height - FOOT_ROWS * len(foot))
    shared = tuple(
        Panel(step, 0, body + FOOT_ROWS * place, width, FOOT_ROWS, whole=True)
        for place, step in enumerate(foot)
    )
    rows = _rows(_groups(method), width, height, tree_width)
    return tuple((*_side_by_side(row, width, body, tree_width), *shared) for row in rows) or (
        shared,
    )


def front_page(step: Step, width: int, height: int) -> Page:
    """A page on which one heading stands alone.

    Args:
        step: the heading.
        width: columns there are.
        height: rows there are.
    """
    return (Panel(step, 0, 0, width, height),)


def page_of(found: Sequence[Page], step: str) -> int | None:
    """The page on which a heading stands, counted from 0; None where it stands on all, or none.

    Args:
        found: the pages.
        step: the id of the heading's step.
    """
    for number, page in enumerate(found):
        if any(panel.step.id == step and not panel.whole for panel in page):
            return number
    return None


def _groups(method: Method) -> list[_Group]:
    steps = [step for step in method.steps if step.on_the_board and not step.always]
    before = tuple(step for step in steps if step.phase is Phase.BEFORE)
    return [*([before] if before else []), *((step,) for step in steps if step not in before)]


def _is_tree(group: _Group) -> bool:
    return any(step.kind is StepKind.TREE for step in group)


def _rows(groups: list[_Group], width: int, height: int, tree: int) -> list[list[_Group]]:
    """The groups of each page."""
    if width >= BOARD_SIZE[0] and height >= BOARD_SIZE[1]:
        return [groups] if groups else []
    fit = max(1, (width + COLUMN_GAP) // (COLUMN_CELLS + COLUMN_GAP))
    rows: list[list[_Group]] = []
    run: list[_Group] = []
    for is_tree, some in groupby(groups, _is_tree):
        if not is_tree:
            run = list(some)
            rows += _evenly(run, fit)
            continue
        for group in some:
            beside = rows[-1] if rows else []
            if beside and len(run) <= fit and _leaves(width, len(beside)) >= TREE_CELLS:
                beside.append(group)
            else:
                rows.append([group])
            run = []
    return rows


def _leaves(width: int, columns: int) -> int:
    """What so many headings leave to a tree beside them."""
    return width - columns * (COLUMN_CELLS + COLUMN_GAP)


def _evenly(run: list[_Group], fit: int) -> list[list[_Group]]:
    """So many on a page at most, and about as many on each."""
    count = -(-len(run) // fit)
    size = -(-len(run) // count)
    return [run[start : start + size] for start in range(0, len(run), size)]


def _side_by_side(row: list[_Group], width: int, height: int, tree: int) -> list[Panel]:
    widths = _widths(row, width, tree)
    panels, x = [], 0
    for group, columns in zip(row, widths, strict=True):
        tall = height // len(group)
        for place, step in enumerate(group):
            last = place == len(group) - 1
            rest = height - tall * place if last else tall
            panels.append(Panel(step, x, tall * place, columns, rest))
        x += columns + COLUMN_GAP
    return panels


def _widths(row: list[_Group], width: int, tree: int) -> list[int]:
    """The columns of each group: the tree has what it likes, as far as the others can be read."""
    room = width - COLUMN_GAP * (len(row) - 1)
    trees = sum(map(_is_tree, row))
    others = len(row) - trees
    if not trees:
        return _shared(room, others)
    least = NARROWEST_COLUMN if len(row) * (COLUMN_CELLS + COLUMN_GAP) > width else COLUMN_CELLS
    wanted = max(min(tree, room - others * least), min(TREE_CELLS, room // 2)) if others else room
    rest = iter(_shared(room - wanted * trees, others) if others else [])
    return [wanted if _is_tree(group) else next(rest) for group in row]


def _shared(room: int, count: int) -> list[int]:
    """So many columns for each, and what is left over one by one."""
    each, more = divmod(room, count)
    return [each + (place < more) for place in range(count)]
