"""What belongs to a session follows it into another file."""

import contextlib
from pathlib import Path

from casetool.storage.autosave.draft_owner import owner_key
from casetool.storage.autosave.drafts import move_drafts
from casetool.storage.board_state import move_board_state
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import Fingerprint, SaveError, read_with_fingerprint
from casetool.storage.files.locks import Lock, LockOwner, acquire_lock
from casetool.storage.history.undo_journal import move_journal
from casetool.storage.history.versions import keep_version, rename_version, versions_of
from casetool.storage.library.summary import SessionSummary, read_summary


def take_along(
    old: Path, new: Path, storage: StorageContext, session_id: str = ""
) -> Lock | LockOwner:
    """Lock the file in which a session goes on, and move its board, journal and drafts there.

    Args:
        old: the previous file, which stays locked.
        new: the next file.
        storage: the storage context of both.
        session_id: the id of the session, or empty if it is not known.

    Returns:
        The lock of the next file, or who has it.
    """
    lock = acquire_lock(new, storage)
    move_board_state(old, new, storage)
    move_journal(old, new)
    with contextlib.suppress(SaveError, OSError):
        move_drafts(old, new, storage.cipher, owner_key(session_id))
    return lock


def take_versions_along(
    old: Path, new: Path, storage: StorageContext, other: SessionSummary
) -> None:
    """Name the earlier versions of a session after its next file: another case has its id.

    Args:
        old: the previous file.
        new: the next file.
        storage: the storage context of both.
        other: the other case, which is in the previous file now. Versions with its child stay.
    """
    for version in versions_of(old.parent, other.id, old.name):
        child = read_summary(version.path, storage.cipher).child
        with contextlib.suppress(OSError):  # those that stay are told apart by their child
            if child.casefold() != other.child.casefold():
                rename_version(version, new.name)


def archive_file(
    previous: tuple[Path, Fingerprint | None] | None,
    new: Path,
    session_id: str,
    storage: StorageContext,
) -> str:
    """Turn the previous file of a session into an earlier version. If that fails, it stays.

    Args:
        previous: the file, and the fingerprint of what we saved there last. None if it stays.
        new: the file in which the session goes on.
        session_id: its id.
        storage: the storage context of both, whose clock is asked only if there is such a file.

    Returns:
        A notice if another program changed it before that, or an empty text.
    """
    if previous is None:
        return ""
    path, ours = previous
    with contextlib.suppress(SaveError, OSError):
        data, fingerprint = read_with_fingerprint(path)
        keep_version(new, session_id, data, storage.now())
        path.unlink()
        if fingerprint != ours:
            return (
                f"Another program had changed {path.name} too. Its words are among the earlier"
                " versions: Ctrl+L compares them."
            )
    return ""
