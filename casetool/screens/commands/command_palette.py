"""The command palette: Textual's own, with keys that wait until there is a list to move in."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Every action that works where one stands.

    Textual's own palette ends the app at Page Down before its list was laid out (docs/upstream.md).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page('page_down')", "Next page", show=False),
        Binding("pageup", "page('page_up')", "Previous page", show=False),
    ]

    async def action_page(self, where: str) -> None:
        """Move by a page; not while the list has no rows on the screen."""
        for commands in self.query(CommandList):
            if commands.option_count and commands.scrollable_content_region:
                await commands.run_action(where)
