"""Days as they stand in a calendar, ``12 dec`` or ``3-12-26``, day first, and their year."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from casetool.models.parsing.dates import (
    month_name,
    month_number,
    weekday_name,
    weekday_number,
)
from casetool.models.parsing.days import format_date_short


class DayDirection(Enum):
    """Where a day usually lies, which chooses the year that was not typed."""

    PAST = "past"
    NEAR = "near"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class DateReading:
    """What was read of a typed day: the day, or a question that must be answered first."""

    day: date | None = None
    question: str = ""
    """Why no day is taken, in words. Empty where there is a day."""
    note: str = ""
    """What the weekday and the date do not tell."""
    is_period: bool = False
    """Whether a week or month was typed, for which this day stands."""


JUST_PASSED_DAYS = 28
"""Days for which a day without a year is the one that just passed, not the next."""

_FRESH_DAYS = 7
"""Days for which “the 27th” of a deadline may be the one that just passed."""

_FAR_AHEAD_DAYS = 183
"""Days after which a day without a year is told with its distance."""

_CENTURY_BOUND = {DayDirection.PAST: 1, DayDirection.NEAR: 5, DayDirection.AHEAD: 99}
"""Years from now beyond which two digits mean a year of the last century."""

_ORDINAL = "(?:st|nd|rd|th)"
_YEAR = r"'?(?P<year>\d{4}|\d{2})"
_FORMS = tuple(re.compile(form) for form in (
    r"(?P<year>\d{4})(?P<mark>[-/. ])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
    rf"(?P<day>\d{{1,2}})(?P<mark>[-/. ])(?P<month>\d{{1,2}})(?P=mark){_YEAR}",
    r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})",
    rf"(?P<day>\d{{1,2}}) ?{_ORDINAL}?[-/. ]*(?P<name>[a-z]{{3,}})\.?(?:[-/. ]*{_YEAR})?",
    rf"(?P<name>[a-z]{{3,}})\.?[-/. ]*(?P<day>\d{{1,2}}) ?{_ORDINAL}?(?:[-/. ]+{_YEAR})?",
))  # fmt: skip
"""Without a year, “12-14” and “12 14” may be a range, and are not read."""

_DAY_OF_MONTH = re.compile(rf"(\d{{1,2}}) ?{_ORDINAL}(?: (this |next )?month)?")
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SPACED_MARK = re.compile(r"(?<=\d) ?([-/.]) ?(?=\d)")


def read_calendar_day(text: str, today: date, direction: DayDirection) -> DateReading | None:
    """Read a day of the calendar, with or without its weekday, month and year.

    Args:
        text: the text, in lower case and without fillers.
        today: the day on which it was typed.
        direction: where the day usually lies.

    Returns:
        The reading, or None where the text is no such day.
    """
    weekday, day_text = _split_weekday(_SPACED_MARK.sub(r"\1", text))
    if match := _DAY_OF_MONTH.fullmatch(day_text):
        return _read_day_of_month(match, weekday, today, direction)
    for form in _FORMS:
        if match := form.fullmatch(day_text):
            return _read_match(match, weekday, today, direction)
    return None


def weekday_question(day: date, weekday: int) -> str:
    """Ask which is meant where a date falls on another weekday than was typed."""
    actual, typed = weekday_name(day.weekday()), weekday_name(weekday)
    return f"{format_date_short(day)} is a {actual}, not a {typed}: which is meant?"


def _split_weekday(text: str) -> tuple[int | None, str]:
    first, _, following = text.partition(" ")
    if following and (weekday := weekday_number(first.rstrip("."))) is not None:
        return weekday, following
    leading, _, last = text.rpartition(" ")
    if leading and len(last) > 2 and (weekday := weekday_number(last)) is not None:
        return weekday, leading
    return None, text


def _read_match(
    match: re.Match[str], weekday: int | None, today: date, direction: DayDirection
) -> DateReading | None:
    parts = match.groupdict()
    name = parts.get("name")
    month = month_number(name) if name is not None else int(parts["month"])
    day_number = int(parts["day"])
    if month is None or not 1 <= month <= 12 or not 1 <= day_number <= _MOST_DAYS[month - 1]:
        return None
    typed_year = parts.get("year")
    if typed_year:
        year = _full_year(typed_year, today, direction)
    else:
        year = _likely_year(month, day_number, today, direction)
    if day_number > calendar.monthrange(year, month)[1]:
        return DateReading(question=_no_such_day(year))
    day = date(year, month, day_number)
    months = (day - today).days // 30
    is_far = (
        not typed_year and direction is DayDirection.AHEAD and (day - today).days > _FAR_AHEAD_DAYS
    )
    return _fitting([day], weekday, f"{months} months from now" if is_far else "")


def _no_such_day(year: int) -> str:
    return f"{year} has no 29 {month_name(2)}: type its year, or another day."


def _fitting(days: list[date], weekday: int | None, note: str = "") -> DateReading | None:
    """The first day that falls on the weekday, or else a question about the first day."""
    if not days:
        return None
    for day in days:
        if weekday is None or day.weekday() == weekday:
            return DateReading(day, note=note)
    return DateReading(question=weekday_question(days[0], weekday or 0))


def _full_year(typed: str, today: date, direction: DayDirection) -> int:
    if len(typed) == 4:
        return int(typed)
    year = 2000 + int(typed)
    return year - 100 if year > today.year + _CENTURY_BOUND[direction] else year


def _likely_year(month: int, day: int, today: date, direction: DayDirection) -> int:
    """The year of a day that was typed without one."""
    if _nearest_valid(today.year, month, day) == today:
        return today.year
    before = today.year - (_nearest_valid(today.year, month, day) > today)
    if direction is DayDirection.PAST:
        return before
    ago = (today - _nearest_valid(before, month, day)).days
    if direction is DayDirection.AHEAD:
        return before if ago <= JUST_PASSED_DAYS else before + 1
    ahead = (_nearest_valid(before + 1, month, day) - today).days
    return before if ahead > _FAR_AHEAD_DAYS else before + 1


def _nearest_valid(year: int, month: int, day: int) -> date:
    """A day of a year, or the last of its month where that is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _read_day_of_month(
    match: re.Match[str], weekday: int | None, today: date, direction: DayDirection
) -> DateReading | None:
    """Read “the 3rd”, whose month follows from where the day usually lies."""
    day_number, which = int(match[1]), (match[2] or "").strip()
    if not 1 <= day_number <= 31:
        return None
    if which:
        month = today if which == "this" else _next_month(today)
        return _fitting([month.replace(day=day_number)], weekday)
    ahead, behind = _day_with(day_number, today, 1), _day_with(day_number, today, -1)
    ago, until = (today - behind).days, (ahead - today).days
    if direction is DayDirection.PAST:
        return _fitting([behind], weekday)
    if direction is DayDirection.NEAR:
        return _fitting([behind, ahead] if ago < until else [ahead, behind], weekday)
    if weekday is None and 0 < ago <= _FRESH_DAYS:
        months = month_name(behind.month), month_name(ahead.month)
        return DateReading(question=f"{day_number} {months[0]}, or {day_number} {months[1]}?")
    return _fitting([ahead, behind] if ago <= JUST_PASSED_DAYS else [ahead], weekday)


def _day_with(day_number: int, today: date, step: int) -> date:
    """The nearest day of that number from today, on or back."""
    day = today
    while day.day != day_number:
        day += timedelta(days=step)
    return day


def _next_month(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
