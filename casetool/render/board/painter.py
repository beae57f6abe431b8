"""Draw the board as rows of styled text, for every kind of screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size

from casetool.models.session import Session, SessionHeading
from casetool.models.tree.model import Tree
from casetool.render.board.pages import COLUMN_GAP, Page, Panel
from casetool.render.board.panels import begins_at_the_top, fit_items, items_of
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap
from casetool.render.tree.board_panel import BoardTreeLine, tree_lines

BOARD_STYLES = ("", "title", "muted", "strong", "focal", "lit")
"""The styles that a screen must show, distinct without colour too."""

COUNT_CELLS = 4
"""Columns for the number of items at the end of a title."""

SIDE_CELLS = 48
"""Width of an item in a panel across the bottom, where items stand side by side."""


@dataclass(frozen=True, slots=True)
class VisiblePart:
    """The item that must stay in view on the board."""

    anchor: str | None = None
    """The id of the latest item, or None."""
    lit: bool = False
    """Whether the item is highlighted because it has just been added."""


class BoardPainter:
    """Draw pages, and reuse the rows of every heading that has not changed."""

    def __init__(self) -> None:
        self._drawn_panels: dict[
            tuple[str, int, int, int], tuple[SessionHeading, VisiblePart, list[BoardTreeLine]]
        ] = {}

    def draw(
        self, session: Session, page: Page, width: int, visible: VisiblePart
    ) -> tuple[BoardTreeLine, ...]:
        """Draw the rows of a page, each as wide as the board.

        Args:
            session: the session as the room may see it.
            page: the headings and their positions.
            width: columns of the board.
            visible: the item that must stay in view.
        """
        title_rows = max((len(_title(panel)) for panel in page if not panel.whole), default=1)
        drawn = [(panel, self._lines(session, panel, title_rows, visible)) for panel in page]
        height = max((panel.y + panel.height for panel in page), default=0)
        return tuple(_board_row(drawn, y, width) for y in range(height))

    def _lines(
        self, session: Session, panel: Panel, title_rows: int, visible: VisiblePart
    ) -> list[BoardTreeLine]:
        heading = session.heading(panel.step.id)
        visible = (
            visible
            if visible.anchor is not None and heading.holds(visible.anchor)
            else VisiblePart()
        )
        key = (panel.step.id, panel.width, panel.height, title_rows)
        previous = self._drawn_panels.get(key)
        if previous is not None and previous[1] == visible and previous[0] == heading:
            return previous[2]
        lines = list(_panel_lines(heading, panel, title_rows, visible))
        self._drawn_panels[key] = (heading, visible, lines)
        return lines


def _panel_lines(
    heading: SessionHeading, panel: Panel, title_rows: int, visible: VisiblePart
) -> Iterator[BoardTreeLine]:
    title_rows = 1 if panel.whole else title_rows
    title = _title(panel)[:title_rows]
    for index in range(title_rows):
        label = title[index] if index < len(title) else ""
        is_cut = index == title_rows - 1 and len(_title(panel)) > title_rows
        label = f"{_cut_to(label, panel.width - COUNT_CELLS - 2)} …" if is_cut else label
        count = str(heading.count or "") if index == 0 else ""
        text = _padded(label, panel.width - COUNT_CELLS)
        yield (("title", f"{text}{count:>{COUNT_CELLS}}"),)
    # keep the last row empty, as the panel below begins with its title
    yield from _content_rows(heading, panel, panel.height - title_rows - (not panel.whole), visible)


def _content_rows(
    heading: SessionHeading, panel: Panel, rows: int, visible: VisiblePart
) -> Iterator[BoardTreeLine]:
    lit_id = visible.anchor if visible.lit else None
    if isinstance(heading, Tree):
        yield from tree_lines(heading, panel.width, rows, visible.anchor, lit_id)
        return
    items = items_of(heading, panel.step)
    from_top = begins_at_the_top(panel.step)
    column_count = max(1, panel.width // SIDE_CELLS) if panel.whole else 1
    width = (panel.width - COLUMN_GAP * (column_count - 1)) // column_count
    item_rows = fit_items(items, width, rows * column_count, visible.anchor, lit_id, from_top)
    for index in range(rows):
        line: list[tuple[str, str]] = []
        for row in item_rows[index::rows] if column_count > 1 else item_rows[index : index + 1]:
            gap = " " * COLUMN_GAP if line else ""
            used = sum(cells(text) for _, text in row.pieces)
            line += [("", gap), *row.pieces, ("", " " * (width - used))]
        yield tuple(line)


def _title(panel: Panel) -> tuple[str, ...]:
    label = f"{panel.step.number} {panel.step.title}".strip()
    return wrap(terminal_safe(label), max(2, panel.width - COUNT_CELLS))


def _board_row(
    drawn: Sequence[tuple[Panel, list[BoardTreeLine]]], y: int, width: int
) -> BoardTreeLine:
    pieces: list[tuple[str, str]] = []
    column = 0
    for panel, lines in drawn:
        if not panel.y <= y < panel.y + panel.height:
            continue
        row_index = y - panel.y
        line = lines[row_index] if row_index < len(lines) else ()
        pieces += [("", " " * (panel.x - column)), *line]
        used = sum(cells(text) for _, text in line)
        pieces.append(("", " " * (panel.width - used)))
        column = panel.x + panel.width
    pieces.append(("", " " * (width - column)))
    return tuple(piece for piece in pieces if piece[1])


def _cut_to(text: str, width: int) -> str:
    return text if cells(text) <= width else set_cell_size(text, width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
