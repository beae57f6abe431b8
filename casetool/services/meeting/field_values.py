"""Parse typed dates and names, and echo what was understood while the user types."""

from datetime import date

from casetool.models.parsing.days import format_date_short
from casetool.models.parsing.times import LENGTH_BOUNDS, format_length, parse_length, parse_time
from casetool.models.parsing.typed_days import (
    DAY_NOT_UNDERSTOOD,
    IS_THAT_MEANT,
    DayError,
    day_echo,
    parse_typed_day,
)
from casetool.models.people.mentions import mention
from casetool.models.people.model import People, agencies, named, person_named, slug, speaker
from casetool.services.sessions.document import Document


def when_changes(document: Document, text: str) -> dict[str, object]:
    """The changes for a typed deadline: a date, or else the text as typed."""
    day = _deadline(document, text)
    return {"due": day, "due_words": "" if day is not None else text}


def when_echo(document: Document, text: str, stored: str = "") -> str:
    """Echo a typed deadline with its weekday and date, before it is stored.

    Args:
        document: the open session.
        text: the deadline as typed.
        stored: the deadline as it stands. If that is long past, it is not asked about again.
    """
    if not text.strip():
        return ""
    echo = day_echo("due", text, document.now().date(), document.session.nation)
    if echo == DAY_NOT_UNDERSTOOD:
        return "no date in this: kept as words"
    if _deadline(document, text) is None:
        return f"{echo} Kept as words." if echo.endswith(("?", ".")) else f"{echo}: kept as words"
    return echo.removesuffix(IS_THAT_MEANT) if text == stored else echo


def when_text(due: date | None, due_words: str) -> str:
    """A stored deadline as text for a form."""
    return format_date_short(due) if due is not None else due_words


def time_echo(text: str) -> str:
    """Echo a typed time of day."""
    time_of_day = parse_time(text)
    if time_of_day is None:
        return "not a time I can read" if text.strip() else ""
    return f"{time_of_day:%H:%M}"


def length_echo(text: str) -> str:
    """Echo a typed length."""
    minutes = parse_length(text)
    if minutes is None:
        return f"not a length of {LENGTH_BOUNDS}" if text.strip() else ""
    return format_length(minutes)


def who_value(document: Document, text: str) -> str:
    """Complete a short name: ``kit`` becomes ``Kit Marsh``. Other text is not changed."""
    people = document.session.people
    handle = _handle(text, people)
    if handle is None:
        return text.strip()
    person = person_named(handle, people)
    if person is not None:
        return person.label
    return next((agency for agency in agencies(people) if slug(agency) == handle), text.strip())


def who_echo(document: Document, text: str) -> str:
    """Echo the person or agency of a typed name."""
    people = document.session.people
    handle = _handle(text, people)
    return f"→ {speaker(handle, people)}" if handle is not None else ""


def _handle(text: str, people: People) -> str | None:
    """Whom a typed name means. After an at sign a handle, or the start of a name, is enough."""
    word = text.strip()
    return mention(word[1:], people).target if word.startswith("@") else named(word, people)


def _deadline(document: Document, text: str) -> date | None:
    try:
        return parse_typed_day("due", text, document.now().date(), document.session.nation)
    except DayError:
        return None
