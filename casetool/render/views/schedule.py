"""The step timer and the schedule in a few words, for the facilitator and for the room.

Words say everything, and the style only stresses it. Only the facilitator sees whether the
discussion is behind. The room sees the minutes used and the minutes planned.
"""

from datetime import datetime

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.models.timing.activity import last_sign, left_open
from casetool.models.timing.plan import ScheduleStatus, can_shrink, offers, schedule_status
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
from casetool.models.timing.step_timer import StepTimer, timer_seconds_left
from casetool.models.timing.timer_edits import timer_of

StyledWords = tuple[str, str]
"""A text and its style: nothing, ``muted``, ``good``, ``late``, ``warn`` or ``alarm``."""

WIDE_CELLS = 100
"""Width from which units and full names fit."""

SLACK_SECONDS = 120
"""Seconds ahead or behind that still count as on plan."""


def hour_words(
    session: Session, method: Method, now: datetime, width: int, is_private: bool = False
) -> tuple[StyledWords, ...]:
    """Describe the step timer and the schedule, without empty parts.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
        width: columns of the line. Below ``WIDE_CELLS`` the text is shorter.
        is_private: whether only the facilitator sees it, so that it includes delays and keys.
    """
    is_brief = width < WIDE_CELLS
    timer = _timer_text(session, method, now, is_brief, is_private)
    if left_open(session, now):
        notice = _left_open_text(session, now) if is_private else ("", "")
        return tuple(part for part in (timer, notice) if part[0])
    parts = (
        timer,
        _schedule_text(session, method, now, is_brief, is_private),
        _offer_text(session, method, now, is_brief) if is_private else ("", ""),
    )
    return tuple(part for part in parts if part[0])


def ticks(session: Session, now: datetime) -> bool:
    """Whether the text changes while time passes.

    Args:
        session: the session.
        now: the present instant.
    """
    is_running = any(timer.since is not None for timer in session.clocks)
    return is_running or going(session, now) is not None


def going(session: Session, now: datetime) -> Schedule | None:
    """The schedule while it runs, breaks included, or None.

    Args:
        session: the session.
        now: the present instant.
    """
    schedule = session.hour
    if schedule is None or not goes_on(schedule) or session.closed is not None:
        return None
    return None if left_open(session, now) else schedule


def clocked(session: Session, method: Method) -> bool:
    """Whether a timer runs, or the open step has one. The time keys then belong to it.

    Args:
        session: the session.
        method: its method.
    """
    is_running = any(timer.since is not None for timer in session.clocks)
    return is_running or bool(method.step(session.at).minutes)


def clock_words(timer: StepTimer, name: str, now: datetime) -> StyledWords:
    """Describe a step timer, with urgency in both text and style.

    Args:
        timer: the step timer.
        name: the short title of the step.
        now: the present instant.
    """
    seconds = timer_seconds_left(timer, now)
    minutes, remaining_seconds = divmod(abs(seconds), 60)
    time = f"{minutes}:{remaining_seconds:02}"
    if timer.since is None:
        return f"{name} {time} {'over' if seconds < 0 else 'left'}, paused", "muted"
    if seconds < 0:
        return f"{name}: {time} over", "alarm"
    if seconds <= 60:
        return f"{name}: last minute, {time}", "warn"
    return f"{name} {time} left", "good"


def plan_words(status: ScheduleStatus, is_brief: bool = False) -> str:
    """Describe how the discussion stands against its plan, such as ``4 min behind``.

    Args:
        status: the status of the schedule.
        is_brief: whether there is little room.
    """
    unit = "" if is_brief else " min"
    if status.remaining < 0:
        return f"{max(1, -status.remaining // 60)}{unit} over"
    if status.behind >= SLACK_SECONDS:
        return f"{status.behind // 60}{unit} behind"
    if status.behind <= -SLACK_SECONDS:
        return f"{-status.behind // 60}{unit} ahead"
    return "on plan"


