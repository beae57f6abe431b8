"""Emergency copies: one for each sitting, found again, and gone once their words are elsewhere."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casetool.storage.autosave.copies_of_case import every_copy_of
from casetool.storage.autosave.emergency_copy import (
    all_copies,
    copies_from,
    copies_of,
    drop_copy,
    place_of_copy,
    write_copy,
)
from casetool.storage.autosave.waiting_copies import notice_of_copies, way_back
from casetool.storage.context import StorageContext, file_key
from casetool.storage.files.atomic import SaveError
from tests.support.sealed import seal

NOON = datetime(2026, 11, 28, 11, 4, tzinfo=UTC)


def resting(folder: Path, **more: object) -> StorageContext:
    return StorageContext(state=folder / "state", now=lambda: NOON, **more)  # type: ignore[arg-type]


def session_file(folder: Path, name: str = "a.toml", session: str = "k1") -> Path:
    path = folder / "s" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text(session, "on disk"))
    return path


def text(session: str, words: str) -> bytes:
    return f'format = 1\nid = "{session}"\nchild = "Robin"\n\n[notes]\nwords = "{words}"\n'.encode()


def rescue(path: Path, data: bytes, storage: StorageContext) -> Path:
    """A sitting that could not save."""
    place = place_of_copy(path, storage)
    assert place is not None
    write_copy(place, path, data)
    return place


def test_each_sitting_has_a_copy_of_its_own_and_writes_over_that_alone(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    first, second = (rescue(path, text("k1", words), rest) for words in ("one", "two"))
    write_copy(second, path, text("k1", "two and three"))
    held = {copy.path: copy.read() for copy in copies_of(path, rest)}
    assert held == {first: text("k1", "one"), second: text("k1", "two and three")}
    assert {copy.origin for copy in copies_of(path, rest)} == {path}
    for place in (first, second, first.with_name("of.txt")):
        assert place.stat().st_mode & 0o777 == 0o600
        assert place.parent.stat().st_mode & 0o777 == 0o700


def test_the_oldest_comes_first_also_of_several_within_one_second(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    places = [rescue(path, text("k1", f"{number}"), rest) for number in range(8)]
    for number, place in enumerate(places):
        os.utime(place, ns=(number + 1, number + 1))
    assert [copy.path for copy in copies_of(path, rest)] == places


def test_a_copy_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    (tmp_path / "state").write_text("no folder")
    place = place_of_copy(path, rest)
    assert place is not None
    with pytest.raises(SaveError):
        write_copy(place, path, b"words")
    assert place_of_copy(path, StorageContext()) is None
    assert copies_of(path, StorageContext()) == all_copies(StorageContext()) == []


def test_the_last_copy_takes_its_folder_with_it(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    first, second = (rescue(path, b"x", rest) for _ in range(2))
    drop_copy(first)
    assert [copy.path for copy in copies_of(path, rest)] == [second]
    drop_copy(second)
    drop_copy(second)  # twice is once
    assert list((tmp_path / "state" / "emergency").iterdir()) == []


def test_what_an_older_casetool_left_is_found(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    old = tmp_path / "state" / "emergency" / f"{file_key(path)}.toml"
    old.parent.mkdir(parents=True)
    old.write_bytes(text("k1", "old"))
    new = rescue(path, text("k1", "new"), rest)
    assert [copy.path for copy in copies_of(path, rest)] == [old, new]
    assert {copy.path for copy in all_copies(rest)} == {old, new}
    assert {(copy.path, copy.origin) for copy in copies_from(path.parent, rest)} == {
        (old, path), (new, path),
    }  # fmt: skip
    path.unlink()
    assert "whole session" in way_back(all_copies(rest)[1], path.parent)


def test_copies_are_named_though_the_session_or_its_folder_is_gone(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    place = rescue(path, text("k1", "one"), rest)
    os.utime(place, (NOON.timestamp(),) * 2)
    assert "Ctrl+R compares" in notice_of_copies(path.parent, rest)
    assert path.name in notice_of_copies(path.parent, rest)
    path.unlink()
    for _ in range(2):
        (copy,) = copies_from(path.parent, rest)
        assert copy.origin == path
        assert copy.moment in notice_of_copies(path.parent, rest)
        assert str(place) in notice_of_copies(path.parent, rest)
        path.parent.rmdir() if path.parent.exists() else None
    other = tmp_path / "other"
    assert notice_of_copies(other, rest) == ""
    assert str(place) in way_back(copy, other)


def test_an_encrypted_copy_is_said_to_need_its_own_key(tmp_path: Path) -> None:
    rest, where = StorageContext(seal(), tmp_path / "state"), tmp_path / "a.toml.age"
    copy_path = place_of_copy(where, rest)
    assert copy_path is not None
    write_copy(copy_path, where, seal().encrypt(b"words"))
    for folder in (tmp_path, tmp_path / "other"):
        told = way_back(all_copies(rest)[0], folder)
        assert "opens only with its own key" in told
        assert f"{tmp_path / '.casetool' / 'key.age'}" in told
        assert "recipients.txt" in told


def test_the_moment_of_a_copy_is_said_as_people_do(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    place = rescue(path, b"x", rest)
    local = datetime(2026, 11, 3, 9, 5).astimezone()
    os.utime(place, (local.timestamp(),) * 2)
    (copy,) = copies_of(path, rest)
    assert copy.moment == "3 Nov 2026 at 09:05"
    assert copy.when - local == timedelta(0)


def test_a_sealed_copy_says_whose_it_is_only_to_its_key(tmp_path: Path) -> None:
    path, key = session_file(tmp_path, "a.toml.age"), seal()
    rest = resting(tmp_path, cipher=key)
    place = rescue(path, key.encrypt(text("k1", "one")), rest)
    assert place.name.endswith(".toml.age")
    (copy,) = copies_of(path, rest)
    assert copy.id_of(key) == "k1"
    assert copy.id_of() is None
    assert copy.read(key) == text("k1", "one")


def test_a_purge_reaches_every_copy_of_the_session_and_none_of_another(tmp_path: Path) -> None:
    path, rest = session_file(tmp_path), resting(tmp_path)
    sealed = path.with_name("a.toml.age")
    twin = session_file(tmp_path, "elsewhere.toml")  # the same id, and a file that is there
    other = session_file(tmp_path, "other.toml", "k2")
    (tmp_path / "team").mkdir()
    renamed = tmp_path / "team" / "a.toml"  # in another folder, where it has another name now
    gone = path.with_name("older-name.toml")  # renamed since
    ours = [rescue(one, text("k1", "w"), rest) for one in (path, path, sealed, gone)]
    kept = [rescue(twin, text("k1", "w"), rest), rescue(other, text("k2", "w"), rest)]
    kept.append(rescue(renamed, text("k1", "w"), rest))
    strange = rescue(path.with_name("broken.toml"), b"\xff", rest)
    assert {copy.path for copy in every_copy_of(path, "k1", rest)} == set(ours)
    assert {copy.path for copy in every_copy_of(path, None, rest)} == set(ours[:3])
    assert {copy.path for copy in all_copies(rest)} == {*ours, *kept, strange}
