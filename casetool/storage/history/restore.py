"""Going back to an earlier version: what is there now becomes one, too."""

from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.encryption.case_files import foreign_names, ids_of_others, session_id
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, write_atomically
from casetool.storage.files.locks import hold_lock
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.versions import StoredVersion, keep_version, versions_of


def versions_to_restore(path: Path, storage: StorageContext) -> list[StoredVersion]:
    """The earlier versions of a session, newest first; also of one that is broken or gone.

    Args:
        path: its file.
        storage: how it is kept.
    """
    try:
        session = session_id(storage.cipher.decrypt(read_regular(path)))
    except (OSError, CipherError):
        session = None
    if session is not None:
        foreign = foreign_names(path, session)  # another case may have the same id
        return [one for one in versions_of(path.parent, session) if one.name not in foreign]
    others = ids_of_others(path)  # a living session may have been called so once
    found = versions_of(path.parent, name=path.name)
    return [version for version in found if version.session not in others]


def restore(path: Path, version: StoredVersion, storage: StorageContext) -> None:
    """Make an earlier version the session's file again.

    Args:
        path: the session file; it may be broken, or gone.
        version: the version.
        storage: how it is kept.

    Raises:
        SaveError: another window has it open, the version is damaged, or it cannot be written;
            then the file is as it was.
    """
    with hold_lock(path, storage):
        data = version.read()
        try:
            now: bytes | None = read_regular(path)
        except FileNotFoundError:
            now = None
        except OSError as error:
            raise SaveError(f"{path.name} was not restored: {error.strerror}.") from None
        if now is not None:
            keep_version(path, version.session, now, storage.now())
        write_atomically(path, data, fingerprint_of(now) if now is not None else None)
