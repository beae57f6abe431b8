"""Which folders of encrypted sessions were opened with their passphrase since the app began."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from casetool.errors import UserError
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError


class Keyring:
    """Keeps the seals of folders, in memory alone, and hands each session the right one.

    Args:
        storage: how sessions are kept that are not encrypted.
    """

    def __init__(self, storage: StorageContext) -> None:
        self._storage = storage
        self._seals: dict[str, Cipher] = {}

    @property
    def folder(self) -> Path | None:
        """The folder that was opened last; None while none was."""
        return Path(list(self._seals)[-1]) if self._seals else None

    def cipher_of(self, folder: Path) -> Cipher:
        """What opens the encrypted sessions of a folder; the plain one while it is closed."""
        return self._seals.get(os.path.realpath(folder), NO_CIPHER)

    def is_closed(self, path: Path) -> bool:
        """Whether a session needs a passphrase that was not given yet."""
        return is_encrypted(path) and self.cipher_of(_home(path)) is NO_CIPHER

    def storage_of(self, path: Path) -> StorageContext:
        """How a session is kept.

        Args:
            path: its file.
        """
        cipher = self.cipher_of(_home(path)) if is_encrypted(path) else NO_CIPHER
        return replace(self._storage, cipher=cipher)

    def storage_of_new(self, folder: Path) -> StorageContext:
        """How a new session of a folder is kept: encrypted, where all the others are.

        Raises:
            Failure: the folder cannot be read.
        """
        from casetool.storage.encryption.folder_status import (
            encrypts_new_sessions,  # only where one is made
        )

        try:
            sealed = encrypts_new_sessions(folder)
        except FileNotFoundError:
            sealed = False  # a folder that is made with its first session
        except OSError as error:
            raise UserError(f"{folder}: {(error.strerror or 'unreadable').lower()}.") from None
        return replace(self._storage, cipher=self.cipher_of(folder) if sealed else NO_CIPHER)

    def wants_passphrase(self, folder: Path) -> bool:
        """Whether a folder has encrypted sessions, and its passphrase was not given yet."""
        return self.cipher_of(folder) is NO_CIPHER and any(folder.glob("*.toml*.age"))

    def wants_passphrase_for_new(self, folder: Path) -> bool:
        """Whether a new session there is to be encrypted, and the passphrase was not given yet."""
        from casetool.storage.encryption.folder_status import (
            encrypts_new_sessions,  # only where one is made
        )

        try:
            return self.cipher_of(folder) is NO_CIPHER and encrypts_new_sessions(folder)
        except OSError:
            return False  # making the session will tell what is wrong with the folder

    def opens(self, folder: Path) -> Callable[[str], str]:
        """What tries a passphrase of a folder.

        Returns:
            It takes a second or two, on purpose; it gives why the passphrase does not open, or
            nothing when it does.
        """

        def opens(passphrase: str) -> str:
            from casetool.storage.encryption.key_store import (
                unlock,  # only where something is encrypted
            )

            try:
                self._seals[os.path.realpath(folder)] = unlock(folder, passphrase)
            except CipherError as error:
                return str(error)
            return ""

        return opens


def _home(path: Path) -> Path:
    """The folder in which a session really lies: a link is followed, as it is for all else."""
    return Path(os.path.realpath(path)).parent
