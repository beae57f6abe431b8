"""Typed days of any purpose: parsed within likely bounds, or refused with a reason."""

from datetime import date

from casetool.models.parsing.dates import (
    format_date,
    parse_date,
    parse_near_date,
    parse_past_date,
    working_day,
)
from casetool.models.parsing.days import format_date_short, how_far_off, is_odd, likely_days
from casetool.models.session import Nation

DAY_NOT_UNDERSTOOD = "not a date I can read"
"""Shown beside a field whose text is no day."""

_USUALLY_PAST = frozenset({"referral", "done"})
_USUALLY_AHEAD = frozenset({"due", "review"})
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
        DayError: the text is no day, or too far away to be meant.
    """
    if not text.strip():
        return None
    day = _parsed(name, text, today, nation)
    if day is None:
        example = _EXAMPLES.get(name, _USUAL_EXAMPLE)
        raise DayError(f"“{text.strip()}” is not a date that can be read. Try {example}.")
    if is_odd(name, day, today):
        first, last = map(format_date_short, likely_days(name, today))
        raise DayError(
            f"“{text.strip()}” is {format_date_short(day)}, {how_far_off(day, today)}."
            f" Type a day between {first} and {last}."
        )
    return day


def day_echo(name: str, text: str, today: date, nation: Nation = Nation.ENGLAND) -> str:
    """Short reading of a typed day, to show beside its field, as by ``parse_typed_day``."""
    if not text.strip():
        return ""
    day = _parsed(name, text, today, nation)
    if day is None:
        return DAY_NOT_UNDERSTOOD
    odd = is_odd(name, day, today)
    return f"{format_date_short(day)}: {how_far_off(day, today)}" if odd else format_date(day)


def _parsed(name: str, text: str, today: date, nation: Nation) -> date | None:
    if name in _USUALLY_PAST:
        return parse_past_date(text, today)
    parse = parse_date if name in _USUALLY_AHEAD else parse_near_date
    return parse(text, today, working_day(nation))
