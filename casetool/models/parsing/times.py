"""A small grammar for typed times of day and lengths. The app always echoes what it read."""

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?([0-5]\d))? ?(am|pm|a\.m\.|p\.m\.|h|o'clock)?")
_MINUTES = re.compile(r"(\d{1,4}) ?(?:m|mins?|minutes?)?")
_HOURS = re.compile(
    r"(\d{1,2}) ?(?:h|hrs?|hours?)(?: ?(?:and )?([0-5]?\d) ?(?:m|mins?|minutes?)?)?"
)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_DECIMAL_HOURS = re.compile(r"(\d{1,2})[.,](\d{1,2}) ?(?:h|hrs?|hours?)")
_PHRASES = {"half an hour": 30, "an hour": 60, "one hour": 60, "an hour and a half": 90}

SHORTEST, LONGEST = 5, 24 * 60
"""Bounds on the minutes of a discussion."""

LENGTH_BOUNDS = "5 minutes to 24 hours"
"""The same bounds, for the message when a length is refused."""

AFTERNOON_HOURS = range(1, 7)
"""Hours that mean the afternoon unless stated otherwise, because nobody meets at night."""


def parse_time(text: str) -> time | None:
    """Parse a time of day as people type it.

    Understood: ``10:00``, ``10.00``, ``1000``, ``10``, ``10am``, ``2 pm``, ``14h``, ``noon``. One
    to six alone is the afternoon, and ``02:30`` is the night.

    Args:
        text: the text.

    Returns:
        The time, or None where the text is no time.
    """
    normalised = " ".join(text.casefold().replace("’", "'").removeprefix("at ").split())
    if normalised in ("noon", "midday"):
        return time(12)
    match = _TIME.fullmatch(normalised)
    if match is None:
        return None
    hour, minute, suffix = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if suffix in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if suffix == "pm" else 0)
    elif hour in AFTERNOON_HOURS and not match[1].startswith("0") and suffix != "h":
        hour += 12
    return time(hour, minute) if hour < 24 else None


def parse_length(text: str) -> int | None:
    """Parse a length as people type it, in minutes.

    Understood: ``90``, ``90 min``, ``1h``, ``1h30``, ``1 hour 30``, ``1:30``, ``1.5 h``.

    Args:
        text: the text.

    Returns:
        The minutes, or None where the text is no length or out of bounds.
    """
    normalised = " ".join(text.casefold().split())
    minutes = _PHRASES.get(normalised)
    if match := _MINUTES.fullmatch(normalised):
        minutes = int(match[1])
    elif match := _CLOCK.fullmatch(normalised) or _HOURS.fullmatch(normalised):
        minutes = int(match[1]) * 60 + int(match[2] or 0)
    elif match := _DECIMAL_HOURS.fullmatch(normalised):
        minutes = round(float(f"{match[1]}.{match[2]}") * 60)
    return minutes if minutes is not None and SHORTEST <= minutes <= LONGEST else None


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
