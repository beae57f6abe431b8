"""The present instant: asked here, and handed to whoever needs it."""

import time
from collections.abc import Callable
from datetime import datetime

Now = Callable[[], datetime]
"""Tells the present instant."""

LEAST_JUMP_SECONDS = 10
"""Seconds by which a clock is set at the least, to count as a jump."""


def local_now() -> datetime:
    """The present instant with this computer's offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


def steady_seconds() -> float:
    """Seconds by a clock that nobody sets, and that goes on while the computer sleeps."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux, macOS
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()  # on Windows this one sleeps too little, never too much


class JumpWatch:
    """Notices that the computer's clock was set.

    Args:
        now: the clock that can be set.
        steady: seconds by one that cannot; without it nothing is noticed.
    """

    def __init__(self, now: Now, steady: Callable[[], float] | None) -> None:
        self._now, self._steady = now, steady
        self._last = self._both()

    def jump(self) -> int:
        """Seconds by which the clock was put forward since the last look; below zero, back."""
        (wall, steady), self._last = self._last, self._both()
        jumped = round((self._last[0] - wall).total_seconds() - (self._last[1] - steady))
        return jumped if self._steady and abs(jumped) >= LEAST_JUMP_SECONDS else 0

    def _both(self) -> tuple[datetime, float]:
        return self._now(), self._steady() if self._steady is not None else 0.0
