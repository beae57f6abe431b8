"""What belongs to a session follows it into another file."""

import contextlib
from pathlib import Path

from casetool.storage.autosave.draft_owner import owner_key
from casetool.storage.autosave.drafts import move_drafts
from casetool.storage.board_state import move_board_state
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.locks import Lock, LockOwner, acquire_lock
from casetool.storage.history.undo_journal import move_journal


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
