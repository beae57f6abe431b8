"""A copy that became a session of its own stays one."""

from datetime import timedelta
from pathlib import Path

import pytest

from casetool.errors import UserError
from casetool.methods import find_method
from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.session_edits import edit_details
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import load_session
from casetool.services.sessions.own_session import create_own_session
from casetool.storage.autosave.emergency_copy import all_copies, place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.history.restore import restore, versions_to_restore
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import keep_version, versions_of
from casetool.storage.library.index import list_sessions
from casetool.storage.toml.codec import dumps
from tests.support.driving import START
from tests.support.verbs import Run, new


def with_undo(path: Path, storage: StorageContext) -> Path:
    """A copy of a session, with our undo history beside it, as a conflict leaves one."""
    document = Document.open(path, find_method, storage=storage)
    document.apply(lambda session: edit_details(session, reason="asleep"), "the reason")
    document.close()
    copy = path.with_name(f"{path.stem}-2.toml")
    copy.write_bytes(path.read_bytes())
    copy.chmod(0o600)
    journal_path(copy).write_bytes(journal_path(path).read_bytes())
    return copy


def undo_in(path: Path, storage: StorageContext) -> str | None:
    document = Document.open(path, find_method, storage=storage)
    label = document.undo()
    document.close()
    return label


def test_undo_never_gives_it_the_id_of_the_other_session_again(run: Run, tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = new(run)
    copy = with_undo(path, storage)
    create_own_session(copy, storage)
    own = load_session(copy).session
    assert own.id != load_session(path).session.id
    assert undo_in(copy, storage) == "the reason"
    assert load_session(copy).session == evolve(own, reason="")
    assert {summary.copy_of for summary in list_sessions(tmp_path)} == {None}


def test_nor_where_the_command_line_made_it_one(run: Run, tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = new(run)
    copy = with_undo(path, storage)
    assert run("copies", copy.name, "--own")[0] == 0
    own_id = load_session(copy).session.id
    assert undo_in(copy, storage) == "the reason"
    assert load_session(copy).session.id == own_id != load_session(path).session.id
    assert run("add", copy.name, "worries", typed="a line of its own\n")[0] == 0


def test_its_earlier_versions_come_along(run: Run, tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = new(run)
    former_id = load_session(path).session.id
    case = path.with_name("juno.toml")
    case.write_text(path.read_text().replace("Robin", "Juno"), encoding="utf-8")
    keep_version(case, former_id, case.read_bytes(), START)
    keep_version(path, former_id, path.read_bytes(), START)
    create_own_session(case, storage)
    own_id = load_session(case).session.id
    # the save kept another, under the former id
    assert {version.name for version in versions_of(tmp_path, own_id)} == {"juno.toml"}
    assert {version.name for version in versions_of(tmp_path, former_id)} == {path.name}


@pytest.mark.parametrize("copy_name", ["robin - Copy.toml", "juno.toml"])
def test_those_of_another_child_stay_with_the_original(
    run: Run, tmp_path: Path, copy_name: str
) -> None:
    """The record of one child was copied as a starting point for a sibling's."""
    storage = StorageContext(state=tmp_path / "state")
    path = new(run)
    path = path.rename(path.with_name("robin.toml"))
    former_id = load_session(path).session.id
    keep_version(path, former_id, path.read_bytes() + b"# older\n", START)
    copy = path.with_name(copy_name)
    copy.write_text(path.read_text().replace("Robin", "Juno"), encoding="utf-8")
    create_own_session(copy, storage)
    of_original = versions_of(tmp_path, former_id)
    assert path.name in {version.name for version in of_original}
    own_id = load_session(copy).session.id
    assert path.name not in {version.name for version in versions_of(tmp_path, own_id)}


def test_versions_of_a_renamed_case_from_the_same_template_are_not_those_of_the_other(
    run: Run, tmp_path: Path
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = new(run)
    session_id = load_session(path).session.id
    case = path.with_name("juno.toml")
    case.write_text(path.read_text().replace("Robin", "Juno"), encoding="utf-8")
    keep_version(case, session_id, case.read_bytes(), START)
    keep_version(path, session_id, path.read_bytes() + b"# older\n", START)
    renamed = case.rename(tmp_path / "j.toml")
    of_path = versions_to_restore(path, storage)
    assert [version.name for version in of_path] == [path.name]
    of_case = versions_to_restore(renamed, storage)
    assert [version.name for version in of_case] == ["juno.toml"]


@pytest.mark.parametrize("copy_name", ["robin-2.toml", "robin (conflicted copy).toml"])
def test_a_copy_beside_a_broken_session_takes_none_of_its_versions_away(
    run: Run, tmp_path: Path, copy_name: str
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = new(run).rename(tmp_path / "robin.toml")
    session_id = load_session(path).session.id
    keep_version(path, session_id, path.read_bytes(), START)
    (tmp_path / copy_name).write_bytes(path.read_bytes())
    path.write_bytes(b"")
    assert [version.name for version in versions_to_restore(path, storage)] == [path.name]
    (tmp_path / copy_name).rename(tmp_path / "milo.toml")
    assert versions_to_restore(path, storage) == []


def test_what_another_case_from_the_same_template_sent_is_not_on_record_here(
    run: Run, tmp_path: Path
) -> None:
    storage = StorageContext(state=tmp_path / "state", now=lambda: START + timedelta(hours=2))
    path = new(run)
    session_id = load_session(path).session.id
    keep_version(path, session_id, path.read_bytes(), START)
    loaded = load_session(path)
    sent = circulate(evolve(loaded.session, child="Juno"), loaded.method, START)
    case = tmp_path / "juno.toml"
    case.write_text(dumps(sent, loaded.method), encoding="utf-8")
    keep_version(case, session_id, case.read_bytes(), START + timedelta(hours=1))
    (version,) = versions_to_restore(path, storage)
    path.write_text(f'format = 1\nid = "{session_id}"\nchild = "Robin"\nbroken', encoding="utf-8")
    restore(path, version, storage)
    assert "Juno" not in path.read_text()
    assert "circulated" not in path.read_text()


@pytest.mark.parametrize("where", ["beside", "in an emergency copy"])
def test_it_takes_no_half_typed_words_of_the_session_along(
    run: Run, tmp_path: Path, where: str
) -> None:
    storage, path = StorageContext(state=tmp_path / "state"), new(run)
    copy = path.with_name(f"{path.stem} (1).toml")
    copy.write_bytes(path.read_bytes())
    drafts_folder = tmp_path / ".casetool" / "drafts"
    if where != "beside":
        drafts_folder.parent.mkdir(exist_ok=True)
        drafts_folder.write_text("no folder", encoding="utf-8")
    document = Document.open(path, find_method, storage=storage)
    document.keep_draft("capture worries", "! half")
    document.flush()
    document.close()
    if where != "beside":
        drafts_folder.unlink()
    create_own_session(copy, storage)
    for each, texts in ((copy, {}), (path, {"capture worries": "! half"})):
        document = Document.open(each, find_method, storage=storage)
        assert document.drafts() == texts
        document.close()


def test_it_stays_what_it_is_while_an_emergency_copy_has_words_for_it(
    run: Run, tmp_path: Path
) -> None:
    """A copy is known by the id, too: with another, it would be offered nowhere."""
    storage = StorageContext(state=tmp_path / "state")
    copy = with_undo(new(run), storage)
    session = load_session(copy).session
    text = dumps(edit_details(session, reason="BOTH HURT"), find_method(session.method))
    place = place_of_copy(copy, storage)
    assert place is not None
    write_copy(place, copy, text.encode())
    with pytest.raises(UserError, match="only in an emergency copy"):
        create_own_session(copy, storage)
    assert load_session(copy).session == session


def test_a_version_from_before_brings_back_its_words_and_not_its_former_id(
    run: Run, tmp_path: Path
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    copy = with_undo(new(run), storage)
    keep_version(copy, load_session(copy).session.id, copy.read_bytes(), START)
    create_own_session(copy, storage)
    own = load_session(copy).session
    assert run("add", copy.name, "worries", "said since")[0] == 0
    first = versions_to_restore(copy, storage)[-1]
    restore(copy, first, storage)
    assert load_session(copy).session == own
    versions = versions_to_restore(copy, storage)
    assert any(b"said since" in version.read() for version in versions)
    assert first in versions
    assert {summary.copy_of for summary in list_sessions(tmp_path)} == {None}


def test_a_save_that_is_refused_changes_nothing_and_leaves_no_emergency_copy(
    run: Run, tmp_path: Path
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = new(run)
    # no room in the folder for the file that is written beside it first
    copy = path.with_name(f"{'a' * 250}.toml")
    copy.write_bytes(path.read_bytes())
    before = copy.read_bytes()
    with pytest.raises(UserError, match=r"Nothing was changed\.$"):
        create_own_session(copy, storage)
    assert copy.read_bytes() == before
    assert all_copies(storage) == []
