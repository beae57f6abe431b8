"""Edits of the hour: what is planned changes only when somebody says so, what happened is kept."""

from datetime import datetime

from casetool.models.base import evolve
from casetool.models.method import Method
from casetool.models.parsing.days import instant_after
from casetool.models.session import Session
from casetool.models.timing.activity import last_sign, left_open
from casetool.models.timing.plan import planned, rescaled, schedule_status, with_seconds
from casetool.models.timing.schedule import (
    Break,
    Schedule,
    Visit,
    goes_on,
    in_break,
    latest,
    seconds_of,
)
from casetool.models.timing.timer_edits import timer_of, toggle_timer


def begin_schedule(session: Session, method: Method, now: datetime) -> Session:
    """The hour begun, with its plan, where it has not been: another day's is no more than that.

    A late start leaves the end where it was planned. Without a planned start, or with one that is
    of no use any more, the whole length runs from now.

    Raises:
        KeyError: the method has no such step as the open one.
    """
    session = end_if_abandoned(session, now)
    if not may_begin(session, now):
        return session
    late = _late(session, now)
    hour = Schedule(
        began=now,
        ends=instant_after(now, session.length * 60 - late),
        late=late,
        shares=planned(method, session.at, session.length, late // 60),
        visits=(Visit(step=session.at, at=now),),
    )
    return evolve(session, hour=hour)


def may_begin(session: Session, now: datetime) -> bool:
    """Whether an hour can begin: there is none yet, or one that is over, of an earlier day."""
    hour = session.hour
    if session.closed is not None:
        return False
    if hour is None:
        return True
    over = hour.ended is not None or left_open(session, now)
    return over and hour.began.date() < now.date()


def visit(session: Session, step_id: str, now: datetime) -> Session:
    """The session once a step was opened: while the hour goes on it is written down."""
    session = end_if_abandoned(session, now)
    hour = session.hour
    if hour is None or not goes_on(hour) or session.closed is not None:
        return session
    if hour.visits and hour.visits[-1].step == step_id:
        return session
    visits = (*hour.visits, Visit(step=step_id, at=max(now, latest(hour))))
    return evolve(session, hour=evolve(hour, visits=visits))


def end_if_abandoned(session: Session, now: datetime) -> Session:
    """The hour ended at its last sign of life, where everybody went away and nobody said so."""
    last = last_sign(session, now)
    return end_schedule(session, last) if last is not None and left_open(session, now) else session


def toggle_break(session: Session, method: Method, now: datetime) -> Session:
    """A break begins; or it is over, and the end moves by it. Clocks of steps rest too."""
    hour = session.hour
    if hour is None:
        return session
    if not goes_on(hour):
        return _resumed(session, hour, now)
    now = max(now, latest(hour))
    one = in_break(hour)
    if one is None:
        running = next((clock.step for clock in session.clocks if clock.since is not None), None)
        hour = evolve(hour, breaks=(*hour.breaks, Break(since=now, clock=running)))
        return _clock_turned(evolve(session, hour=hour), method, running, now)
    session = evolve(session, hour=_after_break(hour, one, now))
    clock = timer_of(session, one.clock or "")
    if clock is not None and clock.since is None:
        return _clock_turned(session, method, clock.step, now)
    return session


def more_time(session: Session, method: Method, minutes: int, now: datetime) -> Session:
    """More minutes for the step where the discussion is, or fewer: the end moves by them.

    A step with a clock of its own gets no more than that: they are those of the step after it.
    """
    hour = session.hour
    if hour is None or not goes_on(hour):
        return session
    changes = {}
    here, shares = schedule_status(hour, method, now).step, seconds_of(hour.shares)
    if here is not None:
        after = method.steps[method.steps.index(here) :]
        step = next((one for one in after if one.id in shares and not one.minutes), here)
        changes[step.id] = max(0, shares[step.id] + minutes * 60)
    ends = max(hour.began, instant_after(hour.ends, minutes * 60))
    hour = evolve(hour, ends=ends, shares=with_seconds(hour.shares, changes))
    return evolve(session, hour=hour)


def rescale(session: Session, method: Method, now: datetime) -> Session:
    """What lies ahead fitted into what is left; the time kept for the end stays as it is."""
    hour = session.hour
    if hour is None or not goes_on(hour):
        return session
    shares = rescaled(hour, method, now)
    return session if shares == hour.shares else evolve(session, hour=evolve(hour, shares=shares))


def move_end_by_late_start(session: Session) -> Session:
    """The end moved by the late start: once, and only if somebody asks."""
    hour = session.hour
    if hour is None or not goes_on(hour) or not hour.late:
        return session
    ends = instant_after(hour.ends, hour.late)
    return evolve(session, hour=evolve(hour, ends=ends, late=0))


def end_schedule(session: Session, now: datetime) -> Session:
    """The hour ended; a break that went on is over with it."""
    hour = session.hour
    if hour is None or not goes_on(hour):
        return session
    one = in_break(hour)
    if one is not None:  # what came after the break began was no discussion any more
        hour = evolve(hour, breaks=tuple(other for other in hour.breaks if other is not one))
        return evolve(session, hour=evolve(hour, ended=one.since))
    return evolve(session, hour=evolve(hour, ended=max(now, latest(hour))))


def set_schedule_length(session: Session, method: Method, minutes: int, now: datetime) -> Session:
    """Another length; while the hour goes on the end moves, and the rest is fitted in.

    Raises:
        pydantic.ValidationError: so long a discussion there is not.
    """
    before, session = session.length, evolve(session, length=minutes)
    hour = session.hour
    if hour is None or not goes_on(hour) or minutes == before:
        return session
    ends = max(hour.began, instant_after(hour.ends, (minutes - before) * 60))
    return rescale(evolve(session, hour=evolve(hour, ends=ends)), method, now)


def _late(session: Session, now: datetime) -> int:
    """Seconds after the planned start; none where the planned end would be over already."""
    day = session.discussion
    if session.starts is None or (day is not None and day != now.date()):
        return 0
    start = datetime.combine(now.date(), session.starts, now.tzinfo)
    late = int((now - start).total_seconds())
    return late if 0 < late < session.length * 60 else 0


def _after_break(hour: Schedule, one: Break, now: datetime) -> Schedule:
    breaks = tuple(evolve(one, until=now) if other is one else other for other in hour.breaks)
    return evolve(hour, breaks=breaks, ends=instant_after(hour.ends, now - one.since))


def _resumed(session: Session, hour: Schedule, now: datetime) -> Session:
    """An hour that was ended goes on: what lies between was a break."""
    if hour.ended is None or session.closed is not None:
        return session
    since, now = max(hour.ended, latest(hour)), max(now, latest(hour), hour.ended)
    one = Break(since=since)
    hour = evolve(hour, ended=None, breaks=(*hour.breaks, one))
    return evolve(session, hour=_after_break(hour, one, now))


def _clock_turned(session: Session, method: Method, step: str | None, now: datetime) -> Session:
    return session if step is None else toggle_timer(session, method.step(step), now)
