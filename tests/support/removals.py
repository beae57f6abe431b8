"""Which folders lost a name without being synced after it, so that a power cut brings it back."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Inode = tuple[int, int]


class Removals:
    """Watches what is removed and what is synced, while a test runs."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.unsynced: dict[Inode, list[str]] = {}
        """The names removed from each folder since it was synced."""
        fsync = os.fsync

        def synced(handle: int) -> None:
            fsync(handle)
            self.unsynced.pop(_inode(os.fstat(handle)), None)

        monkeypatch.setattr(os, "fsync", synced)
        for name in ("unlink", "rmdir"):
            monkeypatch.setattr(os, name, self._watched(getattr(os, name)))

    def names(self) -> set[str]:
        """The names that a power cut could bring back, except those of temporary files."""
        names = {name for names in self.unsynced.values() for name in names}
        return {name for name in names if not name.endswith(".tmp")}

    def _watched(self, remove: Callable[..., None]) -> Callable[..., None]:
        def watched(path: Any, *, dir_fd: int | None = None) -> None:
            remove(path, dir_fd=dir_fd)
            folder = Path(path).parent.stat() if dir_fd is None else os.fstat(dir_fd)
            self.unsynced.setdefault(_inode(folder), []).append(Path(path).name)

        return watched


def _inode(status: os.stat_result) -> Inode:
    return status.st_dev, status.st_ino
