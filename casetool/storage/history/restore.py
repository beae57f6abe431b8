"""Restore an earlier version of a session. The present content becomes a version too."""

import os
from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.encryption.case_files import foreign_names, ids_of_others, session_id
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, write_atomically
from casetool.storage.files.locks import hold_lock
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.removable import is_session
from casetool.storage.history.versions import StoredVersion, keep_version, versions_of


def versions_to_restore(path: Path, storage: StorageContext) -> list[StoredVersion]:
    """The earlier versions of a session, newest first, even if it is broken or missing.

    Args:
        path: the session file.
        storage: its storage context.
    """
    try:
        session = session_id(storage.cipher.decrypt(read_regular(path)))
    except (OSError, CipherError):
        session = None
    if session is not None:
        foreign = foreign_names(path, session)  # another case may have the same id
        return [
            version for version in versions_of(path.parent, session) if version.name not in foreign
        ]
    other_ids = ids_of_others(path)  # another session may have had this name before
    versions = versions_of(path.parent, name=path.name)
    return [version for version in versions if version.session not in other_ids]


def restore(path: Path, version: StoredVersion, storage: StorageContext) -> None:
    """Make an earlier version the session's file again.

    Args:
        path: the session file, which may be broken or missing.
        version: the version.
        storage: its storage context.

    Raises:
        SaveError: another window has it open, the version is damaged, or it cannot be written.
            The file is then unchanged.
    """
    target = Path(os.path.realpath(path))
    if path.is_symlink() and not is_session(target):
        raise SaveError(
            f"{path.name} leads to {target}, which is no session. Nothing was changed."
            " Move the link away first."
        )
    with hold_lock(path, storage):
        data = version.read()
        try:
            current: bytes | None = read_regular(path)
        except FileNotFoundError:
            current = None
        except OSError as error:
            raise SaveError(f"{path.name} was not restored: {error.strerror}.") from None
        if current is not None:
            keep_version(path, version.session, current, storage.now())
        write_atomically(path, data, fingerprint_of(current) if current is not None else None)
