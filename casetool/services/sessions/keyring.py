"""Remember which encrypted folders were unlocked with their passphrase in this run."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from casetool.errors import UserError
from casetool.storage.context import HIDDEN, RealPath, StorageContext, place_in_time
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.files.atomic import SaveError
from casetool.storage.locations import refuse_dead_drive

ENCRYPTED_NOW = "The sessions in this folder are encrypted now, so the new one was not made yet."


class Keyring:
    """Keeps the ciphers of unlocked folders in memory, and gives each session its own.

    Args:
        storage: the storage context of sessions that are not encrypted.
    """

    def __init__(self, storage: StorageContext) -> None:
        self._storage = storage
        self._ciphers: dict[str, Cipher] = {}

    @property
    def folder(self) -> Path | None:
        """The folder unlocked last, or None."""
        return Path(list(self._ciphers)[-1]) if self._ciphers else None

    def cipher_of(self, folder: Path) -> Cipher:
        """The cipher of a folder, or the plain one while the folder is locked."""
        if not self._ciphers:
            return NO_CIPHER
        return self._ciphers.get(str(place_in_time(folder)), NO_CIPHER)

    def cipher_of_listed(self, folder: Path) -> Cipher:
        """The same for a folder whose sessions are listed. Its drive is remembered."""
        self._storage.drives.note_folder(place_in_time(folder / HIDDEN))
        return self.cipher_of(folder)

    def is_closed(self, path: Path) -> bool:
        """Whether a session needs a passphrase that was not entered yet."""
        return is_encrypted(path) and self.cipher_of(_real_folder(path)) is NO_CIPHER

    def storage_of(self, path: Path) -> StorageContext:
        """The storage context of a session.

        Args:
            path: the session file.
        """
        cipher = self.cipher_of(_real_folder(path)) if is_encrypted(path) else NO_CIPHER
        return replace(self._storage, cipher=cipher)

    def storage_to_open(self, path: Path) -> StorageContext:
        """The storage context of a session that is opened. This reads its folder's list of keys.

        Args:
            path: the session file.
        """
        storage = self.storage_of(path)
        if storage.cipher is not NO_CIPHER:
            self._present_cipher(_real_folder(path))
        return storage

    def _present_cipher(self, folder: Path) -> Cipher:
        """The cipher of a folder, which encrypts for those who are in its list from now on."""
        if (cipher := self.cipher_of(folder)) is not NO_CIPHER:
            # imported here: only encrypted sessions need it
            from casetool.storage.encryption.age import AgeCipher
            from casetool.storage.encryption.recipients import take_list

            with suppress(CipherError):  # the window says what is wrong with the list
                if isinstance(cipher, AgeCipher):
                    take_list(folder, cipher)
        return cipher

    def storage_of_new(self, folder: Path) -> StorageContext:
        """The storage context of a new session, encrypted if all others in the folder are.

        Raises:
            UserError: the folder cannot be read or does not answer, the key of its sessions is not
                there, or its passphrase was not entered yet.
        """
        # imported here: only new sessions need it
        from casetool.storage.encryption.folder_status import encrypts_new_sessions

        try:
            refuse_dead_drive(folder)
            is_encrypted_folder = encrypts_new_sessions(folder)
        except FileNotFoundError:
            is_encrypted_folder = False  # the folder is created with its first session
        except (CipherError, SaveError) as error:
            raise UserError(str(error)) from None
        except OSError as error:
            raise UserError(f"{folder}: {(error.strerror or 'unreadable').lower()}.") from None
        cipher = self._present_cipher(folder) if is_encrypted_folder else NO_CIPHER
        if is_encrypted_folder and cipher is NO_CIPHER:
            raise UserError(ENCRYPTED_NOW)
        return replace(self._storage, cipher=cipher)

    def wants_passphrase(self, folder: Path) -> bool:
        """Whether a folder has encrypted sessions, and its passphrase was not entered yet."""
        return self.cipher_of(folder) is NO_CIPHER and any(folder.glob("*.toml*.age"))

    def wants_passphrase_for_new(self, folder: Path) -> bool:
        """Whether a new session must be encrypted, and the passphrase was not entered yet."""
        # imported here: only new sessions need it
        from casetool.storage.encryption.folder_status import encrypts_new_sessions

        try:
            return self.cipher_of(folder) is NO_CIPHER and encrypts_new_sessions(folder)
        except (OSError, CipherError):
            return False  # creating the session will report what is wrong with the folder

    def opens(self, folder: Path) -> Callable[[str], str]:
        """A function that tries a passphrase for a folder.

        Returns:
            Takes a second or two, on purpose, and gives why the passphrase is refused, or an
            empty text.
        """

        def try_passphrase(passphrase: str) -> str:
            # imported here: only encrypted sessions need it
            from casetool.storage.encryption.folder_key import unlock

            real_folder = os.path.realpath(folder)
            opened_with = self._ciphers.get(real_folder, NO_CIPHER)
            try:
                self._ciphers[real_folder] = unlock(folder, passphrase, opened_with)
            except CipherError as error:
                return str(error)
            return ""

        return try_passphrase


def _real_folder(path: Path) -> Path:
    """The real folder of a session, after following links."""
    return RealPath(place_in_time(path).parent)
