"""Give another folder the key of encrypted sessions that go on there."""

import os
from functools import partial
from pathlib import Path

from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.encryption.kept_key import keep_key
from casetool.storage.encryption.key_store import has_key, put_key, read_key, refuse_lost_key
from casetool.storage.encryption.recipients import cipher_with_key
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER, TimeLimit

_NOTHING_DONE = "Nothing was written there. Choose another folder."


def bring_key(
    cipher: Cipher, session_path: Path, folder: Path, limit: TimeLimit = DEFAULT_TIME_LIMIT
) -> None:
    """Copy the key of a session, still under its passphrase, into a folder that has none.

    Args:
        cipher: the cipher of the session. Without encryption nothing is copied.
        session_path: the session file, whose folder may be gone.
        folder: the other folder.
        limit: how long to wait for each of the folders.

    Raises:
        CipherError: the session could not be opened there. The text says why, and what helps.
    """
    if not isinstance(cipher, AgeCipher):
        return
    source = Path(os.path.realpath(session_path)).parent
    key = limit.once(partial(_present_key, cipher), source) or cipher.key_file
    try:
        done = limit.once(partial(_bring_to, cipher, key), folder)
    except (SaveError, OSError) as error:
        raise CipherError(f"{_why_not(folder)}: {error} Choose another folder.") from error
    if done is None:
        raise CipherError(f"{_why_not(folder)}: {NO_ANSWER}. Choose another folder.")


def _present_key(cipher: AgeCipher, source: Path) -> bytes:
    """The key file as it is now, or empty: its passphrase may have been changed since."""
    try:
        key = read_key(source)
        cipher_with_key(source, cipher.identity, key)
    except CipherError:
        return b""
    return key


def _bring_to(cipher: AgeCipher, key: bytes, folder: Path) -> bool:
    """Write the key and the list of public keys, unless the folder has the same key.

    Raises:
        CipherError: it has another key, or encrypted files without their key.
        SaveError: one of the two files could not be written.
        OSError: the folder cannot be read.
    """
    if has_key(folder):
        _refuse_other_key(cipher, folder)
        return True
    if not key:
        raise CipherError(f"{_why_not(folder)}: it cannot be read any more. {_NOTHING_DONE}")
    try:
        refuse_lost_key(folder)
    except CipherError:
        raise CipherError(
            f"{folder} has encrypted files, and their own key is not there. {_NOTHING_DONE}"
        ) from None
    put_key(folder, cipher, key)
    if cipher.key_file and key != cipher.key_file:  # it may be of another laptop
        keep_key(folder, cipher)
    return True


def _refuse_other_key(cipher: AgeCipher, folder: Path) -> None:
    """Refuse a folder whose key cannot be shown to open the session.

    Only the same key makes the same checksum of its public keys, whatever its passphrase is.
    """
    try:
        cipher_with_key(folder, cipher.identity, read_key(folder))
    except CipherError:
        raise CipherError(
            f"{folder} has a key of its own, which does not open this session. {_NOTHING_DONE}"
        ) from None


def _why_not(folder: Path) -> str:
    return f"Nobody could open this session in {folder}, because its key could not be put there"
