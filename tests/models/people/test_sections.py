"""Headings within a list of people, and several people in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.people.model import Attends
from casetool.models.people.parse import read_person
from casetool.models.people.sign_in import people_lines

HERE, ABSENT, PHONE = Attends.ROOM, Attends.ABSENT, Attends.PHONE


def read(*lines: str) -> list[tuple[str, str, Attends]]:
    """The name, the agency and the attendance of each person. None is asked about."""
    readings = [read_person(line, ()) for line in people_lines(list(lines))]
    assert [reading.question for reading in readings] == [""] * len(readings)
    people = [reading.person for reading in readings]
    return [(person.name, person.agency, person.attends) for person in people]


@pytest.mark.parametrize(
    "present", ["Present:", "PRESENT", "In attendance", "Attendees", "Invited:"]
)
@pytest.mark.parametrize(
    "apologies", ["Apologies:", "APOLOGIES", "Absent", "Apologies received from:"]
)
def test_who_stands_below_apologies_is_absent(present: str, apologies: str) -> None:
    lines = (present, "Ann Bell, midwife", "Bo Lee, PC, police", apologies, "Cy Fox, GP", "Dee Orr")
    assert read(*lines) == [
        ("Ann Bell", "", HERE),
        ("Bo Lee", "police", HERE),
        ("Cy Fox", "", ABSENT),
        ("Dee Orr", "", ABSENT),
    ]


def test_an_agency_that_sent_nobody_may_stand_among_them() -> None:
    assert read("Apologies:", "Cy Fox, GP", "Nobody from housing") == [
        ("Cy Fox", "", ABSENT),
        ("", "housing", ABSENT),
    ]


@pytest.mark.parametrize("heading", ["Family:", "Visitors:", "Speaks for Ash in court:"])
def test_any_other_heading_ends_the_apologies_and_is_asked_about(heading: str) -> None:
    lines = people_lines(["Apologies:", "Ann Bell, GP", heading, "Cy Fox, mother"])
    readings = [read_person(line, ()) for line in lines]
    assert [readings[index].person.attends for index in (0, 2)] == [ABSENT, HERE]
    assert [bool(reading.question) for reading in readings] == [False, True, False]
    assert lines[1] == heading


def test_an_agency_may_stand_over_its_people() -> None:
    lines = (
        "Apologies:",
        "Health:",
        "Ann Bell",
        "Bo Lee, nurse",
        "Police:",
        "Cy Fox, PC",
        "Present:",
    )
    assert read(*lines, "Dee Orr") == [
        ("Ann Bell", "Health", ABSENT),
        ("Bo Lee", "Health", ABSENT),
        ("Cy Fox", "Police", ABSENT),
        ("Dee Orr", "", HERE),
    ]


LINES = (
    "on leave until 9 April", "By phone", "until 10.30",
    "Health:", "Kit Marsh, nurse:", "Dee Ray, police:", "Jo Fox, mum (not by dad):", "Al Poe",
    "/ ask Kit about dad:", "! nobody rang the GP, who said:", "Housing:", "Cy Fox, GP", "who?:",
)  # fmt: skip


@given(st.lists(st.sampled_from(LINES), min_size=2))
def test_no_line_is_dropped_in_silence(lines: list[str]) -> None:
    text = "\n".join(people_lines(lines)).casefold()
    for line in lines:
        assert line.rstrip(":").casefold() in text


def test_a_private_jotting_among_absent_people_keeps_its_words() -> None:
    lines = people_lines(["Apologies:", "Ann Bell, GP", "/ dad lies"])
    assert lines == ["Ann Bell, GP, absent", "/ dad lies"]


@pytest.mark.parametrize(
    "jotting",
    ["/ ask police:", "/ ring the social worker: Cy Fox", "/ apologies: dad lies", "/ by phone",
     "/ mum hides it // dad shouts", "/ Health:", "/ nobody from housing; Bo Lee, PC"],
)  # fmt: skip
def test_no_word_of_a_private_jotting_is_said_of_anybody(jotting: str) -> None:
    lines = people_lines(["Ann Bell, GP", jotting, "Sam Hill", "declined"])
    assert lines[1] == jotting
    assert lines[2] == "Sam Hill"
    people = [read_person(line, ()).person for line in (lines[0], lines[2])]
    assert [(person.name, person.agency, person.attends) for person in people] == [
        ("Ann Bell", "", HERE),
        ("Sam Hill", "", HERE),
    ]


def test_a_role_before_a_name_ends_them_too() -> None:
    lines = ("Apologies:", "Ann Bell, GP", "Chair: Cy Fox", "Bo Lee, PC")
    people = [read_person(line, ()).person for line in people_lines(list(lines))]
    assert [(person.name, person.role, person.attends) for person in people] == [
        ("Ann Bell", "GP", ABSENT),
        ("Cy Fox", "Chair", HERE),
        ("Bo Lee", "PC", HERE),
    ]


def test_a_row_below_apologies_gets_one_more_cell() -> None:
    assert read("Apologies:", "Bo Lee\tPC\tpolice", "Cy Fox\tGP") == [
        ("Bo Lee", "police", ABSENT),
        ("Cy Fox", "", ABSENT),
    ]


def test_a_heading_may_say_any_way_to_take_part() -> None:
    assert read("By phone:", "Cy Fox, GP", "Did not attend:", "Bo Lee, PC") == [
        ("Cy Fox", "", PHONE),
        ("Bo Lee", "", ABSENT),
    ]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Apologies: Cy Fox, GP", [("Cy Fox", "", ABSENT)]),
        ("Apologies: Cy Fox, Dee Orr", [("Cy Fox", "", ABSENT), ("Dee Orr", "", ABSENT)]),
        ("Apologies: Ann Bell (midwife)", [("Ann Bell", "", ABSENT)]),
        ("Absent: housing, CAMHS", [("", "housing", ABSENT), ("", "CAMHS", ABSENT)]),
        ("Not represented: housing, CAMHS", [("", "housing", ABSENT), ("", "CAMHS", ABSENT)]),
        (
            "Present: Ann Bell (midwife), Bo Lee (PC)",
            [("Ann Bell", "", HERE), ("Bo Lee", "", HERE)],
        ),
        ("Bell, Ann; Lee, Bo", [("Ann Bell", "", HERE), ("Bo Lee", "", HERE)]),
        ("Ann Bell, midwife; Bo Lee, PC", [("Ann Bell", "", HERE), ("Bo Lee", "", HERE)]),
        ("Required\tBo Lee; Cy Fox", [("Bo Lee", "", HERE), ("Cy Fox", "", HERE)]),
        ("Ann Bell; midwife; maternity", [("Ann Bell", "maternity", HERE)]),
        ("Health: Sam Hill", [("Sam Hill", "Health", HERE)]),
        ("Apologies: none", []),
        ("Ann Bell, apologies; Bo Lee, GP", [("Ann Bell", "", ABSENT), ("Bo Lee", "", HERE)]),
        (
            "Apologies: Ann Bell, Cy Fox (GP), housing",
            [("Ann Bell", "", ABSENT), ("Cy Fox", "", ABSENT), ("", "housing", ABSENT)],
        ),
        ("Apologies: Ann Bell, housing", [("Ann Bell", "housing", ABSENT)]),
    ],
)
def test_a_line_may_name_several(line: str, people: list[tuple[str, str, Attends]]) -> None:
    assert read(line) == people


@pytest.mark.parametrize(
    "remark",
    ["on leave until 9 April", "by phone", "By phone", "from 10 to 11", "away till Monday", "Ill",
     "left at 11", "on Teams until 11"],
)  # fmt: skip
def test_a_remark_below_the_last_person_is_asked_about(remark: str) -> None:
    lines = people_lines(["Ann Bell, GP", "Jo Day, PC", remark])
    assert lines == ["Ann Bell, GP", "Jo Day, PC", remark]
    assert read_person(remark, ()).question != ""


@pytest.mark.parametrize("remark", ["on leave until 9 April", "by phone", "until 10.30", "ill"])
def test_a_remark_below_somebody_is_never_said_of_the_next(remark: str) -> None:
    lines = people_lines(["Ann Bell, GP", remark, "Jo Day, PC"])
    assert lines == ["Ann Bell, GP", remark, "Jo Day, PC"]


def test_each_answer_may_stand_below_its_name() -> None:
    lines = (
        "Ann Bell", "Accepted", "Bob Lee", "Declined", "Cy Fox, GP", "Sent apologies",
        "Kit Marsh, school nurse", "on leave until 9 April",
    )  # fmt: skip
    assert read(*lines) == [
        ("Ann Bell", "", HERE),
        ("Bob Lee", "", ABSENT),
        ("Cy Fox", "", ABSENT),
        ("Kit Marsh", "", ABSENT),
    ]
    people = people_lines(["Ann Bell", "Accepted", "Bob Lee", "Tentative"])
    assert people == ["Ann Bell", "Bob Lee, tentative"]
    assert read_person(people[1], ()).question != ""


def test_so_it_is_before_and_behind_a_jotting() -> None:
    lines = people_lines(
        ["Ann Bell", "Declined", "Bob Lee", "Accepted", "/ mum rang", "Cy Fox", "Dee Orr"]
    )
    assert lines == ["Ann Bell, Declined", "Bob Lee", "/ mum rang", "Cy Fox", "Dee Orr"]


def test_headings_above_one_person_each_stay_headings() -> None:
    assert read("Present:", "Ann Bell", "Apologies:", "Cy Fox") == [
        ("Ann Bell", "", HERE),
        ("Cy Fox", "", ABSENT),
    ]


def test_below_an_agency_another_one_may_be_named_before_its_person() -> None:
    lines = ("Education:", "Ann Bell, head teacher", "Police: PC Dan Rowe", "Housing - Mo Hill")
    assert read(*lines) == [
        ("Ann Bell", "Education", HERE),
        ("PC Dan Rowe", "Police", HERE),
        ("Mo Hill", "Housing", HERE),
    ]


def test_an_empty_list_of_apologies_says_nothing() -> None:
    assert people_lines(["Present:", "Ann Bell, GP", "Apologies:"]) == ["Ann Bell, GP"]
    lines = people_lines(["Ann Bell, GP", "By phone:", "Family:", "Cy Fox"])
    assert lines == ["Ann Bell, GP", "By phone:", "Family:", "Cy Fox"]


def test_a_heading_alone_is_nobody() -> None:
    for heading in ("Apologies", "Attendees", "Role"):
        (line,) = people_lines([heading])
        assert read_person(line, ()).question != ""


def test_the_first_role_with_an_agency_between_two_roles() -> None:
    person = read_person("Ann Bell, midwife, maternity, chair", ()).person
    assert (person.role, person.agency) == ("midwife, chair", "maternity")
