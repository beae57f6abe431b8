"""Lay the headings out on the board (Case Discussion Tool, Appendix B: the blank tool).

Headings from before the discussion share the left column, one above the other. The other headings
follow in order, and the tree gets the width it needs. Headings that are always shown run across the
bottom. A small screen shows the headings on several pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from casetool.models.method import KindName, Method, Phase, Step

COLUMN_CELLS = 34
"""Width of a heading that can be read from the back of a room."""

NARROWEST_COLUMN = 20
"""Width of a heading where all headings share one wide screen."""

TREE_CELLS = 60
"""Least width of a tree that stands beside other headings."""

BOARD_SIZE = (190, 44)
"""Columns and rows from which all headings fit on one page."""

COLUMN_GAP = 2
"""Columns between two headings."""

FOOT_ROWS = 4
"""Rows of a heading across the bottom: its title and its items."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One heading on a page, with its position and size in cells."""

    step: Step
    x: int
    y: int
    width: int
    height: int
    whole: bool = False
    """Whether the panel runs across the bottom, with its lines side by side."""


Page = tuple[Panel, ...]

_Group = tuple[Step, ...]
"""Headings that stand one above the other."""


def pages(
    method: Method, width: int, height: int, tree_width: int = TREE_CELLS
) -> tuple[Page, ...]:
    """Lay out the pages of the board, at least one.

    Args:
        method: the headings and their order.
        width: columns of the screen.
        height: rows of the screen.
        tree_width: columns that the tree would fill.
    """
    foot = [step for step in method.steps if step.on_the_board and step.always]
    body_height = max(4, height - FOOT_ROWS * len(foot))
    shared = tuple(
        Panel(step, 0, body_height + FOOT_ROWS * index, width, FOOT_ROWS, whole=True)
        for index, step in enumerate(foot)
    )
    rows = _rows(_groups(method), width, height, tree_width)
    return tuple(
        (*_side_by_side(row, width, body_height, tree_width), *shared) for row in rows
    ) or (shared,)


def front_page(step: Step, width: int, height: int) -> Page:
    """Lay out a page that shows one heading alone.

    Args:
        step: the heading.
        width: columns of the screen.
        height: rows of the screen.
    """
    return (Panel(step, 0, 0, width, height),)


def page_of(board_pages: Sequence[Page], step_id: str) -> int | None:
    """Find the index of the page that shows a heading.

    None where every page shows the heading, or none does.

    Args:
        board_pages: the pages of the board.
        step_id: the id of the heading's step.
    """
    for index, page in enumerate(board_pages):
        if any(panel.step.id == step_id and not panel.whole for panel in page):
            return index
    return None


def _groups(method: Method) -> list[_Group]:
    steps = [step for step in method.steps if step.on_the_board and not step.always]
    before = tuple(step for step in steps if step.phase is Phase.BEFORE)
    return [*([before] if before else []), *((step,) for step in steps if step not in before)]


def _is_tree(group: _Group) -> bool:
    return any(step.kind == KindName.TREE for step in group)


def _rows(groups: list[_Group], width: int, height: int, tree_width: int) -> list[list[_Group]]:
    """Divide the groups among pages."""
    if width >= BOARD_SIZE[0] and height >= BOARD_SIZE[1]:
        return [groups] if groups else []
    per_page = max(1, (width + COLUMN_GAP) // (COLUMN_CELLS + COLUMN_GAP))
    rows: list[list[_Group]] = []
    run: list[_Group] = []
    for is_tree, neighbours in groupby(groups, _is_tree):
        if not is_tree:
            run = list(neighbours)
            rows += _split_evenly(run, per_page)
            continue
        for group in neighbours:
            beside = rows[-1] if rows else []
            if beside and len(run) <= per_page and _width_beside(width, len(beside)) >= TREE_CELLS:
                beside.append(group)
            else:
                rows.append([group])
            run = []
    return rows


def _width_beside(width: int, columns: int) -> int:
    """The width that a number of headings leaves to a tree beside them."""
    return width - columns * (COLUMN_CELLS + COLUMN_GAP)


def _split_evenly(run: list[_Group], per_page: int) -> list[list[_Group]]:
    """Split groups into pages of about the same length."""
    page_count = -(-len(run) // per_page)
    page_size = -(-len(run) // page_count)
    return [run[start : start + page_size] for start in range(0, len(run), page_size)]


def _side_by_side(row: list[_Group], width: int, height: int, tree_width: int) -> list[Panel]:
    widths = _widths(row, width, tree_width)
    panels, x = [], 0
    for group, columns in zip(row, widths, strict=True):
        panel_height = height // len(group)
        for index, step in enumerate(group):
            last = index == len(group) - 1
            rows = height - panel_height * index if last else panel_height
            panels.append(Panel(step, x, panel_height * index, columns, rows))
        x += columns + COLUMN_GAP
    return panels


def _widths(row: list[_Group], width: int, tree_width: int) -> list[int]:
    """The width of each group. The tree gets its width as far as others stay readable."""
    available = width - COLUMN_GAP * (len(row) - 1)
    tree_count = sum(map(_is_tree, row))
    other_count = len(row) - tree_count
    if not tree_count:
        return _share_out(available, other_count)
    least_width = (
        NARROWEST_COLUMN if len(row) * (COLUMN_CELLS + COLUMN_GAP) > width else COLUMN_CELLS
    )
    tree_columns = (
        max(min(tree_width, available - other_count * least_width), min(TREE_CELLS, available // 2))
        if other_count
        else available
    )
    other_widths = iter(
        _share_out(available - tree_columns * tree_count, other_count) if other_count else []
    )
    return [tree_columns if _is_tree(group) else next(other_widths) for group in row]


def _share_out(available: int, count: int) -> list[int]:
    """Share columns out, the remainder going to the first groups."""
    share, remainder = divmod(available, count)
    return [share + (index < remainder) for index in range(count)]
