"""Save drafts, text still being typed, beside the session: a crash loses at most a second of it."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from casetool.models.base import sanitise
from casetool.storage.autosave.draft_file import (
    DamagedDraftsError,
    decode_drafts,
    draft_path,
    encode_drafts,
    recover_drafts,
)
from casetool.storage.autosave.emergency_copy import DRAFT_COPY, place_of_copy, write_copy
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular


def write_drafts(session_path: Path, slot: str, text: str, cipher: Cipher = NO_CIPHER) -> None:
    """Save the draft of one input field. An empty draft is deleted.

    Args:
        session_path: the session file.
        slot: the name of the field, such as ``capture``.
        text: its present text.
        cipher: encrypts it.

    Raises:
        SaveError: it could not be written.
    """
    update_drafts(session_path, {slot: text}, cipher)


def update_drafts(session_path: Path, drafts: Mapping[str, str], cipher: Cipher) -> None:
    """Save the drafts of several input fields in one write. Empty ones are deleted.

    Args:
        session_path: the session file.
        drafts: the present text of each slot. Other slots stay as they are.
        cipher: encrypts it.

    Raises:
        SaveError: none of them could be written.
    """
    path = draft_path(session_path)
    try:
        slots = recover_drafts(path, cipher)
    except OSError:
        slots = {}  # if it is there all the same, it is not overwritten below
    updated = slots | {slot: str(sanitise(text)) for slot, text in drafts.items()}
    remaining = {slot: text for slot, text in updated.items() if text}
    if remaining == slots:
        return
    if not remaining:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        return
    make_private(path.parent, inside=path.parents[2])
    fingerprint = fingerprint_of(read_regular(path)) if path.exists() else None
    write_atomically(path, encode_drafts(remaining, cipher), fingerprint)


def read_drafts(session_path: Path, cipher: Cipher = NO_CIPHER) -> dict[str, str]:
    """The drafts of a session by slot, as far as they can be read."""
    try:
        return decode_drafts(read_regular(draft_path(session_path)), cipher)
    except DamagedDraftsError as error:
        return error.readable
    except OSError:
        return {}


def move_drafts(old: Path, new: Path, cipher: Cipher = NO_CIPHER) -> None:
    """Move the drafts with a session that continues in another file.

    Raises:
        SaveError: they could not be written. The old file still has them.
    """
    slots = read_drafts(old, cipher)
    for slot, text in slots.items():
        write_drafts(new, slot, text, cipher)
    for slot in slots:
        write_drafts(old, slot, "", cipher)


def copy_drafts(path: Path, drafts: Mapping[str, str], storage: StorageContext) -> bool:
    """Write drafts to an emergency copy alone, and say whether they are there.

    The disk of the session is not written to, as it may not answer.

    Args:
        path: the session file.
        drafts: the text of each slot.
        storage: the session's storage context.
    """
    copy_path = place_of_copy(path, storage, DRAFT_COPY)
    if copy_path is None:
        return False
    try:
        write_copy(copy_path, path, encode_drafts(drafts, storage.cipher))
    except SaveError:
        return False
    return True
