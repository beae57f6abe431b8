"""Reads the drafts of one session from each file that may hold some."""

import contextlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from casetool.storage.autosave.draft_file import (
    DamagedDraftsError,
    decode_drafts,
    draft_path,
    recover_drafts,
    set_aside,
)
from casetool.storage.autosave.draft_owner import owner_key
from casetool.storage.autosave.draft_versions import DraftVersion
from casetool.storage.autosave.emergency_copy import EmergencyCopy
from casetool.storage.autosave.former_names import former_drafts
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import cipher_for_file
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.files.atomic import SaveError


def former_versions(
    path: Path, session_id: str, storage: StorageContext
) -> tuple[list[DraftVersion], set[Path]]:
    """The drafts of a session under the former names of its file, and the files that were read.

    Args:
        path: the session file.
        session_id: the id of the session, or empty while it is not known.
        storage: the session's storage context.
    """
    versions, paths, cipher = list[DraftVersion](), set[Path](), storage.cipher
    for file in former_drafts(path, session_id, storage):
        with contextlib.suppress(OSError):  # it stays
            versions.append(version_of(file, cipher_for_file(file, cipher), owner_key(session_id)))
            paths.add(file)
    return versions, paths


def copied_versions(
    path: Path, storage: StorageContext, copies: Iterable[EmergencyCopy]
) -> tuple[list[DraftVersion], set[Path]]:
    """The drafts in emergency copies, and the copies that were read.

    Args:
        path: the session file.
        storage: the session's storage context.
        copies: the emergency copies to read.
    """
    versions, paths = list[DraftVersion](), set[Path]()
    for copy in copies:
        with contextlib.suppress(OSError, SaveError, CipherError):  # it stays
            versions.append(_version_in(copy, path, storage.cipher))
            paths.add(copy.path)
    return versions, paths


def version_of(file: Path, cipher: Cipher, owner: str) -> DraftVersion:
    """The drafts in a file beside the session.

    Raises:
        OSError: it is not there, or cannot be read.
    """
    # first of all: a damaged file is written anew
    when = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return DraftVersion(when, recover_drafts(file, cipher, owner))


def gone_from(file: Path, texts: dict[str, str], cipher: Cipher, owner: str) -> dict[str, str]:
    """The texts that a file of drafts no longer has, not even in another slot.

    Args:
        file: the file beside the session, which may be missing.
        texts: the texts that were written to it, by slot.
        cipher: the session's cipher.
        owner: the key of the session.
    """
    present = list[str]()
    with contextlib.suppress(OSError):
        present.extend(version_of(file, cipher, owner).slots.values())
    return {slot: text for slot, text in texts.items() if text not in present}


def _version_in(copy: EmergencyCopy, path: Path, cipher: Cipher) -> DraftVersion:
    """The drafts in an emergency copy. If it is damaged, its content is kept beside the session.

    Args:
        copy: the copy.
        path: the session file.
        cipher: the session's cipher.

    Raises:
        OSError: it cannot be read.
        SaveError: it is damaged, and its content could not be written beside the session.
        CipherError: it is encrypted, and this cipher cannot decrypt it.
    """
    data = copy.read(cipher)
    try:
        return DraftVersion(copy.when, decode_drafts(data, NO_CIPHER))
    except DamagedDraftsError as error:
        set_aside(path, data, cipher)
        return DraftVersion(copy.when, error.readable)


def has_no_drafts(path: Path) -> bool:
    """Whether a session has no file of drafts, for certain.

    Args:
        path: the session file.
    """
    try:
        draft_path(path).lstat()
    except OSError as error:
        return isinstance(error, FileNotFoundError)
    return False
