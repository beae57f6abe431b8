"""How bytes are stored on disk: plain, or encrypted with a key."""

from typing import Protocol


class Cipher(Protocol):
    """Encrypts bytes before they are written, and decrypts them after they are read."""

    @property
    def suffix(self) -> str:
        """The suffix after ``.toml`` of an encrypted file's name, or empty for plain files."""
        ...

    def encrypt(self, data: bytes) -> bytes:
        """Encrypt bytes for the disk."""
        ...

    def decrypt(self, data: bytes) -> bytes:
        """Decrypt bytes from the disk.

        Raises:
            CipherError: they cannot be decrypted, or were changed.
        """
        ...


class CipherError(Exception):
    """Encrypted data cannot be decrypted. The text says why, and what to do."""


class PlainCipher:
    """No encryption: bytes are stored as they are."""

    suffix = ""

    def encrypt(self, data: bytes) -> bytes:
        """The same bytes."""
        return data

    def decrypt(self, data: bytes) -> bytes:
        """The same bytes."""
        return data


NO_CIPHER = PlainCipher()
"""The cipher of a session that is not encrypted."""
