"""An agency that sent nobody is never filed as here."""

import pytest

from casetool.models.people.absent_agency import WHO_IS_MISSING, without_person
from casetool.models.people.model import Attends, missing_agencies
from casetool.models.people.parse import read_person


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Nobody from adult mental health", "adult mental health"),
        ("no one from CAMHS came", "CAMHS"),
        ("No-one attended from probation.", "probation"),
        ("nobody from the school", "school"),
        ("no rep from housing", "housing"),
        ("Not represented: housing", "housing"),
        ("nobody, housing", "housing"),
        ("Nobody from housing, apologies received", "housing"),
        ("Police: nobody", "Police"),
        ("housing, nobody", "housing"),
        ("housing: none", "housing"),
        ("Housing (no one)", "Housing"),
        ("Housing - no rep", "Housing"),
        ("Housing - vacant", "Housing"),
        ("Housing\t\tNot represented", "Housing"),
        ("Adult social care was not represented", "Adult social care"),
        (", probation, no rep", "probation"),
        ("maternity, nobody available", "maternity"),
        ("no housing today", "housing"),
    ],
)
def test_it_is_absent_and_missed(line: str, agency: str) -> None:
    reading = read_person(line, ())
    person = reading.person
    assert (person.name, person.agency, person.attends) == ("", agency, Attends.ABSENT)
    assert reading.question == ""
    assert missing_agencies((person,)) == (agency,)


@pytest.mark.parametrize(
    "line",
    [
        "nobody came",
        "Not represented: housing, CAMHS",
        "Health visitor, post vacant",
        "none, x",
        "Ann Bell, not represented",
        "Nobody from school or health",
        "No school - half term",
        "Health visitor vacant",
    ],
)
def test_what_may_mean_that_is_asked_about(line: str) -> None:
    assert read_person(line, ()).question != ""
    assert read_person("Health visitor, post vacant", ()).question == WHO_IS_MISSING


@pytest.mark.parametrize(
    "line",
    [
        "Noel Mann, PC, police",
        "Nona Wood",
        "Ann Nobody, health",
        "Jo Noone (GP)",
        "Norma, midwife",
        "None Okoro",
        "Not Sithole, PC",
    ],
)
def test_a_person_stays_one(line: str) -> None:
    assert without_person(line, ()) == line
    reading = read_person(line, ())
    assert (reading.question, reading.person.attends) == ("", Attends.ROOM)


@pytest.mark.parametrize("words", ["on leave until 9 April", "away till 12 March"])
def test_until_when_an_agency_is_away_is_kept(words: str) -> None:
    person = read_person(f"Nobody from housing, {words}", ()).person
    assert (person.name, person.agency, person.attends) == ("", "housing", Attends.ABSENT)
    assert person.role == words


def test_a_very_long_line_is_left_as_it_is() -> None:
    line = "no one " * 20_000
    assert without_person(line, ()) == line
