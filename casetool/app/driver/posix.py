"""Textual's driver for Linux and macOS, with what it lacks."""

import asyncio
import contextlib
import select
import signal
import termios
from collections.abc import Callable
from types import FrameType
from typing import IO, ClassVar

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize

from casetool.app.driver.screen_output import ScreenOutput
from casetool.app.driver.terminal_text import UNSEEN, PasteDecoder
from casetool.services.departure import Departure
from casetool.widgets.common.textual_compat import (
    app_of,
    replace_terminal_streams,
    terminal_reports_size,
    terminal_size,
)

READ_OUT = 1.0
"""Seconds at most for what a terminal has sent already, when the program is to end."""

INPUT_POLL_SECONDS = 0.005
"""Seconds between two looks whether all of it was read."""

SYNC_OFF = "\x1b[?2026l"
"""Ends a picture that was begun: its end may have been left out."""

MODES_OFF = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?2048l\x1b[?7h"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Ends all that Textual asks of a terminal: mouse, paste marks, key codes, its own picture."""


class PosixDriver(LinuxDriver):
    """Sends no mark that turns words round, waits for no terminal, and gives it back in any case.

    Reads the size of a window that is being pulled on in the loop. Textual does so in the
    handler of the signal, which the next signal can halt: the older size is then told last.
    """

    departure: ClassVar[Departure]
    """How the program ends."""

    _output: ScreenOutput | None = None

    def write(self, data: str) -> None:
        """Send what is drawn; nothing while the terminal is another program's."""
        if self._output is not None:
            self._output.write(UNSEEN.sub("", data))

    def start_application_mode(self) -> None:
        """Take the terminal, unless it is about to be given back for good."""
        if self.departure.has_begun:
            return
        replace_terminal_streams(self._make_output, self._decoder)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        loop = asyncio.get_running_loop()

        def tell_size(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self._tell_size)

        signal.signal(signal.SIGWINCH, tell_size)
        self.departure.restore, self.departure.read_out = self.restore, self.read_out
        if self._output is not None:
            self._output.may_leave_out = True

    def stop_application_mode(self) -> None:
        """Give the terminal back; what is not drawn yet is not drawn any more."""
        if self._output is not None:
            self._output.drop()
            self.write(SYNC_OFF)
            super().stop_application_mode()

    def close(self) -> None:
        """Let the terminal have the last of it."""
        output, self._output = self._output, None
        if output is not None:
            output.stop(lambda: self.departure.has_begun)

    def restore(self) -> None:
        """Give the terminal back where the loop cannot, from any thread."""
        output = self._output
        if output is None:
            return  # it is given back
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # else this could halt us
        output.drop()
        output.write(SYNC_OFF + MODES_OFF)
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        output.stop(lambda: True)

    async def read_out(self) -> None:
        """Wait until what the terminal has sent is read; what comes too late is not waited for."""
        loop = asyncio.get_running_loop()
        end, poll = loop.time() + READ_OUT, select.poll()
        poll.register(self.fileno, select.POLLIN)
        while poll.poll(0) == [(self.fileno, select.POLLIN)] and loop.time() < end:
            await asyncio.sleep(INPUT_POLL_SECONDS)
        await asyncio.sleep(INPUT_POLL_SECONDS)  # what was read last is on its way

    def run_input_thread(self) -> None:
        """Hear the terminal; one that cannot be read any more is gone."""
        try:
            super().run_input_thread()
        except OSError:
            self.departure.begin()

    def _make_output(self, file: IO[str]) -> ScreenOutput:
        loop, app = asyncio.get_running_loop(), app_of(self)

        def draw_anew() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is over
                loop.call_soon_threadsafe(app.call_later, app.refresh)

        def throw_away() -> None:
            termios.tcflush(self.fileno, termios.TCOFLUSH)

        self._output = ScreenOutput(file, self.departure.begin, draw_anew, throw_away)
        return self._output

    def _decoder(self, encoding: str) -> Callable[[], PasteDecoder]:
        return lambda: PasteDecoder(self.departure.begin)

    def _tell_size(self) -> None:
        if not terminal_reports_size(self):
            size = terminal_size(self)
            app_of(self).post_message(Resize(size, size))
