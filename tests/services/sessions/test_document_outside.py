"""The Document while another program writes its file: what only undo had becomes a version."""

from pathlib import Path
from queue import Queue

import pytest

from casetool.methods import find_method
from casetool.models.entries.edits import add_entry, delete_entry
from casetool.models.entries.model import Entry
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.services.sessions.conflicts import copies_beside
from casetool.services.sessions.create import create_document
from casetool.services.sessions.document import Document
from casetool.storage.context import StorageContext
from casetool.storage.files.watcher import ExternalChange
from casetool.storage.history.restore import versions_to_restore
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import versions_of
from casetool.storage.toml.codec import dumps
from tests.support.sealed import ring
from tests.support.strategies import METHOD

BARE = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def noted(session: Session, text: str) -> Session:
    return add_entry(session, "worries", Entry(id=text, text=text))


def session_file(folder: Path, storage: StorageContext) -> Path:
    document = create_document(noted(BARE, "first"), METHOD, folder, storage=storage)
    document.close()
    return document.path


def note(document: Document, text: str) -> None:
    assert document.apply(lambda session: noted(session, text), "a line")
    assert document.flush()


def remove(document: Document, text: str) -> None:
    assert document.apply(lambda session: delete_entry(session, text), "removed a line")
    assert document.flush()


def write_outside(document: Document, session: Session) -> ExternalChange:
    """Another program writes the file, and the document adopts that."""
    seen = Queue[ExternalChange | None]()
    document.on_outside(seen.put)
    data = document.storage.cipher.encrypt(dumps(session, METHOD).encode())
    beside = document.path.with_name("beside")
    beside.write_bytes(data)
    beside.replace(document.path)
    change = seen.get(timeout=10)
    assert change is not None
    assert document.accept_external(change)
    assert document.undo() is None
    return change


def stored_texts(document: Document) -> list[str]:
    """The text of each stored version, newest first."""
    cipher = document.storage.cipher
    versions = versions_of(document.path.parent, document.session.id)
    return [cipher.decrypt(version.read()).decode() for version in versions]


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("in_earlier_run", [False, True])
@pytest.mark.parametrize("lost_by", ["removal", "undo"])
def test_words_that_only_undo_had_are_in_a_version(
    tmp_path: Path, lost_by: str, in_earlier_run: bool, sealed: bool
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    if sealed:
        storage = StorageContext(ring(tmp_path), state=tmp_path / "state")
    path = session_file(tmp_path, storage)
    document = Document.open(path, find_method, storage=storage)
    note(document, "keepme")
    if lost_by == "undo":
        assert document.undo() == "a line"
        assert document.flush()
    else:
        remove(document, "keepme")
    if in_earlier_run:
        document.close()
        document = Document.open(path, find_method, storage=storage)
    assert not any("keepme" in text for text in stored_texts(document))
    write_outside(document, noted(noted(BARE, "first"), "theirs"))
    assert any("keepme" in text for text in stored_texts(document))
    count = len(stored_texts(document))
    write_outside(document, noted(BARE, "theirs"))
    assert len(stored_texts(document)) <= count + 1
    document.close()


def test_what_was_only_opened_and_is_replaced_is_a_version(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    document = Document.open(session_file(tmp_path, storage), find_method, storage=storage)
    assert write_outside(document, BARE).old_version_saved
    assert any("first" in text for text in stored_texts(document))
    document.close()


def test_what_loses_no_words_adds_no_version_nor_does_a_window_that_looks_on(
    tmp_path: Path,
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = session_file(tmp_path, storage)
    document = Document.open(path, find_method, storage=storage)
    second = Document.open(path, find_method, storage=storage)
    assert second.read_only
    assert not write_outside(second, noted(BARE, "theirs")).old_version_saved
    assert stored_texts(second) == []
    second.close()
    write_outside(document, noted(noted(BARE, "theirs"), "first"))
    assert stored_texts(document) == []
    document.close()


def test_what_another_program_wrote_is_in_a_version_before_ours_replaces_it(tmp_path: Path) -> None:
    """A form that was open meanwhile writes its own words over those of the other hand."""
    storage = StorageContext(state=tmp_path / "state")
    path = session_file(tmp_path, storage)
    document = Document.open(path, find_method, storage=storage)
    try:
        note(document, "mine")
        theirs = noted(noted(BARE, "first"), "theirs")
        write_outside(document, theirs)
        remove(document, "theirs")
        assert any("theirs" in text for text in stored_texts(document))
    finally:
        document.close()


def test_half_a_line_goes_to_no_file_of_another_name(tmp_path: Path) -> None:
    """Two cases from one template may both be called “Child A”."""
    storage = StorageContext(state=tmp_path / "state")
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    path = session_file(tmp_path / "one", storage)
    other = tmp_path / "two" / "castell.toml"
    other.write_bytes(path.read_bytes())
    document = Document.open(path, find_method, storage=storage)
    (tmp_path / "one").rename(tmp_path / "archive")
    document.keep_draft("capture worries", "! half a line")
    document.flush()
    document.close()
    again = Document.open(other, find_method, storage=storage)
    assert again.drafts() == {}
    again.close()


@pytest.mark.parametrize("is_there_again", [False, True])
def test_half_a_line_follows_a_stick_that_comes_back_under_another_path(
    tmp_path: Path, is_there_again: bool
) -> None:
    """Unless the folder of the former path is there again: then it may be another stick."""
    stick, other_path = tmp_path / "E", tmp_path / "F"
    stick.mkdir()
    storage = StorageContext(state=tmp_path / "state")
    path = session_file(stick, storage)
    document = Document.open(path, find_method, storage=storage)
    stick.rename(other_path)
    document.keep_draft("capture worries", "! half a line")
    document.flush()
    document.close()
    if is_there_again:
        stick.mkdir()
        (stick / "other.toml").touch()
    again = Document.open(other_path / path.name, find_method, storage=storage)
    assert again.drafts() == ({} if is_there_again else {"capture worries": "! half a line"})
    again.close()
    once_more = Document.open(other_path / path.name, find_method, storage=storage)
    assert len(once_more.drafts()) == (0 if is_there_again else 1)
    once_more.close()


def test_through_a_link_there_are_the_same_versions_and_copies(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    (tmp_path / "stick").mkdir()
    path = session_file(tmp_path / "stick", storage)
    copy = path.with_name(f"{path.stem}-2.toml")
    copy.write_bytes(dumps(noted(noted(BARE, "first"), "beside"), METHOD).encode())
    link = tmp_path / path.name
    link.symlink_to(path)
    document = Document.open(link, find_method, storage=storage)
    note(document, "second")
    assert [other.path.name for other in copies_beside(document)] == [copy.name]
    document.close()
    assert versions_to_restore(link, storage) == versions_to_restore(path, storage) != []


@pytest.mark.parametrize("lost_by", ["removal", "undo"])
def test_words_that_only_undo_had_stay_where_the_journal_is_replaced_too(
    tmp_path: Path, lost_by: str
) -> None:
    """A sync client may carry the hidden folder as well."""
    storage = StorageContext(state=tmp_path / "state")
    document = Document.open(session_file(tmp_path, storage), find_method, storage=storage)
    note(document, "keepme")
    if lost_by == "undo":
        assert document.undo() == "a line"
        assert document.flush()
    else:
        remove(document, "keepme")
    journal_path(document.path).write_bytes(b"{}\n")
    write_outside(document, noted(noted(BARE, "first"), "theirs"))
    assert any("keepme" in text for text in stored_texts(document))
    document.close()
