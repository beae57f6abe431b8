"""Textual's command palette, with paging that waits until the list is laid out."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette

from casetool.screens.session.pasted import keep_paste
from casetool.widgets.common.line_input import WholePasteInput


class PaletteInput(CommandInput, WholePasteInput):
    """The filter box of the palette. Textual styles and focuses by the first base class."""


class Palette(CommandPalette):
    """A command palette that survives an early Page Down.

    Textual's own palette crashes if its list is not laid out yet (docs/upstream.md).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Exit the command palette", show=False),
        Binding("pagedown", "page('page_down')", "Next page", show=False),
        Binding("pageup", "page('page_up')", "Previous page", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Textual's palette, with a box of ours."""
        for part in super().compose():
            if isinstance(part, CommandInput):
                yield PaletteInput(placeholder=part.placeholder, select_on_focus=False)
            else:
                yield part

    async def action_leave(self) -> None:
        """Choose nothing, and keep what was pasted by mistake."""
        keep_paste(self.app, self.query_one(PaletteInput).pasted_text)
        await self.run_action("escape")

    async def action_page(self, page_action: str) -> None:
        """Move by a page, if the list has visible rows."""
        for commands in self.query(CommandList):
            if commands.option_count and commands.scrollable_content_region:
                await commands.run_action(page_action)
