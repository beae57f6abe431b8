"""Whose the drafts in a file are. Another child's session may come to the name of a file.

The content of a file of drafts says of which session they are, by digests of its id and child:
cases copied from one template have one id. Files of older versions do not: their drafts are of
the session that has the name.
"""

import contextlib
import os
import re
from pathlib import Path

from casetool.storage.encryption.age import AGE_SUFFIX, cipher_for_file, is_encrypted
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import fingerprint_of
from casetool.storage.files.regular_file import read_regular
from casetool.storage.library.summary import read_summary

_OWNER_LINE = re.compile(r"# session (?P<owner>[0-9a-f]{16})( (?P<child>[0-9a-f]{16}))?\n")
_APART = re.compile(r"\.of-(?P<owner>[0-9a-f]{16})-[0-9a-f]{8}(\.age)?$")
"""The end of the name of drafts that were put apart, as another session has their name now."""

_APART_NEWS = (
    "text that was being typed for another session, which had this name before. It stands in the"
    " line again once that session opens from this folder. Delete it if you do not need it"
)

_LEFT_NEWS = (
    "text that was being typed for a session that is not in this folder under that name. It stands"
    " in the line again once that session opens from this folder. Delete it if you do not need it"
)


def owner_key(session_id: str) -> str:
    """The key of a session in its drafts, or empty for an unknown id."""
    return fingerprint_of(session_id.encode()).digest[:16] if session_id else ""


def child_key(child: str) -> str:
    """The key of the child of a session in its drafts, or empty for an unknown one."""
    return owner_key(child.casefold())


def with_owner(content: str, owner: str, child: str) -> str:
    """The content of a file of drafts, with a first line that says whose they are.

    Args:
        content: the drafts.
        owner: the key of their session, or empty if it is not known.
        child: the key of its child, or empty if it is not known.
    """
    key = f"{owner} {child}".rstrip()
    return f"# session {key}\n{content}" if owner else content


def digest_line(content: str) -> str:
    """The first line of a file of drafts, which tells whether the others are as they were written.

    Args:
        content: all other lines.
    """
    return f"# {fingerprint_of(content.encode()).digest[:16]}"


def owner_of(data: bytes, cipher: Cipher) -> str:
    """The key of the session of these drafts. It is empty where none stands there for certain.

    Args:
        data: the content of the file.
        cipher: decrypts it.
    """
    return owner_keys(data, cipher)[0]


def owner_keys(data: bytes, cipher: Cipher) -> tuple[str, str]:
    """The keys of the session of these drafts and of its child. They are empty where unknown.

    Args:
        data: the content of the file.
        cipher: decrypts it.
    """
    with contextlib.suppress(CipherError, ValueError):
        first_line, _, content = cipher.decrypt(data).decode().partition("\n")
        match = _OWNER_LINE.match(content)
        if match is not None and first_line == digest_line(content):
            return match["owner"], match["child"] or ""
    return "", ""


def is_of_other_session(data: bytes, cipher: Cipher, owner: str) -> bool:
    """Whether drafts are of another session than this. Without a key on one side they are not.

    Args:
        data: the content of their file.
        cipher: decrypts it.
        owner: the key of this session.
    """
    return bool(owner) and owner_of(data, cipher) not in ("", owner)


def owner_in_name(path: Path) -> str:
    """The key of the session of drafts that were put apart, or empty for another file."""
    match = _APART.search(path.name)
    return match["owner"] if match is not None else ""


def put_apart(path: Path, data: bytes, cipher: Cipher) -> None:
    """Rename a file with drafts of another session. They wait there for their own.

    Args:
        path: the file.
        data: its content.
        cipher: decrypts it.

    Raises:
        OSError: it cannot be renamed.
    """
    suffix = AGE_SUFFIX if is_encrypted(path) else ""
    mark = f".of-{owner_of(data, cipher)}-{fingerprint_of(data).digest[:8]}"
    path.replace(path.with_name(f"{path.name.removesuffix(suffix)}{mark}{suffix}"))


def is_of_former_session(owner: str, session_path: Path, cipher: Cipher) -> bool:
    """Whether drafts are of a session that was in a file before the present one.

    Args:
        owner: the key of their session, or empty if it is not known.
        session_path: the file that they are named after.
        cipher: decrypts the file.
    """
    present = owner_key(read_summary(session_path, cipher).id) if owner else ""
    return bool(present) and present != owner


def news_of_other(path: Path, cipher: Cipher) -> str:
    """Say that a file of drafts beside a session is of another session. Empty for its own.

    Args:
        path: the file of drafts.
        cipher: decrypts it, and the session.
    """
    if owner_in_name(path):
        return _APART_NEWS
    session_path = path.parents[2] / path.name
    if not os.path.lexists(session_path):
        return _LEFT_NEWS
    owner, _ = keys_in_file(path, cipher)
    return _APART_NEWS if is_of_former_session(owner, session_path, cipher) else ""


def keys_in_file(path: Path, cipher: Cipher) -> tuple[str, str]:
    """The keys of the session of a file of drafts and of its child, empty where unknown."""
    try:
        return owner_keys(read_regular(path), cipher_for_file(path, cipher))
    except OSError:
        return "", ""
