"""A program in a pseudo-terminal, and a stopwatch on what it draws."""

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence

QUIET = 0.05
"""Seconds without output after which a reaction counts as drawn; not part of any figure."""


class Program:
    """A program in a pseudo-terminal.

    Args:
        command: the program and its arguments.
        env: what its environment has besides.
        size: columns and rows.
    """

    def __init__(
        self,
        command: Sequence[str],
        env: Mapping[str, str] | None = None,
        size: tuple[int, int] = (120, 40),
    ) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})})
            os.execvp(command[0], list(command))
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def until(self, text: str, limit: float = 30.0) -> float:
        """Seconds from the start until a text has been drawn.

        Raises:
            TimeoutError: it was not drawn in time.
        """
        wanted, seen = text.encode(), b""
        while time.perf_counter() - self.began < limit:
            seen += self._read(limit)
            if wanted in seen:
                return time.perf_counter() - self.began
        raise TimeoutError(f"never drew {text!r}: {seen[-400:]!r}")

    def send(self, keys: str) -> None:
        """Send keys, and wait for nothing."""
        os.write(self.fd, keys.encode())

    def draws(self, text: str, limit: float = 10.0) -> float:
        """When a text is drawn, on the clock that never goes back.

        Raises:
            TimeoutError: it was not drawn in time.
        """
        wanted, seen, end = text.encode(), b"", time.perf_counter() + limit
        while time.perf_counter() < end:
            seen += self._read(end - time.perf_counter())
            if wanted in seen:
                return time.perf_counter()
        raise TimeoutError(f"never drew {text!r}")

    def worked(self) -> float:
        """Seconds of the processor that it has used."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:  # noqa: PTH123
            used = file.read().rpartition(")")[2].split()
        return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")

    def press(self, keys: str) -> float:
        """Seconds from sending keys until what they draw begins to arrive.

        A program that draws in several steps draws the words typed, or the box chosen, in the
        first of them; what follows, such as where the words will go, is waited for, not timed.
        """
        self.settle()
        sent = time.perf_counter()
        os.write(self.fd, keys.encode())
        self._read(2.0)
        drawn = time.perf_counter()
        self.settle()
        return drawn - sent

    def answer(self, keys: str, text: str, state: str, quiet: float = 1.0) -> float:
        """Seconds from sending keys until a text is drawn, and a state, if that is drawn anew.

        What was drawn counts when nothing follows for some time: then it is the last word.

        Raises:
            TimeoutError: the text was not drawn.
        """
        self.settle()
        sent, seen, ends = time.perf_counter(), b"", dict[str, float]()
        os.write(self.fd, keys.encode())
        while more := self._read(quiet):
            now, before = time.perf_counter() - sent, len(seen)
            seen += more
            for words in (text, state):
                if seen.rfind(words.encode()) + len(words) > before:
                    ends[words] = now
        if text not in ends:
            raise TimeoutError(f"never drew {text!r}: {seen[-400:]!r}")
        return max(ends.values())

    def settle(self, quiet: float = QUIET) -> None:
        """Wait until nothing is drawn any more."""
        while self._read(quiet):
            pass

    def read_until(self, when: float) -> None:
        """Read what is drawn until an instant of ``time.perf_counter``."""
        while (left := when - time.perf_counter()) > 0:
            self._read(left)

    def leave(self, limit: float) -> None:
        """Read until the program has ended by itself, and stop it after the limit in seconds."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end and os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            self._read(QUIET)
        if time.perf_counter() >= end:
            self.stop()

    def stop(self) -> None:
        """End the program."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def _read(self, patience: float) -> bytes:
        ready, _, _ = select.select([self.fd], [], [], patience)
        if not ready:
            return b""
        try:
            return os.read(self.fd, 1 << 16)
        except OSError:
            return b""
