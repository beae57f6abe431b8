"""A timer of the time that the event loop had.

A laptop that is busy may give the app no turn for a second or two. Every other timer is over then,
though nothing could happen meanwhile.
"""

import asyncio
from collections.abc import Callable

SLICE_SECONDS = 0.1
"""The most that counts of a time in which the loop had no turn."""


class AwakeTimer:
    """Calls back after so many seconds in which the event loop ran.

    Args:
        seconds: how long to wait.
        callback: what to call then.
    """

    def __init__(self, seconds: float, callback: Callable[[], object]) -> None:
        self._left, self._callback = seconds, callback
        self._go_on()

    def cancel(self) -> None:
        """Call nothing."""
        self._handle.cancel()

    def _go_on(self) -> None:
        part = min(self._left, SLICE_SECONDS)
        self._left -= part
        next_call = self._go_on if self._left > 0 else self._callback
        self._handle = asyncio.get_running_loop().call_later(part, next_call)
