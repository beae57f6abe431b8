"""The driver of a board that a page shows: Textual's own for the web, with what it lacks."""

import contextlib

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

from casetool.app.driver.terminal_text import UNSEEN
from casetool.widgets.common.textual_compat import app_of


class PageDriver(WebDriver):
    """Sends no mark that turns words round, and leaves when nobody is there any more."""

    def write(self, data: str) -> None:
        """Send what is drawn to the page."""
        with contextlib.suppress(BrokenPipeError):
            super().write(UNSEEN.sub("", data))

    def stop_application_mode(self) -> None:
        """Tell the page that this was all."""
        with contextlib.suppress(BrokenPipeError):
            super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Hear the page; the end of what it says is the end of the board.

        Textual's driver goes on for ever, unseen, where the server was killed.
        """
        super().run_input_thread()
        if not self.exit_event.is_set():
            app_of(self).post_message(ExitApp())
