"""Where a session went on: in one folder after another, or in several from one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from casetool.storage.context import StorageContext
from casetool.storage.continuation import (
    files_it_went_on_in,
    forget_move_if_over,
    note_move,
    where_it_went_on,
)
from casetool.storage.files.time_limit import TimeLimit


def three_files(folder: Path) -> list[Path]:
    """Three files of one session, each in a folder of its own, which differ."""
    paths = [folder / name / "a.toml" for name in ("home", "first", "second")]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        text = f'format = 1\nid = "abc"\nchild = "Robin"\n# {number}\n'
        path.write_text(text, encoding="utf-8")
    return paths


def test_the_first_file_names_the_last_of_a_chain(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = three_files(tmp_path)
    note_move(home, first, storage, "abc")
    note_move(first, second, storage, "abc")
    assert where_it_went_on(home, storage) == (
        f"it went on in {second}. Its latest words are there, and there may be more in {first}"
    )
    assert where_it_went_on(first, storage) == f"it went on in {second}. Its latest words are there"
    note_move(second, home, storage, "abc")
    assert files_it_went_on_in(home, storage) == []
    assert files_it_went_on_in(first, storage)[0] == home


def test_an_old_file_that_went_on_twice_names_both(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = three_files(tmp_path)
    note_move(home, first, storage, "abc")
    note_move(home, second, storage, "abc")
    assert files_it_went_on_in(home, storage) == [second, first]
    second.with_name("b.toml").touch()  # what is left there says that its drive is there, too
    second.unlink()
    assert where_it_went_on(home, storage) == f"it went on in {first}. Its latest words are there"
    note_move(home, first, storage, "abc")
    assert files_it_went_on_in(home, storage) == [first]
    first.write_bytes(home.read_bytes())
    assert where_it_went_on(home, storage) == ""


def test_what_a_note_says_of_another_session_is_left_out(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = three_files(tmp_path)
    note_move(home, first, storage, "xyz")
    note_move(home, second, storage, "abc")
    assert files_it_went_on_in(home, storage) == [second]


@pytest.mark.parametrize("is_drive_back", [True, False])
def test_an_empty_folder_may_be_where_a_drive_was(tmp_path: Path, is_drive_back: bool) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, _ = three_files(tmp_path)
    note_move(home, first, storage, "abc")
    drive = first.parent.rename(tmp_path / "drive that is out")
    first.parent.mkdir()
    forget_move_if_over(home, storage)
    if is_drive_back:
        first.parent.rmdir()
        drive.rename(first.parent)
    assert where_it_went_on(home, storage) == f"it went on in {first}. Its latest words are there"


def test_a_file_that_is_the_same_or_removed_ends_the_note(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, second = three_files(tmp_path)
    for other in (first, second):
        note_move(home, other, storage, "abc")
    first.write_bytes(home.read_bytes())
    forget_move_if_over(home, storage)
    assert files_it_went_on_in(home, storage) == [second, first]
    second.unlink()
    second.with_name("b.toml").touch()
    forget_move_if_over(home, storage)
    assert files_it_went_on_in(home, storage) == []


@contextmanager
def silent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A drive that does not answer for a while, and a limit that waits only a moment."""
    answers, is_there = Event(), Path.is_mount

    def is_mount(path: Path) -> bool:
        assert path != folder or answers.wait(30)
        return is_there(path)

    monkeypatch.setattr(Path, "is_mount", is_mount)
    monkeypatch.setattr("casetool.storage.continuation.DEFAULT_TIME_LIMIT", TimeLimit(0.05))
    try:
        yield
    finally:
        answers.set()


def test_a_drive_that_does_not_answer_keeps_the_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = StorageContext(state=tmp_path / "state")
    home, first, _ = three_files(tmp_path)
    note_move(home, first, storage, "abc")
    latest = first.read_bytes()
    first.unlink()
    with silent(first.parent, monkeypatch):
        forget_move_if_over(home, storage)
    first.write_bytes(latest)
    assert files_it_went_on_in(home, storage) == [first]
