"""Moving running times when the computer's clock is set, so that the time used stays right."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.parsing.days import instant_after
from casetool.models.session import Session
from casetool.models.timing.schedule import Break, Schedule, Visit
from casetool.models.timing.step_timer import StepTimer


def shift_time(session: Session, seconds: int) -> Session:
    """Move everything that runs by the change of the clock.

    Args:
        session: the session.
        seconds: how far the clock was put forward. Negative if put back.

    Returns:
        The same session where nothing runs. Whatever has ended keeps its times.
    """
    timers = tuple(_shifted_timer(timer, seconds) for timer in session.clocks)
    schedule = session.hour
    if schedule is not None and schedule.ended is None:
        schedule = _shifted_schedule(schedule, seconds)
    if schedule is session.hour and timers == session.clocks:
        return session
    return evolve(session, clocks=timers, hour=schedule)


def _shifted_timer(timer: StepTimer, seconds: int) -> StepTimer:
    if timer.since is None:
        return timer
    return evolve(timer, since=instant_after(timer.since, seconds))


def _shifted_schedule(schedule: Schedule, seconds: int) -> Schedule:
    def moved(instant: datetime) -> datetime:
        return instant_after(instant, seconds)

    def moved_break(pause: Break) -> Break:
        until = moved(pause.until) if pause.until is not None else None
        return evolve(pause, since=moved(pause.since), until=until)

    def moved_visit(visit: Visit) -> Visit:
        return evolve(visit, at=moved(visit.at))

    return evolve(
        schedule,
        began=moved(schedule.began),
        ends=moved(schedule.ends),
        visits=tuple(map(moved_visit, schedule.visits)),
        breaks=tuple(map(moved_break, schedule.breaks)),
    )
