"""A small grammar for typed dates, day first. The app always echoes the date that it read."""

import calendar
import re
from collections.abc import Callable, Container
from datetime import date, datetime, timedelta
from functools import cache

from casetool.models.parsing.days import day_after
from casetool.models.session import Nation

WorkingDay = Callable[[date], bool]
"""Tells whether a day is a working day."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.casefold() for name in (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December"))  # fmt: skip
_FILLER_WORDS = re.compile(r"\b(?:by|on|before|the|of|in|within)\b|,")
_SPAN = re.compile(
    r"\+?\s*(\d{1,3}|an?|one)\s*(wd|working days?|d|days?|w|wks?|weeks?|m|months?|y|yrs?|years?)"
    r"(?:['’]? time)?"
)
_ISO = re.compile(r"(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?\.?")
_HYPHENED = re.compile(r"(\d{1,2})([- ])(\d{1,2})\2(\d{4}|\d{2})")
"""Day, month and year. Without a year, “12-14” and “12 14” are ambiguous."""

_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]+)\.?(?: (\d{4}|\d{2}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}|\d{2}))?")
_WEEKDAY = re.compile(r"(this |next )?([a-z]+)")


def parse_date(text: str, today: date, is_working_day: WorkingDay) -> date | None:
    """Parse a deadline as people type it.

    Days: ``2026-12-12``, ``12/12``, ``12.12.26``, ``12-12-26``, ``12 dec``, ``dec 12``. A day
    without a year is the next one that is not past.

    Words: ``today``, ``tomorrow``, ``end of month``, ``friday`` (the next after today),
    ``this friday`` (today counts), ``next friday`` (the one in next week).

    Spans: ``+3d``, ``2 weeks``, ``+1m``, ``7y``, ``10wd``.

    Args:
        text: the text.
        today: the day on which it was typed.
        is_working_day: tells which days count for ``10wd``.

    Returns:
        The day, or None where the text is no date or an impossible one.
    """
    try:
        return _future_date(_without_fillers(text), today, is_working_day)
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _future_date(text: str, today: date, is_working_day: WorkingDay) -> date | None:
    fixed = {
        "today": today,
        "tomorrow": day_after(today, 1),
        "end month": _end_of_month(today),
        "end next month": _end_of_month(day_after(_end_of_month(today), 1)),
    }
    if text in fixed:
        return fixed[text]
    span = _SPAN.fullmatch(text)
    if span is not None:
        return _count_forward(today, _number(span[1]), span[2], is_working_day)
    return _weekday(text, today) or _calendar_day(text, today, ahead=True)


def parse_past_date(text: str, today: date) -> date | None:
    """Parse a date that usually lies in the past, such as the referral.

    A date without a year is the latest one up to today, and so is a weekday.
    ``yesterday``, ``today`` and ``2 weeks ago`` are understood.
    """
    plain = _without_fillers(text)
    if plain in ("today", "yesterday"):
        return day_after(today, -(plain == "yesterday"))
    if plain.endswith(" ago") and (span := _SPAN.fullmatch(plain.removesuffix(" ago"))):
        return _count_back(today, _number(span[1]), span[2])
    day = _weekday_number(plain.removeprefix("last "))
    if day is not None:
        back = (today.weekday() - day) % 7
        return day_after(today, -(back or (7 if plain.startswith("last ") else 0)))
    return _calendar_day(plain, today, ahead=False)


def parse_near_date(text: str, today: date, is_working_day: WorkingDay) -> date | None:
    """Parse a date that may be past or future, such as that of the discussion.

    The future date wins, unless it is over half a year away and a past one fits.
    Notes are mostly written up within days.
    """
    ahead, behind = parse_date(text, today, is_working_day), parse_past_date(text, today)
    if ahead is None or (behind is not None and (ahead - today).days > 183):
        return behind
    return ahead


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


def _without_fillers(text: str) -> str:
    return " ".join(_FILLER_WORDS.sub(" ", text.casefold()).split())


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _count_forward(today: date, count: int, unit: str, is_working_day: WorkingDay) -> date:
    if unit.startswith("wd") or unit.startswith("working"):
        return add_working_days(today, count, is_working_day)
    if unit.startswith("y"):
        count, unit = count * 12, "m"
    if unit.startswith("m"):
        years, month = divmod(today.month - 1 + count, 12)
        last = calendar.monthrange(today.year + years, month + 1)[1]
        return date(today.year + years, month + 1, min(today.day, last))
    return today + timedelta(days=count * (1 if unit.startswith("d") else 7))


def _number(count: str) -> int:
    return int(count) if count.isdigit() else 1  # “a week”


def _count_back(today: date, count: int, unit: str) -> date | None:
    """Count back from a day. Working days are never counted back."""
    if unit.startswith("wd") or unit.startswith("working"):
        return None
    if unit.startswith("d") or unit.startswith("w"):
        return day_after(today, -count * (1 if unit.startswith("d") else 7))
    months = today.year * 12 + today.month - 1 - count * (12 if unit.startswith("y") else 1)
    year, month = divmod(months, 12)
    if year < date.min.year:
        return None
    return date(year, month + 1, min(today.day, calendar.monthrange(year, month + 1)[1]))


def _weekday_number(word: str) -> int | None:
    if len(word) < 2:
        return None
    word = "wed" if word == "weds" else word
    matches = [index for index, name in enumerate(_WEEKDAYS) if name.startswith(word)]
    return matches[0] if len(matches) == 1 else None


def _weekday(text: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(text)
    day = _weekday_number(match[2]) if match is not None else None
    if match is None or day is None:
        return None
    if match[1] == "next ":
        monday = today + timedelta(days=7 - today.weekday())
        return monday + timedelta(days=day)
    ahead = (day - today.weekday()) % 7
    return today + timedelta(days=ahead or (0 if match[1] == "this " else 7))


def _month_number(word: str) -> int | None:
    if len(word) < 3:
        return None
    matches = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(word)]
    return 9 if word == "sept" else matches[0] if len(matches) == 1 else None


def _calendar_day(text: str, today: date, ahead: bool) -> date | None:
    first, _, remaining = text.partition(" ")
    if remaining and _weekday_number(first) is not None:
        text = remaining
    if match := _ISO.fullmatch(text):
        return _valid_date(int(match[1]), int(match[3]), int(match[4]))
    if match := _HYPHENED.fullmatch(text):
        return _with_year(match[4], int(match[3]), int(match[1]), today, ahead)
    if match := _SLASHED.fullmatch(text):
        return _with_year(match[3], int(match[2]), int(match[1]), today, ahead)
    if match := _DAY_MONTH.fullmatch(text):
        return _with_year(match[3], _month_number(match[2]), int(match[1]), today, ahead)
    if match := _MONTH_DAY.fullmatch(text):
        return _with_year(match[3], _month_number(match[1]), int(match[2]), today, ahead)
    return None


def _with_year(
    typed_year: str | None, month: int | None, day: int, today: date, ahead: bool
) -> date | None:
    if month is None:
        return None
    if typed_year:
        return _valid_date(int(typed_year) + (2000 if len(typed_year) == 2 else 0), month, day)
    years = range(today.year, today.year + 9) if ahead else range(today.year, today.year - 9, -1)
    for year in years:
        candidate = _valid_date(year, month, day)
        if candidate is not None and (candidate >= today if ahead else candidate <= today):
            return candidate
    return None


def _valid_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
