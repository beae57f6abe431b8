"""Tells whether another program changed or removed a file since it was last looked at."""

import contextlib
from pathlib import Path
from typing import NamedTuple

from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT


class _Look(NamedTuple):
    """What a file was: its number, its size and when it was written, all 0 if it is missing."""

    number: int
    size: int
    modified: int


def _look_at(path: Path) -> _Look:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return _Look(0, 0, 0)
    return _Look(status.st_ino, status.st_size, status.st_mtime_ns)


class FileWatch:
    """Knows what a file was at the last look. A drive that does not answer changes nothing."""

    def __init__(self) -> None:
        self._last: tuple[Path, _Look] | None = None

    def is_changed(self, path: Path) -> bool:
        """Whether a file is not what it was at the last look. What was never seen has changed.

        Args:
            path: the file, which may be missing.
        """
        look = None
        with contextlib.suppress(OSError):
            look = DEFAULT_TIME_LIMIT.once(_look_at, path)
        if look is None or (path, look) == self._last:
            return False
        self._last = path, look
        return True
