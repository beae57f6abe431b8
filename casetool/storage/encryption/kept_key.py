"""A key that is kept beside the one that another laptop brought."""

import os
import re
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AGE_SUFFIX, AgeCipher
from casetool.storage.encryption.recipients import key_digest, list_of_keys
from casetool.storage.files.atomic import write_atomically

_LIST_SUFFIX = "-recipients.txt"


def kept_key_name(key_file: bytes) -> str:
    """The name of a key that is kept beside the one of another laptop."""
    return f"key-{key_digest(key_file)}{AGE_SUFFIX}"


def is_kept_key(name: str) -> bool:
    """Whether a file in the hidden folder is a key that is kept beside another."""
    return re.fullmatch(rf"key-[0-9a-f]{{8}}{re.escape(AGE_SUFFIX)}", name) is not None


def is_kept_file(name: str) -> bool:
    """Whether a file in the hidden folder is such a key, or its list of public keys."""
    return is_kept_key(name.replace(_LIST_SUFFIX, AGE_SUFFIX))


def kept_key_paths(folder: Path) -> list[Path]:
    """The keys that are kept beside the one of a folder of sessions."""
    try:
        paths = sorted((folder / HIDDEN).iterdir())
    except OSError:
        return []
    return [path for path in paths if is_kept_key(path.name)]


def kept_list_path(key_path: Path) -> Path:
    """The list of public keys of a kept key, which is kept beside it.

    Args:
        key_path: the kept key.
    """
    return key_path.with_name(f"{key_path.name.removesuffix(AGE_SUFFIX)}{_LIST_SUFFIX}")


def keep_key(folder: Path, cipher: AgeCipher) -> bool:
    """Keep a key and its list beside those of a folder. Say whether it was not kept there yet.

    Args:
        folder: the folder of sessions.
        cipher: the cipher with the key.

    Raises:
        SaveError: one of the two could not be written.
    """
    path = folder / HIDDEN / kept_key_name(cipher.key_file)
    if not os.path.lexists(list_path := kept_list_path(path)):
        write_atomically(list_path, list_of_keys(cipher), None)
    if os.path.lexists(path):
        return False
    write_atomically(path, cipher.key_file, None)
    return True
