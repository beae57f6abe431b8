"""Days told in English, the names of days and months, and working days."""

import calendar
from collections.abc import Callable, Container
from datetime import date, datetime
from functools import cache

from casetool.models.parsing.days import day_after
from casetool.models.session import Nation

WorkingDay = Callable[[date], bool]
"""Tells whether a day is a working day."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.casefold() for name in (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"))  # fmt: skip


def weekday_number(word: str) -> int | None:
    """The weekday that a word begins, such as ``thur``, ``tues`` or ``weds``. Monday is 0."""
    if len(word) < 2:
        return None
    word = "wed" if word == "weds" else word
    matches = [index for index, name in enumerate(_WEEKDAYS) if name.startswith(word)]
    return matches[0] if len(matches) == 1 else None


def weekday_name(number: int) -> str:
    """The name of a weekday. Monday is 0."""
    return _WEEKDAYS[number].title()


def month_number(word: str) -> int | None:
    """The month that a word begins, such as ``sept``. January is 1."""
    if len(word) < 3:
        return None
    matches = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    return matches[0] if len(matches) == 1 else None


def month_name(number: int) -> str:
    """The name of a month. January is 1."""
    return _MONTHS[number - 1].title()


def last_of_month(day: date) -> date:
    """The last day of the month of a day."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def format_date(day: date) -> str:
    """A day with its weekday, such as ``Mon 16 Nov 2026``, in English on any computer."""
    weekday, month = _WEEKDAYS[day.weekday()][:3].title(), _MONTHS[day.month - 1][:3].title()
    return f"{weekday} {day.day} {month} {day.year}"


def format_moment(when: datetime) -> str:
    """A moment such as ``Mon 16 Nov 2026 09:05``, in the time zone that it has."""
    return f"{format_date(when.date())} {when:%H:%M}"


def format_date_long(day: date) -> str:
    """A day in full, such as ``Thursday 12 November 2026``."""
    weekday, month = _WEEKDAYS[day.weekday()].title(), _MONTHS[day.month - 1].title()
    return f"{weekday} {day.day} {month} {day.year}"


def working_day(nation: Nation) -> WorkingDay:
    """Test for working days of a nation: Monday to Friday without bank holidays."""
    return lambda day: day.weekday() < 5 and day not in _bank_holidays(nation)


@cache
def _bank_holidays(nation: Nation) -> Container[date]:
    # imported on first use, because it takes as long to import as pydantic
    from holidays import country_holidays

    regions = {
        Nation.ENGLAND: "ENG",
        Nation.WALES: "WLS",
        Nation.SCOTLAND: "SCT",
        Nation.NORTHERN_IRELAND: "NIR",
    }
    return country_holidays("GB", subdiv=regions[nation])


def add_working_days(day: date, count: int, is_working_day: WorkingDay) -> date:
    """Add working days to a day, which itself does not count.

    Beyond the calendar the result is its last day.
    """
    while count > 0 and day < date.max:
        day = day_after(day, 1)
        count -= is_working_day(day)
    return day
