"""A person as one types them: name, role, agency, how they attend."""

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

_HOW = {
    Attends.ROOM: ("in the room", "room", "here"),
    Attends.PHONE: ("by phone", "phone", "on the phone", "online", "video", "by video"),
    Attends.ABSENT: ("absent", "apologies", "cannot come", "not here"),
}
_COVERED = re.compile(r"covered(?: by @?(.+))?", re.IGNORECASE)


def person_from(text: str, people: People) -> Person:
    """A new person from one line, its parts between commas.

    ``Kit Marsh``; ``Kit Marsh, health``; ``Kit Marsh, school nurse, health, by phone``. The last
    part counts as how they attend when it says so. A line that begins with a comma is an agency
    for which nobody was named.

    Args:
        text: the line.
        people: who is there already: handles are unique, and one of them can wear two hats.
    """
    parts = [part.strip() for part in text.split(",")]
    how, cover, attending = _attends(parts[-1], people) if len(parts) > 1 else (None, None, False)
    if attending:
        parts = parts[:-1]
    name = parts[0]
    role = ", ".join(part for part in parts[1:-1] if part)
    agency = parts[-1] if len(parts) > 1 else ""
    return Person(
        id=handle_for(name or agency, people),
        name=name,
        role=role,
        agency=agency,
        attends=how or Attends.ROOM,
        covered_by=cover,
    )


def _attends(words: str, people: People) -> tuple[Attends | None, str | None, bool]:
    """How somebody attends, who covers them, and whether the words say so at all."""
    for how, ways in _HOW.items():
        if words.casefold() in ways:
            return how, None, True
    match = _COVERED.fullmatch(words)
    if match is None:
        return None, None, False
    handle = named(slug(match[1] or ""), people)
    cover = person_named(handle or "", people)
    if cover is None or not cover.present:
        return Attends.ABSENT, None, True
    return Attends.COVERED, cover.id, True
