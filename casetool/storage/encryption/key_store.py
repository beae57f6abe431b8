"""The key of a folder of sessions: a secret key under a passphrase.

The passphrase protects the key, not the sessions. Deriving the key from it is slow, but happens
only once when the folder is unlocked. The file has the format of the age program.
"""

import contextlib
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import (
    AGE_SUFFIX,
    AgeCipher,
    age_library,
    check_whole,
    recipient,
)
from casetool.storage.encryption.by_passphrase import (
    decrypt_with_passphrase,
    encrypt_with_passphrase,
)
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.encryption.kept_key import kept_key_paths, kept_list_path
from casetool.storage.encryption.recipients import (
    cipher_with_key,
    is_unfinished,
    note_replaced_key,
    recipients_path,
    write_recipients,
)
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    SaveError,
    fingerprint_of,
    make_private,
    write_atomically,
)
from casetool.storage.files.leftovers import remove_stale
from casetool.storage.files.regular_file import read_regular

KEY_FILE = "key.age"
"""The secret key, encrypted with the passphrase."""

SHORTEST_PASSPHRASE = 8
"""The shortest passphrase, in characters."""

_SECRET_PREFIX = "AGE-SECRET-KEY-1"


def has_key(folder: Path) -> bool:
    """Whether a folder of sessions has a key."""
    return key_path(folder).is_file()


def key_path(folder: Path) -> Path:
    """The path of the key of a folder of sessions."""
    return folder / HIDDEN / KEY_FILE


def create_key(folder: Path, passphrase: str, office: str | None = None) -> AgeCipher:
    """Create the key of a folder of sessions.

    Args:
        folder: the folder of sessions.
        passphrase: decrypts the key.
        office: a second public key for which everything is encrypted.

    Returns:
        The cipher with this key.

    Raises:
        CipherError: a key exists or was lost, or the passphrase or office key is not valid.
        SaveError: the key could not be written.
    """
    if has_key(folder):
        raise CipherError(f"There is a key already: {key_path(folder)}. It stays as it is.")
    refuse_lost_key(folder)
    check_passphrase(passphrase)
    identity = str(age_library().x25519.Identity.generate())
    cipher = AgeCipher(identity, _recipients_of(identity, office))
    put_key(folder, cipher, _encrypt_key(identity, passphrase))
    remove_stale((key_path(folder), recipients_path(folder)))
    return cipher


def put_key(folder: Path, cipher: AgeCipher, key_file: bytes) -> None:
    """Write the list of public keys and the key into a folder that has neither.

    Args:
        folder: the folder of sessions.
        cipher: the cipher with this key.
        key_file: the key under its passphrase.

    Raises:
        SaveError: one of the two could not be written, and neither is left there.
        ChangedOnDiskError: another program made one just now, which stays.
    """
    make_private(folder / HIDDEN, inside=folder)
    try:
        # the key comes last: where it exists, everything that it needs exists too
        write_recipients(folder, cipher)
        write_atomically(key_path(folder), key_file, None)
    except ChangedOnDiskError:
        raise
    except SaveError:
        remove_new_key(folder)
        raise


def remove_new_key(folder: Path) -> None:
    """Remove a key that was made just now, and has encrypted nothing.

    Args:
        folder: the sessions.
    """
    for path in (key_path(folder), recipients_path(folder)):
        path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # only where it was made for the key
        (folder / HIDDEN).rmdir()


def change_passphrase(folder: Path, old: str, new: str) -> None:
    """Encrypt the key with another passphrase. The sessions are not changed.

    Raises:
        CipherError: the old passphrase is wrong, or the new one is too short.
        SaveError: it could not be written, and the old passphrase stays valid.
    """
    check_passphrase(new)
    path = key_path(folder)
    identity = _identity(folder, old)
    old_key = read_regular(path)
    with contextlib.suppress(CipherError):  # a list that is gone or damaged is told of elsewhere
        note_replaced_key(folder, cipher_with_key(folder, identity, old_key))
    write_atomically(path, _encrypt_key(identity, new), fingerprint_of(old_key))
    remove_stale((path,))
    _remove_kept(folder, identity, old)


def _remove_kept(folder: Path, identity: str, old: str) -> None:
    """Remove keys kept beside, if they are the same under the old passphrase."""
    for kept_path in kept_key_paths(folder):
        with contextlib.suppress(CipherError, OSError):
            if identity_in(read_regular(kept_path), old, kept_path) == identity:
                kept_path.unlink()
                kept_list_path(kept_path).unlink(missing_ok=True)


