"""The command palette: Textual's own, with keys that wait until there is a list to move in."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette

from casetool.screens.session.pasted import keep_paste
from casetool.widgets.common.line_input import take_paste


class PaletteInput(CommandInput):
    """Where a part of a name is typed; it takes all lines of a paste, as one."""

    has_paste = False

    def _on_paste(self, event: events.Paste) -> None:
        take_paste(self, event)
        self.has_paste = True


class Palette(CommandPalette):
    """Every action that works where one stands.

    Textual's own palette ends the app at Page Down before its list was laid out (docs/upstream.md).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
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

    def _action_escape(self) -> None:
        """Do nothing; what was pasted by mistake is kept."""
        box = self.query_one(PaletteInput)
        keep_paste(self.app, box.value if box.has_paste else "")
        super()._action_escape()

    async def action_page(self, where: str) -> None:
        """Move by a page; not while the list has no rows on the screen."""
        for commands in self.query(CommandList):
            if commands.option_count and commands.scrollable_content_region:
                await commands.run_action(where)
