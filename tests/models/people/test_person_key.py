"""The key of whom a handle means: it holds as long as nobody else came to the handle."""

import pytest

from casetool.models.people.model import Person
from casetool.models.people.person_key import person_key, still_means


def _people(name: str, agency: str = "", role: str = "") -> tuple[Person, ...]:
    return (Person(id="vic", name=name, agency=agency, role=role),)


@pytest.mark.parametrize("name", ["?", "—", "/", "-/-", "N/A", "Dr", "Vic", "Kit/Jo"])
def test_a_key_means_the_person_that_it_was_made_of_whatever_the_name_is_made_of(name: str) -> None:
    people = _people(name, "health")
    key = person_key("vic", people)
    assert still_means(key, people)
    assert still_means(key, _people(name, "health", "nurse"))
    assert still_means(key, _people(name, "hospital"))


def test_somebody_else_without_a_letter_in_the_name_is_somebody_else() -> None:
    key = person_key("vic", _people("?", "health"))
    assert not still_means(key, _people("—", "health"))
    assert not still_means(key, _people("Dana Grant", "health"))
    assert not still_means(key, ())
