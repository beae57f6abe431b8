"""Whom a handle meant at a time. By sync it may come to mean somebody else with the same name.

The key of a person is the handle, the name and the agency. It goes with what is half done.
"""

from collections.abc import Iterable

from casetool.models.people.model import Person, person_named, slug
from casetool.models.people.same_person import is_blank, is_same_person

_NAME_MARK = "@"
"""Stands before the name. No handle and no other id has it."""
_AGENCY_MARK = "+"
"""Stands before the agency, whose slug does not have it."""


def person_key(handle: str, people: Iterable[Person]) -> str:
    """The key of whom a handle means now. The bare handle where that is nobody.

    Args:
        handle: the handle, or a key with it.
        people: the people on the list.
    """
    handle = handle_in(handle)
    person = person_named(handle, tuple(people))
    if person is None or is_blank(person):
        return handle
    name = person.name.replace("/", " ")  # the parts of a slot end at one
    return f"{handle}{_NAME_MARK}{name}{_AGENCY_MARK}{slug(person.agency)}"


def handle_in(key: str) -> str:
    """The handle in a key."""
    return key.partition(_NAME_MARK)[0]


def still_means(key: str, people: Iterable[Person]) -> bool:
    """Whether a handle does not mean somebody else since its key was made.

    Args:
        key: the key, or a bare handle, of which nothing else is known.
        people: the people on the list.
    """
    people = tuple(people)
    if _NAME_MARK not in key or person_named(handle_in(key), people) is None:
        return _NAME_MARK not in key
    now = _person_in(person_key(key, people))  # as keys have the name: “/” is a space there
    return is_same_person(_person_in(key), now, is_known=True)


def label_in(key: str) -> str:
    """What to call whom a key means, empty for a bare handle."""
    return _person_in(key).label if _NAME_MARK in key else ""


def _person_in(key: str) -> Person:
    handle, _, name_and_agency = key.partition(_NAME_MARK)
    name, _, agency = name_and_agency.rpartition(_AGENCY_MARK)
    # a damaged draft may have anything in it
    return Person.model_construct(id=handle, name=name, agency=agency)
