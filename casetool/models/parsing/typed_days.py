"""Typed days of any purpose: parsed within likely bounds, or refused with a reason."""

from datetime import date

from casetool.models.parsing.calendar_days import JUST_PASSED_DAYS, DateReading, DayDirection
from casetool.models.parsing.date_grammar import read_date
from casetool.models.parsing.dates import format_date, working_day
from casetool.models.parsing.days import (
    format_date_short,
    how_far_off,
    is_odd,
    likely_days,
    weeks_between,
)
from casetool.models.session import Nation

DAY_NOT_UNDERSTOOD = "not a date I can read"
"""Shown beside a field whose text is no day."""

IS_THAT_MEANT = ": is that meant?"
"""The question at the end of an echo, where a deadline is long past."""

_DIRECTIONS = {
    "referral": DayDirection.PAST,
    "done": DayDirection.PAST,
    "discussion": DayDirection.NEAR,
    "due": DayDirection.AHEAD,
    "review": DayDirection.AHEAD,
}
"""Where the days of a purpose usually lie. Dates that follow from a discussion are near."""

_ONE_DAY_ONLY = frozenset({"referral", "done", "discussion"})
"""Purposes for which a week or month does not do. The others are deadlines."""

_EXAMPLES = {"review": "7y or 12/11/2033", "due": "12 dec, friday or 10wd"}
_USUAL_EXAMPLE = "14 oct or 14/10/2026"


class DayError(ValueError):
    """The text is no day, or an unlikely one. The message says why, and what to type."""


def parse_typed_day(
    name: str, text: str, today: date, nation: Nation = Nation.ENGLAND
) -> date | None:
    """Parse a typed day. Empty text gives None.

    Args:
        name: its purpose. ``referral`` and ``done`` are usually past, ``due`` and ``review`` ahead.
            ``discussion`` and the dates that follow may be either.
        text: the text.
        today: the day on which it was typed.
        nation: the nation whose bank holidays count.

    Raises:
        DayError: the text is no day, or a doubtful one, or too far away to be meant.
    """
    if not text.strip():
        return None
    reading = _read(name, text, today, nation)
    if reading is None:
        example = _EXAMPLES.get(name, _USUAL_EXAMPLE)
        raise DayError(f"“{text.strip()}” is not a date that can be read. Try {example}.")
    if reading.day is None:
        raise DayError(f"“{text.strip()}”: {reading.question}")
    if is_odd(name, reading.day, today):
        first, last = map(format_date_short, likely_days(name, today))
        raise DayError(
            f"“{text.strip()}” is {format_date_short(reading.day)},"
            f" {how_far_off(reading.day, today)}. Type a day between {first} and {last}."
        )
    return reading.day


def day_echo(name: str, text: str, today: date, nation: Nation = Nation.ENGLAND) -> str:
    """Short reading of a typed day, to show beside its field, as by ``parse_typed_day``.

    It asks what is meant where the text is doubtful, and tells a deadline that is past.
    """
    if not text.strip():
        return ""
    reading = _read(name, text, today, nation)
    if reading is None:
        return DAY_NOT_UNDERSTOOD
    if reading.day is None:
        return reading.question
    if is_odd(name, reading.day, today):
        return f"{format_date_short(reading.day)}: {how_far_off(reading.day, today)}"
    past = "" if name in _ONE_DAY_ONLY else _how_long_past(reading.day, today)
    return ", ".join(filter(None, (format_date(reading.day), reading.note, past)))


def _read(name: str, text: str, today: date, nation: Nation) -> DateReading | None:
    direction = _DIRECTIONS.get(name, DayDirection.NEAR)
    reading = read_date(text, today, direction, working_day(nation))
    if reading is not None and reading.is_period and name in _ONE_DAY_ONLY:
        return DateReading(question="which day is meant?")
    return reading


def _how_long_past(deadline: date, today: date) -> str:
    """What is told of a deadline that is past, and whether it is meant if it is long past."""
    days = (today - deadline).days
    if days <= 0:
        return ""
    if days <= JUST_PASSED_DAYS:
        return "yesterday" if days == 1 else f"{days} days ago"
    return f"that was {weeks_between(deadline, today)} ago{IS_THAT_MEANT}"
