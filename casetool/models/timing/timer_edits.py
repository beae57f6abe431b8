"""Edits of step timers."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.method import Step
from casetool.models.session import Session
from casetool.models.timing.step_timer import (
    StepTimer,
    start_timer,
    toggle_timer_value,
    with_minutes,
)


def timer_of(session: Session, step_id: str) -> StepTimer | None:
    """The timer of a step, or None if it was never started."""
    return next((timer for timer in session.clocks if timer.step == step_id), None)


def toggle_timer(session: Session, step: Step, now: datetime) -> Session:
    """Start or pause the timer of a step."""
    timer = timer_of(session, step.id)
    return _with_timer(
        session,
        toggle_timer_value(timer, now)
        if timer is not None
        else start_timer(step.id, step.minutes, now),
    )


def add_minutes(session: Session, step: Step, minutes: int, now: datetime) -> Session:
    """Add time to a step's timer, and start it if it has not been started."""
    timer = timer_of(session, step.id)
    if timer is None:
        return _with_timer(session, start_timer(step.id, step.minutes + minutes, now))
    return _with_timer(session, with_minutes(timer, minutes, now))


def _with_timer(session: Session, timer: StepTimer) -> Session:
    if timer_of(session, timer.step) is None:
        return evolve(session, clocks=(*session.clocks, timer))
    timers = tuple(timer if other.step == timer.step else other for other in session.clocks)
    return evolve(session, clocks=timers)
