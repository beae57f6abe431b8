"""What runs, told by a clock that was set: the time that has been used stays what it was."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.parsing.days import instant_after
from casetool.models.session import Session
from casetool.models.timing.schedule import Break, Schedule, Visit
from casetool.models.timing.step_timer import StepTimer


def shift_time(session: Session, seconds: int) -> Session:
    """The session with all that runs moved as the computer's clock was.

    Args:
        session: the session.
        seconds: by how much the clock was put forward; below zero, back.

    Returns:
        The same session where nothing runs: what is over keeps its times.
    """
    clocks = tuple(_shifted_clock(clock, seconds) for clock in session.clocks)
    hour = session.hour
    if hour is not None and hour.ended is None:
        hour = _shifted_hour(hour, seconds)
    if hour is session.hour and clocks == session.clocks:
        return session
    return evolve(session, clocks=clocks, hour=hour)


def _shifted_clock(clock: StepTimer, seconds: int) -> StepTimer:
    if clock.since is None:
        return clock
    return evolve(clock, since=instant_after(clock.since, seconds))


def _shifted_hour(hour: Schedule, seconds: int) -> Schedule:
    def moved(instant: datetime) -> datetime:
        return instant_after(instant, seconds)

    def moved_break(pause: Break) -> Break:
        until = moved(pause.until) if pause.until is not None else None
        return evolve(pause, since=moved(pause.since), until=until)

    def moved_visit(visit: Visit) -> Visit:
        return evolve(visit, at=moved(visit.at))

    return evolve(
        hour,
        began=moved(hour.began),
        ends=moved(hour.ends),
        visits=tuple(map(moved_visit, hour.visits)),
        breaks=tuple(map(moved_break, hour.breaks)),
    )
