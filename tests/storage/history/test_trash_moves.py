"""A move to the trash or back that is stopped between two files is finished later."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.files.locks import mark_copy
from casetool.storage.history.trash import (
    delete_session,
    empty_trash,
    finish_stopped,
    list_trash,
    restore_from_trash,
)
from casetool.storage.history.trash_moves import MOVES_FILE
from tests.storage.history.test_trash import NOW, STORAGE, files, session

_real_rename = Path.rename


class Stop(BaseException):
    """What stops a program at once, such as Ctrl+C: nothing after it is done."""


def stopped_at(number: int, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> bool:
    """Do some work that is stopped before it moves a file, and tell whether it was."""
    done = 0

    def rename(self: Path, target: Path) -> Path:
        nonlocal done
        done += 1
        if done == number:
            raise Stop
        return _real_rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        try:
            work()
        except Stop:
            return True
    return False


def of_session(folder: Path, name: str) -> list[str]:
    return [file for file in files(folder) if name in file and "/trash/" not in file]


@pytest.mark.parametrize("number", range(1, 5))
def test_a_stopped_deletion_is_finished_or_was_never_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    session(tmp_path, "ba.toml", "other", "def")
    before = files(tmp_path)
    assert stopped_at(number, monkeypatch, lambda: delete_session(path, STORAGE))
    finish_stopped(tmp_path, STORAGE)
    if number == 1:
        assert files(tmp_path) == before
        assert list_trash(tmp_path) == []
        return
    assert of_session(tmp_path, "a.toml") == of_session(tmp_path, "ba.toml")
    (trashed,) = list_trash(tmp_path)
    assert not (trashed.folder / MOVES_FILE).exists()
    assert restore_from_trash(trashed, STORAGE) == path
    assert files(tmp_path) == before


def test_emptied_after_a_stopped_deletion_nothing_of_it_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    assert stopped_at(2, monkeypatch, lambda: delete_session(path, STORAGE))
    assert of_session(tmp_path, "a.toml")
    finish_stopped(tmp_path, STORAGE)
    assert empty_trash(list_trash(tmp_path)) == 1
    assert files(tmp_path) == {}


@pytest.mark.parametrize("number", range(1, 5))
def test_a_stopped_return_leaves_all_of_it_in_the_trash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    before = files(tmp_path)
    trashed = delete_session(path, STORAGE)
    inside = files(tmp_path)
    assert stopped_at(number, monkeypatch, lambda: restore_from_trash(trashed, STORAGE))
    finish_stopped(tmp_path, STORAGE)
    assert files(tmp_path) == inside
    assert restore_from_trash(trashed, STORAGE) == path
    assert files(tmp_path) == before


def test_what_came_back_is_whole_though_its_folder_was_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    before = files(tmp_path)
    trashed = delete_session(path, STORAGE)

    def stop(*_: object, **__: object) -> None:
        raise Stop

    with monkeypatch.context() as patch, pytest.raises(Stop):
        patch.setattr(shutil, "rmtree", stop)
        restore_from_trash(trashed, STORAGE)
    finish_stopped(tmp_path, STORAGE)
    assert list_trash(tmp_path) == []
    assert files(tmp_path) == before


def test_a_power_cut_may_lose_the_move_of_the_session_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    before = files(tmp_path)
    trashed = delete_session(path, STORAGE)
    assert stopped_at(4, monkeypatch, lambda: restore_from_trash(trashed, STORAGE))
    undo = f"{HIDDEN}/undo/a.toml.jsonl"
    (tmp_path / undo).rename(trashed.folder / undo)  # the disk wrote its move later
    (trashed.folder / "a.toml").rename(path)  # and that of the session before
    finish_stopped(tmp_path, STORAGE)
    assert files(tmp_path) == before
    assert list_trash(tmp_path) == []


def test_a_later_session_of_the_same_name_keeps_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    assert stopped_at(2, monkeypatch, lambda: delete_session(path, STORAGE))
    shutil.rmtree(tmp_path / HIDDEN / "undo")
    shutil.rmtree(tmp_path / HIDDEN / "drafts")
    session(tmp_path, "a.toml", "a later session", "def")
    outside = {name: files(tmp_path)[name] for name in of_session(tmp_path, "a.toml")}
    later = {name: data for name, data in outside.items() if "/versions/abc/" not in name}
    assert len(later) == 4
    finish_stopped(tmp_path, STORAGE)
    assert {name: files(tmp_path)[name] for name in of_session(tmp_path, "a.toml")} == later
    (trashed,) = list_trash(tmp_path)
    assert [file for file in trashed.folder.rglob("*a.toml") if "versions" in file.parts]


def test_a_file_that_cannot_follow_yet_follows_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")

    def held(self: Path, target: Path) -> Path:
        if self.parent.name == "undo":
            raise PermissionError
        return _real_rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", held)
        delete_session(path, STORAGE)
    assert of_session(tmp_path, "a.toml") == [f"{HIDDEN}/undo/a.toml.jsonl"]
    finish_stopped(tmp_path, STORAGE)
    assert of_session(tmp_path, "a.toml") == []


def test_what_another_window_is_moving_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = StorageContext(now=lambda: NOW, state=tmp_path / "state")
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = session(folder, "a.toml", "canary", "abc")
    assert stopped_at(2, monkeypatch, lambda: delete_session(path, storage))
    (trashed,) = list_trash(folder)
    mark = mark_copy(trashed.folder, storage)
    before = files(folder)
    finish_stopped(folder, storage)
    assert files(folder) == before
    mark.release()
    finish_stopped(folder, storage)
    assert of_session(folder, "a.toml") == []


def test_a_deletion_stopped_at_its_note_was_never_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")
    before = files(tmp_path)

    def stop(path: Path, *_: object) -> None:
        path.with_name(f".{path.name}.1a2b3c4d.tmp").touch()
        raise Stop

    with monkeypatch.context() as patch, pytest.raises(Stop):
        patch.setattr("casetool.storage.history.trash_moves.write_atomically", stop)
        delete_session(path, STORAGE)
    finish_stopped(tmp_path, STORAGE)
    assert list_trash(tmp_path) == []
    assert files(tmp_path) == before


@pytest.mark.parametrize("note", [b"", b"[", b"[[1]]", b'[["../x", "a", 1, "b"]]', b"\xff", b"{}"])
def test_a_note_that_does_not_read_moves_nothing(tmp_path: Path, note: bytes) -> None:
    trashed = delete_session(session(tmp_path, "a.toml", "canary", "abc"), STORAGE)
    before = files(tmp_path)
    (trashed.folder / MOVES_FILE).write_bytes(note)
    finish_stopped(tmp_path, STORAGE)
    (trashed.folder / MOVES_FILE).unlink()
    assert files(tmp_path) == before


def test_a_disk_without_room_for_the_note_still_lets_it_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = session(tmp_path, "a.toml", "canary", "abc")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("casetool.storage.history.trash_moves.write_atomically", full)
        delete_session(path, STORAGE)
    assert of_session(tmp_path, "a.toml") == []
