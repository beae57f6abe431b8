"""The digest by which undo knows the text of a file."""

import contextlib
from pathlib import Path

from casetool.storage.encryption.age import decrypted_bytes
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.earlier_changes import text_digest


def digest_in(path: Path, cipher: Cipher) -> str:
    """The digest of what a file holds, or empty where that cannot be read.

    Args:
        path: the file.
        cipher: decrypts it.
    """
    with contextlib.suppress(OSError, ValueError, CipherError):
        return text_digest(decrypted_bytes(read_regular(path), cipher).decode())
    return ""
