"""A small grammar for typed times of day and lengths. The app always echoes what it read."""

import re
from datetime import time

from casetool.models.parsing.typed_text import plain_text, with_digits

_HALF_OF_DAY = r"(?:([ap])\.? ?m\b\.?)"
_CLOCK_TIME = re.compile(
    r"(\d{1,2})(?:[:.h ]?([0-5]\d)|-(0\d|15|2[5-9]|[3-5]\d))?"
    rf" ?(?:h|hrs?\.?|hours?)?(?:o'? ?clock)? ?{_HALF_OF_DAY}?"
)
"""After a dash the minutes cannot be an hour: “10-12” is from ten to twelve."""

_PAST_OR_TO = re.compile(
    r"(half|(?:a )?quarter|\d{1,2})(?: min(?:ute)?s?)? (past|to|before|after) (\d{1,2})"
    rf"(?: o'? ?clock)? ?{_HALF_OF_DAY}?"
)
_HALF_NINE = re.compile(rf"half(?:[- ]past)? ?(\d{{1,2}})(?: o'? ?clock)? ?{_HALF_OF_DAY}?")
_NOON = re.compile(r"\b(?:12(?:[:.]00)? ?)?(?:noon|midday)\b")
_MIDNIGHT = re.compile(r"\b(?:12(?:[:.]00)? ?)?midnight\b")
_MORNING = re.compile(r"(?: in the| this)? morning$")
_AFTERNOON = re.compile(r"(?: in the| this)? (?:afternoon|evening)$")
_LEADING = re.compile(r"^(?:at |from |@ ?)+")

SHORTEST_MINUTES, LONGEST_MINUTES = 5, 24 * 60
"""Bounds on the minutes of a discussion."""

LENGTH_BOUNDS = "5 minutes to 24 hours"
"""The same bounds, for the message when a length is refused."""

AFTERNOON_HOURS = range(1, 7)
"""Hours that mean the afternoon unless stated otherwise, because nobody meets at night."""

_H = r"(?:h|hrs?|hours?)\.?"
_M = r"(?:m|mins?|minutes?|')\.?"
_FRACTIONS = {"1/2": 30, "half": 30, "1/4": 15, "quarter": 15, "3/4": 45, "3 quarters": 45,
              "1/3": 20, "2/3": 40}  # fmt: skip
_F = rf"(?:an? )?({'|'.join(_FRACTIONS)})"
_MINUTES = re.compile(rf"(\d{{1,4}}) ?({_M})?")
_HOURS = re.compile(rf"(?:(an?|\d{{1,2}}) ?)?{_H}(?: ?(?:and |& ?)?([0-5]?\d) ?(?:{_M})?)?")
_COLON = re.compile(rf"(\d{{1,2}}):([0-5]\d)(?: ?{_H})?")
_DECIMAL = re.compile(rf"(\d{{1,2}})[.,](\d{{1,2}})(?: ?{_H})?")
_HOURS_AND_FRACTION = re.compile(rf"(?:(an?|\d{{1,2}}) )?{_H} (?:and |& ?)?{_F}")
_NUMBER_AND_FRACTION = re.compile(rf"(\d{{1,2}}) (?:and |& ?)?{_F}(?: ?{_H})?")
_FRACTION_OF_HOUR = re.compile(rf"{_F} ?(?:of )?(?:an? )?{_H}")
_SAME_IN_HOURS = re.compile(r"(?<=min) \(\d+ h(?: \d+)?\)$")
"""What ``format_length`` adds."""

_WRITTEN_AS_DECIMALS = frozenset({25, 50})
"""Quarters of an hour that nobody writes as minutes: 1.25, 1.50."""


