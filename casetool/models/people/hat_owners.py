"""Whom a new person also speaks for: people on the list, or an agency that is not there."""

import re
from dataclasses import dataclass
from itertools import dropwhile

from casetool.models.people.hats import HatWords, names_in
from casetool.models.people.model import (
    Attends,
    People,
    Person,
    agencies,
    named,
    person_named,
    slug,
)
from casetool.models.people.roles import can_be_agency, is_known_agency, is_usual_role
from casetool.models.pseudonyms.names import is_title

_TWO_NAMES = re.compile(r"[A-Z][\w'’-]+ [A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Hat:
    """A person or an agency that the new person also speaks for."""

    person_id: str | None = None
    """Somebody who is on the list already. None where a person or an agency is added."""
    name: str = ""
    role: str = ""
    agency: str = ""
    label: str = ""
    """What to call them on screen."""
    unplaced: str = ""
    """The words in brackets behind their name that no field of theirs holds."""


def is_hat(hat_phrase: HatWords, people: People) -> bool:
    """Whether words that may name a hat do: “also the chair” is a role, “and so on” is neither."""
    if not hat_phrase.whom:
        return True
    names = (hat_phrase.whom, *names_in(hat_phrase.whom))
    if any(_people_meant(name, people) or is_known_agency(name, people) for name in names):
        return True
    if not hat_phrase.is_sure:
        return False
    is_role = is_usual_role(hat_phrase.whom) and not can_be_agency(hat_phrase.whom)
    return not (hat_phrase.may_be_role and is_role)


def is_unclear_whom(hat_phrase: HatWords, people: People) -> bool:
    """Whether a hat is of somebody unknown, whose name may be a person's or an agency's."""
    whom = hat_phrase.whom
    is_known = bool(_people_meant(whom, people)) or _is_office(whom, people)
    return hat_phrase.may_be_person and not is_known and _TWO_NAMES.fullmatch(whom) is not None


def is_in_small_letters(hat_phrase: HatWords, people: People) -> bool:
    """Whether words such as “also taking notes” name nobody, as far as one can tell."""
    names = (hat_phrase.whom, *names_in(hat_phrase.whom))
    is_known = any(_people_meant(name, people) or _is_office(name, people) for name in names)
    return not is_known and hat_phrase.whom == hat_phrase.whom.lower()


def hats_for(hat_phrase: HatWords, people: People) -> tuple[Hat, ...]:
    """Everybody whom these words name."""
    names = names_in(hat_phrase.whom)
    is_list = len(names) > 1 and all(
        _people_meant(name, people) or is_known_agency(name, people) for name in names
    )
    hats = [
        hat
        for name in (names if is_list else (hat_phrase.whom,))
        for hat in _hats(name, hat_phrase, people)
    ]
    return tuple(dict.fromkeys(hats))


def _hats(whom: str, hat_phrase: HatWords, people: People) -> tuple[Hat, ...]:
    person_ids = _people_meant(whom, people)
    hats = tuple(
        Hat(person.id, label=person.label, unplaced=unplaced_words(whom, person))
        for person in people
        if person.id in person_ids
    )
    if hats:
        return hats
    agency = next((agency for agency in agencies(people) if slug(agency) == slug(whom)), "")
    is_person = (
        hat_phrase.is_instead and whom[:1] != whom[:1].lower() and not _is_office(whom, people)
    )
    if is_person and not agency:
        name, role = without_group(whom)
        return (Hat(name=name, role=role, label=whom),)
    return (Hat(agency=agency or whom, label=agency or whom),)


def _is_office(whom: str, people: People) -> bool:
    return is_usual_role(whom) or is_known_agency(whom, people) or whom.isupper()


def person_meant(text: str, people: People) -> Person | None:
    """The person of this name, without regard to titles and brackets."""
    name_parts = without_group(text)[0].split()
    name = " ".join(dropwhile(is_title, name_parts))
    return person_named(named(slug(name), people) or "", people)


def without_group(text: str) -> tuple[str, str]:
    """A text without the brackets at its end, and what stands in them."""
    match = re.fullmatch(r"(.*\S)\s*\(([^()]*)\)?", text)
    return (match[1], match[2]) if match is not None else (text, "")


def unplaced_words(whom: str, person: Person) -> str:
    """The words in brackets behind the name of a person that no field of theirs holds."""
    fields = " ".join((person.name, person.role, person.agency, person.attends.value))
    held_words = {slug(word) for word in fields.split()}
    group = without_group(whom)[1].split()
    unplaced = [word for word in group if slug(word) and slug(word) not in held_words]
    return " ".join(unplaced).strip(" .,;:")


def _people_meant(whom: str, people: People) -> tuple[str, ...]:
    """The person of this name, or those of this role or agency who are absent."""
    person = person_meant(whom, people)
    if person is not None and person.name:
        return (person.id,)
    whom_slug = slug(whom)
    return tuple(
        someone.id
        for someone in people
        if someone.attends is Attends.ABSENT
        and whom_slug
        and whom_slug in (slug(someone.agency), slug(someone.role))
    )
