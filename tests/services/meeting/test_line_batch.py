"""Words from the command line: where they come to stand, and that it is all of them or none."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from casetool.errors import RescuedError, UserError
from casetool.models.actions.model import Actions
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.session import Session, tree_of
from casetool.services.meeting.line_batch import add_lines
from casetool.services.sessions.create import create_session
from casetool.services.sessions.open import load_session
from casetool.storage.autosave import rescue, saver
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = create_session({"child": "Robin"}, tmp_path, NOW)
    add(path, "people", "Kit Marsh, school nurse, health", "Bo, police, by phone")
    return path


def add(path: Path, heading: str, *lines: str, **marks: str) -> str:
    return add_lines(path, heading, lines, **marks, storage=StorageContext(now=lambda: NOW))


def session(path: Path) -> Session:
    return load_session(path).session


def entries(path: Path, step: str) -> tuple[Entry, ...]:
    heading = session(path).heading(step)
    assert isinstance(heading, Entries)
    return heading.entries


@pytest.mark.parametrize("heading", ["5", "worries", "What are we worried about?", " WORRIED "])
def test_a_heading_is_found_by_number_id_and_title(path: Path, heading: str) -> None:
    words = add(path, heading, "asleep at 7.10", "again on Friday")
    assert words == f"Added 2 lines to “What are we worried about?” in {path.name}."
    assert [one.text for one in entries(path, "worries")] == ["asleep at 7.10", "again on Friday"]
    assert {one.at for one in entries(path, "worries")} == {NOW}


def test_no_sign_is_read(path: Path) -> None:
    lines = ("! ~ scared @kit", "+ve", "[TODO] x", "a | b", "# late", "- one")
    add(path, "worked", *lines)
    held = entries(path, "worked")
    assert tuple(one.text for one in held) == lines
    assert {(one.kind, one.by, one.source) for one in held} == {(None, None, "")}


def test_marks_stand_at_every_line(path: Path) -> None:
    add(path, "facts", "late", "later", by="health", kind="fact", source="school")
    marks = {(one.kind, one.by, one.source) for one in entries(path, "facts")}
    assert marks == {(EntryKind.FACT, "health", "school")}


def test_an_action_is_given_to_who_is_named(path: Path) -> None:
    add(path, "8", "Ring the school", by="@kit")
    actions = session(path).heading("actions")
    assert isinstance(actions, Actions)
    assert [(one.what, one.who) for one in actions.actions] == [("Ring the school", "Kit Marsh")]


def test_a_handle_names_its_person_where_two_share_a_name(path: Path) -> None:
    add(path, "people", "Kit Lane, midwife, health")
    add(path, "worries", "asleep", by="kit")
    assert entries(path, "worries")[0].by == "kit"


def test_the_first_line_to_the_tree_is_its_focal_point(path: Path) -> None:
    add(path, "4", "Nobody knows where I am", "mum is ill", "no bus")
    add(path, "tree", "no phone")
    tree = tree_of(session(path))
    assert tree is not None
    assert tree.focal == "Nobody knows where I am"
    assert [cause.text for cause in tree.causes] == ["mum is ill", "no bus", "no phone"]


def test_a_line_to_the_people_is_a_person(path: Path) -> None:
    people = {person.id: person for person in session(path).people}
    assert (people["kit"].role, people["kit"].agency) == ("school nurse", "health")
    assert people["bo"].agency == "police"


@pytest.mark.parametrize("name", ["x" * 300, "and the of", "子", "a" * 81 + " " + "b" * 90])
def test_any_name_makes_a_person(path: Path, name: str) -> None:
    add(path, "people", name, name)
    assert [person.name for person in session(path).people[-2:]] == [name, name]


@pytest.mark.parametrize(
    ("heading", "marks", "words"),
    [
        ("99", {}, "There is no heading “99” to add to. There are: people, 1 facts,"),
        ("", {}, "There is no heading"),
        ("notes", {}, "There is no heading"),
        ("round", {}, "There is no heading"),
        ("5", {"by": "nobody"}, "There are: kit, bo, health, police."),
        ("5", {"kind": "document"}, "“What are we worried about?” holds no documents."),
        ("8", {"kind": "fact"}, "--kind cannot be said of what stands in “What needs to happen?”"),
        ("tree", {"by": "kit", "source": "x"}, "--by and --source cannot be said"),
        ("people", {"by": "kit"}, "--by cannot be said"),
    ],
)
def test_what_cannot_be_added_leaves_the_file_as_it_was(
    path: Path, heading: str, marks: dict[str, str], words: str
) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError) as failed:
        add(path, heading, "x", **marks)
    assert words in str(failed.value)
    assert path.read_bytes() == before


def test_one_line_that_is_refused_keeps_out_the_others(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match="Nothing was added"):
        add(path, "worries", "one", " ", "three")
    assert path.read_bytes() == before


def test_hundreds_of_lines_have_an_id_each(path: Path) -> None:
    add(path, "thoughts", *(f"thought {number}" for number in range(300)))
    ids = [one.id for one in entries(path, "thoughts")]
    assert len(set(ids)) == 300


def test_a_file_that_cannot_be_written_is_told_of(path: Path) -> None:
    path.chmod(0o400)
    before = path.read_bytes()
    with pytest.raises(UserError, match="read-only"):
        add(path, "worries", "x")
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", ["format = 1\n", "[[people]]\n"])
@pytest.mark.parametrize("key", ["mykey = nan", "mykey = [1, {x = nan}]", "my.a = 1\nmy.b = nan"])
def test_a_session_with_nan_under_an_unknown_key_takes_lines(
    path: Path, key: str, place: str
) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(place, f"{place}{key}\n", 1), encoding="utf-8")
    local = StorageContext(now=lambda: NOW.astimezone(timezone(timedelta(hours=1), "BST")))
    for line in ("asleep at 7.10", "again on Friday"):
        add_lines(path, "worries", [line], storage=local)
    assert [one.text for one in entries(path, "worries")] == ["asleep at 7.10", "again on Friday"]
    assert "nan" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["verify_text", "dumps"])
def test_a_fault_of_ours_leaves_the_lines_in_an_emergency_copy(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    storage, before = StorageContext(state=tmp_path / "state"), path.read_bytes()
    for module in (saver, rescue):
        monkeypatch.setattr(module, name, lambda *_: 1 // 0)
    with pytest.raises(RescuedError, match="Every word is listed in"):
        add_lines(path, "worries", ["asleep at 7.10"], storage=storage)
    (copy,) = copies_of(path, storage)
    assert b"asleep at 7.10" in copy.path.read_bytes()
    assert path.read_bytes() == before
