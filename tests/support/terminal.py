"""A program in a real pseudo-terminal, its screen kept by an emulator."""

import os
import re
import select
import signal
import sys
import time
from collections.abc import Mapping

import pyte
from ptyprocess import PtyProcess

_QUESTIONS = rb"\x1b\[[<>=?][0-9;]*[a-zA-Z$]*[a-z]|\x1bP.*?\x1b\\"
"""Questions to the terminal that the emulator would print."""

QUIET_SECONDS = 0.15
"""Seconds without a picture after which a program rests."""

_NOT_FOR_PYTE = re.compile(_QUESTIONS)
_NOT_WORDS = re.compile(rb"\x1b\[[0-9;]*m|" + _QUESTIONS)
"""The same and all colours, which the emulator reads letter by letter: most of what is drawn."""

QUICK_HAND_SECONDS = 0.04
"""Seconds between two keys of the quickest hand, well above those of a paste (0.02)."""


class Terminal:
    """A program that is typed to and looked at as a person does.

    Args:
        command: the program.
        columns: the width of the terminal.
        rows: its height.
        env: what is different in the environment.
        cwd: the folder in which the program is started.
        in_colour: whether the screen keeps colours. That takes the tests half of their time.
    """

    def __init__(
        self, command: list[str], columns: int = 120, rows: int = 40,
        env: Mapping[str, str] | None = None, cwd: str | None = None, in_colour: bool = False,
    ) -> None:  # fmt: skip
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self._rows = list[str]()
        self._not_drawn = _NOT_FOR_PYTE if in_colour else _NOT_WORDS
        # how large it is says the terminal, not whoever runs the tests
        mine = {key: words for key, words in os.environ.items() if key not in ("COLUMNS", "LINES")}
        whole = {**mine, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self.process = PtyProcess.spawn(
            command, dimensions=(rows, columns), env=whole, cwd=cwd, preexec_fn=_hear_interrupts
        )

    def press(self, text: str) -> None:
        """Send keys as the terminal would."""
        self.process.write(text.encode("utf-8", "surrogateescape"))

    def type(self, key: str, seconds: float) -> None:
        """Press one key, and read for so many seconds until the next: faster is a paste."""
        self.press(key)
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and self.read(left):
            pass

    def rest(self) -> None:
        """Read until nothing is drawn for a moment, as nothing is left to do."""
        while self.read(QUIET_SECONDS):
            pass

    @property
    def rows(self) -> list[str]:
        """The rows of the screen, without the space behind their words.

        Only those that have changed are put together: whoever waits asks again and again.
        """
        count, columns = self.screen.lines, range(self.screen.columns)
        self._rows[:] = self._rows[:count] + [""] * (count - len(self._rows))
        for y in self.screen.dirty:
            if y < count:
                row = self.screen.buffer[y]
                self._rows[y] = "".join([row[x].data for x in columns]).rstrip()
        self.screen.dirty.clear()
        return self._rows

    def text(self) -> str:
        """The screen."""
        return "\n".join(self.rows)

    def says(self, words: str) -> bool:
        """Whether words are on the screen, wherever it breaks its lines: a path before them may."""
        return "".join(words.split()) in "".join(self.text().split())

    def until(self, words: str, limit: float = 20.0) -> None:
        """Read what is drawn until words are on the screen."""
        end = time.monotonic() + limit
        while words not in self.text():
            if not self.read(end - time.monotonic()):
                raise AssertionError(f"never saw {words!r} in\n{self.text()}")

    def ended(self, limit: float = 10.0) -> int | None:
        """Read to the end; the exit code, or the signal below zero."""
        end = time.monotonic() + limit
        while self.read(end - time.monotonic()):
            pass
        if self.process.isalive() and time.monotonic() >= end:
            self.kill()
            self.process.wait()
            raise AssertionError(f"it never ended:\n{self.text()}")
        self.process.wait()
        code: int | None = self.process.exitstatus
        return code if code is not None else -int(self.process.signalstatus or 0)

    def kill(self, how: int = signal.SIGKILL) -> None:
        """Send a signal."""
        self.process.kill(how)

    def read(self, patience: float) -> bool:
        """Read once; False at the end of the program or of the patience."""
        data = self.record(patience)
        self.raw += data
        self.feed(data)
        return bool(data)

    def record(self, patience: float) -> bytes:
        """What is drawn next, without putting it on the screen; nothing at the end or too late."""
        ready, _, _ = select.select([self.process.fd], [], [], max(0.0, patience))
        try:
            return os.read(self.process.fd, 1 << 16) if ready else b""
        except OSError:
            return b""

    def feed(self, data: bytes) -> None:
        """Put on the screen what was drawn."""
        self._stream.feed(self._not_drawn.sub(b"", data))


def _hear_interrupts() -> None:
    """Let Ctrl+C interrupt, also where whatever started the tests ignores it (``nohup``)."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def casetool(*arguments: str, **more: object) -> Terminal:
    """The installed program, in a terminal."""
    return Terminal([sys.executable, "-m", "casetool", *arguments], **more)  # type: ignore[arg-type]
