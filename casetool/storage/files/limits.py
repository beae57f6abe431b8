"""Find out by trying what a drive cannot guarantee, and warn about it once.

FAT has no permissions, some network drives cannot sync a folder, and some cannot lock. Saving
works there all the same, with weaker guarantees.
"""

import contextlib
import os
import sys
from pathlib import Path

from casetool.storage.context import HIDDEN, StorageContext, file_key
from casetool.storage.files.atomic import (
    PRIVATE_FILE,
    SaveError,
    make_private,
    sync_folder,
    write_atomically,
)
from casetool.storage.files.locks import locks_here

NO_RIGHTS = (
    "This drive has no file permissions: whoever can use it on a computer can read the sessions."
)
NO_SYNC = (
    "This drive cannot be told to write at once: after a power cut the last saves may be missing."
)
NO_LOCKS = (
    "Two windows cannot see each other here: open a session in one of them only. What both write"
    " is kept in two files."
)


def limits_of(folder: Path, storage: StorageContext) -> tuple[str, ...]:
    """The warnings for a folder of sessions, each in a sentence or two.

    Args:
        folder: the folder of sessions.
        storage: its storage context.
    """
    try:
        private = keeps_rights(folder)
        synced = sync_folder(folder, os.fsync)
    except OSError:
        return ()  # each save reports a folder that fails or cannot be written
    promises = ((private, NO_RIGHTS), (synced, NO_SYNC), (locks_here(storage), NO_LOCKS))
    return tuple(message for is_kept, message in promises if not is_kept)


def news_of_limits(folder: Path, storage: StorageContext) -> str:
    """The warnings for a folder, given only once, or nothing.

    Args:
        folder: the folder of sessions.
        storage: its storage context. Without a state folder there are no warnings.
    """
    if storage.state is None:
        return ""
    marker = storage.state / "limits" / file_key(folder)
    if marker.exists():
        return ""
    message = " ".join(limits_of(folder, storage))
    if message:
        with contextlib.suppress(SaveError, OSError):  # the warning is then repeated
            make_private(marker.parent)
            write_atomically(marker, b"", None)
    return message


def keeps_rights(folder: Path) -> bool:
    """Whether a private file in a folder stays private. Windows uses the folder's permissions.

    Args:
        folder: the folder.

    Raises:
        OSError: no file can be created there.
    """
    if sys.platform == "win32":
        return True
    hidden = folder / HIDDEN
    path = (hidden if hidden.is_dir() else folder) / f".limits.{os.urandom(4).hex()}.tmp"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        return not os.fstat(handle).st_mode & 0o077
    finally:
        os.close(handle)
        path.unlink()
