"""The planned and the used time of each step as lines, for the facilitator alone."""

from collections.abc import Iterator
from datetime import datetime

from casetool.models.method import Method, Step
from casetool.models.parsing.times import minutes_of
from casetool.models.session import Session
from casetool.models.timing.activity import last_sign, left_open
from casetool.models.timing.plan import planned, schedule_status
from casetool.models.timing.schedule import (
    Schedule,
    goes_on,
    in_break,
    rested,
    seconds_of,
    seconds_used,
    used_by_step,
)
from casetool.render.text.styled_lines import BOLD, PLAIN, QUIET, StyledLines, hang_indent
from casetool.render.views.schedule import plan_words

NAME_CELLS = 22
"""Width of the name of a step."""

PROTECTED_WORDS = "kept for the end"
"""Note beside a step whose time is protected."""

WIDE_TABLE_CELLS = 62
"""Width from which that note fits."""


def hour_lines(session: Session, method: Method, now: datetime, width: int) -> StyledLines:
    """Render the schedule: its times, each step's planned and used time, and the status.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
        width: columns.
    """
    return tuple(_table_lines(session, method, now, width))


def _table_lines(
    session: Session, method: Method, now: datetime, width: int
) -> Iterator[tuple[str, str]]:
    schedule = session.hour
    if schedule is not None and left_open(session, now):
        now = last_sign(session, now) or now
    for sentence in _time_sentences(session, schedule, now):
        yield from hang_indent(PLAIN, sentence, width)
    yield PLAIN, ""
    yield QUIET, _row("", "", "planned", "used", "")
    open_step = schedule.visits[-1].step if schedule is not None and schedule.visits else session.at
    shares_by_step = schedule.shares if schedule else planned(method, session.at, session.length)
    shares = seconds_of(shares_by_step)
    used = used_by_step(schedule, now) if schedule is not None else {}
    for step in method.steps:
        if shares.get(step.id) or used.get(step.id):
            is_open = step.id == open_step
            yield _step_row(step, is_open, shares.get(step.id, 0), used.get(step.id, 0), width)
    total = _minutes(seconds_used(schedule, now)) if schedule else ""
    yield BOLD, _row("", "All", _minutes(sum(shares.values())), total)
    if schedule is not None and goes_on(schedule) and schedule.shares:
        yield PLAIN, ""
        yield from hang_indent(PLAIN, _status_sentence(schedule, method, now), width)


def _step_row(step: Step, is_open: bool, planned: int, used: int, width: int) -> tuple[str, str]:
    note = PROTECTED_WORDS if step.protected and width >= WIDE_TABLE_CELLS else ""
    arrow, used_time = "▸" if is_open else "", _minutes(used) if used else "–"
    return BOLD if is_open else PLAIN, _row(arrow, step.short, _minutes(planned), used_time, note)


def _time_sentences(session: Session, schedule: Schedule | None, now: datetime) -> Iterator[str]:
    """Start and end, breaks, and a late start."""
    if schedule is None:
        planned_start = f" It is to start at {session.starts:%H:%M}." if session.starts else ""
        yield f"It has not begun.{planned_start} It may take {session.length} min."
        return
    current_break = in_break(schedule)
    late_start = f" It began {max(1, minutes_of(schedule.late))} min late." if schedule.late else ""
    if schedule.ended is not None:
        yield f"From {schedule.began:%H:%M} to {schedule.ended:%H:%M}."
    elif current_break is not None:
        pause = f"A break since {current_break.since:%H:%M}: no time goes by."
        yield f"Began {schedule.began:%H:%M}. {pause}{late_start}"
    else:
        yield f"Began {schedule.began:%H:%M}, until {schedule.ends:%H:%M}.{late_start}"
    break_minutes = rested(schedule, now) // 60
    if break_minutes:
        yield f"Breaks: {break_minutes} min, which are not counted."


def _status_sentence(schedule: Schedule, method: Method, now: datetime) -> str:
    status = schedule_status(schedule, method, now)
    if status.remaining < 0:
        return f"The time is over: {plan_words(status)}."
    needed = max(0, status.remaining + status.behind)
    outlook = f"the remaining steps need {_minutes(needed)}: {plan_words(status)}"
    return f"{_minutes(status.remaining)} left; {outlook}."


def _row(arrow: str, name: str, planned: str, used: str, note: str = "") -> str:
    return f"{arrow:<2}{name[:NAME_CELLS]:<{NAME_CELLS}}{planned:>9}{used:>9}   {note}".rstrip()


def _minutes(seconds: int) -> str:
    return f"{minutes_of(seconds)} min"
