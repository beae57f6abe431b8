"""Save drafts, text still being typed, beside the session: a crash loses at most a second of it."""

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from casetool.models.base import sanitise
from casetool.storage.autosave.draft_file import (
    DamagedDraftsError,
    decode_drafts,
    draft_path,
    encode_drafts,
    recover_drafts,
)
from casetool.storage.autosave.draft_versions import DraftVersion, merge_versions
from casetool.storage.autosave.emergency_copy import (
    DRAFT_COPY,
    copies_of,
    drop_copy,
    place_of_copy,
    write_copy,
)
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
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


def drafts_with_copies(path: Path, storage: StorageContext) -> dict[str, str]:
    """The drafts of a session, including those that runs could save only as emergency copies.

    Args:
        path: the session file.
        storage: its storage context.
    """
    versions, copy_paths = [_version_beside(path, storage.cipher)], []
    for copy in copies_of(path, storage):
        with contextlib.suppress(OSError, DamagedDraftsError, CipherError):  # it stays
            if copy.is_draft:
                slots = decode_drafts(copy.read(storage.cipher), NO_CIPHER)
                versions.append(DraftVersion(copy.when, slots))
                copy_paths.append(copy.path)
    drafts = merge_versions(versions)
    if copy_paths:
        # in one write: a half of them would make the file look newer than the copies
        with contextlib.suppress(OSError, SaveError):  # the copies stay until all is saved
            update_drafts(path, drafts, storage.cipher)
            for copy_path in copy_paths:
                drop_copy(copy_path)
    return drafts


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


class DraftStore:
    """Saves the drafts of one run beside the session or, if that fails, as an emergency copy.

    Args:
        storage: the session's storage context.
    """

    def __init__(self, storage: StorageContext) -> None:
        self._storage = storage
        self._copy_path: Path | None = None
        self._copied: dict[str, str] = {}
        self._lost_reasons: dict[str, str] = {}
        """Why the text of a slot is in no file."""

    @property
    def lost_text(self) -> str:
        """Why a text is in no file, not even in an emergency copy. Empty where all are in one."""
        why = next(iter(self._lost_reasons.values()), "")
        return f"What you are typing is in no file yet: {why}" if why else ""

    def keep(self, path: Path, drafts: Mapping[str, str], session_unsaved: bool) -> dict[str, str]:
        """Save drafts, and return those that could not be saved, to try again.

        Args:
            path: the session file.
            drafts: the present text of each slot.
            session_unsaved: whether the session is not on disk. Then no draft is deleted.
        """
        unsaved_drafts: dict[str, str] = {}
        reasons: dict[str, str] = {}
        for slot, text in drafts.items():
            try:
                if text or not session_unsaved:
                    write_drafts(path, slot, text, self._storage.cipher)
                else:
                    unsaved_drafts[slot] = text
            except (SaveError, OSError) as error:
                unsaved_drafts[slot], reasons[slot] = text, str(error)
        # a copied draft stays in the copy until its slot has new text
        earlier = {slot: text for slot, text in self._copied.items() if slot not in drafts}
        self._write_aside(
            path,
            earlier | {slot: text for slot, text in unsaved_drafts.items() if text},
            file_is_newer=len(unsaved_drafts) < len(drafts),
        )
        unchanged = {slot: why for slot, why in self._lost_reasons.items() if slot not in drafts}
        self._lost_reasons = unchanged | {
            slot: why
            for slot, why in reasons.items()
            if drafts[slot] and self._copied.get(slot) != drafts[slot]
        }
        return unsaved_drafts

    def _write_aside(self, path: Path, drafts: dict[str, str], file_is_newer: bool) -> None:
        """Make the emergency copy hold exactly these drafts, and be newer than the draft file."""
        if drafts == self._copied and not (drafts and file_is_newer):
            return
        self._copy_path = self._copy_path or place_of_copy(path, self._storage, DRAFT_COPY)
        if self._copy_path is None:
            return
        if not drafts:
            drop_copy(self._copy_path)
            self._copy_path = None
        else:
            try:
                write_copy(self._copy_path, path, encode_drafts(drafts, self._storage.cipher))
            except SaveError:
                return  # tried again with the next drafts
        self._copied = drafts


def _version_beside(path: Path, cipher: Cipher) -> DraftVersion:
    """The drafts in the file beside the session. None of them can be read if the disk fails."""
    file = draft_path(path)
    with contextlib.suppress(OSError):
        # first of all: a damaged file is written anew
        when = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        return DraftVersion(when, recover_drafts(file, cipher))
    return DraftVersion(datetime.min.replace(tzinfo=UTC), {})
