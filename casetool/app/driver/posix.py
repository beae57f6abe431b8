"""Textual's driver for Linux and macOS, made robust."""

import asyncio
import contextlib
import os
import re
import select
import signal
import termios
from collections.abc import Callable
from types import FrameType
from typing import IO, ClassVar

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize

from casetool.app.driver.key_parser import KeyParser
from casetool.app.driver.screen_output import ScreenOutput
from casetool.app.driver.terminal_text import INVISIBLE, TerminalDecoder
from casetool.services.departure import Departure
from casetool.widgets.common.textual_compat import (
    KEYS_AS_CODES,
    app_of,
    replace_key_parser,
    replace_terminal_streams,
    terminal_reports_size,
    terminal_size,
)

READ_OUT_SECONDS = 1.0
"""The most seconds to read what a terminal has sent already, when the program must end."""

INPUT_POLL_SECONDS = 0.005
"""Seconds between two checks whether all of it was read."""

SYNC_OFF = "\x1b[?2026l"
"""Ends a frame that was begun, as its own end may have been dropped."""

KEYS_AS_LETTERS = "\x1b[>0u"
"""Asks for keys as every terminal sends them, until all modes end.

Textual asks some terminals (kitty, Ghostty, iTerm2) for a code for each key, also for Shift alone.
"""

MODES_OFF = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[?2048l\x1b[?7h"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Ends all modes that Textual sets: mouse, paste marks, key codes, alternate screen."""

MODES_ON = (
    "\x1b[?1049h\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?25l\x1b[?1004h\x1b[?2004h\x1b[?7l"
)
"""Sets them again, but for key codes, which nobody has taken from us."""


class PosixDriver(LinuxDriver):
    """Sends no invisible directional marks, never waits for the terminal, and always restores it.

    The event loop reads the size of a window that is resized. Textual reads it in the signal
    handler, which the next signal can interrupt: then the older size would be sent last.
    """

    departure: ClassVar[Departure]
    """How the program ends."""

    _key_parser = KeyParser()
    _output: ScreenOutput | None = None
    _own_attributes: list[int | list[bytes | int]] | None = None
    """How the terminal reads keys for us."""

    def write(self, data: str) -> None:
        """Send what is drawn, unless the terminal is used by another program."""
        if self._output is not None:
            data = KEYS_AS_LETTERS if data == KEYS_AS_CODES else INVISIBLE.sub("", data)
            self._output.write(data)

    def start_application_mode(self) -> None:
        """Take the terminal, unless it is about to be given back for good."""
        self.departure.listen()
        if self.departure.has_begun:
            return
        if self._output is not None:
            # another program stopped us, and we go on: a second thread would read other keys
            asyncio.get_running_loop().call_soon_threadsafe(self._take_again)
            return
        replace_terminal_streams(self._make_output, self._decoder)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        loop = asyncio.get_running_loop()

        def on_resize(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self._send_size)

        signal.signal(signal.SIGWINCH, on_resize)
        with contextlib.suppress(termios.error):
            self._own_attributes = termios.tcgetattr(self.fileno)
        self.departure.restore, self.departure.read_out = self.restore, self.read_out
        if self._output is not None:
            self._output.may_drop = True

    def stop_application_mode(self) -> None:
        """Restore the terminal, and drop what is not drawn yet."""
        if self._output is not None:
            self._output.drop()
            self.write(SYNC_OFF)
            super().stop_application_mode()

    def close(self) -> None:
        """Send the last output and end the output thread."""
        output, self._output = self._output, None
        if output is not None:
            output.stop(lambda: self.departure.has_begun)

    def restore(self) -> None:
        """Restore the terminal from any thread, if the event loop cannot."""
        output = self._output
        if output is None:
            return  # it is restored already
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})  # else we could be stopped
        output.drop()
        output.write(SYNC_OFF + MODES_OFF)
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        output.stop(lambda: True)

    async def read_out(self) -> None:
        """Wait until what the terminal has sent is read, within the time limit."""
        loop = asyncio.get_running_loop()
        deadline, poll = loop.time() + READ_OUT_SECONDS, select.poll()
        poll.register(self.fileno, select.POLLIN)
        quiet_polls = 0
        while quiet_polls < 2 and loop.time() < deadline:  # the last read is still being handled
            has_input = poll.poll(0) == [(self.fileno, select.POLLIN)]
            quiet_polls = 0 if has_input or self._key_parser.is_pasting else quiet_polls + 1
            await asyncio.sleep(INPUT_POLL_SECONDS)

    def run_input_thread(self) -> None:
        """Read the terminal. One that cannot be read any more is gone."""
        replace_key_parser(self._make_key_parser)
        try:
            super().run_input_thread()
        except OSError:
            self.departure.begin()

    def _make_key_parser(self, debug: bool) -> KeyParser:
        self._key_parser = KeyParser(
            debug,
            must_end=lambda: self.departure.has_begun,
            is_console=_is_console(self.fileno),
        )
        return self._key_parser

    def _take_again(self) -> None:
        """Set all modes again, which a shell may have changed meanwhile, and draw all anew."""
        if self._output is None:
            return
        if self._own_attributes is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._own_attributes)
        self.write(MODES_ON)
        self._send_size()
        app_of(self).refresh(layout=True)

    def _make_output(self, file: IO[str]) -> ScreenOutput:
        loop, app = asyncio.get_running_loop(), app_of(self)

        def redraw() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is over
                loop.call_soon_threadsafe(app.call_later, app.refresh)

        def discard() -> None:
            termios.tcflush(self.fileno, termios.TCOFLUSH)

        self._output = ScreenOutput(file, self.departure.begin, redraw, discard)
        return self._output

    def _decoder(self, encoding: str) -> Callable[[], TerminalDecoder]:
        return lambda: TerminalDecoder(self.departure.begin)

    def _send_size(self) -> None:
        if not terminal_reports_size(self):
            size = terminal_size(self)
            app_of(self).post_message(Resize(size, size))


def _is_console(handle: int) -> bool:
    """Whether a terminal is a console of Linux, without windows."""
    try:
        return re.fullmatch(r"/dev/tty\d+", os.ttyname(handle)) is not None
    except OSError:
        return False
