"""What was saved last stays, where another program writes over a session that is closed."""

from pathlib import Path

import pytest

from casetool.methods import find_method
from casetool.models.base import evolve
from casetool.models.session import Session
from casetool.models.session_edits import edit_details
from casetool.services.sessions.conflicts import other_versions
from casetool.services.sessions.document import Document
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.history.restore import restore, versions_to_restore
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import versions_of
from casetool.storage.toml.codec import decode, dumps, loads
from tests.services.sessions.test_document_outside import note, noted, remove, session_file
from tests.support.sealed import ring
from tests.support.strategies import METHOD


@pytest.fixture(params=["plain", "encrypted"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> StorageContext:
    return StorageContext(NO_CIPHER if request.param == "plain" else ring(tmp_path))


def reopened(path: Path, storage: StorageContext) -> Document:
    return Document.open(path, find_method, storage=storage)


def write(path: Path, session: Session, storage: StorageContext) -> None:
    path.write_bytes(storage.cipher.encrypt(dumps(session, METHOD).encode()))


def held(path: Path, storage: StorageContext) -> Session:
    return loads(decode(plain_bytes(path.read_bytes(), storage)), find_method).session


def plain_bytes(data: bytes, storage: StorageContext) -> bytes:
    return storage.cipher.decrypt(data) if storage.cipher.suffix else data


def stored_texts(path: Path, storage: StorageContext) -> str:
    versions = [version.read() for version in versions_of(path.parent, "a")]
    return "\n".join(plain_bytes(data, storage).decode() for data in versions)


def test_an_older_state_written_over_a_closed_session_costs_no_line(
    tmp_path: Path, storage: StorageContext
) -> None:
    path = session_file(tmp_path, storage)
    older = path.read_bytes()
    document = reopened(path, storage)
    note(document, "second")
    note(document, "third")
    document.close()
    path.write_bytes(older)
    document = reopened(path, storage)
    assert document.lacks_last_state
    assert all(f'"{word}"' in stored_texts(path, storage) for word in ("second", "third"))
    count = len(versions_of(path.parent, "a"))
    document.close()
    reopened(path, storage).close()
    assert len(versions_of(path.parent, "a")) == count


def test_what_was_deleted_or_undone_stays_after_a_write_between_two_runs(
    tmp_path: Path, storage: StorageContext
) -> None:
    path = session_file(tmp_path, storage)
    document = reopened(path, storage)
    note(document, "undone")
    assert document.undo()
    note(document, "deleted")
    remove(document, "deleted")
    note(document, "last")
    document.close()
    theirs = noted(held(path, storage), "theirs")
    write(path, theirs, storage)
    document = reopened(path, storage)
    assert all(f'"{word}"' in stored_texts(path, storage) for word in ("deleted", "undone"))
    document.close()


def test_a_file_that_others_wrote_is_a_beginning_too(tmp_path: Path) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    by_hand = path.read_bytes().replace(b"text = ", b"text  =  ") + b"\n# by hand\n"
    path.write_bytes(by_hand)
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    path.write_bytes(by_hand)
    document = reopened(path, storage)
    assert document.lacks_last_state
    assert '"second"' in stored_texts(path, storage)
    document.close()


def test_what_was_saved_after_a_change_by_hand_is_kept_too(tmp_path: Path) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    older = path.read_bytes()
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    path.write_bytes(path.read_bytes() + b"\n# by hand\n")
    document = reopened(path, storage)
    note(document, "third")
    document.close()
    path.write_bytes(older)
    document = reopened(path, storage)
    assert document.lacks_last_state
    assert '"third"' in stored_texts(path, storage)
    document.close()


def test_beside_a_twin_of_the_template_it_is_kept_though_the_child_got_another_name(
    tmp_path: Path,
) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    beginning = held(path, storage)
    write(tmp_path / "noor.toml", evolve(beginning, child="Noor"), storage)
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    write(path, evolve(beginning, child="Child A"), storage)
    document = reopened(path, storage)
    assert '"second"' in stored_texts(path, storage)
    document.close()


def test_lines_that_others_added_are_nothing_that_is_missing(tmp_path: Path) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    write(path, noted(held(path, storage), "theirs"), storage)
    count = len(versions_of(path.parent, "a"))
    document = reopened(path, storage)
    assert not document.lacks_last_state
    assert len(versions_of(path.parent, "a")) == count
    document.close()


def test_another_case_in_its_place_gets_none_of_its_words(tmp_path: Path) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    document = reopened(path, storage)
    note(document, "secretword")
    document.close()
    write(path, Session(id="b", child="Noor", headings=held(path, storage).headings), storage)
    document = reopened(path, storage)
    assert not document.lacks_last_state
    assert "secretword" not in "".join(
        version.read().decode() for version in versions_of(tmp_path, "b")
    )
    document.close()


def test_a_twin_of_the_template_in_its_place_gets_none_of_its_words(tmp_path: Path) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    beginning = held(path, storage)
    document = reopened(path, storage)
    note(document, "secretword")
    document.close()
    twin = evolve(beginning, child="Noor")
    write(tmp_path / "noor.toml", twin, storage)
    before = [version.path.name for version in versions_of(tmp_path, "a")]
    write(path, twin, storage)
    document = reopened(path, storage)
    assert not document.lacks_last_state
    assert [version.path.name for version in versions_of(tmp_path, "a")] == before
    document.close()


def test_a_journal_of_an_older_casetool_leads_nowhere(tmp_path: Path) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    older = path.read_bytes()
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    lines = journal_path(path).read_bytes()
    start, _, end = lines.rpartition(b', "new"')
    journal_path(path).write_bytes(start + b"}\n" if end else lines)
    path.write_bytes(older)
    document = reopened(path, storage)
    assert not document.lacks_last_state
    document.close()


@pytest.mark.parametrize("is_moved", [False, True])
def test_an_emergency_copy_is_offered_and_never_taken_for_a_version(
    tmp_path: Path, is_moved: bool
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    path = session_file(tmp_path, storage)
    older = path.read_bytes()
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    place = place_of_copy(path, storage)
    assert place is not None
    write_copy(place, path, path.read_bytes())
    path.write_bytes(older)  # the journal was written, and the file was not
    if is_moved:  # a stick comes back under another letter
        folder = tmp_path / "stick"
        folder.mkdir()
        for each in (path, path.parent / HIDDEN):
            each.rename(folder / each.name)
        path = folder / path.name
    document = reopened(path, storage)
    assert not document.lacks_last_state
    assert len(other_versions(document)) == 1
    assert place.exists()
    document.close()


def test_an_older_emergency_copy_hides_nothing_that_was_saved_after_it(
    tmp_path: Path, storage: StorageContext
) -> None:
    storage = StorageContext(storage.cipher, state=tmp_path / "state")
    path = session_file(tmp_path, storage)
    older = path.read_bytes()
    place = place_of_copy(path, storage)
    assert place is not None
    copy = loads(decode(plain_bytes(older, storage)), find_method).session
    copy = noted(copy, "in-the-copy")
    write_copy(place, path, storage.cipher.encrypt(dumps(copy, METHOD).encode()))
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    path.write_bytes(older)
    document = reopened(path, storage)
    assert document.lacks_last_state
    assert '"second"' in stored_texts(path, storage)
    assert len(other_versions(document)) == 1
    document.close()


def test_ones_own_restore_is_no_change_by_others_and_can_be_undone(tmp_path: Path) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    restore(path, versions_to_restore(path, storage)[-1], storage)
    document = reopened(path, storage)
    assert not document.lacks_last_state
    assert document.undo() == "went back to an earlier version"
    document.close()
    assert '"second"' in path.read_text(encoding="utf-8")


def test_a_backup_by_hand_takes_no_version_from_a_session_whose_child_got_another_name(
    tmp_path: Path,
) -> None:
    storage = StorageContext()
    path = session_file(tmp_path, storage)
    document = reopened(path, storage)
    note(document, "second")
    document.close()
    (tmp_path / "old.toml").write_bytes(path.read_bytes())
    document = reopened(path, storage)
    document.apply(lambda session: edit_details(session, child="Child A"), "the name")
    document.close()
    versions = versions_to_restore(path, storage)
    assert len(versions) == len(versions_of(tmp_path, "a")) == 2


def test_what_was_refused_while_it_was_encrypted_is_no_change_of_another_program(
    tmp_path: Path,
) -> None:
    """Another laptop encrypted it, and decrypted it again, while it was open here."""
    storage = StorageContext(state=tmp_path / "state")
    path = session_file(tmp_path, storage)
    document = reopened(path, storage)
    encrypted = path.with_name(f"{path.name}.age")
    path.rename(encrypted)
    document.apply(lambda session: noted(session, "meanwhile"), "a line")
    assert not document.flush()
    encrypted.rename(path)
    assert document.flush()
    document.close()
    document = reopened(path, storage)
    assert not document.lacks_last_state
    assert document.undo() is not None
    assert "meanwhile" not in str(document.session)
    document.close()
