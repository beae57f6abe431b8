"""Open the key of a folder with a passphrase, and say what is wrong with it."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.encryption.kept_key import kept_key_paths, kept_list_path
from casetool.storage.encryption.key_store import (
    KEY_FILE,
    identity_in,
    key_path,
    own_cipher,
    read_key,
)
from casetool.storage.encryption.recipients import (
    cipher_with_key,
    key_digest,
    recipients_path,
    replaced_keys,
)
from casetool.storage.files.regular_file import read_regular


def unlock(folder: Path, passphrase: str, opened_with: Cipher = NO_CIPHER) -> AgeCipher:
    """Unlock a folder of sessions and give its cipher, which takes a second or two on purpose.

    Where its key does not open, one that was kept beside it may, or the one that was read before.

    Args:
        folder: the folder of sessions.
        passphrase: the passphrase.
        opened_with: the cipher with which it was unlocked before, if it was.

    Raises:
        CipherError: the passphrase is wrong, or the key or list of public keys was changed.
    """
    if isinstance(opened_with, AgeCipher) and opened_with.key_file:
        return _unlock_again(folder, passphrase, opened_with)
    kept_keys = _kept_keys(folder, passphrase)
    try:
        key_file = read_key(folder)
        identity = identity_in(key_file, passphrase, key_path(folder))
        cipher = cipher_with_key(folder, identity, key_file)
    except CipherError:
        if not kept_keys:
            raise
        cipher = _with_kept_key(folder, kept_keys)
    former = [identity for identity in kept_keys if identity != cipher.identity]
    return AgeCipher(cipher.identity, cipher.recipients, cipher.key_file, former)


def key_problem(folder: Path) -> str:
    """A sentence where the key of a folder is gone, damaged, or has another kept beside it."""
    try:
        read_key(folder)
    except CipherError as error:
        return str(error)
    names = ", ".join(path.name for path in kept_key_paths(folder))
    if not names:
        return ""
    return (
        f"another program replaced {KEY_FILE} while a session was open, or changed its passphrase."
        f" The key from before is kept in {HIDDEN}: {names}. Its passphrase still opens what it"
        f" encrypted. If that is every session, rename it to {KEY_FILE} and say casetool encrypt"
        " --office none. Delete it only once every session opens without it"
    )


def _kept_keys(folder: Path, passphrase: str) -> dict[str, Path]:
    """The secret keys kept beside that of a folder which a passphrase opens, with their files."""
    keys = {}
    for path in kept_key_paths(folder):
        with suppress(CipherError, OSError):
            keys[identity_in(read_regular(path), passphrase, path)] = path
    return keys


def _with_kept_key(folder: Path, kept_keys: Mapping[str, Path]) -> AgeCipher:
    """The cipher with a key that was kept beside another, with the list of the folder or its own.

    Without either it is for the key alone.
    """
    for identity, path in kept_keys.items():
        for list_path in (recipients_path(folder), kept_list_path(path)):
            with suppress(CipherError, OSError):
                return cipher_with_key(folder, identity, read_regular(path), list_path)
    identity, path = next(iter(kept_keys.items()))
    return own_cipher(identity, read_regular(path))


def _unlock_again(folder: Path, passphrase: str, opened_with: AgeCipher) -> AgeCipher:
    """Unlock a folder for the sessions that are open: only with their own key.

    That key may be gone from the folder, be damaged, or be replaced by that of another laptop.

    Raises:
        CipherError: the passphrase is wrong.
    """
    try:
        cipher = unlock(folder, passphrase)
        if cipher.identity == opened_with.identity:
            return cipher
    except CipherError:
        was_changed = key_digest(opened_with.key_file) in replaced_keys(folder)
        if was_changed or _is_as_before(folder, opened_with):
            raise
    identity_in(opened_with.key_file, passphrase, key_path(folder))
    return opened_with


def _is_as_before(folder: Path, opened_with: AgeCipher) -> bool:
    """Whether a folder has still the key and the list with which it was unlocked."""
    try:
        cipher_with_key(folder, opened_with.identity, opened_with.key_file)
        return read_key(folder) == opened_with.key_file
    except CipherError:
        return False
