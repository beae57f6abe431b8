"""Encrypt or decrypt the files of a folder or of one session, without losing anything.

Each file is written in its new form, read back, decrypted and compared before the old one is
removed. An interrupted run leaves each file in one form or in both, and the next run continues.
Files that belong to a session come before it: if the session is encrypted, so are all of them.
"""

import contextlib
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from casetool.storage.autosave.copies_of_case import former_copies, is_copy_of_other
from casetool.storage.autosave.emergency_copy import (
    EmergencyCopy,
    copies_of,
    drop_copy,
    place_of_copy,
    write_copy,
)
from casetool.storage.autosave.session_files import all_files_of, shared_journals
from casetool.storage.board_state import move_board_state
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import AGE_SUFFIX, is_encrypted
from casetool.storage.encryption.case_files import plain_name, session_id
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.encryption.file_names import (
    decrypted_form,
    encrypted_form,
    has_encrypted_form,
    is_torn,
    plain_form,
    reencrypted_form,
    same_version,
)
from casetool.storage.encryption.folder_status import folder_status
from casetool.storage.encryption.open_files import all_sessions, refuse_in_use, refuse_link
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    Fingerprint,
    SaveError,
    fingerprint_of,
    read_with_fingerprint,
    remove_durably,
    write_atomically,
)
from casetool.storage.files.leftovers import remove_stale
from casetool.storage.files.locks import hold_lock
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.trash import finish_stopped, rename_trash_folders
from casetool.storage.library.free_names import free_path
from casetool.storage.library.summary import read_summary
from casetool.storage.tally import Tally, count_through, ignore_count

Conversion = Callable[[Path, bytes, Cipher], tuple[Path, bytes]]
"""Gives the path and content of a file in its new form."""


@dataclass(frozen=True, slots=True)
class ConversionOutcome:
    """The result of a conversion."""

    converted: tuple[tuple[Path, Path], ...]
    """The old and the new path of each converted file."""
    failures: tuple[tuple[Path, str], ...]
    """The path of each file that is unchanged, and why."""


@dataclass(frozen=True, slots=True)
class FileOps:
    """The disk operations, replaced by tests that interrupt them, and the progress callback."""

    write: Callable[[Path, bytes, Fingerprint | None], Fingerprint] = write_atomically
    remove: Callable[[Path], None] = remove_durably
    tally: Tally = ignore_count
    """Called with the number of converted files. It may raise to stop between two."""


def encrypt_folder(
    folder: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    file_ops: FileOps | None = None,
) -> ConversionOutcome:
    """Encrypt all sessions of a folder, and all files that belong to them.

    Args:
        folder: the folder of sessions.
        cipher: encrypts them.
        storage: where locks and emergency copies are. Its own cipher is not used.
        file_ops: the disk operations.

    Raises:
        SaveError: a session is open in a window.
        OSError: the folder cannot be read.
    """
    finish_stopped(folder, storage or StorageContext())
    files, sessions = folder_status(folder).plain, all_sessions(folder)
    return _convert_all(folder, files, sessions, cipher, encrypted_form, storage, file_ops)


def decrypt_folder(
    folder: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    file_ops: FileOps | None = None,
) -> ConversionOutcome:
    """Decrypt all sessions of a folder, otherwise as ``encrypt_folder``."""
    finish_stopped(folder, storage or StorageContext())
    files, sessions = folder_status(folder).encrypted, all_sessions(folder)
    return _convert_all(folder, files, sessions, cipher, plain_form, storage, file_ops)


def reencrypt_folder(
    folder: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    file_ops: FileOps | None = None,
) -> ConversionOutcome:
    """Encrypt again what is encrypted, for the current public keys, as ``encrypt_folder``."""
    finish_stopped(folder, storage or StorageContext())
    files, sessions = folder_status(folder).encrypted, all_sessions(folder)
    return _convert_all(folder, files, sessions, cipher, reencrypted_form, storage, file_ops)


def encrypt_session(
    path: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    file_ops: FileOps | None = None,
) -> ConversionOutcome:
    """Encrypt one session, and all files that belong to it.

    Args:
        path: the session file.
        cipher: encrypts it.
        storage: where locks and emergency copies are.
        file_ops: the disk operations.

    Raises:
        SaveError: it is open in a window.
        CipherError: it is a link.
        OSError: it cannot be read.
    """
    refuse_link(path)
    own_id = session_id(_plain_content(path, read_regular(path), cipher))
    files = all_files_of(path, own_id, storage, cipher)
    plain = [file for file in files if not has_encrypted_form(file)]
    for journal in shared_journals(path, storage or StorageContext()):
        journal.cut()  # of another session, in plain
    return _convert_all(path.parent, plain, [path], cipher, encrypted_form, storage, file_ops)


def decrypt_session(
    path: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    file_ops: FileOps | None = None,
) -> ConversionOutcome:
    """Decrypt one session, otherwise as ``encrypt_session``."""
    refuse_link(path)
    files = all_files_of(path, session_id(cipher.decrypt(read_regular(path))), storage, cipher)
    encrypted = [path for path in files if has_encrypted_form(path) and not is_torn(path)]
    return _convert_all(path.parent, encrypted, [path], cipher, plain_form, storage, file_ops)


