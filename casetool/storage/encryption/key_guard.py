"""Put the key of an open session back, if something takes it away: nobody could open it again."""

import contextlib
import os
from pathlib import Path
from time import monotonic

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.encryption.kept_key import keep_key, kept_key_name
from casetool.storage.encryption.key_store import KEY_FILE, key_path, read_key
from casetool.storage.encryption.recipients import (
    RECIPIENTS_FILE,
    key_digest,
    recipients_path,
    replaced_keys,
    take_list,
    write_recipients,
)
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular

RETRY_SECONDS = 5.0
"""Seconds between two tries to put the key back."""

KEY_IS_BACK = (
    f"The key of this folder ({KEY_FILE}, {RECIPIENTS_FILE}) was gone or damaged. It is there"
    " again, under the passphrase that opened it here."
)

KEY_IS_ANOTHER = (
    f"Another program replaced the key of this folder ({KEY_FILE}), or changed its passphrase. The"
    f" key that opened it here is kept beside it, in {HIDDEN}, and still opens these sessions."
)

_Status = tuple[tuple[int, int, int, int], ...]


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
        self._notice = ""
        """What to say at the next save."""

    def check(self, folder: Path) -> str:
        """Put the key back if it is gone or damaged. While nothing changed, this costs two stats.

        Args:
            folder: the folder of the session, which was saved there just now.

        Returns:
            A notice for the user, usually empty.
        """
        if self._cipher is None:
            return ""
        notice, self._notice = self._notice, ""
        status = _status_of(folder)
        if status is not None and status == self._last_status:
            return notice
        self._folder, self._last_status = folder, None
        self._next_try = monotonic() + RETRY_SECONDS
        try:
            new_notice = _put_back(self._cipher, folder)
        except (SaveError, CipherError, OSError) as error:
            why = str(error).removesuffix(".")
            self.trouble = (
                f"Nobody can open this session without its key: {KEY_FILE} or {RECIPIENTS_FILE} in"
                f" {folder / HIDDEN} is gone or of another key, and could not be put back ({why})."
            )
            return ""
        self.trouble = ""
        self._last_status = None if new_notice == KEY_IS_BACK else status
        return new_notice or notice

    def look_again(self, path: Path) -> None:
        """Look after the key between two saves, also at leaving: there may be no other save.

        While it is gone and cannot be put back, this tries now and then.

        Args:
            path: the session file. Where it is gone, so is its folder or drive.
        """
        if self._cipher is None:
            return
        if self.trouble and monotonic() >= self._next_try:
            self._notice = self.check(self._folder)
        elif not self.trouble and os.path.lexists(path):
            self._notice = self.check(path.parent)


def _status_of(folder: Path) -> _Status | None:
    """What changes when the key or the list is removed or replaced, or None where one is gone."""
    try:
        looks = [path.stat() for path in (key_path(folder), recipients_path(folder))]
    except OSError:
        return None
    return tuple((look.st_ino, look.st_mtime_ns, look.st_ctime_ns, look.st_size) for look in looks)


def _put_back(cipher: AgeCipher, folder: Path) -> str:
    """Write the key and the list of public keys where they are gone. Keep it beside another key.

    A list of another key came with that key, which stays: a sync program brought it, for instance.

    Returns:
        What the user is told, usually empty.

    Raises:
        CipherError: what is still there is not of this key.
        SaveError: it could not be written.
        OSError: what is there cannot be read.
    """
    is_key_gone = not os.path.lexists(key_path(folder))
    is_list_gone = not os.path.lexists(recipients_path(folder))
    if not (is_key_gone or is_list_gone):
        _check_list(cipher, folder)
        if _replace_damaged_key(cipher, folder):
            return KEY_IS_BACK
        # its list may come later, so nobody knows yet whether it is ours with another passphrase
        was_changed = key_digest(cipher.key_file) in replaced_keys(folder)
        is_other = read_key(folder) != cipher.key_file and not was_changed
        return KEY_IS_ANOTHER if is_other and keep_key(folder, cipher) else ""
    make_private(folder / HIDDEN, inside=folder)
    if not is_list_gone:
        _check_list(cipher, folder)
    elif is_key_gone or read_key(folder) == cipher.key_file:
        write_recipients(folder, cipher)
    else:
        raise CipherError(f"there is another {KEY_FILE}, or one with another passphrase")
    if is_key_gone:
        write_atomically(key_path(folder), cipher.key_file, None, replace=_to_free_name)
    return KEY_IS_BACK


def _replace_damaged_key(cipher: AgeCipher, folder: Path) -> bool:
    """Write the key over one that no passphrase opens, and say if there was such a one.

    Raises:
        SaveError: it could not be written.
        OSError: what is there cannot be read.
    """
    try:
        read_key(folder)
    except CipherError:
        path = key_path(folder)
        write_atomically(path, cipher.key_file, fingerprint_of(read_regular(path)))
        return True
    return False


def _check_list(cipher: AgeCipher, folder: Path) -> None:
    """Refuse a list of public keys that was made with another key, and keep ours beside that one.

    Raises:
        CipherError: it was, or it is damaged.
    """
    try:
        take_list(folder, cipher)
    except CipherError:
        name = kept_key_name(cipher.key_file)
        with contextlib.suppress(SaveError, OSError):  # the age program opens sessions with it
            keep_key(folder, cipher)
        raise CipherError(
            f"{RECIPIENTS_FILE} there is of another key, or damaged. Its own key is {name} there"
        ) from None


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
