"""Days counted from the one on which they are typed: ``friday week``, ``in two weeks``."""

import calendar
import re
from datetime import date, timedelta

from casetool.models.parsing.calendar_days import DateReading, DayDirection
from casetool.models.parsing.dates import (
    WorkingDay,
    add_working_days,
    last_of_month,
    month_number,
    weekday_number,
)
from casetool.models.parsing.days import day_after

_UNIT = (
    r"(wd|(?:working|business) days?|d|days?|w|wks?|weeks?|fortnights?|m|mths?|months?"
    r"|y|yrs?|years?)(?:'s?)?"
)
_SPAN = re.compile(rf"\+?\s*(?:(\d{{1,3}}|an?) ?)?{_UNIT}(?: time)?(?: from (?:now|today))?")
_ANCHORED = re.compile(rf"(?:(\d{{1,3}}|an?) ?)?{_UNIT}(?: time)?( from)? ([a-z ]+)")
_ANCHOR_FIRST = re.compile(r"([a-z ]+) (week|fortnight)")
_WEEKDAY = re.compile(r"(?:(this|next|coming|this coming) )?([a-z]+)(?: coming)?")
_OF_WEEK = "(last week|this week|next week|week after next)"
_DAY_OF_WEEK = re.compile(rf"([a-z]+) {_OF_WEEK}")
_WEEK_THEN_DAY = re.compile(rf"{_OF_WEEK} ([a-z]+)")
_WEEKS_AHEAD = {"last week": -1, "this week": 0, "next week": 1, "week after next": 2}
_EDGE_OF_MONTH = re.compile(r"(end|start|beginning) ([a-z]{3,})\.?(?: (\d{4}))?")

_WEEKS = frozenset({"w", "wk", "wks", "week", "weeks", "fortnight", "fortnights"})
"""Units that can be counted from a weekday without “from”: “a week on friday”."""


def read_relative_day(
    text: str, today: date, direction: DayDirection, is_working_day: WorkingDay
) -> DateReading | None:
    """Read a day that is counted from today.

    Args:
        text: the text, in lower case, with digits and without fillers.
        today: the day on which it was typed.
        direction: where the day usually lies. What lies ahead is not read for a past one.
        is_working_day: tells which days count for ``10wd``.

    Returns:
        The reading, or None where the text is no such day.
    """
    if direction is not DayDirection.PAST:
        if (period := _period(text, today)) is not None:
            return period
        day = _day_ahead(text, today, is_working_day)
        if day is not None:
            return DateReading(day)
    day = _day_behind(text, today, direction)
    return DateReading(day) if day is not None else None


def count_forward(today: date, count: int, unit: str, is_working_day: WorkingDay) -> date:
    """Count on from a day. Months end on the last day of a shorter month.

    Raises:
        ValueError: the day lies beyond the calendar. So does OverflowError.
    """
    if unit.startswith(("wd", "working", "business")):
        return add_working_days(today, count, is_working_day)
    if unit.startswith(("y", "m")):
        return _months_after(today, count * (12 if unit.startswith("y") else 1))
    return today + timedelta(days=count * _days_in(unit))


def count_back(today: date, count: int, unit: str) -> date | None:
    """Count back from a day. Working days are never counted back."""
    if unit.startswith(("wd", "working", "business")):
        return None
    if unit.startswith(("y", "m")):
        return _months_after(today, -count * (12 if unit.startswith("y") else 1))
    return day_after(today, -count * _days_in(unit))


def _days_in(unit: str) -> int:
    if unit.startswith("f"):
        return 14
    return 1 if unit.startswith("d") else 7


