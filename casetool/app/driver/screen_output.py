"""The thread that writes to the terminal, so that drawing never waits for it.

A terminal can be slow, halted or gone. Textual's own thread has a queue for thirty pieces. When
it is full, the event loop waits, for ever if nobody reads, and handles no key and no signal.
"""

import contextlib
import os
import select
import threading
from collections import deque
from collections.abc import Callable
from typing import IO

MOST_QUEUED_BYTES = 1 << 16
"""The most bytes in the queue. Beyond that, output is dropped and all is drawn again later."""

CHUNK_BYTES = 1 << 12
"""The most bytes written at once."""

OUTPUT_POLL_SECONDS = 0.05
"""Seconds between two checks of a terminal that takes nothing, and of the end of the program."""

CANCEL_SEQUENCE = b"\x18"
"""Cancels a control sequence that was cut off."""

LAST_WRITE_SECONDS = 0.15
"""Seconds for the terminal to take the last output once the program must end."""


class ScreenOutput(threading.Thread):
    """Writes text to a terminal, in order, in its own thread. Replaces Textual's ``WriterThread``.

    Args:
        file: the stream of the terminal. Only its descriptor is used, so that no lock of Python's
            can delay the end of the program.
        on_lost: called from this thread when the terminal is gone.
        on_room: called from this thread when output was dropped and there is room again.
        discard: empties the system's own buffer for the terminal.
    """

    def __init__(
        self,
        file: IO[str],
        on_lost: Callable[[], object],
        on_room: Callable[[], object],
        discard: Callable[[], object],
    ) -> None:
        super().__init__(daemon=True, name="casetool-screen")
        self._descriptor, self._on_lost, self._on_room = (
            reopen_terminal(file.fileno()),
            on_lost,
            on_room,
        )
        self._discard = discard
        self._changed = threading.Condition()
        self._queue: deque[bytes] = deque()
        self._queued_bytes = 0
        self._has_dropped = self._is_stopping = self._is_lost = self._must_cut = False
        self.may_drop = False
        """Whether output may be dropped, as it is drawn again. Not while the terminal is set up."""

    def write(self, text: str) -> None:
        """Queue text for the terminal.

        Args:
            text: text and control sequences.
        """
        data = text.encode("utf-8", "backslashreplace")
        with self._changed:
            if self._is_stopping or self._is_lost:
                return
            if self.may_drop and self._queued_bytes >= MOST_QUEUED_BYTES:
                self._has_dropped = True
                return
            self._queue.append(data)
            self._queued_bytes += len(data)
            self._changed.notify_all()

    def flush(self) -> None:
        """Do nothing, as each piece is written at once."""

    def drop(self) -> None:
        """Empty the queue, as the alternate screen is about to be left."""
        with self._changed:
            self.may_drop = self._has_dropped = False
            self._queue.clear()
            self._queued_bytes = 0

    def run(self) -> None:
        """Write until the thread is stopped or the terminal is gone."""
        try:
            while (data := self._next()) is not None:
                self._send(data)
        except OSError:
            with self._changed:
                self._is_lost = True
                self._queue.clear()
            self._on_lost()
        finally:
            os.close(self._descriptor)

    def stop(self, must_hurry: Callable[[], bool] = lambda: False) -> None:
        """Write what is queued, and end.

        Wait as long as it takes, as a halted terminal may go on later and has to be restored.
        Once the program must end, wait only for the time limit.

        Args:
            must_hurry: whether the program must end.
        """
        with self._changed:
            self._is_stopping = True
            self._changed.notify_all()
        while self.is_alive() and not must_hurry():
            self.join(OUTPUT_POLL_SECONDS)
        self.join(LAST_WRITE_SECONDS)
        if self.is_alive():
            # discard unread output, to make room for the sequences that restore the terminal
            self._must_cut = True
            with contextlib.suppress(Exception):
                self._discard()
            self.join(LAST_WRITE_SECONDS)

    def _next(self) -> bytes | None:
        with self._changed:
            while not self._queue:
                if self._is_stopping:
                    return None
                if self._has_dropped:
                    self._has_dropped = False
                    self._on_room()
                self._changed.wait()
            data = self._queue.popleft()
            self._queued_bytes -= len(data)
            return data

    def _send(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self._descriptor, data[:CHUNK_BYTES]) :]
            except BlockingIOError:
                if self._must_cut:  # only the sequences that restore the terminal matter now
                    self._must_cut, data = False, CANCEL_SEQUENCE
                else:
                    poll = select.poll()
                    poll.register(self._descriptor, select.POLLOUT)
                    poll.poll(OUTPUT_POLL_SECONDS * 1000)


def reopen_terminal(descriptor: int) -> int:
    """Open the terminal again, so that we can write without blocking and nobody else is affected.

    Args:
        descriptor: the descriptor of the terminal, which other programs share.

    Returns:
        A non-blocking descriptor. If the terminal cannot be opened, a blocking copy.
    """
    try:
        return os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return os.dup(descriptor)
