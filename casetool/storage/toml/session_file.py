"""Read a session file: its bytes, decrypted and parsed."""

from collections.abc import Callable
from pathlib import Path

from casetool.models.method import Method
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import Fingerprint, read_with_fingerprint
from casetool.storage.toml.codec import Loaded, decode, loads


def read_session(
    path: Path, find_method: Callable[[str], Method], storage: StorageContext
) -> tuple[Loaded, Fingerprint, str]:
    """Read a session file, also one that a newer casetool wrote.

    Args:
        path: the session file.
        find_method: finds the method that it names.
        storage: its storage context.

    Returns:
        The session, the fingerprint of its file, and its text.

    Raises:
        OSError: it cannot be read.
        SessionFileError: it is not a session that this version can open.
        NoMethodError: its method is not available.
        CipherError: it is encrypted, and this cipher cannot decrypt it.
    """
    data, fingerprint = read_with_fingerprint(path)
    text = decode(storage.cipher.decrypt(data))
    return loads(text, find_method, newer=True), fingerprint, text
