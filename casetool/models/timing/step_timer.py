"""The timer of a step, stored as instants, so that a crash or a sleep cannot falsify it."""

from datetime import datetime, timedelta

from casetool.models.base import FrozenModel, Id, Instant, evolve


class StepTimer(FrozenModel):
    """The timer of one step: when it began, and the time used.

    Seconds are whole. A paused timer has no ``since``.
    """

    step: Id
    budget: int
    """Seconds allowed, including added minutes."""
    began: Instant
    since: Instant | None = None
    """When it last started to run."""
    used: int = 0
    """Seconds used before ``since``."""


def start_timer(step: str, minutes: int, now: datetime) -> StepTimer:
    """A timer that starts now."""
    return StepTimer(step=step, budget=minutes * 60, began=now, since=now)


def toggle_timer_value(timer: StepTimer, now: datetime) -> StepTimer:
    """Pause a running timer, or start a paused one."""
    if timer.since is None:
        return evolve(timer, since=now)
    return evolve(timer, since=None, used=timer_seconds_used(timer, now))


def with_minutes(timer: StepTimer, minutes: int, now: datetime) -> StepTimer:
    """Add time. After an overrun it counts from now, so that the room gets all of it."""
    budget = (
        max(timer.budget, timer_seconds_used(timer, now))
        if timer_seconds_left(timer, now) < 0
        else timer.budget
    )
    return evolve(timer, budget=budget + minutes * 60)


def timer_seconds_used(timer: StepTimer, now: datetime) -> int:
    """Seconds used so far. Setting the computer's clock back never reduces them."""
    running = timedelta() if timer.since is None else now - timer.since
    return timer.used + max(0, int(running.total_seconds()))


def timer_seconds_left(timer: StepTimer, now: datetime) -> int:
    """Seconds left. Negative values are the overrun."""
    return timer.budget - timer_seconds_used(timer, now)
