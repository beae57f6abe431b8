"""Sums of days and instants that stay within the calendar, whatever a file or a clock holds.

The calendar of Python ends with the years 1 and 9999. A sum that leads beyond gives its end:
a session with such a date is shown, and the date is told of (``odd_days``).
"""

from datetime import date, datetime, timedelta, tzinfo


def day_after(day: date, count: int) -> date:
    """The day that many days later, or earlier; the end of the calendar where that is nearer.

    Args:
        day: the day to count from.
        count: days; below zero they lead back.
    """
    last, first = (date.max - day).days, (date.min - day).days
    return day + timedelta(days=min(max(count, first), last))


def instant_after(at: datetime, by: timedelta | int) -> datetime:
    """An instant later or earlier; the end of the calendar where that is nearer.

    Args:
        at: the instant to count from.
        by: how much, or whole seconds.
    """
    try:
        return at + (by if isinstance(by, timedelta) else timedelta(seconds=by))
    except OverflowError:
        ahead = by > timedelta() if isinstance(by, timedelta) else by > 0
        return _end_of_calendar(ahead, at.tzinfo)


def instant_in(at: datetime, zone: tzinfo | None) -> datetime:
    """An instant as a zone has it; the end of the calendar where there is no such day there.

    Args:
        at: the instant.
        zone: the zone; None for that of this computer.
    """
    try:
        return at.astimezone(zone)
    except (OverflowError, ValueError, OSError):  # Windows refuses some years in its own way
        return at if zone is None else _end_of_calendar(at.year > 1, zone)


def _end_of_calendar(last: bool, zone: tzinfo | None) -> datetime:
    return (datetime.max if last else datetime.min).replace(tzinfo=zone)  # noqa: DTZ901


_FURTHEST = {
    "referral": (20, 1),
    "discussion": (20, 5),
    "review": (20, 100),
    "due": (20, 20),
    "done": (20, 1),
    "instant": (20, 1),
}
"""How many years before and after today a day lies that nobody wonders at."""

_FOLLOWS = (20, 5)
"""The same for the dates that follow from a discussion."""


def likely_days(name: str, today: date) -> tuple[date, date]:
    """The first and the last day that nobody wonders at.

    Args:
        name: what the day is for: ``referral``, ``discussion``, ``review``, ``due``, ``done``,
            ``instant`` for when something happened, or the name of a date that follows.
        today: the day from which it is looked at.
    """
    back, ahead = _FURTHEST.get(name, _FOLLOWS)
    return _years_after(today, -back), _years_after(today, ahead)


def is_odd(name: str, day: date, today: date) -> bool:
    """Whether a day lies further away than anybody means; as ``likely_days``."""
    first, last = likely_days(name, today)
    return not first <= day <= last


def how_far_off(day: date, today: date) -> str:
    """How far away an odd day is, such as ``7,973 years from now``."""
    years = abs(day.year - today.year)
    count = f"{years:,} year{'' if years == 1 else 's'}"
    return f"{count} {'from now' if day > today else 'ago'}"


def format_date_short(day: date) -> str:
    """A day such as ``3 Oct 2026``, whatever the computer's language."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]} {day.year}"


def _years_after(day: date, years: int) -> date:
    year = min(max(day.year + years, date.min.year), date.max.year)
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=year, day=28) if leap else day.replace(year=year)
