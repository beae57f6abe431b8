"""A list that is redrawn from values. Rows are matched by id, so cursor and scroll stay."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from casetool.render.text.wrap import cells
from casetool.widgets.common.hanging_indent import HangingText
from casetool.widgets.common.textual_compat import option_at_line

LIST_POINTER = "▸"
"""The sign in front of the row on which the keys act."""

_REVERSED = Style(reverse=True)
"""The style of that row without colours. Textual 8 has no way to set it in a stylesheet."""


class ListRow(NamedTuple):
    """One line of a list."""

    id: str
    """The id of the item, unique in the list."""
    content: Content | HangingText
    """What it shows. Text from people is plain, never markup."""
    fingerprint: Hashable
    """What it is made from. A row with the same fingerprint is not drawn again."""
    is_title: bool = False
    """Whether it is the title of the rows below it, which cannot be highlighted."""


class ItemList(OptionList):
    """An option list that is given its rows as values, and keeps its highlight and scroll."""

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
        """One row. The highlighted one has a sign too, as colour alone is not enough."""
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
        """Show these rows. The highlight stays on its row, or goes to a neighbour."""
        old_rows, self._rows = self._rows, tuple(rows)
        old_ids, ids = [row.id for row in old_rows], [row.id for row in rows]
        common = min(len(old_ids), len(ids))
        if old_ids[:common] != ids[:common] or len(ids) < len(old_ids):
            self._refill(old_ids)
            return
        for old_row, row in zip(old_rows, rows, strict=False):
            if old_row.fingerprint != row.fingerprint:
                self.replace_option_prompt(row.id, row.content)
        self.add_options(_option(row) for row in rows[common:])

    def select(self, row_id: str) -> None:
        """Highlight a row and scroll to it, if the list has it."""
        for index, row in enumerate(self._rows):
            if row.id == row_id:
                self.highlighted = index

    def menu_move(self, step: int) -> None:
        """Highlight the next row, or with -1 the one before."""
        if step > 0:
            self.action_cursor_down()
        else:
            self.action_cursor_up()

    def select_near(self, row_id: str | None = None) -> None:
        """Highlight this row, or the last one when nothing is highlighted yet."""
        if row_id is not None:
            self.select(row_id)
        if self.highlighted is None and self._rows:
            self.highlighted = len(self._rows) - 1

    def _refill(self, old_ids: list[str]) -> None:
        """Replace all rows. The highlight goes to the same row, or to the nearest that is left."""
        selected_id, old_index, old_scroll = self.selected, self.highlighted, self.scroll_offset
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(_option(row) for row in self._rows)
            ids = [row.id for row in self._rows]
            if selected_id is not None and ids:
                indexes = {row_id: index for index, row_id in enumerate(ids)}
                following = old_ids[old_ids.index(selected_id) :]
                remaining = (indexes[row_id] for row_id in following if row_id in indexes)
                self.highlighted = next(remaining, min(old_index or 0, len(ids) - 1))
        self.scroll_to(y=old_scroll.y, animate=False, immediate=True)


class PaneList(ItemList):
    """The list of a step. A click selects a row, so that letters go to the line; a second opens."""

    _clicked_id: str | None = None
    """The row that the last click selected, while the list is not left."""

    def on_click(self, event: events.Click) -> None:
        """Only select the row, unless the click before has selected it."""
        index = event.style.meta.get("option")
        if index is None or self.options[index].disabled:
            return
        row_id, before = self.options[index].id, self._clicked_id
        self._clicked_id = row_id
        if row_id != before or self.selected != row_id:
            event.prevent_default()
            self.highlighted = index

    def on_blur(self) -> None:
        """Let the next click select again."""
        self._clicked_id = None


def _option(row: ListRow) -> Option:
    return Option(row.content, id=row.id, disabled=row.is_title)
