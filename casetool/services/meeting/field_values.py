"""How typed dates and names are understood, and how they are told back while typing."""

from datetime import date

from casetool.models.parsing.days import format_date_short
from casetool.models.parsing.times import LENGTH_BOUNDS, format_length, parse_length, parse_time
from casetool.models.parsing.typed_days import (
    DAY_NOT_UNDERSTOOD,
    DayError,
    day_echo,
    parse_typed_day,
)
from casetool.models.people.model import agencies, named, person_named, slug, speaker
from casetool.services.sessions.document import Document


def when_changes(document: Document, text: str) -> dict[str, object]:
    """What a typed deadline changes: a date, or the words kept as they are."""
    day = _deadline(document, text)
    return {"due": day, "due_words": "" if day is not None else text}


def when_echo(document: Document, text: str) -> str:
    """How a typed deadline is understood: weekday and date, before it is stored."""
    if not text.strip():
        return ""
    told = day_echo("due", text, document.now().date(), document.session.nation)
    if told == DAY_NOT_UNDERSTOOD:
        return "no date in this: kept as words"
    return told if _deadline(document, text) is not None else f"{told}: kept as words"


def when_text(due: date | None, due_words: str) -> str:
    """A stored deadline, as it stands in a form."""
    return format_date_short(due) if due is not None else due_words


def time_echo(text: str) -> str:
    """How a time of day is understood."""
    at = parse_time(text)
    if at is None:
        return "not a time I can read" if text.strip() else ""
    return f"{at:%H:%M}"


def length_echo(text: str) -> str:
    """How a length is understood."""
    minutes = parse_length(text)
    if minutes is None:
        return f"not a length of {LENGTH_BOUNDS}" if text.strip() else ""
    return format_length(minutes)


def who_value(document: Document, text: str) -> str:
    """A name typed short, in full: ``kit`` becomes ``Kit Marsh``; other words stay."""
    people = document.session.people
    handle = named(text.strip().removeprefix("@"), people)
    if handle is None:
        return text.strip()
    person = person_named(handle, people)
    if person is not None:
        return person.label
    return next((agency for agency in agencies(people) if slug(agency) == handle), text.strip())


def who_echo(document: Document, text: str) -> str:
    """Whom a typed name means."""
    people = document.session.people
    handle = named(text.strip().removeprefix("@"), people)
    return f"→ {speaker(handle, people)}" if handle is not None else ""


def _deadline(document: Document, text: str) -> date | None:
    try:
        return parse_typed_day("due", text, document.now().date(), document.session.nation)
    except DayError:
        return None
