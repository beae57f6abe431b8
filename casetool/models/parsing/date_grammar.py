"""A small grammar for typed dates, day first. The app always echoes the date that it read."""

import re
from dataclasses import replace
from datetime import date

from casetool.models.parsing.calendar_days import (
    DateReading,
    DayDirection,
    read_calendar_day,
    weekday_question,
)
from casetool.models.parsing.dates import WorkingDay, month_name, weekday_name
from casetool.models.parsing.days import format_date_short
from casetool.models.parsing.relative_days import count_back, count_forward, read_relative_day
from casetool.models.parsing.times import parse_time
from casetool.models.parsing.typed_text import number_word, plain_text, with_digits

_FILLERS = re.compile(r"\b(?:by|on|the|of|in|within)\b|[,()\[\]]")
_LEADING = re.compile(
    r"^(?:(?:due|until|till|til|at|before|or before|latest|no later than|not later than) )+"
)
_TRAILING = re.compile(r" (?:at )?latest$|[ .;!]+$")
_END_OF_DAY = "(?:end (?:working )?day|close (?:play|business)|cop|cob|eod)"
_END_OF_DAY_FIRST = re.compile(rf"^(?:{_END_OF_DAY}) ")
_END_OF_DAY_LAST = re.compile(rf" (?:{_END_OF_DAY})$")

_SHORTHAND = re.compile(r"(in |within |by )?([1-9]\d?) ?/ ?(7|52|12)( time| ago)?")
_SHORTHAND_UNITS = {"7": "day", "52": "week", "12": "month"}
_MOST_SHORTHAND_DAYS = 14
"""Days that are written as “14/7” and not in weeks."""

_WEEK_BEGINS = re.compile(
    r"^(?:w/c|wc|w\.c\.?|w/b|(?:week|wk) (?:commencing|beginning|starting)|week(?= \d)) ?"
)
_WEEK_ENDS = re.compile(r"^(?:w/e|(?:week|wk) ending) ?")

_PARTS_OF_DAY = frozenset(
    {"am", "pm", "morning", "afternoon", "evening", "night", "lunch", "lunchtime", "noon",
     "midday", "midnight"}
)  # fmt: skip
_LONGEST_TIME = 5
"""Words of the longest time of day: “at half past 2 pm”."""

LONGEST_DATE_LETTERS = 200
"""Nothing longer is a date. A long run of signs would be looked at for seconds."""

TIME_LEFT_OUT = "without the time"
"""The note where a time of day was typed with a date, which has no place for it."""


def read_date(
    text: str, today: date, direction: DayDirection, is_working_day: WorkingDay
) -> DateReading | None:
    """Read a date as people type it.

    Days: ``2026-12-12``, ``12/12``, ``12.12.26``, ``12-12-26``, ``12 dec``, ``3-dec-26``, ``the
    3rd``, ``thurs 3rd``, ``w/c 7 dec``. A weekday that does not fit is asked about. A day without
    a year is the one that just passed, or the next. For a past purpose it is the latest.

    Words: ``today``, ``tomorrow``, ``end of the week``, ``next week`` (its Friday), ``friday`` (the
    next after today), ``this friday`` (today counts), ``next friday`` (the one in next week),
    ``friday week``, ``yesterday``, ``last friday``.

    Spans: ``+3d``, ``2 weeks``, ``a fortnight``, ``+1m``, ``7y``, ``10wd``, ``2 weeks ago``.

    Args:
        text: the text.
        today: the day on which it was typed.
        direction: where the day usually lies.
        is_working_day: tells which days count for ``10wd``.

    Returns:
        The reading, or None where the text is no date or an impossible one.
    """
    if len(text) > LONGEST_DATE_LETTERS:
        return None
    plain = with_digits(plain_text(text))
    try:
        if shorthand := _read_shorthand(plain, today, direction, is_working_day):
            return shorthand
        plain = _without_fillers(plain)
        reading = _read_plain(plain, today, direction, is_working_day)
        return reading or _read_with_time(plain, today, direction, is_working_day)
    except (OverflowError, ValueError):  # beyond the calendar
        return None


