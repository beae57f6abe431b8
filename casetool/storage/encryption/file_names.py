"""The plain and the encrypted form of each file of a session: its name and its content.

Most files only get the cipher's suffix. An earlier version has part of its digest in its name.
A journal is encrypted line by line, so that lines can be added to it.
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
_ENCRYPTED_NAME = re.compile(
    r"\.age$|(\.age|\.toml\.age\.jsonl)\.[0-9a-f]{8}\.tmp$|\.toml\.age\.jsonl$", re.IGNORECASE
)


def has_encrypted_form(path: Path) -> bool:
    """Whether a name has the encrypted form: ``….age``, or the journal of such a file."""
    return _ENCRYPTED_NAME.search(path.name) is not None


def is_torn(path: Path) -> bool:
    """Whether it is the temporary file of an interrupted save of an encrypted file."""
    return path.name.endswith(".tmp") and has_encrypted_form(path)


def encrypted_form(path: Path, data: bytes, cipher: Cipher) -> tuple[Path, bytes]:
    """The path and content of a plain file once it is encrypted.

    Args:
        path: the plain file.
        data: its content.
        cipher: encrypts it.
    """
    if _is_journal(path):
        stem = path.name.removesuffix(_JOURNAL)
        encrypted = _map_lines(data, lambda line: base64.b64encode(cipher.encrypt(line)))
        return path.with_name(f"{stem}{AGE_SUFFIX}{_JOURNAL}"), encrypted
    encrypted = cipher.encrypt(data)
    return path.with_name(_name_with_digest(path.name, encrypted) + AGE_SUFFIX), encrypted


def plain_form(path: Path, data: bytes, cipher: Cipher) -> tuple[Path, bytes]:
    """The path and content of an encrypted file once it is decrypted.

    Args:
        path: the encrypted file.
        data: its content.
        cipher: decrypts it.

    Raises:
        CipherError: it cannot be decrypted.
    """
    plain_data = decrypted_form(path, data, cipher)
    if _is_journal(path):
        stem = path.name.removesuffix(AGE_SUFFIX + _JOURNAL)
        return path.with_name(stem + _JOURNAL), plain_data
    return path.with_name(
        _name_with_digest(path.name.removesuffix(AGE_SUFFIX), plain_data)
    ), plain_data


def decrypted_form(path: Path, data: bytes, cipher: Cipher) -> bytes:
    """The plain bytes of a file in its encrypted form.

    Raises:
        CipherError: it cannot be decrypted.
    """
    if not _is_journal(path):
        return cipher.decrypt(data)
    lines = [line for line in data.split(b"\n") if line]
    decrypted_lines = [_decrypt_line(line, cipher) for line in lines]
    if lines and all(line is None for line in decrypted_lines):
        raise CipherError(
            "No line of it can be opened: it is damaged, or encrypted with another key."
        )
    # a truncated line stays as it is, and the plain form skips it too
    pairs = zip(lines, decrypted_lines, strict=True)
    plain_lines = {line: line if plain is None else plain for line, plain in pairs}
    return _map_lines(data, plain_lines.__getitem__)


def reencrypted_form(path: Path, data: bytes, cipher: Cipher) -> tuple[Path, bytes]:
    """Encrypt an encrypted file again, for other public keys.

    Args:
        path: the encrypted file.
        data: its content.
        cipher: decrypts it, and encrypts it again.

    Raises:
        CipherError: it cannot be decrypted.
    """
    plain_name, plain_data = plain_form(path, data, cipher)
    return encrypted_form(plain_name, plain_data, cipher)


def same_version(path: Path, other: Path) -> bool:
    """Whether two names are those of one version, whatever its encryption."""
    match, other_match = _VERSION.fullmatch(path.name), _VERSION.fullmatch(other.name)
    if match is None or other_match is None:
        return False
    names = {
        version_match["name"].removesuffix(AGE_SUFFIX) for version_match in (match, other_match)
    }
    return match["when"] == other_match["when"] and len(names) == 1


def _is_journal(path: Path) -> bool:
    return re.search(r"\.toml(\.age)?\.jsonl$", path.name, re.IGNORECASE) is not None


def _map_lines(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return b"\n".join(change(line) if line else line for line in data.split(b"\n"))


def _decrypt_line(line: bytes, cipher: Cipher) -> bytes | None:
    try:
        return cipher.decrypt(base64.b64decode(line, validate=True))
    except (ValueError, CipherError):
        return None


def _name_with_digest(name: str, data: bytes) -> str:
    """The name of a file. A version's name gets the digest of its new content."""
    match = _VERSION.fullmatch(name)
    if match is None:
        return name
    return f"{match['when']}.{sha256(data).hexdigest()[:12]}.{match['name']}"
