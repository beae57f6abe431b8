"""The present instant, read here and passed to whoever needs it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Now = Callable[[], datetime]
"""Returns the present instant."""

LEAST_JUMP_SECONDS = 10
"""Least change of the clock, in seconds, that counts as a jump."""


def local_now() -> datetime:
    """The present instant with this computer's UTC offset, in whole seconds."""
    return in_local_zone(datetime.now(UTC)).replace(microsecond=0)


def in_local_zone(instant: datetime) -> datetime:
    """An instant with this computer's UTC offset, or in UTC where a file cannot keep that offset.

    A session file keeps offsets of whole minutes, of less than a day.

    Args:
        instant: the instant, with any offset.
    """
    try:
        local = instant.astimezone()
    except (ValueError, OverflowError):  # an offset of a day or more, or before the year 1
        return instant.astimezone(UTC)
    offset = local.utcoffset()
    is_whole_minutes = offset is not None and not offset % timedelta(minutes=1)
    return local if is_whole_minutes else instant.astimezone(UTC)


def steady_seconds() -> float:
    """Seconds of a clock that nobody can set, and that runs while the computer sleeps."""
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC"):  # Linux, macOS
        if hasattr(time, name):
            return time.clock_gettime(getattr(time, name))
    return time.monotonic()  # Windows may leave out some sleep, but adds none


class JumpWatch:
    """Notices when the computer's clock is set.

    Args:
        now: the clock that can be set.
        steady: seconds of a clock that cannot be set. Without it no jump is noticed.
    """

    def __init__(self, now: Now, steady: Callable[[], float] | None) -> None:
        self._now, self._steady = now, steady
        self._last = self._both()

    def jump(self) -> int:
        """Seconds that the clock was put forward since the last call. Negative if put back."""
        (old_time, old_seconds), self._last = self._last, self._both()
        difference = round(
            (self._last[0] - old_time).total_seconds() - (self._last[1] - old_seconds)
        )
        return difference if self._steady and abs(difference) >= LEAST_JUMP_SECONDS else 0

    def _both(self) -> tuple[datetime, float]:
        """Read both clocks."""
        return self._now(), self._steady() if self._steady is not None else 0.0
