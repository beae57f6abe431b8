"""The schedule: how long the discussion may take, its plan, and what really happened.

The Case Discussion Tool asks for at least 45 to 60 minutes, and for protected time at the end.
The sources are its sections Time, and What needs to happen next. Times are instants. Setting the
clock back never reduces the time used, and breaks do not count.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from casetool.models.base import FrozenModel, Id, Instant

USUAL_MINUTES = 60
"""Minutes of a discussion, unless somebody sets another length."""


class Share(FrozenModel):
    """The planned time of one step."""

    step: Id
    seconds: Annotated[int, Field(ge=0)]


class Visit(FrozenModel):
    """A step that was opened. It stays open until the next visit or the end."""

    step: Id
    at: Instant


class Break(FrozenModel):
    """A break, which does not count as time used. Without an end it is still going on."""

    since: Instant
    until: Instant | None = None
    clock: Id | None = None
    """The step whose timer was running when it began, and runs on afterwards."""


class Schedule(FrozenModel):
    """The discussion in time, as instants that survive a crash, a sleep or a restart."""

    began: Instant
    ends: Instant
    """Planned end. A break that is going on will move it."""
    late: Annotated[int, Field(ge=0)] = 0
    """Seconds between planned and real start, until the end is moved for them."""
    shares: tuple[Share, ...] = ()
    visits: tuple[Visit, ...] = ()
    breaks: tuple[Break, ...] = ()
    ended: Instant | None = None
    """The real end."""


def seconds_used(schedule: Schedule, now: datetime) -> int:
    """Seconds that the discussion has taken so far, or took in all, without breaks.

    Args:
        schedule: the schedule.
        now: the present instant.
    """
    return _seconds_between(schedule, schedule.began, _counting_end(schedule, now), now)


def seconds_planned(schedule: Schedule) -> int:
    """Planned seconds of the whole discussion, without breaks."""
    finished = [(pause.since, pause.until) for pause in schedule.breaks if pause.until is not None]
    in_breaks = _total_length(_without_overlaps(finished))
    return max(0, int((schedule.ends - schedule.began - in_breaks).total_seconds()))


def seconds_left(schedule: Schedule, now: datetime) -> int:
    """Seconds left. Negative values are the overrun. Breaks do not change them.

    Args:
        schedule: the schedule.
        now: the present instant.
    """
    return seconds_planned(schedule) - seconds_used(schedule, now)


def used_by_step(schedule: Schedule, now: datetime) -> dict[str, int]:
    """Seconds that each step was open, without breaks, in the order of the first visits.

    Args:
        schedule: the schedule.
        now: the present instant.
    """
    used: dict[str, int] = {}
    for visit, seconds in zip(schedule.visits, stays(schedule, now), strict=True):
        used[visit.step] = used.get(visit.step, 0) + seconds
    return used


def stays(schedule: Schedule, now: datetime) -> list[int]:
    """Seconds of each visit, without breaks.

    Args:
        schedule: the schedule.
        now: the present instant.
    """
    end = _counting_end(schedule, now)
    begins = [max(schedule.began, visit.at) for visit in schedule.visits]
    return [
        _seconds_between(schedule, begin, min(until, end), now)
        for begin, until in pairwise([*begins, end])
    ]


def in_break(schedule: Schedule) -> Break | None:
    """The break that is going on, or None."""
    return next((pause for pause in schedule.breaks if pause.until is None), None)


def rested(schedule: Schedule, now: datetime) -> int:
    """Seconds of all breaks so far.

    Args:
        schedule: the schedule.
        now: the present instant.
    """
    end = _counting_end(schedule, now)
    breaks = _breaks_between(schedule, schedule.began, end, now)
    return int(_total_length(breaks).total_seconds())


def goes_on(schedule: Schedule) -> bool:
    """Whether the discussion has not ended. It may be in a break."""
    return schedule.ended is None


def seconds_of(shares: Sequence[Share]) -> Mapping[str, int]:
    """The seconds of each share, by step id."""
    return {share.step: share.seconds for share in shares}


def latest(schedule: Schedule) -> datetime:
    """The last recorded instant. The present cannot be earlier, whatever a clock says."""
    instants = [schedule.began, *(visit.at for visit in schedule.visits)]
    for pause in schedule.breaks:
        instants += [pause.since, *([pause.until] if pause.until is not None else [])]
    return max(instants)


def _counting_end(schedule: Schedule, now: datetime) -> datetime:
    """The instant until which time counts: now or the end, and never before a recorded one."""
    if schedule.ended is not None:
        return max(schedule.began, schedule.ended)
    return max(now, latest(schedule))


_TimeSpan = tuple[datetime, datetime]


def _seconds_between(schedule: Schedule, begin: datetime, end: datetime, now: datetime) -> int:
    """Seconds between two instants, without breaks."""
    if end <= begin:
        return 0
    in_breaks = _total_length(_breaks_between(schedule, begin, end, now))
    return int((end - begin - in_breaks).total_seconds())


def _breaks_between(
    schedule: Schedule, begin: datetime, end: datetime, now: datetime
) -> list[_TimeSpan]:
    """The breaks between two instants. Breaks in a file may overlap."""
    open_until = max(now, latest(schedule), end)
    spans = [(pause.since, pause.until or open_until) for pause in schedule.breaks]
    return _without_overlaps([(max(begin, since), min(end, until)) for since, until in spans])


def _without_overlaps(spans: Sequence[_TimeSpan]) -> list[_TimeSpan]:
    joined: list[_TimeSpan] = []
    for since, until in sorted(spans):
        if until <= since:
            continue
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def _total_length(spans: Sequence[_TimeSpan]) -> timedelta:
    return sum((until - since for since, until in spans), timedelta())
