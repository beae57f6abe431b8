"""How bytes rest on disk: plain, or sealed so that only a key opens them."""

from typing import Protocol


class Cipher(Protocol):
    """Closes bytes before they touch the disk, and opens what lies there."""

    @property
    def suffix(self) -> str:
        """What a sealed file's name ends with after ``.toml``; nothing for plain files."""
        ...

    def encrypt(self, data: bytes) -> bytes:
        """The bytes to put on disk."""
        ...

    def decrypt(self, data: bytes) -> bytes:
        """The bytes that were closed.

        Raises:
            SealError: they cannot be opened, or were changed.
        """
        ...


class CipherError(Exception):
    """Something sealed cannot be opened; the text says why, and what to do."""


class PlainCipher:
    """No seal: what goes in is what lies there."""

    suffix = ""

    def encrypt(self, data: bytes) -> bytes:
        """The same bytes."""
        return data

    def decrypt(self, data: bytes) -> bytes:
        """The same bytes."""
        return data


NO_CIPHER = PlainCipher()
"""The seal of a session that is not encrypted."""