def _months_after(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(year)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _number(count: str | None) -> int:
    return int(count) if count is not None and count[0].isdigit() else 1  # “a week”


def _span(text: str) -> tuple[int, str] | None:
    """The count and the unit of a span. Without a count it is one fortnight."""
    match = _SPAN.fullmatch(text)
    if match is None or (match[1] is None and match[2] != "fortnight"):
        return None
    return _number(match[1]), match[2]


def _monday(day: date, weeks_ahead: int = 0) -> date:
    return day_after(day, 7 * weeks_ahead - day.weekday())


def _period(text: str, today: date) -> DateReading | None:
    """The last working weekday of a week, or the last day of a month, as a deadline."""
    friday = "the Friday of that week"
    if text in ("this week", "next week", "week after next"):
        weeks = _WEEKS_AHEAD[text]
        day = day_after(_monday(today, weeks), 4) if weeks else _friday_from(today)
        return DateReading(day, note=friday, is_period=True)
    if text in ("this month", "next month"):
        month_end = last_of_month(today)
        day = month_end if text == "this month" else last_of_month(day_after(month_end, 1))
        return DateReading(day, note="the end of that month", is_period=True)
    return None


def _friday_from(today: date) -> date:
    """The Friday that ends a week: today counts, and at the weekend it is the coming one."""
    return day_after(today, (4 - today.weekday()) % 7)


def _day_ahead(text: str, today: date, is_working_day: WorkingDay) -> date | None:
    day = _edge(text, today) or _edge_of_named_month(text, today)
    if day is None and (span := _span(text)) is not None:
        day = count_forward(today, span[0], span[1], is_working_day)
    if day is None:
        day = _anchored(text, today, is_working_day)
    return day or _weekday_ahead(text, today) or _weekday_of_week(text, today)


def _edge(text: str, today: date) -> date | None:
    text = text.replace("beginning ", "start ")
    next_month = day_after(last_of_month(today), 1)
    return {
        "today": today,
        "tonight": today,
        "end today": today,
        "tomorrow": day_after(today, 1),
        "tmrw": day_after(today, 1),
        "day after tomorrow": day_after(today, 2),
        "end week": _friday_from(today),
        "end this week": _friday_from(today),
        "eow": _friday_from(today),
        "start next week": _monday(today, 1),
        "end next week": day_after(_monday(today, 1), 4),
        "end month": last_of_month(today),
        "end this month": last_of_month(today),
        "eom": last_of_month(today),
        "start next month": next_month,
        "end next month": last_of_month(next_month),
    }.get(text)


def _edge_of_named_month(text: str, today: date) -> date | None:
    """The first or last day of a named month: the present one or the next of that name."""
    match = _EDGE_OF_MONTH.fullmatch(text)
    month = month_number(match[2]) if match is not None else None
    if match is None or month is None:
        return None
    year = int(match[3]) if match[3] else today.year
    days = [date(year, month, 1), date(year + 1, month, 1)]
    if match[1] == "end":
        days = [last_of_month(day) for day in days]
    return days[0] if match[3] or days[0] >= today else days[1]


def _anchored(text: str, today: date, is_working_day: WorkingDay) -> date | None:
    """A day such as ``a week on friday`` or ``friday week``."""
    if match := _ANCHOR_FIRST.fullmatch(text):
        anchor = _anchor(match[1], today)
        return count_forward(anchor, 1, match[2], is_working_day) if anchor is not None else None
    match = _ANCHORED.fullmatch(text)
    anchor = _anchor(match[4], today) if match is not None else None
    if match is None or anchor is None:
        return None
    is_counted = match[1] is not None or match[2] in ("week", "fortnight")
    is_counted_from = match[3] is not None or match[4] in ("today", "tomorrow", "now")
    if not is_counted or not (is_counted_from or match[2] in _WEEKS):
        return None
    return count_forward(anchor, _number(match[1]), match[2], is_working_day)


def _anchor(text: str, today: date) -> date | None:
    if text in ("today", "now", "tomorrow"):
        return day_after(today, text == "tomorrow")
    return _weekday_ahead(text, today)


def _weekday_ahead(text: str, today: date) -> date | None:
    """The next such weekday after today. With “this” today counts, “next” is in next week."""
    match = _WEEKDAY.fullmatch(text)
    weekday = weekday_number(match[2]) if match is not None else None
    if match is None or weekday is None:
        return None
    if match[1] == "next":
        return day_after(_monday(today, 1), weekday)
    ahead = (weekday - today.weekday()) % 7
    return today + timedelta(days=ahead or (0 if match[1] == "this" else 7))


def _weekday_of_week(text: str, today: date) -> date | None:
    if match := _DAY_OF_WEEK.fullmatch(text):
        word, week = match[1], match[2]
    elif match := _WEEK_THEN_DAY.fullmatch(text):
        word, week = match[2], match[1]
    else:
        return None
    weekday = weekday_number(word)
    return day_after(_monday(today, _WEEKS_AHEAD[week]), weekday) if weekday is not None else None


def _day_behind(text: str, today: date, direction: DayDirection) -> date | None:
    back = {"today": 0, "yesterday": 1, "day before yesterday": 2}.get(text)
    if back is not None:
        return day_after(today, -back)
    counted = text.removesuffix(" today").removesuffix(" ago")
    if text != counted and (span := _span(counted)) is not None and " ago" in text:
        return count_back(today, *span)
    is_last = text.startswith("last ")
    weekday = weekday_number(text.removeprefix("last "))
    if weekday is not None and (is_last or direction is DayDirection.PAST):
        back = (today.weekday() - weekday) % 7
        return day_after(today, -(back or (7 if is_last else 0)))
    day = _weekday_of_week(text, today)
    return day if day is not None and day <= today else None
