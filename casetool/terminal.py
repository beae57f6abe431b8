"""The terminal's side: what Textual's driver does not bear by itself."""

import asyncio
import codecs
import os
import re
import signal
import sys
import time
from collections.abc import Callable

from textual.constants import DRIVER
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size

_START, _END = "\x1b[200~", "\x1b[201~"
"""Between them a terminal sends what was pasted."""
_UNBEARABLE = re.compile("[\x00\x1b]")
"""What Textual's parser drops from a paste, or takes for a key in the middle of it."""
UNSEEN = re.compile(
    "[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]"
)
"""What acts on a terminal or turns words round, and takes no room: 8-bit controls, directions."""


def when_told_to_leave(leave: Callable[[], object]) -> None:
    """Leave in order: Textual runs nothing when it is told to stop, or its terminal is closed.

    At an interrupt from outside (in the app, Ctrl+C is a key) its work is cancelled wherever it
    is; some places take that for their own, and then the program goes on for ever.

    Args:
        leave: what is done then, in the running loop.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        # Windows has no such handlers, and no SIGHUP
        if hasattr(signal, name) and sys.platform != "win32":
            loop.add_signal_handler(getattr(signal, name), leave)


def tolerant_driver() -> type[Driver] | None:
    """The driver for this terminal, one that survives what a terminal may send.

    Textual's Linux driver decodes strictly: one stray byte ends its input thread, and the app
    hears no key any more (Textualize/textual#6456, open). Its decoder is looked up by name in its
    module, so ours is put there.

    Returns:
        None where Textual's own choice is right as it is: Windows reads no bytes, and a board that
        a page shows has a driver of its own, which TEXTUAL_DRIVER names.
    """
    if sys.platform == "win32" or DRIVER:
        return None
    from textual.drivers import linux_driver

    linux_driver.getincrementaldecoder = lambda _: TerminalText  # type: ignore[attr-defined, assignment]

    class CarefulDriver(linux_driver.LinuxDriver):
        """Sends no mark that turns words round: in a field one edits them, so they stand there.

        Reads the size of a window that is being pulled on in the loop. Textual does so in the
        handler of the signal, which the next signal can halt: the older size is then told last.
        """

        def write(self, data: str) -> None:
            super().write(UNSEEN.sub("", data))

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGWINCH, self._tell_size)

        def _tell_size(self) -> None:
            if not self._in_band_window_resize:
                size = Size(*self._get_terminal_size())
                self._app.post_message(Resize(size, size))

    return CarefulDriver


class TerminalText:
    r"""What a terminal sends, as text that Textual's parser bears.

    What is no UTF-8 is replaced. An ESC in a paste would be taken for a key, with what follows
    before what went ahead, and a NUL would be dropped: both become a visible ``\uXXXX``
    (reliability target 23). A terminal that is gone ends the program.
    """

    def __init__(self) -> None:
        self._bytes = codecs.getincrementaldecoder("utf-8")("replace")
        self._pasting = self._gone = False
        self._tail = ""
        """The last that was handed on before a paste, or what was held back within one."""

    def decode(self, data: bytes, final: bool = False) -> str:
        """The next part of the text.

        Args:
            data: what was read; nothing when the terminal is gone.
            final: whether this is the last of it.
        """
        if not data and not final:
            self._leave()
        rest, parts = self._bytes.decode(data, final), []
        while rest:
            step = self._pasted if self._pasting else self._typed
            part, rest = step(rest)
            parts.append(part)
        if final and self._pasting:
            parts.append(_shown(self._tail))
        return "".join(parts)

    def _typed(self, text: str) -> tuple[str, str]:
        """What is handed on as it is, and what is left: a paste."""
        seen = self._tail + text
        place = seen.find(_START)
        if place < 0:
            self._tail = seen[1 - len(_START) :]
            return text, ""
        cut = place + len(_START) - len(self._tail)
        self._pasting, self._tail = True, ""
        return text[:cut], text[cut:]

    def _pasted(self, text: str) -> tuple[str, str]:
        """What is handed on of a paste, and what is left after its end."""
        text = self._tail + text
        place = text.find(_END)
        if place >= 0:
            self._pasting, self._tail = False, ""
            return _shown(text[:place]) + _END, text[place + len(_END) :]
        ends = [size for size in range(1, len(_END)) if text.endswith(_END[:size])]
        size = max(ends, default=0)  # perhaps the beginning of the end
        self._tail = text[len(text) - size :]
        return _shown(text[: len(text) - size]), ""

    def _leave(self) -> None:
        """Leave in order, though nobody said so: a shell can keep SIGHUP to itself.

        Otherwise the program would go on for ever, unseen, and hold the session.
        """
        if not self._gone:
            self._gone = True
            os.kill(os.getpid(), signal.SIGHUP)
        time.sleep(0.05)  # an end is read again and again, without a pause


def _shown(text: str) -> str:
    return _UNBEARABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
