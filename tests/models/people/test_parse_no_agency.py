"""Words that are no agency never become one: they are understood, asked about, or kept as words."""

import pytest

from casetool.models.people.model import Attends, Person
from casetool.models.people.parse import read_person

HOW = "absent, by phone, or in the room?"


@pytest.mark.parametrize(
    "words",
    ["landline", "on a landline", "webcam", "bluejeans", "BlueJeans", "on her webcam", "jitsi",
     "via GoToMeeting", "will be dialing in from 2", "dials in at 2", "by phone until 11"],
)  # fmt: skip
@pytest.mark.parametrize("before", ["police", "PC, police", "PC", "Safe Lives"])
def test_means_are_by_phone(before: str, words: str) -> None:
    person = read_person(f"Sam Hill, {before}, {words}", ()).person
    assert person.attends is Attends.PHONE
    assert person.agency == {"PC, police": "police", "PC": ""}.get(before, before)


@pytest.mark.parametrize("words", ["stuck in court", "held up at court", "stuck in a meeting"])
def test_who_is_held_up_elsewhere_is_absent(words: str) -> None:
    for line in (f"Sam Hill, police, {words}", f"Sam Hill, PC, police, {words}"):
        reading = read_person(line, ())
        assert (reading.question, reading.person.attends) == ("", Attends.ABSENT)
        assert reading.person.agency == "police"


@pytest.mark.parametrize(
    "words",
    ["stuck in traffic", "might pop in", "may pop by", "should be along", "will pop in",
     "hoping to come", "popping in", "held up", "running behind", "driving over",
     "on a bus", "in the car park", "from her car", "was here before", "car broke down",
     "to be confirmed", "if she can", "by carrier pigeon", "waiting for a taxi", "still parking",
     "On a train", "Might pop in", "half day"],
)  # fmt: skip
def test_what_looks_like_attendance_is_asked_about(words: str) -> None:
    for before in ("police", "PC, police", "PC", "Safe Lives"):
        if words == "car broke down" and before in ("PC", "Safe Lives"):
            continue  # by its place it may be an agency
        reading = read_person(f"Sam Hill, {before}, {words}", ())
        assert reading.question == f"“{words}”: {HOW}", before
        assert words not in reading.person.agency


@pytest.mark.parametrize(
    ("line", "role", "agency"),
    [
        ("Sam Hill, police, Eastern Division", "Eastern Division", "police"),
        ("Sam Hill, PC, police, Eastern Division", "PC, Eastern Division", "police"),
        ("Sam Hill, Hillside School, year 6", "year 6", "Hillside School"),
        ("Sam Hill, for the first half hour, police", "for the first half hour", "police"),
        ("Sam Hill, police, leaving early", "leaving early", "police"),
        ("Sam Hill, Safe Lives", "", "Safe Lives"),
        ("Sam Hill, On Track", "", "On Track"),
        ("Sam Hill, PC, Eastern Division", "PC", "Eastern Division"),
        ("Sam Hill, housing", "", "housing"),
        ("Sam Hill, parenting programme", "", "parenting programme"),
        ("Sam Hill, fostering", "", "fostering"),
    ],
)
def test_a_known_agency_stays_the_agency(line: str, role: str, agency: str) -> None:
    reading = read_person(line, ())
    assert (reading.question, reading.person.role, reading.person.agency) == ("", role, agency)


def test_an_agency_of_the_session_stays_it_too() -> None:
    there = (Person(id="ada", agency="Safe Lives"),)
    reading = read_person("Sam Hill, Safe Lives, car broke down", there)
    assert reading.question == f"“car broke down”: {HOW}"
