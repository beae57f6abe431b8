"""Textual's command palette, with paging that waits until the list is laid out."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """A command palette that survives an early Page Down.

    Textual's own palette crashes if its list is not laid out yet (docs/upstream.md).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page('page_down')", "Next page", show=False),
        Binding("pageup", "page('page_up')", "Previous page", show=False),
    ]

    async def action_page(self, page_action: str) -> None:
        """Move by a page, if the list has visible rows."""
        for commands in self.query(CommandList):
            if commands.option_count and commands.scrollable_content_region:
                await commands.run_action(page_action)
