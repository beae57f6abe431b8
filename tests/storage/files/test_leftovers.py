"""What interrupted saves left goes with the next save, but nothing that may be alive."""

import os
from pathlib import Path

import pytest

from casetool.storage.files.atomic import write_atomically
from casetool.storage.files.leftovers import STALE_SECONDS, remove_stale


def leave(folder: Path, name: str, seconds: float) -> Path:
    """Leave a temporary file that was last written some seconds ago."""
    path = folder / name
    path.write_bytes(b"half")
    written = path.stat().st_mtime - seconds
    os.utime(path, (written, written))
    return path


@pytest.mark.parametrize("seconds", [STALE_SECONDS + 5, 1e8])
def test_an_old_temporary_file_of_the_same_file_is_removed(tmp_path: Path, seconds: float) -> None:
    old = leave(tmp_path, ".a.toml.0a1b2c3d.tmp", seconds)
    write_atomically(tmp_path / "a.toml", b"whole", None)
    (tmp_path / "link.toml").symlink_to("a.toml")
    remove_stale([tmp_path / "link.toml"])
    assert not old.exists()
    assert (tmp_path / "a.toml").read_bytes() == b"whole"


@pytest.mark.parametrize(
    "name",
    [".b.toml.0a1b2c3d.tmp", ".a.toml.age.0a1b2c3d.tmp", "a.toml.tmp", ".a.toml.0a1b2c3d.tmp.age"],
)
def test_a_file_of_something_else_stays(tmp_path: Path, name: str) -> None:
    other = leave(tmp_path, name, 1e8)
    write_atomically(tmp_path / "a.toml", b"whole", None)
    remove_stale([tmp_path / "a.toml", tmp_path / "gone" / "b.toml", tmp_path / "b.toml"])
    assert other.exists()


def test_one_that_may_be_written_right_now_stays(tmp_path: Path) -> None:
    young = leave(tmp_path, ".a.toml.0a1b2c3d.tmp", STALE_SECONDS - 10)
    write_atomically(tmp_path / "a.toml", b"whole", None)
    remove_stale([tmp_path / "a.toml"])
    assert young.exists()


def test_something_else_in_its_place_hinders_nothing(tmp_path: Path) -> None:
    (tmp_path / ".a.toml.0a1b2c3d.tmp").mkdir()
    os.utime(tmp_path / ".a.toml.0a1b2c3d.tmp", (0, 0))
    old = leave(tmp_path, ".a.toml.0a1b2c3e.tmp", 1e8)
    write_atomically(tmp_path / "a.toml", b"whole", None)
    remove_stale([tmp_path / "a.toml"])
    assert not old.exists()
