"""A list that is redrawn from values: rows are replaced by id, so cursor and scroll stay."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from casetool.render.text.wrap import cells
from casetool.widgets.common.hanging_indent import HangingText
from casetool.widgets.common.textual_compat import option_at_line

LIST_POINTER = "▸"
"""What stands before the row on which the keys act."""

_REVERSED = Style(reverse=True)
"""Without colours such a row is turned round; a list's own styles cannot do it in Textual 8."""


class ListRow(NamedTuple):
    """One line of a list."""

    id: str
    """What the line stands for; unique in the list."""
    content: Content | HangingText
    """What it shows: people's words as plain text, never markup."""
    sign: Hashable
    """What it is made from: a row whose sign is the same is not drawn again."""
    is_title: bool = False
    """Whether it stands over the rows that follow, and cannot be highlighted."""


class ItemList(OptionList):
    """An option list that is told what to show, and keeps its place."""

    DEFAULT_CSS = """
    ItemList {
        border: none;
        padding: 0;
        background: transparent;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $foreground 0%; }
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-highlighted {
            background: $panel; color: $foreground; text-style: none;
        }
        &:focus > .option-list--option-highlighted {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """

    def __init__(self, widget_id: str | None = None) -> None:
        super().__init__(id=widget_id, markup=False)
        self._rows: tuple[ListRow, ...] = ()

    @property
    def selected(self) -> str | None:
        """The id of the highlighted row."""
        option = self.highlighted_option
        return option.id if option is not None else None

    def render_line(self, y: int) -> Strip:
        """One row; where keys act on it, the highlighted thing has a sign, not only a colour."""
        strip = super().render_line(y)
        at_line = option_at_line(self, self.scroll_offset.y + y)
        active = self.has_focus or not self.can_focus
        if not active or at_line is None or at_line[0] != self.highlighted:
            return strip
        if at_line[1] == 0:
            style = next(iter(strip)).style
            strip = Strip.join(
                [Strip([Segment(LIST_POINTER, style)]), strip.crop(cells(LIST_POINTER))]
            )
        return strip.apply_style(_REVERSED) if self.app.no_color else strip

    def action_page_down(self) -> None:
        """Move by a page, once the rows have been laid out: Textual fails before that."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def action_page_up(self) -> None:
        """Move back by a page, once the rows have been laid out."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these rows; what was highlighted stays so, or its neighbour is."""
        old, self._rows = self._rows, tuple(rows)
        old_ids, ids = [row.id for row in old], [row.id for row in rows]
        shared = min(len(old_ids), len(ids))
        if old_ids[:shared] != ids[:shared] or len(ids) < len(old_ids):
            self._refill(old_ids)
            return
        for before, row in zip(old, rows, strict=False):
            if before.sign != row.sign:
                self.replace_option_prompt(row.id, row.content)
        self.add_options(_option(row) for row in rows[shared:])

    def select(self, row_id: str) -> None:
        """Highlight a row and bring it into view; nothing happens when it is not here."""
        for index, row in enumerate(self._rows):
            if row.id == row_id:
                self.highlighted = index

    def select_near(self, row_id: str | None = None) -> None:
        """Highlight this row, or the last one when nothing is highlighted yet."""
        if row_id is not None:
            self.select(row_id)
        if self.highlighted is None and self._rows:
            self.highlighted = len(self._rows) - 1

    def _refill(self, old_ids: list[str]) -> None:
        """Lay all rows anew; the highlight goes to the same row, else to the nearest left."""
        kept, place, scroll = self.selected, self.highlighted, self.scroll_offset
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(_option(row) for row in self._rows)
            ids = [row.id for row in self._rows]
            if kept is not None and ids:
                after = [name for name in old_ids[old_ids.index(kept) :] if name in ids]
                self.highlighted = ids.index(after[0]) if after else min(place or 0, len(ids) - 1)
        self.scroll_to(y=scroll.y, animate=False, immediate=True)


def _option(row: ListRow) -> Option:
    return Option(row.content, id=row.id, disabled=row.is_title)
