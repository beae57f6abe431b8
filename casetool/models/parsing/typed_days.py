"""A day as it is typed, whatever it is for: understood, within bounds, or refused in words."""

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
"""What stands beside a field in which no day can be read."""

_PAST = frozenset({"referral", "done"})
_AHEAD = frozenset({"due", "review"})
_EXAMPLES = {"review": "7y or 12/11/2033", "due": "12 dec, friday or 10wd"}
_USUAL_EXAMPLE = "14 oct or 14/10/2026"


class DayError(ValueError):
    """Words are no day, or one that nobody means; the text says why, and what can be typed."""


def parse_typed_day(
    name: str, text: str, today: date, nation: Nation = Nation.ENGLAND
) -> date | None:
    """A day as typed; None when nothing was.

    Args:
        name: what it is for: ``referral`` and ``done`` lie behind us, ``due`` and ``review``
            ahead; ``discussion`` and the dates that follow from it either way.
        text: what was typed.
        today: the day on which it was typed.
        nation: whose bank holidays count.

    Raises:
        DayError: no day can be read, or it is too far away to be meant.
    """
    if not text.strip():
        return None
    day = _understood(name, text, today, nation)
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
    """How a typed day is understood, in a few words to stand beside it; as ``typed_day``."""
    if not text.strip():
        return ""
    day = _understood(name, text, today, nation)
    if day is None:
        return DAY_NOT_UNDERSTOOD
    odd = is_odd(name, day, today)
    return f"{format_date_short(day)}: {how_far_off(day, today)}" if odd else format_date(day)


def _understood(name: str, text: str, today: date, nation: Nation) -> date | None:
    if name in _PAST:
        return parse_past_date(text, today)
    read = parse_date if name in _AHEAD else parse_near_date
    return read(text, today, working_day(nation))
