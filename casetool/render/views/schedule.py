"""The clock of a step and the hour in a few words: for the facilitator, and for the room.

Everything is said in words; the style only makes it more visible. Whether the discussion is behind
its plan is the facilitator's own: the room is told how much time has gone, and of how much.
"""

from datetime import datetime

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.models.timing.activity import last_sign, left_open
from casetool.models.timing.plan import ScheduleStatus, offers, schedule_status
from casetool.models.timing.schedule import (
    Schedule,
    goes_on,
    in_break,
    seconds_of,
    seconds_planned,
    seconds_used,
    used_by_step,
)
from casetool.models.timing.schedule_edits import may_begin
from casetool.models.timing.step_timer import StepTimer
from casetool.models.timing.step_timer import timer_seconds_left as left_on
from casetool.models.timing.timer_edits import timer_of

StyledWords = tuple[str, str]
"""A text and its style: nothing, ``muted``, ``good``, ``late``, ``warn`` or ``alarm``."""

WIDE_CELLS = 100
"""Columns from which there is room for whole words."""

SLACK_SECONDS = 120
"""Seconds by which a discussion may be ahead or behind and still be on plan."""


def hour_words(
    session: Session, method: Method, now: datetime, width: int, private: bool = False
) -> tuple[StyledWords, ...]:
    """The clock of the step, and the hour; what has nothing to say is left out.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
        width: columns of the line on which it stands; below ``WIDE`` it is said shorter.
        private: whether only the facilitator sees it: then it says what the room is not told,
            whether one is behind, and which key does what.
    """
    brief = width < WIDE_CELLS
    step = _step(session, method, now, brief, private)
    if left_open(session, now):
        said = _left_open_words(session, now) if private else ("", "")
        return tuple(part for part in (step, said) if part[0])
    parts = (
        step,
        _hour(session, method, now, brief, private),
        _offer(session, method, now, brief) if private else ("", ""),
    )
    return tuple(part for part in parts if part[0])


def ticks(session: Session, now: datetime) -> bool:
    """Whether something of it changes while time goes on.

    Args:
        session: the session.
        now: the present instant.
    """
    clocks = any(clock.since is not None for clock in session.clocks)
    return clocks or going(session, now) is not None


def going(session: Session, now: datetime) -> Schedule | None:
    """The hour, while it goes on; a break is a part of it.

    Args:
        session: the session.
        now: the present instant.
    """
    hour = session.hour
    if hour is None or not goes_on(hour) or session.closed is not None:
        return None
    return None if left_open(session, now) else hour


def clocked(session: Session, method: Method) -> bool:
    """Whether a clock runs, or the open step has one: then the keys for the time are its own.

    Args:
        session: the session.
        method: its method.
    """
    runs = any(clock.since is not None for clock in session.clocks)
    return runs or bool(method.step(session.at).minutes)


def clock_words(clock: StepTimer, name: str, now: datetime) -> StyledWords:
    """What the clock of a step says, and how urgently: words and style both change.

    Args:
        clock: the clock.
        name: the step in a word.
        now: the present instant.
    """
    seconds = left_on(clock, now)
    minutes, rest = divmod(abs(seconds), 60)
    time = f"{minutes}:{rest:02}"
    if clock.since is None:
        return f"{name} {time} {'over' if seconds < 0 else 'left'}, paused", "muted"
    if seconds < 0:
        return f"{name}: {time} over", "alarm"
    if seconds <= 60:
        return f"{name}: last minute, {time}", "warn"
    return f"{name} {time} left", "good"


def plan_words(now: ScheduleStatus, brief: bool = False) -> str:
    """How the discussion stands against its plan, such as ``4 min behind``.

    Args:
        now: how it stands.
        brief: whether there is little room.
    """
    unit = "" if brief else " min"
    if now.remaining < 0:
        return f"{max(1, -now.remaining // 60)}{unit} over"
    if now.behind >= SLACK_SECONDS:
        return f"{now.behind // 60}{unit} behind"
    if now.behind <= -SLACK_SECONDS:
        return f"{-now.behind // 60}{unit} ahead"
    return "on plan"


def shown_clock(session: Session) -> StepTimer | None:
    """The clock that runs, else that of the open step, else whichever was started last."""
    running = [clock for clock in session.clocks if clock.since is not None]
    here = timer_of(session, session.at)
    return next(iter([*running, *([here] if here else []), *session.clocks[::-1]]), None)


def _step(
    session: Session, method: Method, now: datetime, brief: bool, private: bool
) -> StyledWords:
    hour, clock = going(session, now), shown_clock(session)
    here = method.step(session.at)
    if clock is not None and not private and not _for_all(clock, here.id, now):
        clock = None
    if clock is not None and (clock.since is not None or clock.step == here.id):
        return clock_words(clock, method.step(clock.step).short, now)
    if hour is not None:
        return _share(hour, here.id, here.short, now, brief)
    if clock is not None:
        return clock_words(clock, method.step(clock.step).short, now)
    if private and here.minutes:
        return f"F2 starts {here.minutes}:00", "muted"
    today = private and session.discussion == now.date() and may_begin(session, now)
    return ("F2 starts the hour", "muted") if today else ("", "")


def _for_all(clock: StepTimer, step: str, now: datetime) -> bool:
    """Whether the room sees it: not one that rests, nor by how much a step left behind is over."""
    return clock.since is not None and (clock.step == step or left_on(clock, now) >= 0)


def _share(hour: Schedule, step: str, short: str, now: datetime, brief: bool) -> StyledWords:
    share, spent = seconds_of(hour.shares).get(step, 0), used_by_step(hour, now).get(step, 0)
    if not share or in_break(hour) is not None:
        return "", ""
    return f"{short} {spent // 60} of {round(share / 60)}{'' if brief else ' min'}", ""


def _hour(
    session: Session, method: Method, now: datetime, brief: bool, private: bool
) -> StyledWords:
    hour = session.hour
    if hour is None or session.closed is not None:
        return "", ""
    name = "" if brief and private else "hour "
    gone = f"{name}{seconds_used(hour, now) // 60} of {round(seconds_planned(hour) / 60)}"
    if not goes_on(hour):
        return f"hour over, {gone.removeprefix('hour ')}", "muted"
    one = in_break(hour)
    if one is not None:
        minutes = max(0, int((now - one.since).total_seconds())) // 60
        return f"break, {minutes} min{' (F2 goes on)' if private else ''}", "late"
    if not private or not hour.shares:
        return gone, ""
    stands = schedule_status(hour, method, now)
    late = stands.remaining < 0 or stands.behind >= SLACK_SECONDS
    return f"{gone}, {plan_words(stands, brief)}", "late" if late else ""


def _offer(session: Session, method: Method, now: datetime, brief: bool) -> StyledWords:
    hour = going(session, now)
    if hour is None or not offers(hour, method, now):
        return "", ""
    if clocked(session, method):
        return "", ""  # the keys are those of the clock
    return "F2 fit, F3 +5" if brief else "F2 fits the rest in, F3 +5 min", "muted"


def _left_open_words(session: Session, now: datetime) -> StyledWords:
    """Until when it went on, as far as the file knows."""
    hour, last = session.hour, last_sign(session, now)
    if hour is None or last is None:
        return "", ""
    return (
        f"hour left open at {seconds_used(hour, last) // 60}"
        f" of {round(seconds_planned(hour) / 60)}",
        "muted",
    )