def _convert_all(
    folder: Path,
    paths: Iterable[Path],
    sessions: list[Path],
    cipher: Cipher,
    form: Conversion,
    storage: StorageContext | None,
    file_ops: FileOps | None,
) -> ConversionOutcome:
    storage, file_ops = storage or StorageContext(), file_ops or FileOps()
    refuse_in_use(sessions, storage)
    converted, failures = [], []
    for plain_path in {path.with_name(plain_name(path)): None for path in sessions}:
        copies, refused = _convert_copies(plain_path, cipher, form, storage, file_ops)
        converted += copies
        failures += refused
    for path in count_through(tuple(paths), file_ops.tally):
        try:
            own_storage = storage if path in sessions else StorageContext()
            with hold_lock(path, own_storage):
                converted.append((path, _convert_file(path, cipher, form, file_ops)))
                move_board_state(*converted[-1], own_storage)
        except (CipherError, SaveError) as error:
            failures.append((path, str(error)))
        except OSError as error:
            failures.append((path, (error.strerror or "the disk refused it").lower()))
    remove_stale(target for _, target in converted)
    rename_trash_folders(folder)
    return ConversionOutcome(tuple(converted), tuple(failures))


def _convert_file(path: Path, cipher: Cipher, form: Conversion, file_ops: FileOps) -> Path:
    """Write one file in its new form, read it back, compare it, and remove the old one."""
    modified = path.stat().st_mtime_ns
    data, fingerprint = read_with_fingerprint(path)
    content = _plain_content(path, data, cipher)
    target, new_data = form(path, data, cipher)
    existing = _find_converted(target, path, content, cipher)
    if target == path:
        file_ops.write(path, new_data, fingerprint)
    elif existing is not None:
        target = existing
    else:
        target = free_path(target)
        file_ops.write(target, new_data, None)
    if _plain_content(target, read_regular(target), cipher) != content:
        raise SaveError(f"{target.name} does not hold the same text. {path.name} stays as it is.")
    if path.parent.name == "drafts":
        _set_time(target, modified)
    if target != path:
        if fingerprint_of(read_regular(path)) != fingerprint:
            raise ChangedOnDiskError(f"{path.name} was changed just now by something else.")
        file_ops.remove(path)
    return target


def _plain_content(path: Path, data: bytes, cipher: Cipher) -> bytes:
    return decrypted_form(path, data, cipher) if has_encrypted_form(path) else data


def _find_converted(target: Path, path: Path, content: bytes, cipher: Cipher) -> Path | None:
    """Find a file with the same content in the new form, which an earlier run wrote."""
    candidates = [target]
    if same_version(target, target):  # a version's name contains its digest, which differs then
        candidates = [
            candidate for candidate in target.parent.iterdir() if same_version(candidate, target)
        ]
    for candidate in candidates:
        if candidate == path or has_encrypted_form(candidate) != has_encrypted_form(target):
            continue
        try:
            if _plain_content(candidate, read_regular(candidate), cipher) == content:
                return candidate
        except (CipherError, OSError):
            continue
    return None


def _convert_copies(
    plain: Path, cipher: Cipher, form: Conversion, storage: StorageContext, file_ops: FileOps
) -> tuple[list[tuple[Path, Path]], list[tuple[Path, str]]]:
    """Convert the emergency copies of a session.

    Returns:
        The old and the new path of each, and the path of each failure with its reason.
    """
    encrypted = plain.with_name(plain.name + AGE_SUFFIX)
    source = plain if form is encrypted_form else encrypted
    target = plain if form is plain_form else encrypted
    converted, failures, context = [], [], replace(storage, cipher=cipher)
    own_id = read_summary(source, cipher).id
    former = former_copies(source, own_id, context)
    in_this_form = [copy for copy in former if is_encrypted(copy.path) == is_encrypted(source)]
    for copy in (*copies_of(source, storage), *in_this_form):
        if is_copy_of_other(copy, source, own_id, context):
            continue  # of a session that had this name before
        try:
            converted.append((copy.path, _convert_copy(copy, target, cipher, storage, file_ops)))
        except (CipherError, SaveError, OSError) as error:
            failures.append((copy.path, str(error)))
    return converted, failures


def _convert_copy(
    copy: EmergencyCopy, target: Path, cipher: Cipher, storage: StorageContext, file_ops: FileOps
) -> Path:
    """Convert one emergency copy, and give its new path."""
    content, modified = copy.read(cipher), copy.path.stat().st_mtime_ns
    if target.name.endswith(AGE_SUFFIX) and is_encrypted(copy.path):  # for other public keys
        write_copy(copy.path, target, cipher.encrypt(content), file_ops.write)
        _set_time(copy.path, modified)
        return copy.path
    copy_path = place_of_copy(target, storage)
    assert copy_path is not None  # where one copy is, there is a place for another
    suffix = AGE_SUFFIX if target.name.endswith(AGE_SUFFIX) else ""
    copy_path = copy_path.with_name(copy.path.name.removesuffix(AGE_SUFFIX) + suffix)
    if not copy_path.exists():
        write_copy(
            copy_path, target, cipher.encrypt(content) if suffix else content, file_ops.write
        )
    if EmergencyCopy(copy_path, target, copy.when).read(cipher) != content:
        raise SaveError(f"another emergency copy is there already: {copy_path}")
    _set_time(copy_path, modified)
    file_ops.remove(copy.path)
    drop_copy(copy.path)
    return copy_path


def _set_time(path: Path, modified: int) -> None:
    """Set when a file was last written: of a draft and its copies, the newest text counts."""
    with contextlib.suppress(OSError):  # some drives refuse it
        os.utime(path, ns=(modified, modified))
