"""Whose an action is: the people and agencies named in its free text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casetool.models.base import LineText
from casetool.models.people.full_names import is_of_other_name, words_and_capitals
from casetool.models.people.model import People, agencies, named, person_named, slug

_SEPARATORS = re.compile(r"[,;/&+()\[\]]|\b(?:and|with|plus)\b", re.IGNORECASE)
_EVERYONE = re.compile(
    r"(?:everyone|everybody)(?:-(?:here|present|in-the-room))?|all(?:-(?:of-us|here|present))?"
    r"|(?:all|each|every)-(?:the-)?(?:agency|agencies|partners?)"
)
_ARTICLES = ("the-", "a-", "our-")
_AGENCY_PREFIX = "agency:"
"""Marks an agency's name among the ids of people. No id has a colon."""

_MOST_WORDS_OF_A_NAME = 12
"""Most words in the name of a person, a role or an agency."""


@dataclass(frozen=True, slots=True)
class Owners:
    """The people and agencies that the text of an action names."""

    people: tuple[str, ...] = ()
    """Their ids, in the order in which they are named."""
    agencies: tuple[str, ...] = ()
    """The agencies that are named, and those of the people."""
    everyone: bool = False

    @property
    def known(self) -> bool:
        """Whether it names anybody whom the session knows."""
        return bool(self.people or self.agencies or self.everyone)


@dataclass(frozen=True, slots=True)
class OwnerFilter:
    """The person or agency whose actions are asked for."""

    slug: str
    """Slug of the text that was typed."""
    person: str = ""
    """Id of the person, if one is meant."""
    agency: str = ""
    """The agency, if one is meant. An agency comes before a person of the same name."""

    @property
    def known(self) -> bool:
        """Whether the session knows the person or agency."""
        return bool(self.person or self.agency)


def owners_of(who: LineText, people: People) -> Owners:
    """Find the people and agencies in a text such as ``Nic Thorley, with Kit``.

    A person is named by the whole name, a part that is theirs alone, the handle or the role.
    An agency is named by its name or a part that is its alone. An ambiguous word names nobody,
    so that nobody receives another person's actions.

    Args:
        who: the text.
        people: who takes part.
    """
    matches: list[str] = []
    names_everyone = False
    for part in _split_names(who, people):
        name_slug = _without_article(slug(part))
        names_everyone = names_everyone or _EVERYONE.fullmatch(name_slug) is not None
        match = _exact_match(name_slug, people) or _agency_by_part(name_slug, people)
        matches += [match] if match else _names_within(part, people)
    ids = tuple(dict.fromkeys(name for name in matches if person_named(name, people) is not None))
    agencies_of_people = (
        person.agency for name in ids if (person := person_named(name, people)) is not None
    )
    named_agencies = (
        agency for agency in agencies(people) if f"{_AGENCY_PREFIX}{agency}" in matches
    )
    all_agencies = agencies(people) if names_everyone else (*agencies_of_people, *named_agencies)
    return Owners(ids, tuple(dict.fromkeys(filter(None, all_agencies))), names_everyone)


def owner_filter(text: str, people: People) -> OwnerFilter:
    """Find the person or agency whose actions are asked for.

    Args:
        text: an agency, a part of its name, a person's name or handle.
        people: who takes part.
    """
    name_slug = _without_article(slug(text))
    for agency in agencies(people):
        if slug(agency) == name_slug:
            return OwnerFilter(name_slug, agency=agency)
    person = _person_id(name_slug, people)
    if person:
        return OwnerFilter(name_slug, person=person)
    return OwnerFilter(
        name_slug, agency=_agency_by_part(name_slug, people).removeprefix(_AGENCY_PREFIX)
    )


def is_theirs(who: LineText, target: OwnerFilter, people: People) -> bool:
    """Whether an action belongs to the person or agency asked for.

    Args:
        who: the text that names the action's owners.
        target: the person or agency asked for.
        people: who takes part.
    """
    owners = owners_of(who, people)
    if target.person:
        return owners.everyone or target.person in owners.people
    if target.agency:
        return owners.everyone or target.agency in owners.agencies
    # nobody of this session: compare the texts, so that “police” finds “police”
    return any(
        _without_article(slug(part)) == target.slug
        for part in _SEPARATORS.split(who)
        if target.slug
    )


def _split_names(who: str, people: People) -> list[str]:
    """Split a list of names. A single name with “and” in it stays whole."""
    return [who] if _exact_match(_without_article(slug(who)), people) else _SEPARATORS.split(who)


def _names_within(text: str, people: People) -> Iterator[str]:
    """Yield whoever is named in a text, taking the longest name at each word."""
    text_words, capitals = words_and_capitals(text)
    while text_words and f"{text_words[0]}-" in _ARTICLES:
        text_words, capitals = text_words[1:], capitals[1:]
    start = 0
    while start < len(text_words):
        for end in range(min(len(text_words), start + _MOST_WORDS_OF_A_NAME), start, -1):
            phrase = "-".join(text_words[start:end])
            target = _exact_match(phrase, people)
            if not target and end - start > 1:
                target = _agency_by_part(phrase, people)  # “mental health team”: not health
            if target:
                person = person_named(target, people) if end - start == 1 else None
                if person is None or not is_of_other_name(start, text_words, capitals, person):
                    yield target
                start = end
                break
        else:
            start += 1


def _exact_match(name_slug: str, people: People) -> str:
    agency = next((candidate for candidate in agencies(people) if slug(candidate) == name_slug), "")
    person = _person_id(name_slug, people)
    nameless = any(someone.id == person and not someone.name for someone in people)
    if person and not (agency and nameless):
        return person
    return f"{_AGENCY_PREFIX}{agency}" if agency else ""


def _person_id(name_slug: str, people: People) -> str:
    """Id of the only person with this handle, name, part of a name, or role."""
    person = person_named(named(name_slug, people) or "", people)
    if person is not None and f"-{name_slug}-" in f"-{person.id}-{slug(person.name)}-":
        return person.id
    in_role = [someone.id for someone in people if someone.role and slug(someone.role) == name_slug]
    return in_role[0] if len(in_role) == 1 else ""


def _agency_by_part(name_slug: str, people: People) -> str:
    """The only agency whose name contains these whole words in this order."""
    matches = [
        agency
        for agency in agencies(people)
        if name_slug and f"-{name_slug}-" in f"-{slug(agency)}-"
    ]
    return f"{_AGENCY_PREFIX}{matches[0]}" if len(matches) == 1 else ""


def _without_article(name_slug: str) -> str:
    for article in _ARTICLES:
        name_slug = name_slug.removeprefix(article)
    return name_slug
