"""Choose and wrap the items of one heading on the board."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import chop_cells

from casetool.models.heading import Heading
from casetool.models.method import Phase, Step
from casetool.render.board.panel_item import PanelItem
from casetool.render.kind_writers import WRITERS
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells, wrap

ROOMY_CELLS = 60
"""Width from which details stand behind the text, not under it."""

BESIDE_GAP = "   "


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line of a panel."""

    style: str
    text: str
    about: str = ""
    """Who and when, behind the text where the line is wide enough."""

    @property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The line as pairs of style and text."""
        return ((self.style, self.text), *([("muted", self.about)] if self.about else []))


def items_of(heading: Heading, step: Step) -> tuple[PanelItem, ...]:
    """List the items under a heading in order, without the names of their authors.

    Args:
        heading: the contents of the step.
        step: the step.
    """
    writer = WRITERS.get(step.kind)
    return tuple(writer.panel(heading, step)) if writer is not None else ()


def fit_items(
    items: Sequence[PanelItem],
    width: int,
    rows: int,
    anchor: str | None,
    lit_id: str | None,
    from_top: bool,
) -> tuple[PanelRow, ...]:
    """Choose and wrap as many items as fit, and count those left out.

    Only the chosen items are wrapped, however many there are.

    Args:
        items: the items.
        width: columns of the panel.
        rows: lines of the panel.
        anchor: the id of the item that must stay in view.
        lit_id: the id of the highlighted item.
        from_top: whether to begin with the first item. Otherwise the last, newest item is in view.
    """
    if not items or rows < 1:
        return ()
    rows_of_item = _row_cache(items, width, lit_id)
    anchor_index = next((index for index, item in enumerate(items) if item.item_id == anchor), None)
    if anchor_index is None:
        anchor_index = 0 if from_top else len(items) - 1
    first, last = _visible_range(
        len(items), anchor_index, rows, from_top, lambda index: len(rows_of_item(index))
    )
    wrapped_items = [rows_of_item(index) for index in range(first, last + 1)]
    spaced_rows = sum(map(len, wrapped_items)) + len(wrapped_items) - 1
    is_spaced = len(wrapped_items) == len(items) and spaced_rows <= rows
    lines = [
        line
        for index, item_rows in enumerate(wrapped_items)
        for line in (*_blank_row(is_spaced and index), *item_rows)
    ]
    above, below = _count_row("↑", first), _count_row("↓", len(items) - 1 - last)
    remaining = rows - len(above) - len(below)
    if remaining < 1:
        return tuple(_cut_rows(lines, rows, width))
    return (*above, *_cut_rows(lines, remaining, width), *below)


def _blank_row(show: bool | int) -> tuple[PanelRow, ...]:
    """An empty line between two items, where there is room between all of them."""
    return (PanelRow("", ""),) if show else ()


def _count_row(sign: str, count: int) -> tuple[PanelRow, ...]:
    """A line that counts the items left out on one side."""
    return (PanelRow("muted", f"{sign} {count} more"),) if count else ()


def _cut_rows(lines: list[PanelRow], rows: int, width: int) -> list[PanelRow]:
    """Cut lines to a number of rows, and mark the last one where some are missing."""
    if len(lines) <= rows:
        return lines
    last = lines[rows - 1]
    text = chop_cells(last.text, max(1, width - 1))[0].rstrip()
    return [*lines[: rows - 1], PanelRow(last.style, f"{text}…")]


def begins_at_the_top(step: Step) -> bool:
    """Whether the first items of a heading matter most, as in prepared headings."""
    return step.phase is Phase.BEFORE


def _visible_range(
    count: int, anchor_index: int, rows: int, from_top: bool, height_of: Callable[[int], int]
) -> tuple[int, int]:
    """The first and the last index of the items shown around the anchor."""
    first = last = anchor_index
    used_rows = height_of(anchor_index)
    directions = ("down", "up") if from_top else ("up", "down")
    for direction in directions:
        while True:
            candidate = first - 1 if direction == "up" else last + 1
            if not 0 <= candidate < count:
                break
            new_first, new_last = min(first, candidate), max(last, candidate)
            count_rows = (new_first > 0) + (new_last < count - 1)
            if used_rows + height_of(candidate) + count_rows > rows:
                break
            used_rows += height_of(candidate)
            first, last = new_first, new_last
    return first, last


def _row_cache(
    items: Sequence[PanelItem], width: int, lit_id: str | None
) -> Callable[[int], list[PanelRow]]:
    rows_by_index: dict[int, list[PanelRow]] = {}

    def item_rows(index: int) -> list[PanelRow]:
        if index not in rows_by_index:
            rows_by_index[index] = list(
                _item_rows(items[index], width, items[index].item_id == lit_id)
            )
        return rows_by_index[index]

    return item_rows


def _item_rows(item: PanelItem, width: int, is_lit: bool) -> Iterator[PanelRow]:
    text = f"{item.kind}: {item.text}" if item.kind else item.text
    bullet = ("▸ " if is_lit else "· ") if item.item_id else ""
    text_width = max(2, width - item.indent - len(bullet))
    indent, hanging = " " * item.indent, " " * len(bullet)
    rows = wrap(terminal_safe(text).strip() or "…", text_width)
    details = wrap(terminal_safe(item.about), text_width) if item.about else ()
    used_cells = cells(rows[-1]) + len(BESIDE_GAP) + sum(map(cells, details))
    is_beside = width >= ROOMY_CELLS and len(details) == 1 and used_cells <= text_width
    for index, line in enumerate(rows):
        tail = f"{BESIDE_GAP}{details[0]}" if is_beside and index == len(rows) - 1 else ""
        yield PanelRow(
            "lit" if is_lit else item.style, f"{indent}{hanging if index else bullet}{line}", tail
        )
    for line in details if not is_beside else ():
        yield PanelRow("lit" if is_lit else "muted", f"{indent}{hanging}{line}")
