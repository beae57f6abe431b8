"""What is drawn, on its way to the terminal: whoever draws never waits for it.

A terminal can be slow, halted or gone. Textual's own thread for this has room for thirty pieces;
then the loop waits for a place, for ever where nobody reads, and hears neither key nor signal.
"""

import contextlib
import os
import select
import threading
from collections import deque
from collections.abc import Callable
from typing import IO

MOST_QUEUED_BYTES = 1 << 16
"""Bytes that may wait; what is drawn while so many do is left out, and all is drawn anew later."""

CHUNK_BYTES = 1 << 12
"""Bytes handed to the terminal at once: as many as it takes or keeps, and no more, can be late."""

OUTPUT_POLL_SECONDS = 0.05
"""Seconds between two looks at a terminal that takes nothing, and whether the end is near."""

CANCEL_SEQUENCE = b"\x18"
"""Ends a control sequence that was cut off in the middle."""

LAST_WRITE_SECONDS = 0.15
"""Seconds that a terminal has to take the last of it once the program must end."""


class ScreenOutput(threading.Thread):
    """Sends text to a terminal, in order, in a thread of its own.

    Made in the place of Textual's ``WriterThread``.

    Args:
        file: the stream of the terminal; only its descriptor is asked for, so that no lock of
            Python's stands in the way of the end of the program.
        gone: called from this thread when the terminal takes nothing any more, for good.
        missed: called from this thread when something was left out and there is room again.
        throw_away: empties what the system still keeps for the terminal.
    """

    def __init__(
        self,
        file: IO[str],
        gone: Callable[[], object],
        missed: Callable[[], object],
        throw_away: Callable[[], object],
    ) -> None:
        super().__init__(daemon=True, name="casetool-screen")
        self._handle, self._gone, self._missed = reopen_terminal(file.fileno()), gone, missed
        self._throw_away = throw_away
        self._changed = threading.Condition()
        self._waiting: deque[bytes] = deque()
        self._size = 0
        self._left_out = self._ended = self._lost = self._cut = False
        self.may_leave_out = False
        """Whether what is sent now is drawn again anyway: not so for what sets the terminal up."""

    def write(self, text: str) -> None:
        """Send this, as soon as the terminal takes it.

        Args:
            text: what is drawn, or tells the terminal what to do.
        """
        data = text.encode("utf-8", "backslashreplace")
        with self._changed:
            if self._ended or self._lost:
                return
            if self.may_leave_out and self._size >= MOST_QUEUED_BYTES:
                self._left_out = True
                return
            self._waiting.append(data)
            self._size += len(data)
            self._changed.notify_all()

    def flush(self) -> None:
        """Nothing: each piece is sent at once."""

    def drop(self) -> None:
        """Leave out what waits: the picture is about to be left, and only that matters."""
        with self._changed:
            self.may_leave_out = self._left_out = False
            self._waiting.clear()
            self._size = 0

    def run(self) -> None:
        """Send until the end."""
        try:
            while (data := self._next()) is not None:
                self._send(data)
        except OSError:
            with self._changed:
                self._lost = True
                self._waiting.clear()
            self._gone()
        finally:
            os.close(self._handle)

    def stop(self, hurried: Callable[[], bool] = lambda: False) -> None:
        """Send the last of it, and end.

        Waits for as long as it takes, as a halted terminal goes on some time, and would be left
        with the picture in it; but not once the program must end.

        Args:
            hurried: whether it must.
        """
        with self._changed:
            self._ended = True
            self._changed.notify_all()
        while self.is_alive() and not hurried():
            self.join(OUTPUT_POLL_SECONDS)
        self.join(LAST_WRITE_SECONDS)
        if self.is_alive():
            # what nobody read makes room for what sets the terminal right
            self._cut = True
            with contextlib.suppress(Exception):
                self._throw_away()
            self.join(LAST_WRITE_SECONDS)

    def _next(self) -> bytes | None:
        with self._changed:
            while not self._waiting:
                if self._ended:
                    return None
                if self._left_out:
                    self._left_out = False
                    self._missed()
                self._changed.wait()
            data = self._waiting.popleft()
            self._size -= len(data)
            return data

    def _send(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._handle, data[:CHUNK_BYTES]) :]
            except BlockingIOError:
                if self._cut:  # what comes next gives the terminal back, and is all that counts
                    self._cut, data = False, CANCEL_SEQUENCE
                else:
                    room = select.poll()
                    room.register(self._handle, select.POLLOUT)
                    room.poll(OUTPUT_POLL_SECONDS * 1000)


def reopen_terminal(handle: int) -> int:
    """A descriptor of the same terminal at which no writing waits, and that is ours alone.

    Args:
        handle: the descriptor that we were given: others write to it, too, and may wait.

    Returns:
        The other; where the terminal may not be opened, one at which writing can wait.
    """
    try:
        return os.open(os.ttyname(handle), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(handle)