def shown_clock(session: Session) -> StepTimer | None:
    """The running timer, else that of the open step, else the one started last."""
    running = [timer for timer in session.clocks if timer.since is not None]
    open_timer = timer_of(session, session.at)
    timers = [*running, *([open_timer] if open_timer else []), *session.clocks[::-1]]
    return next(iter(timers), None)


def _timer_text(
    session: Session, method: Method, now: datetime, is_brief: bool, is_private: bool
) -> StyledWords:
    schedule, timer = going(session, now), shown_clock(session)
    open_step = method.step(session.at)
    if timer is not None and not is_private and not _is_public(timer, open_step.id, now):
        timer = None
    if timer is not None and (timer.since is not None or timer.step == open_step.id):
        return clock_words(timer, method.step(timer.step).short, now)
    if schedule is not None:
        return _share_text(schedule, open_step.id, open_step.short, now, is_brief)
    if timer is not None:
        return clock_words(timer, method.step(timer.step).short, now)
    if is_private and open_step.minutes:
        return f"F2 starts {open_step.minutes}:00", "muted"
    can_start = is_private and session.discussion == now.date() and may_begin(session, now)
    return ("F2 starts the hour", "muted") if can_start else ("", "")


def _is_public(timer: StepTimer, step_id: str, now: datetime) -> bool:
    """Whether the room sees a timer: it runs, and is not overdue for a closed step."""
    return timer.since is not None and (
        timer.step == step_id or timer_seconds_left(timer, now) >= 0
    )


def _share_text(
    schedule: Schedule, step_id: str, label: str, now: datetime, is_brief: bool
) -> StyledWords:
    share = seconds_of(schedule.shares).get(step_id, 0)
    used = used_by_step(schedule, now).get(step_id, 0)
    if not share or in_break(schedule) is not None:
        return "", ""
    return f"{label} {used // 60} of {round(share / 60)}{'' if is_brief else ' min'}", ""


def _schedule_text(
    session: Session, method: Method, now: datetime, is_brief: bool, is_private: bool
) -> StyledWords:
    schedule = session.hour
    if schedule is None or session.closed is not None:
        return "", ""
    prefix = "" if is_brief and is_private else "hour "
    used, planned = seconds_used(schedule, now) // 60, round(seconds_planned(schedule) / 60)
    progress = f"{prefix}{used} of {planned}"
    if not goes_on(schedule):
        return f"hour over, {progress.removeprefix('hour ')}", "muted"
    current_break = in_break(schedule)
    if current_break is not None:
        minutes = max(0, int((now - current_break.since).total_seconds())) // 60
        return f"break, {minutes} min{' (F2 goes on)' if is_private else ''}", "late"
    if not is_private or not schedule.shares:
        return progress, ""
    status = schedule_status(schedule, method, now)
    is_late = status.remaining < 0 or status.behind >= SLACK_SECONDS
    return f"{progress}, {plan_words(status, is_brief)}", "late" if is_late else ""


def _offer_text(session: Session, method: Method, now: datetime, is_brief: bool) -> StyledWords:
    schedule = going(session, now)
    if schedule is None or not offers(schedule, method, now):
        return "", ""
    if clocked(session, method):
        return "", ""  # the keys belong to the timer
    if not can_shrink(schedule, method, now):
        return "F3 +5" if is_brief else "F3 +5 min", "muted"
    return "F2 fit, F3 +5" if is_brief else "F2 fits the rest in, F3 +5 min", "muted"


def _left_open_text(session: Session, now: datetime) -> StyledWords:
    """The time at which an abandoned schedule was last active."""
    schedule, last_activity = session.hour, last_sign(session, now)
    if schedule is None or last_activity is None:
        return "", ""
    return (
        f"hour left open at {seconds_used(schedule, last_activity) // 60}"
        f" of {round(seconds_planned(schedule) / 60)}",
        "muted",
    )
