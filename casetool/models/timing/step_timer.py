"""The clock of a step: instants in the file, so that a crash or a sleep cannot falsify it."""

from datetime import datetime, timedelta

from casetool.models.base import FrozenModel, Id, Instant, evolve


class StepTimer(FrozenModel):
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


def start_timer(step: str, minutes: int, now: datetime) -> StepTimer:
    """A clock that starts now."""
    return StepTimer(step=step, budget=minutes * 60, began=now, since=now)


def toggle_timer_value(clock: StepTimer, now: datetime) -> StepTimer:
    """The same clock paused if it runs, running if it is paused."""
    if clock.since is None:
        return evolve(clock, since=now)
    return evolve(clock, since=None, used=timer_seconds_used(clock, now))


def with_minutes(clock: StepTimer, minutes: int, now: datetime) -> StepTimer:
    """More time; past zero it counts from now, so that the room really gets those minutes."""
    budget = (
        max(clock.budget, timer_seconds_used(clock, now))
        if timer_seconds_left(clock, now) < 0
        else clock.budget
    )
    return evolve(clock, budget=budget + minutes * 60)


def timer_seconds_used(clock: StepTimer, now: datetime) -> int:
    """Seconds used so far. A wall clock that was set back never makes it less than it was."""
    running = timedelta() if clock.since is None else now - clock.since
    return clock.used + max(0, int(running.total_seconds()))


def timer_seconds_left(clock: StepTimer, now: datetime) -> int:
    """Seconds left; below zero it is the overrun."""
    return clock.budget - timer_seconds_used(clock, now)
