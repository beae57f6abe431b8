"""Edits of the clocks."""

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
    """The clock of a step, if it was ever started."""
    return next((clock for clock in session.clocks if clock.step == step_id), None)


def toggle_timer(session: Session, step: Step, now: datetime) -> Session:
    """The clock of a step started, paused, or running on."""
    clock = timer_of(session, step.id)
    return _with_clock(
        session,
        toggle_timer_value(clock, now)
        if clock is not None
        else start_timer(step.id, step.minutes, now),
    )


def add_minutes(session: Session, step: Step, minutes: int, now: datetime) -> Session:
    """More time for a step; its clock starts with it if it has not been started."""
    clock = timer_of(session, step.id)
    if clock is None:
        return _with_clock(session, start_timer(step.id, step.minutes + minutes, now))
    return _with_clock(session, with_minutes(clock, minutes, now))


def _with_clock(session: Session, clock: StepTimer) -> Session:
    if timer_of(session, clock.step) is None:
        return evolve(session, clocks=(*session.clocks, clock))
    clocks = tuple(clock if one.step == clock.step else one for one in session.clocks)
    return evolve(session, clocks=clocks)
