"""The plan of the hour beside what was used, as lines: for the facilitator alone."""

from collections.abc import Iterator
from datetime import datetime

from casetool.models.method import Method
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
from casetool.render.text.styled_lines import BOLD, MUTED, PLAIN, StyledLines, hang_indent
from casetool.render.views.schedule import plan_words

NAME_CELLS = 22
"""Columns of the name of a step."""

PROTECTED_WORDS = "kept for the end"
"""What stands beside a step whose time is protected."""

WIDE_TABLE_CELLS = 62
"""Columns from which there is room for that."""


def hour_lines(session: Session, method: Method, now: datetime, width: int) -> StyledLines:
    """When it began and is to end, each step with its share and its use, and how it all stands.

    Args:
        session: the session.
        method: its method.
        now: the present instant.
        width: columns.
    """
    return tuple(_lines(session, method, now, width))


def _lines(
    session: Session, method: Method, now: datetime, width: int
) -> Iterator[tuple[str, str]]:
    hour = session.hour
    if hour is not None and left_open(session, now):
        now = last_sign(session, now) or now
    for sentence in _told(session, hour, now):
        yield from hang_indent(PLAIN, sentence, width)
    yield PLAIN, ""
    yield MUTED, _row("", "", "planned", "used", "")
    here = hour.visits[-1].step if hour is not None and hour.visits else session.at
    shares = seconds_of(hour.shares if hour else planned(method, session.at, session.length))
    spent = used_by_step(hour, now) if hour is not None else {}
    for step in method.steps:
        if shares.get(step.id) or spent.get(step.id):
            style = BOLD if step.id == here else PLAIN
            mark = "▸" if step.id == here else ""
            note = PROTECTED_WORDS if step.protected and width >= WIDE_TABLE_CELLS else ""
            plan, took = shares.get(step.id, 0), spent.get(step.id, 0)
            yield style, _row(mark, step.short, _min(plan), _min(took) if took else "–", note)
    yield (
        BOLD,
        _row("", "All", _min(sum(shares.values())), _min(seconds_used(hour, now)) if hour else ""),
    )
    if hour is not None and goes_on(hour) and hour.shares:
        yield PLAIN, ""
        yield from hang_indent(PLAIN, _stands(hour, method, now), width)


def _told(session: Session, hour: Schedule | None, now: datetime) -> Iterator[str]:
    """When it began, and until when; the breaks; a late start."""
    if hour is None:
        starts = f" It is to start at {session.starts:%H:%M}." if session.starts else ""
        yield f"It has not begun.{starts} It may take {session.length} min."
        return
    one = in_break(hour)
    late = f" It began {max(1, minutes_of(hour.late))} min late." if hour.late else ""
    if hour.ended is not None:
        yield f"From {hour.began:%H:%M} to {hour.ended:%H:%M}."
    elif one is not None:
        yield f"Began {hour.began:%H:%M}. A break since {one.since:%H:%M}: no time goes by.{late}"
    else:
        yield f"Began {hour.began:%H:%M}, until {hour.ends:%H:%M}.{late}"
    rest = rested(hour, now) // 60
    if rest:
        yield f"Breaks: {rest} min, which count for nothing."


def _stands(hour: Schedule, method: Method, now: datetime) -> str:
    stands = schedule_status(hour, method, now)
    if stands.remaining < 0:
        return f"The time is over: {plan_words(stands)}."
    needs = max(0, stands.remaining + stands.behind)
    ahead = f"what lies ahead is planned to need {_min(needs)}: {plan_words(stands)}"
    return f"{_min(stands.remaining)} left; {ahead}."


def _row(mark: str, name: str, plan: str, spent: str, note: str = "") -> str:
    return f"{mark:<2}{name[:NAME_CELLS]:<{NAME_CELLS}}{plan:>9}{spent:>9}   {note}".rstrip()


def _min(seconds: int) -> str:
    return f"{minutes_of(seconds)} min"
