"""A name that does not come first, or not with the first name first, and what is no agency."""

import pytest

from casetool.models.people.model import Attends, Person
from casetool.models.people.parse import read_person

HEALTH = Person(id="kit", name="Kit Marsh", agency="health")


@pytest.mark.parametrize(
    ("line", "name", "role", "agency"),
    [
        ("Bell, Ann; midwife; maternity", "Ann Bell", "midwife", "maternity"),
        ("Bell, Ann\tmidwife\tmaternity", "Ann Bell", "midwife", "maternity"),
        ("Dr Bell, Ann; GP; Oak Surgery", "Dr Ann Bell", "GP", "Oak Surgery"),
        ("Bell, Ann; police", "Ann Bell", "", "police"),
        ("Fox, Cy, nurse, health", "Cy Fox", "nurse", "health"),
        ("School nurse, Cy Fox, health", "Cy Fox", "School nurse", "health"),
        ("PC, Cy Fox, police", "Cy Fox", "PC", "police"),
        ("Health\tCy Fox\tschool nurse\tpresent", "Cy Fox", "school nurse", "Health"),
        ("cy.fox@nhs.net (Cy Fox)", "Cy Fox", "", ""),
        ("Ann Bell ann.bell@nhs.net midwife", "Ann Bell", "midwife", ""),
        ("Cy Fox (Guest), police", "Cy Fox", "", "police"),
        ("Fox, Cy (External)", "Cy Fox", "", ""),
        ("Cy Fox (Unverified)", "Cy Fox", "", ""),
    ],
)
def test_the_name_is_told_from_its_place(line: str, name: str, role: str, agency: str) -> None:
    person_line = read_person(line, ())
    person = person_line.person
    assert (person.name, person.role, person.agency) == (name, role, agency)
    assert person_line.question == ""


@pytest.mark.parametrize(
    ("line", "name", "role", "agency"),
    [
        ("Bea, Kooth; by phone", "Bea", "", "Kooth"),
        ("Bea, Kooth, by phone", "Bea", "", "Kooth"),
        ("Sam Cook, Kids Company", "Sam Cook", "", "Kids Company"),
        ("Kit Marsh, nurse, health", "Kit Marsh", "nurse", "health"),
        ("Bea, housing; officer", "Bea", "officer", "housing"),
    ],
)
def test_other_names_stay_in_front(line: str, name: str, role: str, agency: str) -> None:
    person = read_person(line, ()).person
    assert (person.name, person.role, person.agency) == (name, role, agency)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("plus dog", "“dog”: an agency?"),
        ("here for half", "“half”: an agency?"),
        ("also taking notes", "“taking notes”: an agency?"),
        ("on behalf of herself", "“herself”: an agency?"),
        ("written report", "“written report”"),
    ],
)
def test_ordinary_words_are_asked_about_and_never_an_agency(words: str, question: str) -> None:
    person_line = read_person(f"Ann Bell, midwife, {words}", (HEALTH,))
    assert person_line.question.startswith(question)


@pytest.mark.parametrize("words", ["also health", "plus Kooth", "also adult mental health"])
def test_an_agency_is_a_second_hat(words: str) -> None:
    person_line = read_person(f"Ann Bell, midwife, {words}", (HEALTH,))
    assert (person_line.question, len(person_line.hats)) == ("", 1)


def test_the_mark_of_meeting_software_is_not_left_out_in_silence() -> None:
    assert read_person("Cy Fox (Guest), police", ()).notice == "(Guest) is left out"
    assert read_person("Cy Fox, police", ()).notice == ""


def test_two_names_in_one_are_asked_about() -> None:
    for line in ("Ann Bell & Bob Lee", "Ann Bell and Bob Lee, police"):
        assert read_person(line, ()).question.startswith("two people?")
    assert read_person("Mum and Dad", ()).question == ""
    assert read_person("Ann Bell, midwife", ()).person.attends is Attends.ROOM
