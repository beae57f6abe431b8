"""A person typed in one line."""

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.people.model import Attends, People, Person
from casetool.models.people.parse import person_from
from tests.support.strategies import people, texts

KIT = Person(id="kit", name="Kit Marsh", agency="health")
ZOE = Person(id="zoe", name="Zoë Quill", agency="housing", attends=Attends.ABSENT)


@pytest.mark.parametrize(
    ("line", "name", "role", "agency"),
    [
        ("Bea Quill", "Bea Quill", "", ""),
        ("Bea Quill, housing", "Bea Quill", "", "housing"),
        ("Bea Quill, housing officer, housing", "Bea Quill", "housing officer", "housing"),
        ("Bea Quill,housing officer,,housing", "Bea Quill", "housing officer", "housing"),
        ("Bea, officer, families, the borough", "Bea", "officer, families", "the borough"),
        (", adult mental health", "", "", "adult mental health"),
        ("by phone", "by phone", "", ""),
    ],
)
def test_commas_part_name_role_and_agency(line: str, name: str, role: str, agency: str) -> None:
    person = person_from(line, ())
    assert (person.name, person.role, person.agency) == (name, role, agency)
    assert person.attends is Attends.ROOM


@pytest.mark.parametrize(
    ("words", "attends"),
    [
        ("here", Attends.ROOM),
        ("In the room", Attends.ROOM),
        ("by phone", Attends.PHONE),
        ("ONLINE", Attends.PHONE),
        ("apologies", Attends.ABSENT),
        ("cannot come", Attends.ABSENT),
        ("covered", Attends.ABSENT),
        ("covered by nobody here", Attends.ABSENT),
        ("covered by zoe", Attends.ABSENT),
    ],
)
def test_the_last_part_can_say_how_they_attend(words: str, attends: Attends) -> None:
    person = person_from(f"Sam Oyelaran, GP, health, {words}", (KIT, ZOE))
    assert (person.attends, person.covered_by) == (attends, None)
    assert (person.role, person.agency) == ("GP", "health")


@pytest.mark.parametrize("words", ["covered by kit", "covered by @kit", "Covered by Kit Marsh"])
def test_somebody_present_can_wear_two_hats(words: str) -> None:
    person = person_from(f"Sam Oyelaran, health, {words}", (KIT, ZOE))
    assert (person.attends, person.covered_by) == (Attends.COVERED, "kit")


def test_one_who_is_covered_covers_nobody() -> None:
    lee = evolve(ZOE, id="lee", name="Lee", attends=Attends.COVERED, covered_by="kit")
    assert person_from("Sam, health, covered by lee", (KIT, lee)).attends is Attends.ABSENT


@pytest.mark.parametrize(
    ("line", "handle"),
    [("Kit Oduya", "kit-oduya"), ("Kit Marsh", "kit-marsh"), ("Dr Sam Oyelaran", "sam"),
     (", adult mental health, absent", "adult")],
)  # fmt: skip
def test_each_gets_a_handle_of_their_own(line: str, handle: str) -> None:
    assert person_from(line, (KIT,)).id == handle


@given(texts(), people())
def test_any_line_makes_a_person_who_can_be_added(line: str, there: People) -> None:
    person = person_from(line, there)
    assert person.id not in {one.id for one in there}
    assert Person.model_validate(person.model_dump()) == person
    present = {one.id for one in there if one.present}
    assert (person.covered_by in present) == (person.attends is Attends.COVERED)
