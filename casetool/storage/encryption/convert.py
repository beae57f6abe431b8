"""Encrypting sessions that lie there in plain text, and back: nothing is lost on the way.

Each file is written in its new form, read back, opened and compared, and only then is the old one
taken away. So whatever ends it half-way leaves each file in one form or in both, and the next run
goes on. What belongs to a session (drafts, versions, undo, trash) goes before the session itself:
where the session is encrypted, so is all of it.
"""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from casetool.storage.autosave.emergency_copy import (
    EmergencyCopy,
    copies_of,
    drop_copy,
    place_of_copy,
    write_copy,
)
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.case_files import belongings, plain_name, session_id, sessions_in
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
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    Fingerprint,
    SaveError,
    fingerprint_of,
    read_with_fingerprint,
    write_atomically,
)
from casetool.storage.files.locks import hold_lock
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.trash import list_trash
from casetool.storage.library.free_names import free_path
from casetool.storage.tally import Tally, count_through, ignore_count

Conversion = Callable[[Path, bytes, Cipher], tuple[Path, bytes]]
"""What a file is called and holds in its new form."""


@dataclass(frozen=True, slots=True)
class ConversionOutcome:
    """What became of the files.

    Attributes:
        turned: each file that has its new form, as it was called and as it is called now.
        left: each file that could not be turned and is as it was, and why.
    """

    turned: tuple[tuple[Path, Path], ...]
    left: tuple[tuple[Path, str], ...]


@dataclass(frozen=True, slots=True)
class FileOps:
    """What touches the disk, handed in by tests that end it half-way; and who hears of it."""

    write: Callable[[Path, bytes, Fingerprint | None], Fingerprint] = write_atomically
    remove: Callable[[Path], None] = Path.unlink
    tally: Tally = ignore_count
    """Hears how many files are done; may end it between two."""


def encrypt_folder(
    folder: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    hands: FileOps | None = None,
) -> ConversionOutcome:
    """Encrypt all sessions of a folder, and all that belongs to them.

    Args:
        folder: the sessions.
        cipher: closes them.
        storage: where locks and emergency copies are; its own seal is not used.
        hands: what touches the disk.

    Raises:
        SaveError: a session is open in a window.
        OSError: the folder cannot be read.
    """
    return _turn_all(
        folder,
        folder_status(folder).plain,
        _sessions(folder),
        cipher,
        encrypted_form,
        storage,
        hands,
    )


def decrypt_folder(
    folder: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    hands: FileOps | None = None,
) -> ConversionOutcome:
    """Take the encryption off all sessions of a folder; as ``encrypt_folder``."""
    return _turn_all(
        folder, folder_status(folder).sealed, _sessions(folder), cipher, plain_form, storage, hands
    )


def reencrypt_folder(
    folder: Path,
    cipher: Cipher,
    storage: StorageContext | None = None,
    hands: FileOps | None = None,
) -> ConversionOutcome:
    """Encrypt what is encrypted once more, for the public keys of now; as ``encrypt_folder``."""
    return _turn_all(
        folder,
        folder_status(folder).sealed,
        _sessions(folder),
        cipher,
        reencrypted_form,
        storage,
        hands,
    )


def encrypt_session(
    path: Path, cipher: Cipher, storage: StorageContext | None = None, hands: FileOps | None = None
) -> ConversionOutcome:
    """Encrypt one session, and all that belongs to it.

    Args:
        path: its file.
        cipher: closes it.
        storage: where locks and emergency copies are.
        hands: what touches the disk.

    Raises:
        SaveError: it is open in a window.
        SealError: it is a link.
        OSError: it cannot be read.
    """
    _refuse_link(path)
    ours = belongings(path, session_id(_words(path, read_regular(path), cipher)))
    plain = [one for one in ours if not has_encrypted_form(one)]
    return _turn_all(path.parent, plain, [path], cipher, encrypted_form, storage, hands)


def decrypt_session(
    path: Path, cipher: Cipher, storage: StorageContext | None = None, hands: FileOps | None = None
) -> ConversionOutcome:
    """Take the encryption off one session; as ``encrypt_session``."""
    _refuse_link(path)
    ours = belongings(path, session_id(cipher.decrypt(read_regular(path))))
    sealed = [one for one in ours if has_encrypted_form(one) and not is_torn(one)]
    return _turn_all(path.parent, sealed, [path], cipher, plain_form, storage, hands)


def _sessions(folder: Path) -> list[Path]:
    """The sessions of a folder; those in the trash too, where they would be: copies may wait."""
    whole = [path for path in sessions_in(folder) if not path.name.startswith(".")]
    return [*whole, *(folder / trashed.name for trashed in list_trash(folder))]


