"""End the program in time, even if its event loop hangs.

Python handles a signal only between two steps of the main thread, so a hanging thread misses it.
A separate thread therefore watches the signals and the terminal, and asks the loop to leave. It
ends the program if the loop does not answer.
"""

import asyncio
import contextlib
import os
import select
import signal
import socket
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from functools import partial
from types import FrameType

from casetool.services.long_work import is_at_work

TOLD_TO_LEAVE = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
"""The signals that ask a program to end. Windows does not have all of them."""

LOOP_ANSWER_SECONDS = 1.5
"""Seconds in which the loop must answer, or else it is not waited for."""

ORDERLY_END_SECONDS = 20.0
"""Seconds that an answering loop has at most, because a slow disk or busy machine needs some."""

DEPARTURE_POLL_SECONDS = 0.1
"""Seconds between two calls to the loop."""

PENDING_POLL_MILLISECONDS = 1000
"""Milliseconds between two looks for a signal that the main thread cannot take."""

SAVE_SECONDS, RESTORE_SECONDS = 5.0, 1.0
"""The most seconds for saving, and for restoring the terminal, where the loop does not answer."""


async def _nothing() -> None:
    """Wait for nothing."""


class Departure:
    """Ends the program when it receives a signal, or when its terminal is gone."""

    def __init__(self) -> None:
        self.has_begun = False
        """Whether the program is about to end."""
        self.keep: Callable[[], object] = lambda: None
        """Saves what is not on disk yet, from any thread."""
        self.restore: Callable[[], object] = lambda: None
        """Restores the terminal as far as possible, from any thread."""
        self.last_words: Callable[[], str] = str
        """Gives what the terminal shows at the end, where the loop does not answer."""
        self.read_out: Callable[[], Awaitable[None]] = _nothing
        """Waits until all input from the terminal is read, in the loop."""
        self._signal_sender: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave: Callable[[], object] = lambda: None
        self._deadline = float("inf")
        """Until when an answering loop is waited for, on the clock of ``monotonic``."""
        self._context = copy_context()

    def listen(self) -> None:
        """Handle signals from now on. Call this in the main thread.

        Otherwise a signal during the start would leave the terminal in its drawing mode.
        """
        for name in TOLD_TO_LEAVE if sys.platform != "win32" else ():
            signal.signal(getattr(signal, name), self._on_signal)

    def watch(self, leave: Callable[[], object], terminal: int | None = None) -> None:
        """Start watching. Call this in the main thread and the running loop.

        Args:
            leave: called once in the loop when the program must end.
            terminal: the file descriptor of the terminal, whose end also ends the program.
        """
        self._loop, self._leave = asyncio.get_running_loop(), leave
        self._context = copy_context()
        if sys.platform == "win32":
            return  # Windows sends no such signals
        signal_receiver, self._signal_sender = socket.socketpair()
        self._signal_sender.setblocking(False)
        self.listen()
        # not through the loop, whose handlers run only in the main thread
        signal.set_wakeup_fd(self._signal_sender.fileno(), warn_on_full_buffer=False)
        run = partial(self._run, signal_receiver, terminal)
        threading.Thread(target=run, name="casetool-departure", daemon=True).start()
        if self.has_begun:
            self.begin()

    def wait_at_most(self, seconds: float) -> None:
        """Shorten the time that the loop has: nothing waits to be saved any more.

        Args:
            seconds: from now.
        """
        self._deadline = min(self._deadline, time.monotonic() + seconds)

    def begin(self) -> None:
        """End the program because its terminal is gone, from any thread."""
        self.has_begun = True
        if self._signal_sender is not None:
            with contextlib.suppress(OSError):  # a full socket wakes the thread anyway
                self._signal_sender.send(b"\0")

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self.has_begun = True

    def _run(self, signal_receiver: socket.socket, terminal: int | None) -> None:
        self._wait_for_reason(signal_receiver, terminal)
        self.has_begun = True
        self.wait_at_most(ORDERLY_END_SECONDS)
        callback = self._leave
        while self._loop_answers(callback) and time.monotonic() < self._deadline:
            callback = bool  # only to get an answer
            time.sleep(DEPARTURE_POLL_SECONDS)
        self._force_end()

    def _wait_for_reason(self, signal_receiver: socket.socket, terminal: int | None) -> None:
        """Wait for a reason to leave."""
        signals = {getattr(signal, name) for name in TOLD_TO_LEAVE}
        reasons, poll = {0, *signals}, select.poll()
        # a main thread that waits for a dead drive gets no signal: here it is seen pending
        signal.pthread_sigmask(signal.SIG_BLOCK, signals)
        poll.register(signal_receiver, select.POLLIN)
        if terminal is not None:
            poll.register(terminal, 0)  # only to learn that it is gone
        while True:
            for handle, event in poll.poll(PENDING_POLL_MILLISECONDS):
                if handle != terminal:
                    if reasons & set(signal_receiver.recv(1 << 12)):
                        return
                elif event & (select.POLLHUP | select.POLLERR):
                    return
                else:
                    poll.unregister(handle)  # it cannot be watched, but its input ends too
            if signals & signal.sigpending():
                return

    def _loop_answers(self, callback: Callable[[], object]) -> bool:
        """Call something in the loop, and say whether the loop answered in time.

        Long work of our own holds it, but the words typed meanwhile are still to come.
        """
        answered = threading.Event()

        def answer() -> None:
            answered.set()
            callback()

        assert self._loop is not None
        with contextlib.suppress(RuntimeError):  # the loop has ended, and so will the program
            self._loop.call_soon_threadsafe(answer, context=self._context)
        while not (is_answered := answered.wait(LOOP_ANSWER_SECONDS)):
            if not is_at_work() or time.monotonic() > self._deadline:
                break
        return is_answered

    def _force_end(self) -> None:
        """Save what can be saved, restore the terminal, and end the program."""
        for action, seconds in ((self.keep, SAVE_SECONDS), (self.restore, RESTORE_SECONDS)):
            helper = threading.Thread(target=action, daemon=True)
            helper.start()
            helper.join(seconds)
        with contextlib.suppress(Exception):  # the terminal may be gone
            if (message := self.last_words()) and sys.__stderr__ is not None:
                sys.__stderr__.write(f"casetool: {message}\n")  # an app takes sys.stderr over
                sys.__stderr__.flush()
        os._exit(1)


def own_terminal() -> int | None:
    """The file descriptor of our input terminal, or None."""
    stream = sys.__stdin__
    return stream.fileno() if stream is not None and stream.isatty() else None
