"""What tells at little cost whether the sessions of a folder have changed."""

import os
from pathlib import Path

from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, TimeLimit
from casetool.storage.library.index import has_session_name

FolderStamp = tuple[tuple[str, int, int], ...]
"""The name, the time of the last change and the size of each file that is named like a session."""


def folder_stamp(folder: Path, limit: TimeLimit = DEFAULT_TIME_LIMIT) -> FolderStamp | None:
    """The stamp of a folder, None where it cannot be read or does not answer in time.

    Args:
        folder: the folder of sessions.
        limit: how long to wait.
    """
    try:
        return limit.once(_stamp, folder)
    except OSError:
        return None


def _stamp(folder: Path) -> FolderStamp:
    stamps = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if has_session_name(entry.name):
                status = entry.stat(follow_symlinks=False)
                stamps.append((entry.name, status.st_mtime_ns, status.st_size))
    return tuple(sorted(stamps))