def _turn_all(
    folder: Path,
    paths: Iterable[Path],
    sessions: list[Path],
    cipher: Cipher,
    form: Conversion,
    storage: StorageContext | None,
    hands: FileOps | None,
) -> ConversionOutcome:
    storage, hands = storage or StorageContext(), hands or FileOps()
    for path in sessions:
        with hold_lock(path, storage):
            pass  # before anything is changed: none may be open in a window
    turned, left = [], []
    for plain in {path.with_name(plain_name(path)): None for path in sessions}:
        left += _turn_copies(plain, cipher, form, storage, hands)
    for path in count_through(tuple(paths), hands.tally):
        try:
            with hold_lock(path, storage if path in sessions else StorageContext()):
                turned.append((path, _turned(path, cipher, form, hands)))
        except (CipherError, SaveError) as error:
            left.append((path, str(error)))
        except OSError as error:
            left.append((path, (error.strerror or "the disk refused it").lower()))
    _rename_places(folder)
    return ConversionOutcome(tuple(turned), tuple(left))


def _turned(path: Path, cipher: Cipher, form: Conversion, hands: FileOps) -> Path:
    """Give one file its new form: write, read back, compare, and only then let the old one go."""
    data, mark = read_with_fingerprint(path)
    words = _words(path, data, cipher)
    target, new = form(path, data, cipher)
    there = _twin(target, path, words, cipher)
    if target == path:
        hands.write(path, new, mark)
    elif there is not None:
        target = there
    else:
        target = free_path(target)
        hands.write(target, new, None)
    if _words(target, read_regular(target), cipher) != words:
        raise SaveError(f"{target.name} does not hold the same words; {path.name} stays.")
    if target != path:
        if fingerprint_of(read_regular(path)) != mark:
            raise ChangedOnDiskError(f"{path.name} was changed just now by something else.")
        hands.remove(path)
    return target


def _words(path: Path, data: bytes, cipher: Cipher) -> bytes:
    return decrypted_form(path, data, cipher) if has_encrypted_form(path) else data


def _twin(target: Path, path: Path, words: bytes, cipher: Cipher) -> Path | None:
    """A file that holds the same words in the new form already: an earlier run put it there."""
    others = [target]
    if same_version(target, target):  # its name says what it holds: it was another then
        others = [other for other in target.parent.iterdir() if same_version(other, target)]
    for other in others:
        if other == path or has_encrypted_form(other) != has_encrypted_form(target):
            continue
        try:
            if _words(other, read_regular(other), cipher) == words:
                return other
        except (CipherError, OSError):
            continue
    return None


def _turn_copies(
    plain: Path, cipher: Cipher, form: Conversion, storage: StorageContext, hands: FileOps
) -> list[tuple[Path, str]]:
    """Give the emergency copies of a session the new form; which could not be turned, and why."""
    sealed = plain.with_name(plain.name + AGE_SUFFIX)
    source, target = (sealed, plain) if form is plain_form else (plain, sealed)
    left = []
    for copy in copies_of(source, storage):
        try:
            left += _turned_copy(copy, target, cipher, storage, hands)
        except (CipherError, SaveError, OSError) as error:
            left.append((copy.path, str(error)))
    return left


def _turned_copy(
    copy: EmergencyCopy, target: Path, cipher: Cipher, storage: StorageContext, hands: FileOps
) -> list[tuple[Path, str]]:
    words = copy.read(cipher)
    place = place_of_copy(target, storage)
    if place is None:
        return []
    ends = AGE_SUFFIX if target.name.endswith(AGE_SUFFIX) else ""
    place = place.with_name(copy.path.name.removesuffix(AGE_SUFFIX) + ends)
    if not place.exists():
        write_copy(place, target, cipher.encrypt(words) if ends else words, hands.write)
    if EmergencyCopy(place, target, copy.when).read(cipher) != words:
        return [(copy.path, f"another emergency copy is there already: {place}")]
    hands.remove(copy.path)
    drop_copy(copy.path)
    return []


def _rename_places(folder: Path) -> None:
    """Call each place in the trash after the session that lies in it, as the trash looks for it."""
    for trashed in list_trash(folder):
        plain = trashed.name.removesuffix(AGE_SUFFIX)
        for name in {plain, plain + AGE_SUFFIX} - {trashed.name}:
            if (trashed.place / name).is_file() and not (trashed.place / trashed.name).exists():
                stamp = trashed.place.name.removesuffix(trashed.name)
                with contextlib.suppress(OSError):  # the next run does it
                    trashed.place.rename(trashed.place.with_name(stamp + name))


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise CipherError(
            f"{path.name} is a link. Give the file that it leads to: {path.resolve()}."
        )
