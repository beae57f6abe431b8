"""A key that is kept beside the one that another laptop brought."""

import re
from hashlib import sha256

from casetool.storage.encryption.age import AGE_SUFFIX


def kept_key_name(key_file: bytes) -> str:
    """The name of a key that is kept beside the one of another laptop."""
    return f"key-{sha256(key_file).hexdigest()[:8]}{AGE_SUFFIX}"


def is_kept_key(name: str) -> bool:
    """Whether a file in the hidden folder is a key that is kept beside another."""
    return re.fullmatch(rf"key-[0-9a-f]{{8}}{re.escape(AGE_SUFFIX)}", name) is not None
