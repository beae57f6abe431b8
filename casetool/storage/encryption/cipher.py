"""How bytes rest on disk: plain, or sealed so that only a key opens them."""

from typing import Protocol


class Seal(Protocol):
    """Closes bytes before they touch the disk, and opens what lies there."""

    @property
    def suffix(self) -> str:
        """What a sealed file's name ends with after ``.toml``; nothing for plain files."""
        ...

    def close(self, data: bytes) -> bytes:
        """The bytes to put on disk."""
        ...

    def open(self, data: bytes) -> bytes:
        """The bytes that were closed.

        Raises:
            SealError: they cannot be opened, or were changed.
        """
        ...


class SealError(Exception):
    """Something sealed cannot be opened; the text says why, and what to do."""


class Plain:
    """No seal: what goes in is what lies there."""

    suffix = ""

    def close(self, data: bytes) -> bytes:
        """The same bytes."""
        return data

    def open(self, data: bytes) -> bytes:
        """The same bytes."""
        return data


PLAIN = Plain()
"""The seal of a session that is not encrypted."""
