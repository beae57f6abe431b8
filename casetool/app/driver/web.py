"""The driver of a board in a page: Textual's web driver, made robust."""

import contextlib

from textual.drivers.web_driver import WebDriver
from textual.messages import ExitApp

from casetool.app.driver.terminal_text import INVISIBLE
from casetool.widgets.common.textual_compat import app_of


class PageDriver(WebDriver):
    """Sends no invisible directional marks, and ends when the server is gone."""

    def write(self, data: str) -> None:
        """Send what is drawn to the page."""
        with contextlib.suppress(BrokenPipeError):
            super().write(INVISIBLE.sub("", data))

    def stop_application_mode(self) -> None:
        """Tell the page that the board has ended."""
        with contextlib.suppress(BrokenPipeError):
            super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read what the page sends. At the end of it the board ends.

        Textual's driver would go on for ever if the server was killed (docs/upstream.md).
        """
        super().run_input_thread()
        if not self.exit_event.is_set():
            app_of(self).post_message(ExitApp())
