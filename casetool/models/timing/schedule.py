"""The hour: how long the discussion may take, what was planned, and what really happened.

The Case Discussion Tool asks for 45 to 60 minutes at least, and for time that is protected at
the end for the actions (Time; What needs to happen next). Everything is kept as instants. A clock
that is set back never makes less of what was used than the file knows of; breaks count for nothing.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from casetool.models.base import FrozenModel, Id, Instant

USUAL_MINUTES = 60
"""Minutes of a discussion for which nothing else was said."""


class Share(FrozenModel):
    """What a step has of the hour, as it is planned now."""

    step: Id
    seconds: Annotated[int, Field(ge=0)]


class Visit(FrozenModel):
    """From when on a step was open; until the next visit, or until the end."""

    step: Id
    at: Instant


class Break(FrozenModel):
    """A time that does not count; one that still goes on has no end."""

    since: Instant
    until: Instant | None = None
    clock: Id | None = None
    """The step whose clock ran when it began: it runs on afterwards."""


class Schedule(FrozenModel):
    """The discussion in time, kept as instants: right after a crash, a sleep, a restart."""

    began: Instant
    ends: Instant
    """When it is to end, as it is planned now; a break that goes on will move it."""
    late: Annotated[int, Field(ge=0)] = 0
    """Seconds by which it began after the planned start, while the end was not moved for it."""
    shares: tuple[Share, ...] = ()
    visits: tuple[Visit, ...] = ()
    breaks: tuple[Break, ...] = ()
    ended: Instant | None = None
    """When it really ended."""


def seconds_used(hour: Schedule, now: datetime) -> int:
    """Seconds that the discussion has taken so far, or took in all; breaks are not among them.

    Args:
        hour: the hour.
        now: the present instant.
    """
    return _counted(hour, hour.began, _present(hour, now), now)


def seconds_planned(hour: Schedule) -> int:
    """Seconds that the discussion may take in all, as it is planned now."""
    over = [(one.since, one.until) for one in hour.breaks if one.until is not None]
    spared = _length(_joined(over))
    return max(0, int((hour.ends - hour.began - spared).total_seconds()))


def seconds_left(hour: Schedule, now: datetime) -> int:
    """Seconds left; below zero it is the overrun. A break never changes them.

    Args:
        hour: the hour.
        now: the present instant.
    """
    return seconds_planned(hour) - seconds_used(hour, now)


def used_by_step(hour: Schedule, now: datetime) -> dict[str, int]:
    """Seconds that each step was open, breaks not counted, in the order in which they were opened.

    Args:
        hour: the hour.
        now: the present instant.
    """
    spent: dict[str, int] = {}
    for visit, seconds in zip(hour.visits, stays(hour, now), strict=True):
        spent[visit.step] = spent.get(visit.step, 0) + seconds
    return spent


def stays(hour: Schedule, now: datetime) -> list[int]:
    """Seconds that each visit took, breaks not counted.

    Args:
        hour: the hour.
        now: the present instant.
    """
    end = _present(hour, now)
    begins = [max(hour.began, visit.at) for visit in hour.visits]
    return [
        _counted(hour, begin, min(until, end), now) for begin, until in pairwise([*begins, end])
    ]


def in_break(hour: Schedule) -> Break | None:
    """The break that goes on, if one does."""
    return next((one for one in hour.breaks if one.until is None), None)


def rested(hour: Schedule, now: datetime) -> int:
    """Seconds of all breaks so far.

    Args:
        hour: the hour.
        now: the present instant.
    """
    return int(_length(_pauses(hour, hour.began, _present(hour, now), now)).total_seconds())


def goes_on(hour: Schedule) -> bool:
    """Whether it has begun and not ended; a break may go on too."""
    return hour.ended is None


def seconds_of(shares: Sequence[Share]) -> Mapping[str, int]:
    """What each step has, by its id."""
    return {share.step: share.seconds for share in shares}


def latest(hour: Schedule) -> datetime:
    """The last instant that is known of it: before this it cannot be, whatever a clock says."""
    known = [hour.began, *(visit.at for visit in hour.visits)]
    for one in hour.breaks:
        known += [one.since, *([one.until] if one.until is not None else [])]
    return max(known)


def _present(hour: Schedule, now: datetime) -> datetime:
    """Until when it counts: now, or its end; never before what is known to have happened."""
    return max(hour.began, hour.ended) if hour.ended is not None else max(now, latest(hour))


_Span = tuple[datetime, datetime]


def _counted(hour: Schedule, begin: datetime, end: datetime, now: datetime) -> int:
    """Seconds between two instants that lie in no break."""
    if end <= begin:
        return 0
    return int((end - begin - _length(_pauses(hour, begin, end, now))).total_seconds())


def _pauses(hour: Schedule, begin: datetime, end: datetime, now: datetime) -> list[_Span]:
    """The breaks between two instants; a file can hold some that overlap."""
    open_until = max(now, latest(hour), end)
    spans = [(one.since, one.until or open_until) for one in hour.breaks]
    return _joined([(max(begin, since), min(end, until)) for since, until in spans])


def _joined(spans: Sequence[_Span]) -> list[_Span]:
    joined: list[_Span] = []
    for since, until in sorted(spans):
        if until <= since:
            continue
        if joined and since <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], until))
        else:
            joined.append((since, until))
    return joined


def _length(spans: Sequence[_Span]) -> timedelta:
    return sum((until - since for since, until in spans), timedelta())
