"""What a drive cannot promise is found out by trying, said once, and no save fails for it."""

import errno
import fcntl
import os
import stat
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("no rights, no syncing of folders and other locks here", allow_module_level=True)

from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.files.limits import (
    NO_LOCKS,
    NO_RIGHTS,
    NO_SYNC,
    keeps_rights,
    limits_of,
    news_of_limits,
)
from casetool.storage.library.health import examine


def without_rights(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """As FAT does it: every file is as all are there, and that cannot be changed."""
    real = os.open

    def opened(path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        handle = real(path, flags, mode, **more)
        if flags & os.O_CREAT and folder in Path(path).parents:
            os.chmod(path, 0o755)  # noqa: PTH101 - a plain call: Path's own is what is broken
        return handle

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(os, "fchmod", partial(refused, errno.EPERM))


def refused(code: int, *given: object) -> None:
    raise OSError(code, os.strerror(code))


def without_folder_sync(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    real = os.fsync

    def sync(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            refused(code)
        real(handle)

    monkeypatch.setattr(os, "fsync", sync)


def without_locks(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    monkeypatch.setattr(fcntl, "flock", partial(refused, code))


def test_where_all_is_well_nothing_is_said_and_nothing_left(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    folder = tmp_path / "s"
    folder.mkdir()
    assert limits_of(folder, storage) == ()
    (folder / HIDDEN).mkdir()
    assert news_of_limits(folder, storage) == ""
    assert [path for path in folder.rglob("*") if path.name != HIDDEN] == []
    assert not (tmp_path / "state" / "limits").exists()


BREAK: list[tuple[Callable[[pytest.MonkeyPatch, Path], None], str]] = [
    (without_rights, NO_RIGHTS),
    *((lambda m, _, c=code: without_folder_sync(m, c), NO_SYNC)
      for code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)),
    *((lambda m, _, c=code: without_locks(m, c), NO_LOCKS)
      for code in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)),
]  # fmt: skip


@pytest.mark.parametrize(("broken", "words"), BREAK)
def test_what_is_weaker_is_said_once_and_by_doctor_each_time(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: Callable[[pytest.MonkeyPatch, Path], None],
    words: str,
) -> None:
    folder, storage = tmp_path / "s", StorageContext(state=tmp_path / "state")
    folder.mkdir()
    broken(monkeypatch, folder)
    assert limits_of(folder, storage) == (words,)
    assert news_of_limits(folder, storage) == words
    assert news_of_limits(folder, storage) == ""
    assert news_of_limits(folder, StorageContext()) == ""
    told = [trouble.message for trouble in examine(folder, storage).troubles]
    assert told == [words]
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_written_says_nothing_of_itself(tmp_path: Path) -> None:
    assert limits_of(tmp_path / "gone", StorageContext(state=tmp_path / "state")) == ()
    with pytest.raises(FileNotFoundError):
        keeps_rights(tmp_path / "gone")