def set_office(folder: Path, passphrase: str, office: str | None) -> AgeCipher:
    """Change the public keys for which sessions are encrypted from now on.

    Files that are encrypted already must be encrypted again with ``reencrypt_folder``.

    Args:
        folder: the folder of sessions.
        passphrase: decrypts the key.
        office: the office's public key, or None to remove it.

    Returns:
        The cipher with these keys.

    Raises:
        CipherError: the passphrase is wrong, or the office key is not valid.
        SaveError: the list of public keys could not be written.
    """
    identity = _identity(folder, passphrase)
    cipher = AgeCipher(identity, _recipients_of(identity, office))
    write_recipients(folder, cipher, unfinished=_has_encrypted_files(folder))
    return cipher


def finish_office(folder: Path, cipher: AgeCipher) -> None:
    """Note that every file of a folder is encrypted for the public keys in the list.

    Raises:
        SaveError: the list of public keys could not be written.
    """
    if is_unfinished(folder):
        write_recipients(folder, cipher)


def refuse_lost_key(folder: Path) -> None:
    """Refuse a folder that has encrypted files, but no key.

    Raises:
        CipherError: the key is lost.
    """
    if _has_encrypted_files(folder) and not has_key(folder):
        raise CipherError(lost_key_message(folder))


def check_passphrase(passphrase: str) -> None:
    """Refuse a passphrase that protects nothing.

    Raises:
        CipherError: it is too short.
    """
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise CipherError(
            f"A passphrase needs {SHORTEST_PASSPHRASE} characters at least. Four or five words that"
            " have nothing to do with each other are best."
        )


def _has_encrypted_files(folder: Path) -> bool:
    hidden = (folder / HIDDEN).rglob(f"*{AGE_SUFFIX}")
    return any(folder.glob(f"*{AGE_SUFFIX}")) or any(path.name != KEY_FILE for path in hidden)


def _recipients_of(identity: str, office: str | None) -> list[str]:
    own_key, office_keys = _public_key(identity), [recipient(office)] if office is not None else []
    return [own_key, *(key for key in office_keys if key != own_key)]


def _public_key(identity: str) -> str:
    return str(age_library().x25519.Identity.from_str(identity).to_public())


def _encrypt_key(identity: str, passphrase: str) -> bytes:
    """The content of the key file, tested: a key that does not decrypt would lock everybody out."""
    data = f"# public key: {_public_key(identity)}\n{identity}\n".encode()
    encrypted = encrypt_with_passphrase(data, passphrase)
    if decrypt_with_passphrase(encrypted, passphrase) != data:
        raise CipherError("The key does not open again with this passphrase. Nothing was changed.")
    return encrypted


def own_cipher(identity: str, key_file: bytes) -> AgeCipher:
    """The cipher of a key alone, without an office: its list of public keys is not there."""
    return AgeCipher(identity, _recipients_of(identity, None), key_file)


def read_key(folder: Path) -> bytes:
    """Read the key of a folder, still under its passphrase.

    Raises:
        CipherError: it is not there, cannot be read, or is not whole.
    """
    path = key_path(folder)
    try:
        data = read_regular(path)
        check_whole(data)
    except FileNotFoundError:
        raise CipherError(lost_key_message(folder)) from None
    except OSError as error:
        raise CipherError(f"The key {path} cannot be read: {error.strerror}.") from None
    except CipherError as error:
        raise CipherError(f"The key {path} cannot be used. {error}") from None
    return data


def _identity(folder: Path, passphrase: str) -> str:
    return identity_in(read_key(folder), passphrase, key_path(folder))


def identity_in(key_file: bytes, passphrase: str, path: Path) -> str:
    """The secret key in a key file, which takes a second or two on purpose.

    Args:
        key_file: the key under its passphrase.
        passphrase: the passphrase.
        path: the file, as it is named to the user.

    Raises:
        CipherError: the passphrase is wrong, or there is no key in it.
    """
    try:
        text = decrypt_with_passphrase(key_file, passphrase).decode()
        return next(line for line in text.split("\n") if line.startswith(_SECRET_PREFIX))
    except age_library().DecryptError:
        raise CipherError(
            "The passphrase is wrong. Nothing was changed; try again (is Caps Lock on?)."
            f" If you are sure of it, {path} may be damaged: bring that back from a backup."
        ) from None
    except (StopIteration, UnicodeDecodeError):
        raise CipherError(f"There is no key in {path}. Bring it back from a backup.") from None


def lost_key_message(folder: Path) -> str:
    """Say that a folder with encrypted files has no key, and what helps."""
    return (
        f"The key {key_path(folder)} is not there, and without it the encrypted sessions cannot be"
        " opened. Bring it back from a backup. An office key, if one was named, opens them too:"
        " age -d -i OFFICE-KEY-FILE SESSION.toml.age"
    )
