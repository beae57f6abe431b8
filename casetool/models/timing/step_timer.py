"""The clock of a step: instants in the file, so that a crash or a sleep cannot falsify it."""

from datetime import datetime, timedelta

from casetool.models.base import Frozen, Id, Instant, changed


class Clock(Frozen):
    """Time for one step: when it began, what has been used, and since when it runs.

    Seconds are whole. A paused clock has no ``since``.
    """

    step: Id
    budget: int
    """Seconds there are, added minutes among them."""
    began: Instant
    since: Instant | None = None
    """The instant from which it has been running."""
    used: int = 0
    """Seconds used before ``since``."""


def started(step: str, minutes: int, now: datetime) -> Clock:
    """A clock that starts now."""
    return Clock(step=step, budget=minutes * 60, began=now, since=now)


def toggled(clock: Clock, now: datetime) -> Clock:
    """The same clock paused if it runs, running if it is paused."""
    if clock.since is None:
        return changed(clock, since=now)
    return changed(clock, since=None, used=used(clock, now))


def with_minutes(clock: Clock, minutes: int, now: datetime) -> Clock:
    """More time; past zero it counts from now, so that the room really gets those minutes."""
    budget = max(clock.budget, used(clock, now)) if left(clock, now) < 0 else clock.budget
    return changed(clock, budget=budget + minutes * 60)


def used(clock: Clock, now: datetime) -> int:
    """Seconds used so far. A wall clock that was set back never makes it less than it was."""
    running = timedelta() if clock.since is None else now - clock.since
    return clock.used + max(0, int(running.total_seconds()))


def left(clock: Clock, now: datetime) -> int:
    """Seconds left; below zero it is the overrun."""
    return clock.budget - used(clock, now)
