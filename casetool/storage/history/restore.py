"""Restore an earlier version of a session. The present content becomes a version too."""

import contextlib
import os
from functools import partial
from pathlib import Path

from casetool.methods import NoMethodError, find_method
from casetool.models.base import evolve
from casetool.models.corrections.version_record import with_versions_of
from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.age import (
    cipher_for_file,
    decrypted_bytes,
    is_encrypted,
    is_encrypted_name,
)
from casetool.storage.encryption.case_files import other_sessions, plain_name, session_id
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, write_atomically
from casetool.storage.files.locks import hold_lock
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.removable import is_session
from casetool.storage.history.undo_journal import JournalChange, append_to_journal
from casetool.storage.history.versions import (
    StoredVersion,
    keep_version,
    versions_of,
)
from casetool.storage.library.copy_names import compared_stem, is_named_as_copy
from casetool.storage.library.other_case import (
    VersionsOfOthers,
    case_in,
    names_of_others,
    other_cases,
)
from casetool.storage.toml.codec import Loaded, SessionFileError, decode, dumps, loads


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
        return versions_of_case(path, session, storage)
    # a link may have come in the place of the file
    folders = dict.fromkeys((real_path(path).parent, path.parent))
    versions = [each for folder in folders for each in versions_of(folder, name=path.name)]
    stems = {compared_stem(path.name)}
    # another session may have had this name before, but a copy has the id of this one
    others = [each for each in other_sessions(path) if not is_named_as_copy(each.name, stems)]
    newest = {version.session: version for version in reversed(versions)}
    moved_ids = {
        session
        for session, version in newest.items()
        if any(_went_on_in(other, version, storage.cipher) for other in others)
    }
    return [version for version in versions if version.session not in moved_ids]


def _went_on_in(other: Path, newest: StoredVersion, cipher: Cipher) -> bool:
    """Whether another file has the session of a version. A backup is older, a twin no such child.

    Args:
        other: the other file.
        newest: the last version under the name of ours.
        cipher: decrypts both.
    """
    case, last = case_in(other, cipher), case_in(newest.path, cipher)
    if case.id != newest.session or case.child_name != last.child_name:
        return False
    try:
        return other.stat().st_mtime >= newest.when.timestamp()
    except OSError:
        return True


def versions_of_case(path: Path, session: str, storage: StorageContext) -> list[StoredVersion]:
    """The earlier versions of a session, newest first, and none of a case with the same id.

    Args:
        path: the session file.
        session: its id, which each case has that was copied from the same template.
        storage: its storage context.
    """
    cipher, versions = storage.cipher, versions_of(real_path(path).parent, session)
    cases = other_cases(path, session, cipher) if versions else []
    of_others = VersionsOfOthers(path, cases, cipher)
    others = names_of_others(path, session, cipher)
    return [
        version
        for version in versions
        if plain_name(Path(version.name)) not in others
        and not of_others.has(version.path, version.name)
    ]


def restore(path: Path, version: StoredVersion, storage: StorageContext) -> bool:
    """Make an earlier version the session's file again. What was sent round stays on record.

    Args:
        path: the session file, which may be broken or missing.
        version: the version.
        storage: its storage context, which can decrypt the version.

    Returns:
        Whether it was written with what had been sent round since.

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
        content, is_on_record = _with_sent_versions(data, current, path, version, storage)
        restored = _in_form_of(path, content, storage.cipher)
        fingerprint = fingerprint_of(current) if current is not None else None
        write_atomically(path, restored, fingerprint)
        with contextlib.suppress(Exception):  # undo brings back what was there, if it was whole
            texts = [_text(data, storage) for data in (current or b"", restored)]
            change = JournalChange(ChangeKind.EDIT, "went back to an earlier version", *texts)
            append_to_journal(path, [change], cipher_for_file(path, storage.cipher))
    return is_on_record


def _in_form_of(path: Path, content: bytes, cipher: Cipher) -> bytes:
    """The content of a version as its file must hold it: a version may be from its other form.

    Raises:
        SaveError: it cannot be decrypted, or no key is there to encrypt it.
    """
    if is_encrypted(path) == is_encrypted_name(content):
        return content
    try:
        if is_encrypted(path) and not cipher.suffix:
            raise CipherError("it must be encrypted, and its key is not there")
        return cipher.encrypt(content) if is_encrypted(path) else cipher.decrypt(content)
    except CipherError as error:
        raise SaveError(f"{path.name} was not restored: {error}.") from None


def _text(data: bytes, storage: StorageContext) -> str:
    return decode(decrypted_bytes(data, storage.cipher))


def _with_sent_versions(
    data: bytes,
    current: bytes | None,
    path: Path,
    version: StoredVersion,
    storage: StorageContext,
) -> tuple[bytes, bool]:
    """The content of a version with what was sent round since, as the newest readable one has it.

    So is what the room's screen shows for names, and the id, which a copy of its own has newly. It
    is unchanged where none differs, or where this casetool cannot write it. The second value is
    whether anything had been sent round since.
    """
    back, newest = _read(data, path, storage), None
    if current is not None:
        newest = _read(current, path, storage)
    for stored in versions_of(real_path(path).parent, version.session):
        if newest is None and back is not None:
            with contextlib.suppress(SaveError):
                newest = _read(stored.read(), path, storage)
            # a version of another case from the same template
            is_of_twin = newest is not None and newest.session.child != back.session.child
            newest = None if is_of_twin and stored.name != version.name else newest
    is_same = newest is not None and newest.session.id == version.session
    if back is None or back.newer or newest is None or not is_same:
        return data, False
    on_record = with_versions_of(back.session, newest.session)
    session = evolve(on_record, wall=newest.session.wall, id=version.session)
    if session == back.session:
        return data, False
    text = dumps(session, back.method).encode()
    content = storage.cipher.encrypt(text) if is_encrypted_name(data) else text
    return content, on_record != back.session


def _read(data: bytes, path: Path, storage: StorageContext) -> Loaded | None:
    """Read the content of a session or of a version, or give None if that is not possible."""
    try:
        return loads(_text(data, storage), partial(find_method, folder=path.parent), newer=True)
    except (SessionFileError, CipherError, NoMethodError):
        return None
