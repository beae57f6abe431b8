"""Parsing a typed person: name, role, agency, and how they attend."""

import re

from casetool.models.people.model import (
    Attends,
    People,
    Person,
    handle_for,
    named,
    person_named,
    slug,
)

_PHRASES = {
    Attends.ROOM: ("in the room", "room", "here"),
    Attends.PHONE: ("by phone", "phone", "on the phone", "online", "video", "by video"),
    Attends.ABSENT: ("absent", "apologies", "cannot come", "not here"),
}
_COVERED = re.compile(r"covered(?: by @?(.+))?", re.IGNORECASE)


def person_from(text: str, people: People) -> Person:
    """Parse a new person from one line, with commas between the parts.

    Examples: ``Kit Marsh``, ``Kit Marsh, health``, ``Kit Marsh, school nurse, health, by phone``.
    The last part may say how they attend. A leading comma means an agency without a named person.

    Args:
        text: the line.
        people: the people so far, whose handles are in use and who can cover others.
    """
    parts = [part.strip() for part in text.split(",")]
    attends, cover, says_how = (
        _attends(parts[-1], people) if len(parts) > 1 else (None, None, False)
    )
    if says_how:
        parts = parts[:-1]
    name = parts[0]
    role = ", ".join(part for part in parts[1:-1] if part)
    agency = parts[-1] if len(parts) > 1 else ""
    return Person(
        id=handle_for(name or agency, people),
        name=name,
        role=role,
        agency=agency,
        attends=attends or Attends.ROOM,
        covered_by=cover,
    )


def _attends(text: str, people: People) -> tuple[Attends | None, str | None, bool]:
    """How somebody attends, who covers them, and whether the text says so at all."""
    for attends, phrases in _PHRASES.items():
        if text.casefold() in phrases:
            return attends, None, True
    match = _COVERED.fullmatch(text)
    if match is None:
        return None, None, False
    handle = named(slug(match[1] or ""), people)
    cover = person_named(handle or "", people)
    if cover is None or not cover.present:
        return Attends.ABSENT, None, True
    return Attends.COVERED, cover.id, True
