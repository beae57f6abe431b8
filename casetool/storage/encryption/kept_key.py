"""A key that is kept beside the one that another laptop brought."""

import os
import re
from hashlib import sha256
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.files.atomic import write_atomically


def kept_key_name(key_file: bytes) -> str:
    """The name of a key that is kept beside the one of another laptop."""
    return f"key-{sha256(key_file).hexdigest()[:8]}{AGE_SUFFIX}"


def is_kept_key(name: str) -> bool:
    """Whether a file in the hidden folder is a key that is kept beside another."""
    return re.fullmatch(rf"key-[0-9a-f]{{8}}{re.escape(AGE_SUFFIX)}", name) is not None


def kept_key_paths(folder: Path) -> list[Path]:
    """The keys that are kept beside the one of a folder of sessions."""
    try:
        paths = sorted((folder / HIDDEN).iterdir())
    except OSError:
        return []
    return [path for path in paths if is_kept_key(path.name)]


def keep_key(folder: Path, key_file: bytes) -> bool:
    """Keep a key beside the one of a folder, and say whether it was not kept there yet.

    Args:
        folder: the folder of sessions.
        key_file: the key under its passphrase.

    Raises:
        SaveError: it could not be written.
    """
    path = folder / HIDDEN / kept_key_name(key_file)
    if os.path.lexists(path):
        return False
    write_atomically(path, key_file, None)
    return True
