"""Whose an action is: the people and agencies that its free words name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.base import LineText
from casetool.models.people.model import People, agencies, named, person_named, slug

_PARTS = re.compile(r"[,;/&+()\[\]]|\b(?:and|with|plus)\b", re.IGNORECASE)
_EVERYONE = re.compile(
    r"(?:everyone|everybody)(?:-(?:here|present|in-the-room))?|all(?:-(?:of-us|here|present))?"
    r"|(?:all|each|every)-(?:the-)?(?:agency|agencies|partners?)"
)
_ARTICLES = ("the-", "a-", "our-")
_AGENCY = "agency:"
"""What tells the name of an agency from the id of a person; no id has a colon."""

_LONGEST = 12
"""Words that the name of a person, a role or an agency can have, at most."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Who is named by the words of an action."""

    people: tuple[str, ...] = ()
    """Their ids, in the order in which they are named."""
    agencies: tuple[str, ...] = ()
    """The agencies that are named, and those of the people."""
    everyone: bool = False

    @property
    def known(self) -> bool:
        """Whether anybody is named whom the session knows."""
        return bool(self.people or self.agencies or self.everyone)


@dataclass(frozen=True, slots=True)
class OwnerFilter:
    """Whose actions are asked for."""

    words: str
    """The slug of what was asked for."""
    person: str = ""
    """The id of the person who is meant."""
    agency: str = ""
    """The agency that is meant; the agency goes before a person of the same name."""

    @property
    def known(self) -> bool:
        """Whether the session knows whom they are."""
        return bool(self.person or self.agency)


def owners_of(who: LineText, people: People) -> Owners:
    """Who is named by words such as ``Nic Thorley, with Kit`` or ``the school nurse and housing``.

    A person is named by the whole name, a part of it that only one has, the handle, or the role; an
    agency by its name, or by a part of it that stands alone. A word that could be two people is
    nobody: what is sent to one must not be the other's.

    Args:
        who: the words.
        people: who takes part.
    """
    found: list[str] = []
    everyone = False
    for part in _parts(who, people):
        words = _bare(slug(part))
        everyone = everyone or _EVERYONE.fullmatch(words) is not None
        whole = _target(words, people) or _part_of_agency(words, people)
        found += [whole] if whole else _in_words(words, people)
    ids = tuple(dict.fromkeys(one for one in found if person_named(one, people) is not None))
    theirs = (person.agency for one in ids if (person := person_named(one, people)) is not None)
    direct = (agency for agency in agencies(people) if f"{_AGENCY}{agency}" in found)
    all_of = agencies(people) if everyone else (*theirs, *direct)
    return Owners(ids, tuple(dict.fromkeys(filter(None, all_of))), everyone)


def owner_filter(text: str, people: People) -> OwnerFilter:
    """Whom words mean whose actions are asked for.

    Args:
        text: an agency, a part of its name, a person's name or handle.
        people: who takes part.
    """
    words = _bare(slug(text))
    for agency in agencies(people):
        if slug(agency) == words:
            return OwnerFilter(words, agency=agency)
    person = _person(words, people)
    if person:
        return OwnerFilter(words, person=person)
    return OwnerFilter(words, agency=_part_of_agency(words, people).removeprefix(_AGENCY))


def is_theirs(who: LineText, asked: OwnerFilter, people: People) -> bool:
    """Whether an action belongs to those who are asked for.

    Args:
        who: the words of the action.
        asked: who they are.
        people: who takes part.
    """
    owners = owners_of(who, people)
    if asked.person:
        return owners.everyone or asked.person in owners.people
    if asked.agency:
        return owners.everyone or asked.agency in owners.agencies
    # nobody of this session: then the words themselves, so that “police” finds “police”
    return any(_bare(slug(part)) == asked.words for part in _PARTS.split(who) if asked.words)


def _parts(who: str, people: People) -> list[str]:
    """The names in a row; one that has an “and” in itself stays whole."""
    return [who] if _target(_bare(slug(who)), people) else _PARTS.split(who)


def _in_words(words: str, people: People) -> Iterator[str]:
    """Who is named in a row of words: the longest name that begins at each place."""
    row = words.split("-") if words else []
    place = 0
    while place < len(row):
        for end in range(min(len(row), place + _LONGEST), place, -1):
            several = "-".join(row[place:end])
            target = _target(several, people)
            if not target and end - place > 1:
                target = _part_of_agency(several, people)  # “mental health team”: not health
            if target:
                yield target
                place = end
                break
        else:
            place += 1


def _target(words: str, people: People) -> str:
    agency = next((one for one in agencies(people) if slug(one) == words), "")
    person = _person(words, people)
    nameless = any(one.id == person and not one.name for one in people)
    if person and not (agency and nameless):
        return person
    return f"{_AGENCY}{agency}" if agency else ""


def _person(words: str, people: People) -> str:
    """The one person whose handle, name, part of a name or role these words are."""
    found = person_named(named(words, people) or "", people)
    if found is not None and f"-{words}-" in f"-{found.id}-{slug(found.name)}-":
        return found.id
    roles = {person.id for person in people if person.role and slug(person.role) == words}
    return roles.pop() if len(roles) == 1 else ""


def _part_of_agency(words: str, people: People) -> str:
    """The one agency in whose name these words stand, whole and in this order."""
    near = [one for one in agencies(people) if words and f"-{words}-" in f"-{slug(one)}-"]
    return f"{_AGENCY}{near[0]}" if len(near) == 1 else ""


def _bare(words: str) -> str:
    for article in _ARTICLES:
        words = words.removeprefix(article)
    return words
