"""What a drive cannot promise: found out by trying, and said once.

Sticks with FAT know no rights, some network drives cannot sync a folder, and some cannot lock.
Saving goes on there all the same; what is weaker is told.
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
    syncs_names,
    write_atomically,
)
from casetool.storage.files.locks import locks_here

NO_RIGHTS = (
    "This drive has no rights of its own: whoever can use it on a computer can read the sessions."
)
NO_SYNC = (
    "This drive cannot be told to write at once: after a power cut the last saves may be missing."
)
NO_LOCKS = (
    "Two windows cannot see each other here: open a session in one of them only. What both write"
    " is kept in two files."
)


def limits_of(folder: Path, storage: StorageContext) -> tuple[str, ...]:
    """What cannot be promised of the sessions of a folder, each in a sentence or two.

    Args:
        folder: the sessions.
        storage: how they are kept.
    """
    try:
        private = keeps_rights(folder)
        synced = syncs_names(folder)
    except OSError:
        return ()  # a folder that cannot be written, or fails: that is told where it is saved
    weaker = ((private, NO_RIGHTS), (synced, NO_SYNC), (locks_here(storage), NO_LOCKS))
    return tuple(words for promised, words in weaker if not promised)


def news_of_limits(folder: Path, storage: StorageContext) -> str:
    """The same, once for each folder; nothing where it was said before.

    Args:
        folder: the sessions.
        storage: how they are kept; without a state folder nothing is said.
    """
    if storage.state is None:
        return ""
    said = storage.state / "limits" / file_key(folder)
    if said.exists():
        return ""
    words = " ".join(limits_of(folder, storage))
    if words:
        with contextlib.suppress(SaveError, OSError):  # then it is said again
            make_private(said.parent)
            write_atomically(said, b"", None)
    return words


def keeps_rights(folder: Path) -> bool:
    """Whether a file made for us alone in a folder is so; on Windows the folder's rights count.

    Args:
        folder: the folder.

    Raises:
        OSError: no file can be made there.
    """
    if sys.platform == "win32":
        return True
    hidden = folder / HIDDEN
    place = (hidden if hidden.is_dir() else folder) / f".limits.{os.urandom(4).hex()}.tmp"
    handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        return not os.fstat(handle).st_mode & 0o077
    finally:
        os.close(handle)
        place.unlink()
