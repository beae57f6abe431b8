"""A passphrase that protects at once, for tests that are not about how long that takes.

The library works through each real one for a second on purpose. Here the file is sealed with the
key of these tests, and opens with the same passphrase alone. Real ones are made in
tests/storage/encryption/test_key_store.py.

``python -m tests.support.quick_passphrase`` is the program with such passphrases.
"""

from collections.abc import Callable
from hashlib import sha256

import pyrage

from casetool.__main__ import main
from tests.support.sealed import seal

Protect = Callable[[bytes, str], bytes]

really_decrypt: Protect = pyrage.passphrase.decrypt
"""The library's own, for keys that were made with it."""


def quickly_encrypt(data: bytes, passphrase: str) -> bytes:
    """Encrypt as ``pyrage.passphrase.encrypt`` does."""
    return seal().encrypt(_mark(passphrase) + data)


def quickly_decrypt(data: bytes, passphrase: str) -> bytes:
    """Decrypt as ``pyrage.passphrase.decrypt`` does.

    Raises:
        pyrage.DecryptError: the passphrase is wrong, or the data is damaged.
    """
    if b"\n-> scrypt " in data:
        return really_decrypt(data, passphrase)
    mark = _mark(passphrase)
    opened = seal().decrypt(data)
    if not opened.startswith(mark):
        raise pyrage.DecryptError("Incorrect passphrase")
    return opened.removeprefix(mark)


def _mark(passphrase: str) -> bytes:
    return sha256(passphrase.encode()).digest()


def make_quick() -> None:
    """Let each passphrase of this process protect at once."""
    pyrage.passphrase.encrypt = quickly_encrypt
    pyrage.passphrase.decrypt = quickly_decrypt


if __name__ == "__main__":
    make_quick()
    raise SystemExit(main())
