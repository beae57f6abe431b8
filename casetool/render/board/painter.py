"""The wall as rows of styled text: every painter of the board draws from this."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import set_cell_size

from casetool.models.session import Session, SessionHeading, holds
from casetool.models.tree.model import Tree
from casetool.render.board.pages import COLUMN_GAP, Page, Panel
from casetool.render.board.panels import begins_at_the_top, fit_items, items_of
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap
from casetool.render.tree.board_panel import BoardTreeLine, tree_lines

BOARD_STYLES = ("", "title", "muted", "strong", "focal", "lit")
"""What a painter must be able to show, and to tell apart without colour."""

COUNT_CELLS = 4
"""Columns at the end of a title, for how much stands there."""

SIDE_CELLS = 48
"""Columns of a thing in the row across the bottom, where things stand side by side."""


@dataclass(frozen=True, slots=True)
class VisiblePart:
    """What must be seen on the wall."""

    anchor: str | None = None
    """The thing that was caught last: it is in view."""
    lit: bool = False
    """Whether it is lit up, because that was a moment ago."""


class BoardPainter:
    """Draws pages, and remembers what it drew: a heading that is the same is not drawn again."""

    def __init__(self) -> None:
        self._known: dict[
            tuple[str, int, int, int], tuple[SessionHeading, VisiblePart, list[BoardTreeLine]]
        ] = {}

    def draw(
        self, session: Session, page: Page, width: int, seen: VisiblePart
    ) -> tuple[BoardTreeLine, ...]:
        """The rows of a page, each as wide as the wall.

        Args:
            session: the session as the room may see it.
            page: where its headings stand.
            width: columns of the wall.
            seen: what must be seen.
        """
        tall = max((len(_title(panel)) for panel in page if not panel.whole), default=1)
        drawn = [(panel, self._lines(session, panel, tall, seen)) for panel in page]
        height = max((panel.y + panel.height for panel in page), default=0)
        return tuple(_row(drawn, y, width) for y in range(height))

    def _lines(
        self, session: Session, panel: Panel, tall: int, seen: VisiblePart
    ) -> list[BoardTreeLine]:
        heading = session.heading(panel.step.id)
        seen = seen if seen.anchor is not None and holds(heading, seen.anchor) else VisiblePart()
        key = (panel.step.id, panel.width, panel.height, tall)
        before = self._known.get(key)
        if before is not None and before[1] == seen and before[0] == heading:
            return before[2]
        lines = list(_panel_lines(heading, panel, tall, seen))
        self._known[key] = (heading, seen, lines)
        return lines


def _panel_lines(
    heading: SessionHeading, panel: Panel, tall: int, seen: VisiblePart
) -> Iterator[BoardTreeLine]:
    tall = 1 if panel.whole else tall
    title = _title(panel)[:tall]
    for number in range(tall):
        words = title[number] if number < len(title) else ""
        cut = number == tall - 1 and len(_title(panel)) > tall
        words = f"{_first(words, panel.width - COUNT_CELLS - 2)} …" if cut else words
        count = str(heading.count or "") if number == 0 else ""
        text = _padded(words, panel.width - COUNT_CELLS)
        yield (("title", f"{text}{count:>{COUNT_CELLS}}"),)
    # the last row stays empty: what stands below begins with a title
    yield from _content(heading, panel, panel.height - tall - (not panel.whole), seen)


def _content(
    heading: SessionHeading, panel: Panel, rows: int, seen: VisiblePart
) -> Iterator[BoardTreeLine]:
    lit = seen.anchor if seen.lit else None
    if isinstance(heading, Tree):
        yield from tree_lines(heading, panel.width, rows, seen.anchor, lit)
        return
    items = items_of(heading, panel.step)
    top = begins_at_the_top(panel.step)
    side = max(1, panel.width // SIDE_CELLS) if panel.whole else 1
    width = (panel.width - COLUMN_GAP * (side - 1)) // side
    found = fit_items(items, width, rows * side, seen.anchor, lit, top)
    for number in range(rows):
        line: list[tuple[str, str]] = []
        for row in found[number::rows] if side > 1 else found[number : number + 1]:
            gap = " " * COLUMN_GAP if line else ""
            used = sum(cells(text) for _, text in row.pieces)
            line += [("", gap), *row.pieces, ("", " " * (width - used))]
        yield tuple(line)


def _title(panel: Panel) -> tuple[str, ...]:
    words = f"{panel.step.number} {panel.step.title}".strip()
    return wrap(terminal_safe(words), max(2, panel.width - COUNT_CELLS))


def _row(drawn: Sequence[tuple[Panel, list[BoardTreeLine]]], y: int, width: int) -> BoardTreeLine:
    row: list[tuple[str, str]] = []
    at = 0
    for panel, lines in drawn:
        if not panel.y <= y < panel.y + panel.height:
            continue
        place = y - panel.y
        line = lines[place] if place < len(lines) else ()
        row += [("", " " * (panel.x - at)), *line]
        used = sum(cells(text) for _, text in line)
        row.append(("", " " * (panel.width - used)))
        at = panel.x + panel.width
    row.append(("", " " * (width - at)))
    return tuple(piece for piece in row if piece[1])


def _first(text: str, width: int) -> str:
    return text if cells(text) <= width else set_cell_size(text, width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))
