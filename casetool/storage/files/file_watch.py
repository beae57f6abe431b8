"""Tells whether another program changed or removed a file since it was last looked at."""

import contextlib
from pathlib import Path

from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT
from casetool.storage.files.watcher import FileStatus, status_of


def _status_if_there(path: Path) -> FileStatus:
    try:
        return status_of(path)
    except FileNotFoundError:
        return ()


class FileWatch:
    """Knows what a file was at the last look. A drive that does not answer changes nothing."""

    def __init__(self) -> None:
        self._last: tuple[Path, FileStatus] | None = None

    def is_changed(self, path: Path) -> bool:
        """Whether a file is not what it was at the last look. What was never seen has changed.

        Args:
            path: the file, which may be missing.
        """
        status = None
        with contextlib.suppress(OSError):
            status = DEFAULT_TIME_LIMIT.once(_status_if_there, path)
        if status is None or (path, status) == self._last:
            return False
        self._last = path, status
        return True
