"""Arithmetic with days and instants that stays within Python's calendar, the years 1 to 9999.

A result outside it becomes the first or last instant. A session with such a date is shown, and
``odd_days`` reports it.
"""

from datetime import date, datetime, timedelta, tzinfo


def day_after(day: date, count: int) -> date:
    """The day some days later or earlier, or the end of the calendar if that is nearer.

    Args:
        day: the day to count from.
        count: number of days. Negative values count back.
    """
    last, first = (date.max - day).days, (date.min - day).days
    return day + timedelta(days=min(max(count, first), last))


def instant_after(instant: datetime, offset: timedelta | int) -> datetime:
    """An instant later or earlier, or the end of the calendar if that is nearer.

    Args:
        instant: the instant to count from.
        offset: a length of time, or whole seconds.
    """
    try:
        return instant + (offset if isinstance(offset, timedelta) else timedelta(seconds=offset))
    except OverflowError:
        ahead = offset > timedelta() if isinstance(offset, timedelta) else offset > 0
        return _end_of_calendar(ahead, instant.tzinfo)


def instant_in(instant: datetime, zone: tzinfo | None) -> datetime:
    """An instant in a time zone, or the end of the calendar where it has no such day.

    Args:
        instant: the instant.
        zone: the zone. None for this computer's.
    """
    try:
        return instant.astimezone(zone)
    except (OverflowError, ValueError, OSError):  # Windows raises OSError for some years
        return instant if zone is None else _end_of_calendar(instant.year > 1, zone)


def _end_of_calendar(last: bool, zone: tzinfo | None) -> datetime:
    return (datetime.max if last else datetime.min).replace(tzinfo=zone)  # noqa: DTZ901


_LIKELY_YEARS = {
    "referral": (20, 1),
    "discussion": (20, 5),
    "review": (20, 100),
    "due": (20, 20),
    "done": (20, 1),
    "instant": (20, 1),
}
"""Years before and after today within which a day is likely."""

_LIKELY_YEARS_OF_DUE_DATES = (20, 5)
"""The same for dates that follow from a discussion."""


def likely_days(name: str, today: date) -> tuple[date, date]:
    """The first and last likely day.

    Args:
        name: the purpose of the day: ``referral``, ``discussion``, ``review``, ``due``, ``done``,
            ``instant`` for when something happened, or the name of a date that follows.
        today: the day to compare with.
    """
    back, ahead = _LIKELY_YEARS.get(name, _LIKELY_YEARS_OF_DUE_DATES)
    return _years_after(today, -back), _years_after(today, ahead)


def is_odd(name: str, day: date, today: date) -> bool:
    """Whether a day lies outside ``likely_days``."""
    first, last = likely_days(name, today)
    return not first <= day <= last


def how_far_off(day: date, today: date) -> str:
    """Distance of an odd day, such as ``7,973 years from now``."""
    years = abs(day.year - today.year)
    distance = f"{years:,} year{'' if years == 1 else 's'}"
    return f"{distance} {'from now' if day > today else 'ago'}"


def weeks_between(first: date, last: date) -> str:
    """The weeks between two days, such as ``47 weeks``. Less than one is left out."""
    weeks = (last - first).days // 7
    return f"{weeks:,} week{'' if weeks == 1 else 's'}"


def format_date_short(day: date) -> str:
    """A day such as ``3 Oct 2026``, in English on any computer."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _years_after(day: date, years: int) -> date:
    year = min(max(day.year + years, date.min.year), date.max.year)
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if leap else day.replace(year=year)
