"""Notes go beside the session, and never over another file."""

import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from casetool.storage.files.atomic import SaveError
from casetool.storage.files.exports import write_actions, write_beside, write_named
from casetool.storage.files.own_drives import DriveNumbers, OwnDrives


def test_notes_take_a_free_name_beside_the_session(tmp_path: Path) -> None:
    first = write_beside(tmp_path / "a.toml", b"one\n", "notes.md", OwnDrives())
    second = write_beside(tmp_path / "a.toml", b"two\n", "notes.md", OwnDrives())
    assert (first.name, second.name) == ("a.notes.md", "a.notes-2.md")
    assert (first.read_text(), second.read_text()) == ("one\n", "two\n")
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "write",
    [
        lambda path, drives: write_beside(path, b"", "notes.md", drives),
        lambda path, drives: write_named(path, "Child A", date(2026, 11, 12), b"", "md", drives),
        lambda path, drives: write_actions(path, "Health", b"", drives),
    ],
)
def test_nothing_is_written_in_the_place_of_a_drive_that_has_gone(
    tmp_path: Path, write: Callable[[Path, OwnDrives], Path]
) -> None:
    path, number = tmp_path / "a.toml", 1
    drives = OwnDrives(lambda _: DriveNumbers(number, 0))
    path.touch()
    drives.note(path)
    path.unlink()
    number = 2
    with pytest.raises(SaveError, match="is not there any more"):
        write(path, drives)
    assert not [*tmp_path.iterdir()]
