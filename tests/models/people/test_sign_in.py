"""Sign-in tables as they are pasted from other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.people.parse import read_person
from casetool.models.people.row import row_as_line
from casetool.models.people.sections import section_of
from casetool.models.people.sign_in import heading_columns, people_lines
from tests.support.strategies import texts

READ = [
    ("Kit Lane", "school nurse", "health", "by phone"),
    ("Sam Hill", "PC", "police", "absent"),
    ("Ada Poe", "", "housing", "in the room"),
]


def read(text: str) -> list[tuple[str, str, str, str]]:
    lines = people_lines([line for line in text.split("\n") if line.strip()])
    people = [read_person(line, ()).person for line in lines]
    return [(person.name, person.role, person.agency, person.attends.value) for person in people]


@pytest.mark.parametrize("line", ["Name\tAgency\nKit", "Name, Role\rKit", "Name," + "x" * 140_000])
def test_line_ends_and_long_cells_are_no_fault(line: str) -> None:
    assert heading_columns(line) in (None, ("name", "agency"), ("name", "role"))


@pytest.mark.parametrize(
    "table",
    [
        "Name\tRole\tAgency\tAttended\nKit Lane\tschool nurse\thealth\tby phone\n"
        "Sam Hill\tPC\tpolice\tApologies\nAda Poe\t\thousing\tYes",
        "Attendance\tOrganisation\tName\tJob title\nTeams\thealth\tKit Lane\tschool nurse\n"
        "N\tpolice\tSam Hill\tPC\n✓\thousing\tAda Poe\t",
        "Name\tRole\tAgency/Organisation\tPresent\nKit Lane\tschool nurse\thealth\tdialled in\n"
        "Sam Hill\tPC\tpolice\tno\nAda Poe\t\thousing\tyes",
        "NAME:\tROLE:\tAGENCY:\tPRESENT (Y/N)\nLane, Kit\tschool nurse\thealth\tby phone\n"
        "Hill, Sam\tPC\tpolice\tN\nPoe, Ada\t\thousing\tY",
        "No.\tFirst name\tSurname\tAgency\tRole\tE-mail\tAttended\n"
        "1\tKit\tLane\thealth\tschool nurse\tk@nhs.net\tby phone\n"
        "2\tSam\tHill\tpolice\tPC\ts@p.uk\tapologies\n3\tAda\tPoe\thousing\t\ta@h.uk\tin person",
        "Name\tRole\tAgency\tPresent\tApologies\nKit Lane\tschool nurse\thealth\tby phone\t\n"
        "Sam Hill\tPC\tpolice\t\tx\nAda Poe\t\thousing\t✓\t",
        "Name,Role,Agency,Attended\nKit Lane,school nurse,health,by phone\n"
        "Sam Hill,PC,police,Apologies\nAda Poe,,housing,yes",
        'Name;Role;Agency;Attended\n"Lane, Kit";school nurse;health;by phone\n'
        "Sam Hill;PC;police;Apologies\nAda Poe;;housing;yes",
        "| Name | Role | Agency | Attended |\n|---|---|---|---|\n"
        "| Kit Lane | school nurse | health | by phone |\n| Sam Hill | PC | police | absent |\n"
        "| Ada Poe | | housing | present |",
        "Name        Role          Agency   Attended\nKit Lane    school nurse  health   by phone\n"
        "Sam Hill    PC            police   Apologies\nAda Poe                   housing  yes",
        "Name  Role  Agency  Attended\nKit Lane  school nurse  health  by phone\n"
        "Sam Hill  PC  police  Apologies\nAda Poe                housing  yes",
        'Name\tRole\tAgency\tAttended\n"Lane, Kit"\tschool nurse\thealth\tby phone\n'
        '"Hill, Sam"\tPC\tpolice\tApologies\n“Poe, Ada”\t-\thousing\tyes',
        '"Lane, Kit"\tschool nurse\thealth\tby phone\n"Hill, Sam"\tPC\tpolice\tApologies\n'
        '"Poe, Ada"\tn/a\thousing\tyes',
        "Kit Lane    school nurse    health    by phone\nSam Hill   PC   police   Apologies\n"
        "Ada Poe   housing   yes",
        "Kit Lane, school nurse, health, by phone // Sam Hill, PC, police, apologies\n"
        "Ada Poe, housing, yes",
        "Kit Lane\tschool nurse\thealth\tby phone\nSam Hill\tPC\tpolice\tApologies\n"
        "Ada Poe\t\thousing\tyes",
        "Name\tRole\tAgency\nKit Lane (by phone)\tschool nurse\thealth\n"
        "Sam Hill (apologies)\tPC\tpolice\nAda Poe\t\thousing",
    ],
)
def test_headings_set_the_order_and_are_left_out(table: str) -> None:
    assert read(table) == READ
    assert read(table.replace("\n", " \n")) == READ


def test_a_row_without_a_mark_is_asked_about_where_others_have_one() -> None:
    lines = people_lines(["Name\tAgency\tAttended", "Kit\thealth\tyes", "Sam\tpolice\t"])
    assert [read_person(line, ()).question for line in lines] == [
        "",
        "“not filled in”: absent, by phone, or in the room?",
    ]
    blank_form = people_lines(["Name\tAgency\tAttended", "Kit\thealth\t", "Sam\tpolice\t"])
    assert {read_person(line, ()).question for line in blank_form} == {""}


def test_other_columns_are_kept_with_the_role() -> None:
    table = "Name\tRole\tAgency\tTeam\tRemarks\nKit\tnurse\thealth\t0-19\tleft early"
    assert read(table) == [("Kit", "nurse, 0-19, left early", "health", "in the room")]


@pytest.mark.parametrize(
    ("table", "people"),
    [
        (
            "Name\tAgency\tInvited\tAttended\tApologies\nKit Lane\thealth\tY\tY\t\n"
            "Sam Hill\tpolice\tlate, by the school\tN\tY",
            [
                ("Kit Lane", "", "health", "in the room"),
                ("Sam Hill", "late, by the school", "police", "absent"),
            ],
        ),
        (
            "Invited\tAgency\tAttended\nKit Lane\thealth\tY",
            [("Kit Lane", "", "health", "in the room")],
        ),
        (
            "Name\tPresent\nKit Lane, nurse\tYes\nSmith Hill, Sam\tYes\nPoe, Ada\tNo",
            [
                ("Kit Lane", "nurse", "", "in the room"),
                ("Sam Smith Hill", "", "", "in the room"),
                ("Ada Poe", "", "", "absent"),
            ],
        ),
        (
            "Agency\tRepresentative\tPresent\nHealth\tKit Lane\tY",
            [("Kit Lane", "", "Health", "in the room")],
        ),
        (
            "Name\tRole\tContact details\tSignature\n"
            "Kit Lane\tnurse\tring after 3 only\tKL\nSam Hill\tPC\t01234 567890\tSH\n"
            "Ada Poe\tnanny\tvia mum\tdid not sign it",
            [
                ("Kit Lane", "nurse, ring after 3 only", "", "in the room"),
                ("Sam Hill", "PC", "", "in the room"),
                ("Ada Poe", "nanny, via mum, did not sign it", "", "in the room"),
            ],
        ),
    ],
)
def test_usual_columns_are_known(table: str, people: list[tuple[str, str, str, str]]) -> None:
    assert read(table) == people


def test_lines_around_a_table_are_left_as_they_are() -> None:
    lines = ["Bo Lee, police", "Name\tRole", "Kit\tnurse", "Ada Poe, housing, by phone"]
    assert people_lines(lines) == [lines[0], "Kit\tnurse\t\t", lines[3]]


@pytest.mark.parametrize(
    "line",
    ["Kit Marsh, nurse, health", "Name", "Name Role Agency", "Kit\tnurse\thealth\tpresent",
     "Present, by phone", ", title, role", "Ada Name, team", "Role, Agency"],
)  # fmt: skip
def test_other_lines_are_no_headings(line: str) -> None:
    assert heading_columns(line) is None


@pytest.mark.parametrize(
    "line",
    ["Name Agency Attended Kit Lane health Y Sam Hill police x", "Name Role Agency",
     "First name Surname Job title Kit Lane nurse", "Organisation Name Kit Lane health",
     "Kit Lane health Y Sam Hill police x Bea Poe maternity Y",
     "Kit Lane // nurse // health", "Kit Lane // housing", "Kit Lane nurse health Sam Hill",
     "Kit Lane school nurse health by phone"],
)  # fmt: skip
def test_a_table_whose_cells_were_run_together_is_asked_about(line: str) -> None:
    assert people_lines([line]) == [line]
    assert read_person(line, ()).question


@pytest.mark.parametrize(
    "line", ["Kit  Lane", "Name Lane, health", "Nurse Kit Lane", "Kit (she/her)"]
)
def test_a_name_is_no_table(line: str) -> None:
    reading = read_person(line, ())
    assert (reading.question, reading.person.name) == (
        "",
        line.partition(",")[0].replace("  ", " "),
    )


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("Sam Hill\t\tpolice\tx", "Sam Hill, , police, x"),
        ("Hill, Sam\tPC\tpolice\t", "Sam Hill, PC, police"),
        ('"Hill, Sam"\tPC\tpolice', "Sam Hill, PC, police"),
        ("Kit, nurse\thealth", "Kit, nurse, health"),
        ("Kit Lane, health", "Kit Lane, health"),
    ],
)
def test_a_row_is_a_line_that_can_be_typed_on(row: str, line: str) -> None:
    assert row_as_line(row) == line


@given(st.lists(texts().map(lambda text: text.replace("\n", " ")), max_size=5))
def test_no_line_without_headings_is_changed(lines: list[str]) -> None:
    plain = [
        line
        for line in lines
        if heading_columns(line) is None and not set("@:;\t") & set(line) and "//" not in line
        if section_of(line) is None
    ]
    assert people_lines(plain) == plain
    assert len(people_lines(["Name\tRole\tAgency", *lines])) >= len(plain) - 1
