"""Bringing two versions together: both stay, and what cannot be done changes nothing."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry, delete_entry
from casetool.models.entries.model import Entry
from casetool.models.merge.diff import differences
from casetool.models.merge.tree import MergedTooDeepError
from casetool.models.method import empty_headings
from casetool.models.pseudonyms.edits import add_name
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session
from casetool.models.tree.edits import add_cause, move_branch
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause
from casetool.services.sessions.conflicts import (
    copies_beside,
    earlier_value,
    merge_into,
    other_versions,
    restore_parts,
)
from casetool.services.sessions.create import create_document
from casetool.services.sessions.document import Document
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.own_drives import DriveNumbers, OwnDrives
from casetool.storage.history.versions import NEWEST_VERSIONS, keep_version, versions_of
from casetool.storage.toml.codec import dumps
from tests.support.room_of_robin import NOW
from tests.support.sealed import ring
from tests.support.strategies import METHOD

BARE = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def _grown(session: Session, prefix: str, length: int, parent: str = FOCAL) -> Session:
    for place in range(length):
        session = add_cause(session, Cause(id=f"{prefix}{place}", text="x"), parent)
        parent = f"{prefix}{place}"
    return session


def test_a_tree_too_deep_together_is_refused_and_nothing_is_changed(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    session = _grown(_grown(BARE, "c", DEEPEST_TREE - 5), "d", 4)
    document = create_document(session, METHOD, tmp_path, storage=storage)
    copy = document.path.with_name(f"{document.path.stem}-LAPTOP7.toml")
    copy.write_text(dumps(_grown(session, "e", 5, "c44"), METHOD), encoding="utf-8")
    document.apply(lambda value: move_branch(value, "c0", "d0"), "moved")
    assert document.flush()
    ours = document.session
    try:
        (other,) = copies_beside(document)
        every = frozenset(one.key for one in differences(ours, other.session))
        new = frozenset(one.key for one in differences(ours, other.session) if not one.here)
        for refused in (merge_into, restore_parts):
            with pytest.raises(MergedTooDeepError, match="Nothing was changed"):
                refused(document, other, new)
        assert document.session is ours
        assert copy.exists()
        assert merge_into(document, other, every)
    finally:
        document.close()


@contextmanager
def _opened(folder: Path, session: Session, sealed: bool = False) -> Iterator[Document]:
    """A session in a new file."""
    storage = StorageContext(state=folder / "state", now=lambda: NOW)
    if sealed:
        storage = StorageContext(ring(folder), state=folder / "state", now=lambda: NOW)
    document = create_document(session, METHOD, folder, now=lambda: NOW, storage=storage)
    try:
        yield document
    finally:
        document.close()


def _noted(session: Session, text: str) -> Session:
    return add_entry(session, "worries", Entry(id=text, text=text))


def _stored_texts(document: Document) -> list[str]:
    """The text of each stored version, newest first."""
    cipher = document.storage.cipher
    versions = versions_of(document.path.parent, document.session.id)
    return [cipher.decrypt(version.read()).decode() for version in versions]


def _all_keys(here: Session, there: Session) -> frozenset[str]:
    return frozenset(difference.key for difference in differences(here, there))


def _go_back(document: Document, earlier: Session) -> None:
    """Store an earlier version, and go back to it as a whole."""
    data = document.storage.cipher.encrypt(dumps(earlier, METHOD).encode())
    keep_version(document.path, earlier.id, data, NOW)
    other = earlier_value(document, versions_of(document.path.parent, earlier.id)[0])
    assert other is not None
    restore_parts(document, other, _all_keys(document.session, other.session))


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("is_saved", [True, False])
def test_what_was_here_before_going_back_is_an_earlier_version(
    tmp_path: Path, is_saved: bool, sealed: bool
) -> None:
    with _opened(tmp_path, BARE, sealed) as document:
        document.apply(lambda session: _noted(session, "keepme"), "a line")
        assert not is_saved or document.flush()
        _go_back(document, BARE)
        assert document.session == BARE
        assert any("keepme" in text for text in _stored_texts(document))
        versions = versions_of(tmp_path, "a")
        assert sealed == all(b"keepme" not in version.read() for version in versions)
        assert document.flush()
        assert any("keepme" in text for text in _stored_texts(document))


def test_the_version_gone_back_to_stays_though_it_was_the_oldest(tmp_path: Path) -> None:
    with _opened(tmp_path, _noted(BARE, "keepme")) as document:
        oldest = _noted(BARE, "the-oldest")
        keep_version(document.path, "a", dumps(oldest, METHOD).encode(), NOW)
        for minute in range(1, NEWEST_VERSIONS):
            text = dumps(_noted(BARE, f"n{minute}"), METHOD)
            keep_version(document.path, "a", text.encode(), NOW + timedelta(minutes=minute))
        version = versions_of(tmp_path, "a")[-1]
        other = earlier_value(document, version)
        assert other is not None
        restore_parts(document, other, _all_keys(document.session, other.session))
        assert document.session == oldest
        assert not version.path.exists()
        for text in ("keepme", "the-oldest"):
            assert any(text in stored for stored in _stored_texts(document))


@pytest.mark.parametrize("is_copy_beside", [True, False])
def test_what_was_here_before_a_merge_is_an_earlier_version(
    tmp_path: Path, is_copy_beside: bool
) -> None:
    with _opened(tmp_path, BARE) as document:
        data = dumps(_noted(BARE, "theirs"), METHOD).encode()
        if is_copy_beside:
            document.path.with_name(f"{document.path.stem}-LAPTOP7.toml").write_bytes(data)
        else:
            place = place_of_copy(document.path, document.storage)
            assert place is not None
            write_copy(place, document.path, data)
        document.apply(lambda session: _noted(session, "keephere"), "a line")
        (other,) = (*other_versions(document), *copies_beside(document))
        assert merge_into(document, other, _all_keys(document.session, other.session))
        assert document.session == other.session
        stored = _stored_texts(document)
        assert any("keephere" in text for text in stored)
        assert any("theirs" in text for text in stored)


def test_a_real_name_of_each_sitting_comes_from_its_emergency_copy(tmp_path: Path) -> None:
    robin, uncle, gran = Name(name="Robin Lee"), Name(name="Uncle Bo"), Name(name="Gran Jones")
    with _opened(tmp_path, BARE) as document:
        for name in (uncle, gran):
            place = place_of_copy(document.path, document.storage)
            assert place is not None
            sitting = evolve(BARE, names=(robin, name))
            write_copy(place, document.path, dumps(sitting, METHOD).encode())
        document.apply(lambda session: add_name(session, robin), "a name")
        assert len(other_versions(document)) == 2
        while versions := other_versions(document):
            differing = differences(document.session, versions[0].session)
            new = frozenset(each.key for each in differing if not each.here)
            assert merge_into(document, versions[0], new)
        assert set(document.session.names) == {robin, uncle, gran}


def test_going_back_takes_no_real_name_but_those_that_were_chosen(tmp_path: Path) -> None:
    robin, uncle = Name(name="Robin Lee", stand_in="Child A"), Name(name="Uncle Bo")
    earlier = evolve(BARE, names=(evolve(robin, stand_in="Child B"),))
    with _opened(tmp_path, evolve(BARE, names=(robin, uncle))) as document:
        keep_version(document.path, "a", dumps(earlier, METHOD).encode(), NOW)
        other = earlier_value(document, versions_of(tmp_path, "a")[0])
        assert other is not None
        restore_parts(document, other, frozenset({"name:=Robin Lee"}))
        assert document.session.names == (*earlier.names, uncle)


def test_what_cannot_be_stored_is_not_replaced_and_what_is_only_added_comes(
    tmp_path: Path,
) -> None:
    with _opened(tmp_path, _noted(BARE, "keepme")) as document:
        copy = document.path.with_name(f"{document.path.stem}-LAPTOP7.toml")
        copy.write_text(dumps(_noted(BARE, "theirs"), METHOD), encoding="utf-8")
        (other,) = copies_beside(document)
        (tmp_path / ".casetool").mkdir(exist_ok=True)
        (tmp_path / ".casetool" / "versions").write_text("in the way")
        before = document.session
        every = _all_keys(before, other.session)
        for replaces in (restore_parts, merge_into):
            with pytest.raises(SaveError, match="Nothing was changed: what is here now cannot"):
                replaces(document, other, every)
            assert document.session is before
        assert not merge_into(document, other, frozenset({"entry:theirs"}))
        assert delete_entry(document.session, "theirs") == before
        assert copy.exists()


def test_where_its_drive_has_gone_no_version_is_stored(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    drives = OwnDrives(lambda folder: DriveNumbers(folder.stat().st_ino, 0))
    storage = StorageContext(state=tmp_path / "state", now=lambda: NOW, drives=drives)
    session = _noted(BARE, "ours")
    with closing(create_document(session, METHOD, folder, storage=storage)) as document:
        data = dumps(_noted(BARE, "earlier"), METHOD).encode()
        keep_version(document.path, session.id, data, NOW)
        other = earlier_value(document, versions_of(folder, session.id)[0])
        assert other is not None
        folder.rename(tmp_path / "away")
        folder.mkdir()  # its mount point
        with pytest.raises(SaveError, match="Nothing was changed"):
            restore_parts(document, other, _all_keys(session, other.session))
        assert [*folder.iterdir()] == []


def test_the_file_of_another_program_is_not_replaced_either_unless_it_is_stored(
    tmp_path: Path,
) -> None:
    with _opened(tmp_path, BARE) as document:
        path = document.path
        path.write_text(dumps(_noted(BARE, "theirs"), METHOD), encoding="utf-8")
        document.apply(lambda session: _noted(session, "ours"), "a line")
        assert document.flush()
        assert document.conflicting_path == path
        hidden = tmp_path / ".casetool" / "versions"
        hidden.parent.mkdir(exist_ok=True)
        hidden.write_text("in the way")
        (other,) = other_versions(document)
        with pytest.raises(SaveError, match="Nothing was changed"):
            merge_into(document, other, frozenset())
        assert document.path != path
        assert merge_into(document, other, frozenset({"entry:theirs"}))
        assert document.flush()
        assert document.path == path
        assert "theirs" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("is_renamed", [False, True])
@pytest.mark.parametrize("child", ["Milo", "robin"])
def test_a_copy_of_another_case_made_from_the_same_template_is_not_offered(
    tmp_path: Path, child: str, is_renamed: bool
) -> None:
    with _opened(tmp_path, BARE) as document:
        sibling = tmp_path / "sib.toml"
        text = dumps(document.session, METHOD).replace("Robin", child)
        sibling.write_text(text, encoding="utf-8")
        copy_path = place_of_copy(sibling, document.storage)
        assert copy_path is not None
        with_words = add_entry(document.session, "worries", Entry(id="n1", text="secret"))
        write_copy(copy_path, sibling, dumps(with_words, METHOD).replace("Robin", child).encode())
        if is_renamed:
            sibling.rename(tmp_path / "renamed.toml")
        assert bool(other_versions(document)) is (child == "robin")
        assert copy_path.exists()


@pytest.mark.parametrize("is_there", [True, False])
def test_a_copy_of_a_file_in_another_folder_waits_there_while_that_file_is_there(
    tmp_path: Path, is_there: bool
) -> None:
    """A backup in another folder, or two cases of one template with one stand-in."""
    with _opened(tmp_path, BARE) as document:
        other = tmp_path / "team" / "other.toml"
        other.parent.mkdir()
        if is_there:
            other.write_text(dumps(document.session, METHOD), encoding="utf-8")
        copy_path = place_of_copy(other, document.storage)
        assert copy_path is not None
        with_words = add_entry(document.session, "worries", Entry(id="n1", text="secret"))
        write_copy(copy_path, other, dumps(with_words, METHOD).encode())
        assert bool(other_versions(document)) is not is_there
        assert copy_path.exists()


@pytest.mark.parametrize("is_version", [True, False])
def test_what_was_only_deleted_while_saving_failed_is_offered(
    tmp_path: Path, is_version: bool
) -> None:
    without, whole = BARE, _noted(BARE, "wrong")
    with _opened(tmp_path, whole) as document:
        if is_version:  # what undo leads back to was stored before
            earlier = document.storage.now() - timedelta(hours=1)
            keep_version(document.path, whole.id, dumps(without, METHOD).encode(), earlier)
        copy = place_of_copy(document.path, document.storage)
        assert copy is not None
        write_copy(copy, document.path, dumps(without, METHOD).encode())
        (other,) = other_versions(document)
        assert other.path == copy
        assert merge_into(document, other, _all_keys(whole, without))
        assert not differences(document.session, without)
        assert not copy.exists()


def test_a_copy_that_a_merge_has_stored_is_not_offered_again(tmp_path: Path) -> None:
    with _opened(tmp_path, _noted(BARE, "one")) as document:
        data, later = dumps(BARE, METHOD).encode(), datetime(2999, 1, 1, tzinfo=UTC)
        copy = place_of_copy(document.path, document.storage)
        assert copy is not None
        write_copy(copy, document.path, data)
        keep_version(document.path, document.session.id, data, later)
        assert other_versions(document) == ()
        assert not copy.exists()


def test_a_copy_in_which_something_was_undone_is_offered_until_it_is_decided(
    tmp_path: Path,
) -> None:
    with _opened(tmp_path, BARE) as document:
        assert document.flush()
        text = document.path.read_text("utf-8")
        document.apply(lambda session: _noted(session, "wrong"), "wrong")
        assert document.flush()
        copy = place_of_copy(document.path, document.storage)
        assert copy is not None
        write_copy(copy, document.path, text.encode())
        document.apply(lambda session: _noted(session, "next"), "next")
        assert document.flush()
        assert [other.path for other in other_versions(document)] == [copy]