def _without_fillers(text: str) -> str:
    text = " ".join(_FILLERS.sub(" ", text).split())
    text = _TRAILING.sub("", _TRAILING.sub("", _LEADING.sub("", text)))
    if re.fullmatch(_END_OF_DAY, text):
        return "today"
    return _END_OF_DAY_LAST.sub("", _END_OF_DAY_FIRST.sub("", text))


def _read_plain(
    text: str, today: date, direction: DayDirection, is_working_day: WorkingDay
) -> DateReading | None:
    return (
        read_relative_day(text, today, direction, is_working_day)
        or _read_week(text, today, direction, is_working_day)
        or read_calendar_day(text, today, direction)
    )


def _read_shorthand(
    text: str, today: date, direction: DayDirection, is_working_day: WorkingDay
) -> DateReading | None:
    """Read ``2/7``, ``6/52`` and ``3/12`` where nurses mean days, weeks and months.

    Two days or a day in July is asked about. Alone, ``3/12`` is a day in December.
    """
    match = _SHORTHAND.fullmatch(text)
    if match is None:
        return None
    before, count, unit = (match[1] or "").strip(), int(match[2]), _SHORTHAND_UNITS[match[3]]
    if match[4] == " ago":
        return DateReading(count_back(today, count, unit))
    is_span = before in ("in", "within") or match[4] == " time" or unit == "week"
    if is_span and direction is not DayDirection.PAST:
        return DateReading(count_forward(today, count, unit, is_working_day))
    if unit == "day" and count <= _MOST_SHORTHAND_DAYS:
        ago = " ago" if direction is DayDirection.PAST else ""
        days = f"{count} day{'' if count == 1 else 's'}{ago}"
        spelt = f"{number_word(count)} {days.partition(' ')[2]}"
        return DateReading(
            question=f"{spelt}, or {count} {month_name(7)}? Write {days} or {count} jul."
        )
    return None


def _read_week(
    text: str, today: date, direction: DayDirection, is_working_day: WorkingDay
) -> DateReading | None:
    """Read the week that begins or ends with a day, which must be such a day."""
    is_end = _WEEK_ENDS.match(text) is not None
    day_text = (_WEEK_ENDS if is_end else _WEEK_BEGINS).sub("", text)
    if day_text == text:
        return None
    reading = read_calendar_day(day_text, today, direction) or read_relative_day(
        day_text, today, direction, is_working_day
    )
    if reading is None or reading.day is None:
        return reading
    if is_end and reading.day.weekday() < 4:
        weekday = weekday_name(reading.day.weekday())
        question = f"{format_date_short(reading.day)} is a {weekday}: which week is meant?"
        return DateReading(question=question)
    if not is_end and reading.day.weekday() != 0:
        return DateReading(question=weekday_question(reading.day, 0))
    edge = "end" if is_end else "Monday"
    return replace(reading, note=f"the {edge} of that week", is_period=True)


def _read_with_time(
    text: str, today: date, direction: DayDirection, is_working_day: WorkingDay
) -> DateReading | None:
    """Read a date before or after a time of day, which is left out."""
    pieces = text.split()
    for count in range(1, min(_LONGEST_TIME, len(pieces) - 1) + 1):
        for time_words, day_words in (
            (pieces[-count:], pieces[:-count]),
            (pieces[:count], pieces[count:]),
        ):
            if not _is_time(" ".join(time_words)):
                continue
            day_text = " ".join(day_words)
            reading = _read_plain(day_text, today, direction, is_working_day)
            if reading is not None:
                notes = ", ".join(filter(None, (reading.note, TIME_LEFT_OUT)))
                return replace(reading, note=notes) if reading.day is not None else reading
    return None


def _is_time(text: str) -> bool:
    """Whether a text is surely a time of day. A number alone is one only after “at”."""
    if text in _PARTS_OF_DAY:
        return True
    return re.search("[a-z:.@-]", text) is not None and parse_time(text) is not None
