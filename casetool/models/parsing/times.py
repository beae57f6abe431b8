"""Typed times of day and lengths: a small grammar, always told back."""

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:[:.h ]?([0-5]\d))? ?(am|pm|a\.m\.|p\.m\.|h|o'clock)?")
_MINUTES = re.compile(r"(\d{1,4}) ?(?:m|mins?|minutes?)?")
_HOURS = re.compile(
    r"(\d{1,2}) ?(?:h|hrs?|hours?)(?: ?(?:and )?([0-5]?\d) ?(?:m|mins?|minutes?)?)?"
)
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_PART = re.compile(r"(\d{1,2})[.,](\d{1,2}) ?(?:h|hrs?|hours?)")
_IN_WORDS = {"half an hour": 30, "an hour": 60, "one hour": 60, "an hour and a half": 90}

SHORTEST, LONGEST = 5, 24 * 60
"""Minutes of a discussion."""

LENGTH_BOUNDS = "5 minutes to 24 hours"
"""The same, as it is said where a length is refused."""

AFTERNOON_HOURS = range(1, 7)
"""Hours that mean the afternoon where nothing else is said: nobody meets at three at night."""


def parse_time(text: str) -> time | None:
    """A time of day as people type it.

    Understood: ``10:00``, ``10.00``, ``1000``, ``10``, ``10am``, ``2 pm``, ``14h``, ``noon``. One
    to six without more is the afternoon; ``02:30`` is the night.

    Args:
        text: what was typed.

    Returns:
        The time, or None where none can be read.
    """
    words = " ".join(text.casefold().replace("’", "'").removeprefix("at ").split())
    if words in ("noon", "midday"):
        return time(12)
    match = _TIME.fullmatch(words)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif hour in AFTERNOON_HOURS and not match[1].startswith("0") and half != "h":
        hour += 12
    return time(hour, minute) if hour < 24 else None


def parse_length(text: str) -> int | None:
    """How long something may take, in minutes, as people type it.

    Understood: ``90``, ``90 min``, ``1h``, ``1h30``, ``1 hour 30``, ``1:30``, ``1.5 h``.

    Args:
        text: what was typed.

    Returns:
        The minutes, or None where none can be read, or too few or too many.
    """
    words = " ".join(text.casefold().split())
    minutes = _IN_WORDS.get(words)
    if match := _MINUTES.fullmatch(words):
        minutes = int(match[1])
    elif match := _CLOCK.fullmatch(words) or _HOURS.fullmatch(words):
        minutes = int(match[1]) * 60 + int(match[2] or 0)
    elif match := _PART.fullmatch(words):
        minutes = round(float(f"{match[1]}.{match[2]}") * 60)
    return minutes if minutes is not None and SHORTEST <= minutes <= LONGEST else None


def format_length(minutes: int) -> str:
    """A length told back, such as ``90 min (1 h 30)``."""
    hours, rest = divmod(minutes, 60)
    if minutes <= 60:
        return f"{minutes} min"
    return f"{minutes} min ({hours} h{f' {rest}' if rest else ''})"


def minutes_of(seconds: int) -> int:
    """Seconds as whole minutes, rounded; a file can hold more of them than a float does."""
    minutes, more = divmod(seconds, 60)
    return minutes + (more > 30 or (more == 30 and minutes % 2 == 1))
