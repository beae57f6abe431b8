"""Put the key of an open session back, if something takes it away: nobody could open it again."""

import contextlib
import os
from pathlib import Path
from time import monotonic

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.encryption.key_store import KEY_FILE, key_path, read_key
from casetool.storage.encryption.recipients import (
    RECIPIENTS_FILE,
    cipher_with_key,
    recipients_path,
    write_recipients,
)
from casetool.storage.files.atomic import SaveError, make_private, write_atomically

RETRY_SECONDS = 5.0
"""Seconds between two tries to put the key back."""

KEY_IS_BACK = (
    f"The key of this folder ({KEY_FILE}, {RECIPIENTS_FILE}) had been taken away. It is there"
    " again, under the passphrase that opened it here."
)

_Status = tuple[int, int, int]


class KeyGuard:
    """Looks after the key with which one window saves.

    Args:
        cipher: the cipher of the session. What it read at unlocking is what is put back.
    """

    def __init__(self, cipher: Cipher) -> None:
        self.trouble = ""
        """Why nobody can open the session again, or empty."""
        has_key_file = isinstance(cipher, AgeCipher) and cipher.key_file
        self._cipher = cipher if isinstance(cipher, AgeCipher) and has_key_file else None
        self._folder, self._next_try = Path(), 0.0
        self._last_status: _Status | None = None

    def check(self, folder: Path) -> str:
        """Put the key back if it is gone. While nothing changed there, this costs one stat.

        Args:
            folder: the folder of the session, which was saved there just now.

        Returns:
            A notice for the user, usually empty.
        """
        if self._cipher is None:
            return ""
        status = _status_of(folder)
        if status is not None and status == self._last_status:
            return ""
        self._folder, self._last_status = folder, None
        self._next_try = monotonic() + RETRY_SECONDS
        try:
            is_back = _put_back(self._cipher, folder)
        except (SaveError, CipherError, OSError) as error:
            why = str(error).removesuffix(".")
            self.trouble = (
                f"Nobody can open this session without its key: {KEY_FILE} or {RECIPIENTS_FILE} is"
                f" gone from {folder / HIDDEN}, and could not be put back ({why})."
            )
            return ""
        self.trouble = ""
        self._last_status = None if is_back else status
        return KEY_IS_BACK if is_back else ""

    def look_again(self) -> None:
        """While the key is gone, try now and then whether it is there or can be put back."""
        if self.trouble and monotonic() >= self._next_try:
            self.check(self._folder)


def _status_of(folder: Path) -> _Status | None:
    """What changes when a key is removed, or None where there is nothing.

    A folder on a FAT drive keeps its times under Windows, so there the key itself is looked at.
    """
    try:
        status = (key_path(folder) if os.name == "nt" else folder / HIDDEN).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_ctime_ns


def _put_back(cipher: AgeCipher, folder: Path) -> bool:
    """Write the key and the list of public keys where they are gone, and say if any was.

    Raises:
        CipherError: what is still there is not of this key.
        SaveError: it could not be written.
        OSError: what is there cannot be read.
    """
    is_key_gone = not os.path.lexists(key_path(folder))
    is_list_gone = not os.path.lexists(recipients_path(folder))
    if not (is_key_gone or is_list_gone):
        return False
    make_private(folder / HIDDEN, inside=folder)
    if not is_list_gone:
        _check_list(cipher, folder)
    elif is_key_gone or read_key(folder) == cipher.key_file:
        write_recipients(folder, cipher)
    else:
        raise CipherError(f"there is another {KEY_FILE}, or one with another passphrase")
    if is_key_gone:
        write_atomically(key_path(folder), cipher.key_file, None, replace=_to_free_name)
    return True


def _check_list(cipher: AgeCipher, folder: Path) -> None:
    """Refuse a list of public keys that was made with another key."""
    try:
        cipher_with_key(folder, cipher.identity, cipher.key_file)
    except CipherError:
        raise CipherError(f"{RECIPIENTS_FILE} there is of another key, or damaged") from None


def _to_free_name(temporary: Path, target: Path) -> None:
    """Give a new file its name, and never replace a key that has come there just now.

    Raises:
        OSError: it cannot be done, or there is one.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # a drive without hard links
        temporary.replace(target)
        return
    with contextlib.suppress(OSError):
        temporary.unlink()
