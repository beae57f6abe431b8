"""Edits of the schedule. The plan changes only on request, and what happened stays recorded."""

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
    """Begin the schedule with its plan, unless one is running. One of an earlier day is replaced.

    A late start leaves the planned end as it is. Without a usable planned start, the whole length
    runs from now.

    Raises:
        KeyError: the method lacks the open step.
    """
    session = end_if_abandoned(session, now)
    if not may_begin(session, now):
        return session
    late = _seconds_late(session, now)
    schedule = Schedule(
        began=now,
        ends=instant_after(now, session.length * 60 - late),
        late=late,
        shares=planned(method, session.at, session.length, late // 60),
        visits=(Visit(step=session.at, at=now),),
    )
    return evolve(session, hour=schedule)


def may_begin(session: Session, now: datetime) -> bool:
    """Whether a schedule can begin: there is none, or one from an earlier day is over."""
    schedule = session.hour
    if session.closed is not None:
        return False
    if schedule is None:
        return True
    over = schedule.ended is not None or left_open(session, now)
    return over and schedule.began.date() < now.date()


def visit(session: Session, step_id: str, now: datetime) -> Session:
    """Record that a step was opened, while the discussion goes on."""
    session = end_if_abandoned(session, now)
    schedule = session.hour
    if schedule is None or not goes_on(schedule) or session.closed is not None:
        return session
    if schedule.visits and schedule.visits[-1].step == step_id:
        return session
    visits = (*schedule.visits, Visit(step=step_id, at=max(now, latest(schedule))))
    return evolve(session, hour=evolve(schedule, visits=visits))


def end_if_abandoned(session: Session, now: datetime) -> Session:
    """End the schedule at its last sign of life, if everybody left without ending it."""
    last = last_sign(session, now)
    return end_schedule(session, last) if last is not None and left_open(session, now) else session


def toggle_break(session: Session, method: Method, now: datetime) -> Session:
    """Begin a break, or end it and move the end by its length. Step timers pause too."""
    schedule = session.hour
    if schedule is None:
        return session
    if not goes_on(schedule):
        return _resumed(session, schedule, now)
    now = max(now, latest(schedule))
    pause = in_break(schedule)
    if pause is None:
        running = next((timer.step for timer in session.clocks if timer.since is not None), None)
        schedule = evolve(schedule, breaks=(*schedule.breaks, Break(since=now, clock=running)))
        return _with_timer_toggled(evolve(session, hour=schedule), method, running, now)
    session = evolve(session, hour=_with_break_ended(schedule, pause, now))
    timer = timer_of(session, pause.clock or "")
    if timer is not None and timer.since is None:
        return _with_timer_toggled(session, method, timer.step, now)
    return session


def more_time(session: Session, method: Method, minutes: int, now: datetime) -> Session:
    """Add minutes to the step where the discussion is, or take some away. The end moves too.

    If that step has its own timer, the next step without one gets them.
    """
    schedule = session.hour
    if schedule is None or not goes_on(schedule):
        return session
    changes = {}
    current, shares = schedule_status(schedule, method, now).step, seconds_of(schedule.shares)
    if current is not None:
        after = method.steps[method.steps.index(current) :]
        untimed = (step for step in after if step.id in shares and not step.minutes)
        step = next(untimed, current)
        changes[step.id] = max(0, shares[step.id] + minutes * 60)
    ends = max(schedule.began, instant_after(schedule.ends, minutes * 60))
    schedule = evolve(schedule, ends=ends, shares=with_seconds(schedule.shares, changes))
    return evolve(session, hour=schedule)


def rescale(session: Session, method: Method, now: datetime) -> Session:
    """Fit the steps ahead into the time left. Protected time stays as it is."""
    schedule = session.hour
    if schedule is None or not goes_on(schedule):
        return session
    shares = rescaled(schedule, method, now)
    if shares == schedule.shares:
        return session
    return evolve(session, hour=evolve(schedule, shares=shares))


def move_end_by_late_start(session: Session) -> Session:
    """Move the end by the late start, once and only on request."""
    schedule = session.hour
    if schedule is None or not goes_on(schedule) or not schedule.late:
        return session
    ends = instant_after(schedule.ends, schedule.late)
    return evolve(session, hour=evolve(schedule, ends=ends, late=0))


def end_schedule(session: Session, now: datetime) -> Session:
    """End the schedule, together with a break that is going on."""
    schedule = session.hour
    if schedule is None or not goes_on(schedule):
        return session
    pause = in_break(schedule)
    if pause is not None:  # the discussion ended when the break began
        breaks = tuple(other for other in schedule.breaks if other is not pause)
        return evolve(session, hour=evolve(schedule, breaks=breaks, ended=pause.since))
    return evolve(session, hour=evolve(schedule, ended=max(now, latest(schedule))))


def set_schedule_length(session: Session, method: Method, minutes: int, now: datetime) -> Session:
    """Set another length. While the discussion goes on, move the end and rescale the steps ahead.

    Raises:
        pydantic.ValidationError: the length is out of bounds.
    """
    old_length, session = session.length, evolve(session, length=minutes)
    schedule = session.hour
    if schedule is None or not goes_on(schedule) or minutes == old_length:
        return session
    ends = max(schedule.began, instant_after(schedule.ends, (minutes - old_length) * 60))
    return rescale(evolve(session, hour=evolve(schedule, ends=ends)), method, now)


def _seconds_late(session: Session, now: datetime) -> int:
    """Seconds after the planned start. 0 where the planned end has passed already."""
    day = session.discussion
    if session.starts is None or (day is not None and day != now.date()):
        return 0
    start = datetime.combine(now.date(), session.starts, now.tzinfo)
    late = int((now - start).total_seconds())
    return late if 0 < late < session.length * 60 else 0


def _with_break_ended(schedule: Schedule, pause: Break, now: datetime) -> Schedule:
    breaks = tuple(
        evolve(pause, until=now) if other is pause else other for other in schedule.breaks
    )
    return evolve(schedule, breaks=breaks, ends=instant_after(schedule.ends, now - pause.since))


def _resumed(session: Session, schedule: Schedule, now: datetime) -> Session:
    """Continue an ended schedule. The time between becomes a break."""
    if schedule.ended is None or session.closed is not None:
        return session
    since, now = max(schedule.ended, latest(schedule)), max(now, latest(schedule), schedule.ended)
    pause = Break(since=since)
    schedule = evolve(schedule, ended=None, breaks=(*schedule.breaks, pause))
    return evolve(session, hour=_with_break_ended(schedule, pause, now))


def _with_timer_toggled(
    session: Session, method: Method, step: str | None, now: datetime
) -> Session:
    return session if step is None else toggle_timer(session, method.step(step), now)
