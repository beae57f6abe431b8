"""What the line above says while one types, and what Tab would write."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetool.models.capture.line import CaptureRefused
from casetool.models.people.model import Attends
from casetool.services.meeting.capture import (
    capture_lines,
    preview_capture,
    read_capture,
    unclear_lines,
)
from casetool.services.meeting.line_batch import add_lines
from casetool.services.sessions.create import create_session
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document
from casetool.storage.context import StorageContext

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = create_session({"child": "Robin"}, tmp_path, NOW)
    storage = StorageContext(now=lambda: NOW)
    people = ("Priya Nair, health visitor, health", "Sam Hill, Hillside School", "Samina Lee")
    add_lines(path, "people", people, storage=storage)
    return open_document(path, storage.now, storage)


def preview(document: Document, line: str, step: str) -> tuple[str, tuple[str, str] | None]:
    parts, completion = preview_capture(document, document.method.step(step), line, "")
    return " · ".join(parts), completion


@pytest.mark.parametrize(
    ("line", "told", "completion"),
    [
        ("scared @pri", "Priya Nair, health", ("pri", "priya")),
        ("scared @priya", "Priya Nair, health", None),
        ("scared @PRIYA!", "Priya Nair, health", None),
        ("scared @sam", "Sam Hill, Hillside School", None),
        ("scared @sa", "“@sa”: Sam Hill, Hillside School or Samina Lee?", ("sa", "sam")),
        ("settled @school", "3 Immediate thoughts", ("school", "hillside-school")),
        ("settled @hillside-school", "Hillside School", None),
    ],
)
def test_the_line_above_says_whom_a_name_means(
    document: Document, line: str, told: str, completion: tuple[str, str] | None
) -> None:
    text, offered = preview(document, line, "thoughts")
    assert text.endswith(told)
    assert offered == completion


def put(document: Document, text: str) -> None:
    capture_lines(document, read_capture(document, document.method.step("people"), text), "")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "Kit Marsh, PC, police, apols rec'd",
            "new person · “apols rec'd”: absent, by phone, or in the room?"
            " · Kit Marsh · PC · police",
        ),
        ("Kit Marsh (PC), police (Teams)", "new person · Kit Marsh · PC · police · by phone"),
        (
            "Marsh, Kit (NHS) <kit@nhs.net>",
            "new person · Kit Marsh · NHS · in the room · the address is left out",
        ),
        (
            "Kit Marsh, police, also housing",
            "new person · Kit Marsh · police · in the room · two hats: housing",
        ),
        ("Bo, covered by pri", "new person · Bo · covered by Priya Nair"),
        (
            "Marsh, Kit (NHS) <k@nhs.net>; Lee, Bo (Police) <b@p.uk>",
            "2 new people · Kit Marsh · Bo Lee",
        ),
    ],
)
def test_the_line_above_says_how_each_part_was_read(
    document: Document, line: str, told: str
) -> None:
    assert preview(document, line, "people") == (told, None)


@pytest.mark.parametrize(
    "line",
    ["Kit Marsh, PC, police, apols rec'd", "Kit, covered by nobody", "Kit, two hats",
     "Name\tRole\tAgency\tAttended", "Kit\tPC\tpolice\tx", "kit@nhs.net"],
)  # fmt: skip
def test_enter_refuses_what_is_not_understood(document: Document, line: str) -> None:
    before = document.session
    with pytest.raises(CaptureRefused) as refused:
        put(document, line)
    assert document.session == before
    assert str(refused.value).endswith(".")


def test_two_hats_make_those_who_are_covered(document: Document) -> None:
    put(document, "Kit Marsh, PC, police, also housing and standing in for Priya")
    put(document, "Kit Lane, nurse, health, standing in for Priya")
    people = {person.id: person for person in document.session.people}
    assert people["priya"].attends is Attends.COVERED
    assert people["priya"].covered_by == "kit-lane"
    put(
        document, "Bo Lee, police, also housing, also for Jo Pell (midwife), deputising for Ann Poe"
    )
    housing, jo, ann = document.session.people[-3:]
    assert (housing.agency, housing.name, housing.covered_by) == ("housing", "", "bo")
    assert {jo.covered_by, ann.covered_by} == {"bo"}
    assert ann.name == "Ann Poe"


TABLE = """Name\tRole\tAgency\tAttended
Kit Lane\tschool nurse\thealth\tby phone
Bo Hill\tPC\tpolice\tApologies
Ada Poe\thousing officer\thousing\tYes
"""


def test_a_sign_in_table_is_a_person_a_row(document: Document) -> None:
    put(document, TABLE)
    told = [
        (person.name, person.role, person.agency, person.attends)
        for person in document.session.people[3:]
    ]
    assert told == [
        ("Kit Lane", "school nurse", "health", Attends.PHONE),
        ("Bo Hill", "PC", "police", Attends.ABSENT),
        ("Ada Poe", "housing officer", "housing", Attends.ROOM),
    ]


def test_a_list_of_addresses_is_a_person_each(document: Document) -> None:
    put(document, '"Marsh, Kit" <k@nhs.net>; Lee, Bo (Police) <b@p.uk>; Ada Poe <a@b.uk>')
    assert [person.name for person in document.session.people[3:]] == [
        "Kit Marsh",
        "Bo Lee",
        "Ada Poe",
    ]
    assert document.session.people[4].agency == "Police"


def test_a_refusal_names_the_person_and_adds_nobody(document: Document) -> None:
    step = document.method.step("people")
    before = document.session.people
    rows = "Kit Lane\t\thealth\tY\nBo Hill\tPC\tpolice\tx\nAl\t\thousing\tcovered by kit lane"
    lines = read_capture(document, step, rows)
    question = "Bo Hill: “x”: absent, by phone, or in the room? Nobody was added."
    assert unclear_lines(document, lines) == {1: question}
    with pytest.raises(CaptureRefused, match="Bo Hill"):
        capture_lines(document, lines, "focal")
    assert document.session.people == before


def test_a_line_for_a_session_that_another_window_holds_stays_with_who_typed_it(
    document: Document, tmp_path: Path
) -> None:
    storage = StorageContext(state=tmp_path / "state", now=lambda: NOW)
    holder = open_document(document.path, storage.now, storage)
    second = open_document(document.path, storage.now, storage)
    captured = read_capture(second, second.method.step("worries"), "seen nowhere")
    with pytest.raises(CaptureRefused) as refused:
        capture_lines(second, captured, "")
    assert str(refused.value) == second.read_only != ""
    assert second.session == holder.session == document.session