def parse_time(text: str) -> time | None:
    """Parse a time of day as people type it.

    Understood: ``10:00``, ``10.00hrs``, ``10-00``, ``1000``, ``10``, ``10am``, ``9.30 a.m.``,
    ``half past nine``, ``quarter to ten``, ``12 noon``, ``midnight``.
    One to six alone is the afternoon, and ``02:30`` is the night.

    Args:
        text: the text.

    Returns:
        The time, or None where the text is no time.
    """
    plain = _LEADING.sub("", with_digits(plain_text(text)).rstrip(".;, "))
    plain = _AFTERNOON.sub(" pm", _MORNING.sub(" am", plain))
    plain = _MIDNIGHT.sub("12 am", _NOON.sub("12 pm", plain))
    if match := _CLOCK_TIME.fullmatch(plain):
        minute = int(match[2] or match[3] or 0)
        return _time_of_day(match[1], minute, match[4])
    if match := _HALF_NINE.fullmatch(plain):
        return _time_of_day(match[1], 30, match[2])
    if match := _PAST_OR_TO.fullmatch(plain):
        minutes = {"half": 30, "quarter": 15, "a quarter": 15}.get(match[1])
        minutes = int(match[1]) if minutes is None else minutes
        if minutes >= 60:
            return None
        later = match[2] in ("past", "after")
        return _time_of_day(match[3], minutes if later else -minutes, match[4])
    return None


def _time_of_day(typed_hour: str, minutes: int, half: str | None) -> time | None:
    """The time some minutes after a typed hour, or before it where they are negative."""
    hour = int(typed_hour)
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour >= 24:
        return None
    hour, minute = divmod(hour * 60 + minutes, 60)
    if half is None and not typed_hour.startswith("0"):
        hour = 12 if hour == 0 else hour  # a quarter to one
        hour += 12 if hour in AFTERNOON_HOURS else 0
    return time(hour % 24, minute)


def parse_length(text: str) -> int | None:
    """Parse a length as people type it, in minutes.

    Understood: ``90``, ``90 min``, ``45'``, ``1h30``, ``1:30``, ``1.30``, ``1.5 h``, ``1½ hours``,
    ``an hour and a half``, ``two hours``. One to four alone are hours.

    Args:
        text: the text.

    Returns:
        The minutes, or None where the text is no length or out of bounds.
    """
    plain = _SAME_IN_HOURS.sub("", with_digits(plain_text(text)))
    minutes = _whole_length(plain)
    if minutes is None:
        minutes = _length_with_fraction(plain)
    return (
        minutes if minutes is not None and SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES else None
    )


def _whole_length(text: str) -> int | None:
    if match := _MINUTES.fullmatch(text):
        number = int(match[1])
        return number * 60 if number < SHORTEST_MINUTES and match[2] is None else number
    if match := _COLON.fullmatch(text) or _HOURS.fullmatch(text):
        return _count(match[1]) * 60 + int(match[2] or 0)
    if match := _DECIMAL.fullmatch(text):
        return _decimal_minutes(match[1], match[2])
    return None


def _length_with_fraction(text: str) -> int | None:
    if match := _HOURS_AND_FRACTION.fullmatch(text) or _NUMBER_AND_FRACTION.fullmatch(text):
        return _count(match[1]) * 60 + _FRACTIONS[match[2]]
    if match := _FRACTION_OF_HOUR.fullmatch(text):
        return _FRACTIONS[match[1]]
    return None


def _decimal_minutes(hours: str, digits: str) -> int:
    """The minutes of ``1.30``, which is an hour and thirty, or of ``1.5``, which is ninety."""
    number = int(digits)
    if len(digits) == 2 and number < 60 and number not in _WRITTEN_AS_DECIMALS:
        return int(hours) * 60 + number
    return round(float(f"{int(hours)}.{digits}") * 60)


def _count(typed: str | None) -> int:
    return int(typed) if typed is not None and typed[0].isdigit() else 1


def format_length(minutes: int) -> str:
    """A length such as ``90 min (1 h 30)``."""
    hours, remainder = divmod(minutes, 60)
    if minutes <= 60:
        return f"{minutes} min"
    return f"{minutes} min ({hours} h{f' {remainder}' if remainder else ''})"


def minutes_of(seconds: int) -> int:
    """Seconds as whole minutes, rounded without floats, because a file can hold huge numbers."""
    minutes, remainder = divmod(seconds, 60)
    return minutes + (remainder > 30 or (remainder == 30 and minutes % 2 == 1))
