"""The two forms of each file that belongs to a session: what it is called and holds in each.

A session, a draft, and whatever else has one, gets the seal's suffix. Two kinds of files differ:
an earlier version has a part of its digest in its name, and a journal is sealed line by line, so
that a line can be added to it.
"""

import base64
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.cipher import Cipher, CipherError

_VERSION = re.compile(r"(?P<when>\d{8}T\d{12}Z)\.[0-9a-f]{12}\.(?P<name>.+)")
_JOURNAL = ".jsonl"
_SEALED = re.compile(
    r"\.age$|(\.age|\.toml\.age\.jsonl)\.[0-9a-f]{8}\.tmp$|\.toml\.age\.jsonl$", re.IGNORECASE
)


def has_encrypted_form(path: Path) -> bool:
    """Whether a name is one of the sealed form: ``….age``, or the journal of such a file."""
    return _SEALED.search(path.name) is not None


def is_torn(path: Path) -> bool:
    """Whether it is what a save of a sealed file left that did not come to its end."""
    return path.name.endswith(".tmp") and has_encrypted_form(path)


def encrypted_form(path: Path, data: bytes, cipher: Cipher) -> tuple[Path, bytes]:
    """What a plain file is called and holds once it is sealed.

    Args:
        path: the plain file.
        data: what it holds.
        cipher: closes it.
    """
    if _is_journal(path):
        stem = path.name.removesuffix(_JOURNAL)
        closed = _each_line(data, lambda line: base64.b64encode(cipher.encrypt(line)))
        return path.with_name(f"{stem}{AGE_SUFFIX}{_JOURNAL}"), closed
    closed = cipher.encrypt(data)
    return path.with_name(_renewed(path.name, closed) + AGE_SUFFIX), closed


def plain_form(path: Path, data: bytes, cipher: Cipher) -> tuple[Path, bytes]:
    """What a sealed file is called and holds once it is plain.

    Args:
        path: the sealed file.
        data: what it holds.
        cipher: opens it.

    Raises:
        SealError: it cannot be opened.
    """
    opened = decrypted_form(path, data, cipher)
    if _is_journal(path):
        stem = path.name.removesuffix(AGE_SUFFIX + _JOURNAL)
        return path.with_name(stem + _JOURNAL), opened
    return path.with_name(_renewed(path.name.removesuffix(AGE_SUFFIX), opened)), opened


def decrypted_form(path: Path, data: bytes, cipher: Cipher) -> bytes:
    """The plain bytes of a file in its sealed form.

    Raises:
        SealError: it cannot be opened.
    """
    if not _is_journal(path):
        return cipher.decrypt(data)
    lines = [line for line in data.split(b"\n") if line]
    opened = [_opened_line(line, cipher) for line in lines]
    if lines and all(line is None for line in opened):
        raise CipherError("No line of it can be opened: it is damaged, or sealed with another key.")
    # one that was cut short is kept as it is: it is passed over in the plain form, too
    words = {line: line if told is None else told for line, told in zip(lines, opened, strict=True)}
    return _each_line(data, words.__getitem__)


def reencrypted_form(path: Path, data: bytes, cipher: Cipher) -> tuple[Path, bytes]:
    """A sealed file, sealed once more: for other public keys.

    Args:
        path: the sealed file.
        data: what it holds.
        cipher: opens it, and closes it again.

    Raises:
        SealError: it cannot be opened.
    """
    plain, opened = plain_form(path, data, cipher)
    return encrypted_form(plain, opened, cipher)


def same_version(path: Path, other: Path) -> bool:
    """Whether two names are those of one version, whatever it was sealed with."""
    one, two = _VERSION.fullmatch(path.name), _VERSION.fullmatch(other.name)
    if one is None or two is None:
        return False
    names = {match["name"].removesuffix(AGE_SUFFIX) for match in (one, two)}
    return one["when"] == two["when"] and len(names) == 1


def _is_journal(path: Path) -> bool:
    return re.search(r"\.toml(\.age)?\.jsonl$", path.name, re.IGNORECASE) is not None


def _each_line(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return b"\n".join(change(line) if line else line for line in data.split(b"\n"))


def _opened_line(line: bytes, cipher: Cipher) -> bytes | None:
    try:
        return cipher.decrypt(base64.b64decode(line, validate=True))
    except (ValueError, CipherError):
        return None


def _renewed(name: str, data: bytes) -> str:
    """The name; of a version with the digest of what it holds now."""
    match = _VERSION.fullmatch(name)
    if match is None:
        return name
    return f"{match['when']}.{sha256(data).hexdigest()[:12]}.{match['name']}"
