"""The end of a run, seen to from outside of the loop: it comes in time, whatever holds that up.

A signal is heard by Python only between two steps of its main thread. Where that thread waits for
something that never comes, it is heard by nobody. So a thread of its own learns of each signal,
and of a terminal that went, tells the loop, and ends the program where the loop does not.
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

TOLD_TO_LEAVE = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")
"""The signals that ask a program to end; Windows has not all of them."""

SIGN_OF_LIFE = 1.5
"""Seconds in which the loop must answer; where it does not, it is waited for no longer."""

IN_ORDER = 20.0
"""Seconds that a loop which answers has at most: a slow disk or a busy machine may need some."""

DEPARTURE_POLL_SECONDS = 0.1
"""Seconds between two questions to the loop."""

KEEPING, RESTORING = 5.0, 1.0
"""Seconds at most for what is not on disk yet, and for the terminal, where the loop is at fault."""


async def _nothing() -> None:
    """Wait for nobody."""


class Departure:
    """Sees to it that the program ends when it is told to, or when its terminal is gone."""

    def __init__(self) -> None:
        self.has_begun = False
        """Whether the program is to end as soon as can be."""
        self.keep: Callable[[], object] = lambda: None
        """Puts on disk what is not yet; from any thread."""
        self.restore: Callable[[], object] = lambda: None
        """Gives the terminal back as it was, as far as it takes it; from any thread."""
        self.read_out: Callable[[], Awaitable[None]] = _nothing
        """Waits until what the terminal has sent is read; in the loop."""
        self._mouth: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave: Callable[[], object] = lambda: None
        self._context = copy_context()

    def listen(self) -> None:
        """Hear signals from now on, and leave once it is watched for; in the main thread.

        Else one that comes while the app starts ends it with the terminal taken.
        """
        for name in TOLD_TO_LEAVE if sys.platform != "win32" else ():
            signal.signal(getattr(signal, name), self._heard)

    def watch(self, leave: Callable[[], object], terminal: int | None = None) -> None:
        """Watch from now on; call it in the main thread, in the running loop.

        Args:
            leave: what is done in the loop then, once.
            terminal: the descriptor of the terminal, whose end is the end of the program.
        """
        self._loop, self._leave = asyncio.get_running_loop(), leave
        self._context = copy_context()
        if sys.platform == "win32":
            return  # nobody is told by signals there
        ear, self._mouth = socket.socketpair()
        self._mouth.setblocking(False)
        self.listen()
        # not the loop's way: of that only the main thread learns
        signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        run = partial(self._run, ear, terminal)
        threading.Thread(target=run, name="casetool-departure", daemon=True).start()
        if self.has_begun:
            self.begin()

    def begin(self) -> None:
        """End the program: its terminal is gone; from any thread."""
        self.has_begun = True
        if self._mouth is not None:
            with contextlib.suppress(OSError):  # full: it is heard anyway
                self._mouth.send(b"\0")

    def _heard(self, number: int, frame: FrameType | None) -> None:
        self.has_begun = True

    def _run(self, ear: socket.socket, terminal: int | None) -> None:
        self._wait(ear, terminal)
        self.has_begun = True
        end, call = time.monotonic() + IN_ORDER, self._leave
        while self._answers(call) and time.monotonic() < end:
            call = bool  # nothing more than an answer
            time.sleep(DEPARTURE_POLL_SECONDS)
        self._end()

    def _wait(self, ear: socket.socket, terminal: int | None) -> None:
        """Wait for a reason to leave."""
        reasons = {0, *(getattr(signal, name) for name in TOLD_TO_LEAVE)}
        poll = select.poll()
        poll.register(ear, select.POLLIN)
        if terminal is not None:
            poll.register(terminal, 0)  # its end alone
        while True:
            for handle, event in poll.poll():
                if handle != terminal:
                    if reasons & set(ear.recv(1 << 12)):
                        return
                elif event & (select.POLLHUP | select.POLLERR):
                    return
                else:
                    poll.unregister(handle)  # a system that cannot watch it: its input tells

    def _answers(self, call: Callable[[], object]) -> bool:
        """Let the loop call something; whether it did in time."""
        answered = threading.Event()

        def answer() -> None:
            answered.set()
            call()

        assert self._loop is not None
        with contextlib.suppress(RuntimeError):  # the loop is over, and the program about to end
            self._loop.call_soon_threadsafe(answer, context=self._context)
        return answered.wait(SIGN_OF_LIFE)

    def _end(self) -> None:
        """End where the loop did not: keep what can be kept, and give the terminal back."""
        for act, seconds in ((self.keep, KEEPING), (self.restore, RESTORING)):
            helper = threading.Thread(target=act, daemon=True)
            helper.start()
            helper.join(seconds)
        os._exit(1)


def own_terminal() -> int | None:
    """The descriptor of the terminal that we are typed to; None where there is none."""
    stream = sys.__stdin__
    return stream.fileno() if stream is not None and stream.isatty() else None
