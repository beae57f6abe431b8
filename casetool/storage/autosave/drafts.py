"""Save drafts, text still being typed, beside the session: a crash loses at most a second of it."""

import contextlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from casetool.models.base import sanitise
from casetool.storage.autosave.copies_of_case import draft_copies
from casetool.storage.autosave.draft_file import (
    DamagedDraftsError,
    decode_drafts,
    draft_path,
    encode_drafts,
    recover_drafts,
)
from casetool.storage.autosave.draft_owner import owner_in_name, owner_key, owner_keys, put_apart
from casetool.storage.autosave.draft_versions import replaced, without_entered
from casetool.storage.autosave.emergency_copy import (
    DRAFT_COPY,
    copies_of,
    place_of_copy,
    write_copy,
)
from casetool.storage.autosave.former_names import former_drafts
from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.age import cipher_for_file
from casetool.storage.encryption.case_files import other_sessions
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular
from casetool.storage.library.other_case import case_in


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


def update_drafts(
    session_path: Path,
    drafts: Mapping[str, str],
    cipher: Cipher,
    owner: str = "",
    child: str = "",
    own_texts: Mapping[str, str] | None = None,
    entered_texts: Collection[str] = (),
) -> None:
    """Save the drafts of several input fields in one write. Empty ones are deleted.

    Args:
        session_path: the session file.
        drafts: the present text of each slot. Other slots stay as they are.
        cipher: encrypts it.
        owner: the key of the session. If it is empty, the drafts stay whose they are.
        child: the key of its child, or empty if it is not known.
        own_texts: the texts that this run wrote before or took over, by slot. Another text in a
            slot of these drafts is kept beside them. Without it, any text is replaced.
        entered_texts: texts of this run that are entered, and that another may have put aside.

    Raises:
        SaveError: none of them could be written.
    """
    path = draft_path(session_path)
    try:
        slots = recover_drafts(path, cipher, owner)
    except (FileNotFoundError, NotADirectoryError) as error:
        _refuse_if_gone(real_path(session_path), drafts, own_texts or {}, error)
        slots = {}
    except OSError as error:  # it is there, and never overwritten
        raise SaveError(f"{path.name} was not saved: {error.strerror}.") from error
    remaining = _remaining(slots, drafts, own_texts, entered_texts)
    if remaining == slots:
        return
    if not remaining:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        return
    make_private(path.parent, inside=path.parents[2])
    data = read_regular(path) if path.exists() else None
    fingerprint = fingerprint_of(data) if data is not None else None
    if not owner and data is not None:
        owner, child = owner_keys(data, cipher)
    write_atomically(path, encode_drafts(remaining, cipher, owner, child), fingerprint)


def _refuse_if_gone(
    path: Path, drafts: Mapping[str, str], own_texts: Mapping[str, str], error: OSError
) -> None:
    """Refuse to delete what went with its session: it is there again with the folder.

    Raises:
        SaveError: the session is not there, and some of its drafts are to be deleted.
    """
    deleted = (slot for slot, text in drafts.items() if not text and own_texts.get(slot))
    if any(deleted) and not os.path.lexists(path):
        raise SaveError(f"{path.name} was not saved: it is not there.") from error


def _remaining(
    slots: Mapping[str, str],
    drafts: Mapping[str, str],
    own_texts: Mapping[str, str] | None,
    entered_texts: Collection[str],
) -> dict[str, str]:
    """The texts of a file once drafts are written into it, otherwise as ``update_drafts``."""
    new = {slot: str(sanitise(text)) for slot, text in drafts.items()}
    updated = {**slots, **new}
    if own_texts is not None:
        updated |= replaced(slots, new, own_texts)
        updated = without_entered(updated, entered_texts, {**own_texts, **new})
    return {slot: text for slot, text in updated.items() if text}


def read_drafts(session_path: Path, cipher: Cipher = NO_CIPHER) -> dict[str, str]:
    """The drafts of a session by slot, as far as they can be read."""
    try:
        return decode_drafts(read_regular(draft_path(session_path)), cipher)
    except DamagedDraftsError as error:
        return error.readable
    except OSError:
        return {}


def move_drafts(old: Path, new: Path, cipher: Cipher = NO_CIPHER, owner: str = "") -> None:
    """Move the drafts with a session that continues in another file.

    Args:
        old: the previous file.
        new: the next file.
        cipher: decrypts and encrypts them.
        owner: the key of the session. If it is empty, they are moved whose ever they are.

    Raises:
        SaveError: they could not be written. The old file still has them.
    """
    with contextlib.suppress(FileNotFoundError):
        present_owner, child = owner_keys(read_regular(draft_path(old)), cipher)
        owner = owner or present_owner
        slots = recover_drafts(draft_path(old), cipher, owner)
        update_drafts(new, slots, cipher, owner, child)
        update_drafts(old, dict.fromkeys(slots, ""), cipher, owner, child)


def hand_over_drafts(
    session_path: Path, former_id: str, session_id: str, storage: StorageContext
) -> None:
    """Give the drafts of a session whose id has changed to its present id, if they can be read.

    What is under other names stays with the session of which this was a copy, if that is there.

    Args:
        session_path: the session file.
        former_id: the former id of the session.
        session_id: its present id.
        storage: the session's storage context.
    """
    former, owner = owner_key(former_id), owner_key(session_id)
    copies = [copy.path for copy in copies_of(session_path, storage) if copy.is_draft]
    files = [draft_path(session_path), *copies]
    if not has_original(session_path, former_id, storage):
        files += former_drafts(session_path, former_id, storage)
        files += [copy.path for copy in draft_copies(session_path, former_id, storage)]
    for path in dict.fromkeys(files):
        cipher = cipher_for_file(path, storage.cipher)
        with contextlib.suppress(OSError, SaveError, DamagedDraftsError):
            data = read_regular(path)
            present_owner, child = owner_keys(data, cipher)
            if present_owner == former:
                content = encode_drafts(decode_drafts(data, cipher), cipher, owner, child)
                write_atomically(path, content, fingerprint_of(data))
                if owner_in_name(path):
                    put_apart(path, content, cipher)


def has_original(path: Path, former_id: str, storage: StorageContext) -> bool:
    """Whether a session about the same child still has the id that a session had."""
    child = case_in(path, storage.cipher).child_name
    cases = (case_in(other, storage.cipher) for other in other_sessions(path))
    return any((case.id, case.child_name) == (former_id, child) for case in cases)


def copy_drafts(
    path: Path,
    drafts: Mapping[str, str],
    storage: StorageContext,
    owner: str = "",
    child: str = "",
) -> bool:
    """Write drafts to an emergency copy alone, and say whether they are there.

    The disk of the session is not written to, as it may not answer.

    Args:
        path: the session file.
        drafts: the text of each slot.
        storage: the session's storage context.
        owner: the key of the session, or empty if it is not known.
        child: the key of its child, or empty if it is not known.
    """
    copy_path = place_of_copy(path, storage, DRAFT_COPY)
    if copy_path is None:
        return False
    try:
        write_copy(copy_path, path, encode_drafts(drafts, storage.cipher, owner, child))
    except SaveError:
        return False
    return True
