"""Reading a session file: its bytes, opened, understood."""

from collections.abc import Callable
from pathlib import Path

from casetool.models.method import Method
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import Fingerprint, read_with_fingerprint
from casetool.storage.toml.codec import Loaded, decode, loads


def read_session(
    path: Path, find_method: Callable[[str], Method], storage: StorageContext
) -> tuple[Loaded, Fingerprint, str]:
    """What a session file holds, also one that a newer casetool wrote.

    Args:
        path: the file.
        find_method: finds the method that it names.
        storage: how it is kept.

    Returns:
        The session, what the file is known to hold from now on, and its text.

    Raises:
        OSError: it cannot be read.
        SessionFileError: it is no session that this version can open.
        NoMethodError: its method is not at hand.
        SealError: it is sealed, and not with this seal.
    """
    data, mark = read_with_fingerprint(path)
    text = decode(storage.cipher.decrypt(data))
    return loads(text, find_method, newer=True), mark, text
