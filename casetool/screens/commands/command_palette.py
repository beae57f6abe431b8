"""Textual's command palette, in which keys wait for the list that they are about."""

from contextlib import suppress
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette
from textual.events import Click
from textual.widgets import Input
from textual.worker import WorkerCancelled, WorkerFailed

from casetool.screens.session.stray_paste import may_leave
from casetool.widgets.common.key_queue import hold_keys
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
                yield PaletteInput(placeholder=part.placeholder)
            else:
                yield part

    @on(Input.Submitted)
    async def _choose_when_found(self) -> None:
        """Choose from what was found for the whole text, and never for a part of it.

        The next keys wait until the choice has closed the palette: they are for what opens.
        """
        await self._have_searched()
        commands = self.query_one(CommandList)
        index = 0 if commands.option_count == 1 else commands.highlighted
        if index is not None and not commands.get_option_at_index(index).disabled:
            hold_keys(self.query_one(PaletteInput))

    async def _have_searched(self) -> None:
        searches = [worker for worker in self.workers if worker.node is self]
        if searches:  # without any, Textual waits for all workers of the app
            with suppress(WorkerCancelled, WorkerFailed):
                await self.workers.wait_for_complete(searches)

    async def action_leave(self) -> None:
        """Choose nothing, and keep words that came here by mistake."""
        if len(self.query_one(PaletteInput).value.split()) > 1:
            await self._have_searched()  # they may be words of which the list has nothing
        if may_leave(self.app, self.query_one(PaletteInput)):
            await self.run_action("escape")

    def on_click(self, event: Click) -> None:
        """Leave it by a click beside it, as Esc does. Textual's own handler then closes it."""
        is_beside = self.get_widget_at(event.screen_x, event.screen_y)[0] is self
        if is_beside and not may_leave(self.app, self.query_one(PaletteInput)):
            event.prevent_default()

    async def action_page(self, page_action: str) -> None:
        """Move by a page, if the list has visible rows."""
        for commands in self.query(CommandList):
            if commands.option_count and commands.scrollable_content_region:
                await commands.run_action(page_action)
