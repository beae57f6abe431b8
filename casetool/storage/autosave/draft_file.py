"""The file of a session's drafts: its content, and what becomes of a damaged one.

Its first line is a comment with a digest of all others, which older versions neither write nor
need. A damaged file is renamed, and never overwritten.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

import tomli_w

from casetool.models.base import sanitise
from casetool.storage.autosave.draft_owner import (
    digest_line,
    is_of_other_session,
    put_apart,
    with_owner,
)
from casetool.storage.context import hidden_path, real_path
from casetool.storage.encryption.age import AGE_SUFFIX, cipher_for_file, is_encrypted
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular, why_unreadable
from casetool.toml.parse import parse_toml

_DAMAGED_MARK = ".damaged-"
_DAMAGED = (
    "the text that was being typed is damaged. It is never overwritten, and opening the session"
    " brings back what can be read. The session itself is another file"
)
_SET_ASIDE = (
    "text that was being typed. It was damaged, so casetool set it aside. Delete it if you do not"
    " need it"
)


class DamagedDraftsError(Exception):
    """A file of drafts is not as it was written.

    Attributes:
        readable: the drafts that can still be read, by slot. Letters may be wrong.
    """

    def __init__(self, readable: dict[str, str]) -> None:
        super().__init__("The drafts are damaged.")
        self.readable = readable


def draft_path(session_path: Path) -> Path:
    """The path of the file with a session's drafts."""
    return hidden_path(session_path, "drafts") / real_path(session_path).name


def encode_drafts(
    slots: Mapping[str, str], cipher: Cipher, owner: str = "", child: str = ""
) -> bytes:
    """The content of a file with these drafts.

    Args:
        slots: the text of each slot.
        cipher: encrypts it.
        owner: the key of their session, or empty if it is not known.
        child: the key of its child, or empty if it is not known.
    """
    rows = tomli_w.dumps({slot: str(sanitise(text)) for slot, text in slots.items()})
    content = with_owner(rows, owner, child)
    return cipher.encrypt(f"{digest_line(content)}\n{content}".encode())


def decode_drafts(data: bytes, cipher: Cipher) -> dict[str, str]:
    """Read the drafts in the content of a file, by slot.

    Raises:
        DamagedDraftsError: it is not as it was written.
    """
    try:
        text = cipher.decrypt(data).decode()
        values = parse_toml(text)
    except (ValueError, CipherError):
        raise DamagedDraftsError({}) from None
    slots = {slot: value for slot, value in values.items() if isinstance(value, str)}
    first_line, _, content = text.partition("\n")
    is_changed = first_line.startswith("#") and first_line != digest_line(content)
    if is_changed or not slots:
        raise DamagedDraftsError(slots)
    return slots


def recover_drafts(path: Path, cipher: Cipher, owner: str = "") -> dict[str, str]:
    """Read the drafts in a file. A damaged file is set aside, and a new one gets what is readable.

    Args:
        path: the file. If its drafts are of another session, it is put apart.
        cipher: decrypts it.
        owner: the key of the session, or empty if it is not known.

    Raises:
        OSError: it cannot be read or renamed.
    """
    data = read_regular(path)
    if is_of_other_session(data, cipher, owner):
        put_apart(path, data, cipher)
        return {}
    try:
        return decode_drafts(data, cipher)
    except DamagedDraftsError as error:
        path.replace(_damaged_path(path, data))
        if error.readable:
            with contextlib.suppress(SaveError):  # the file set aside has it too
                write_atomically(path, encode_drafts(error.readable, cipher, owner), None)
        return error.readable


def set_aside(session_path: Path, data: bytes, cipher: Cipher) -> None:
    """Keep the content of a damaged emergency copy beside the session, as a damaged draft.

    Args:
        session_path: the session file.
        data: the decrypted content.
        cipher: encrypts it.

    Raises:
        OSError: the folder of drafts cannot be made.
        SaveError: it could not be written.
    """
    path = draft_path(session_path)
    damaged_path = _damaged_path(path, data)
    if not damaged_path.exists():
        make_private(path.parent, inside=path.parents[2])
        write_atomically(damaged_path, cipher.encrypt(data), None)


def damaged_draft_files(session_path: Path, cipher: Cipher) -> list[Path]:
    """The damaged files of a session's drafts, and the present one if it cannot be read.

    Args:
        session_path: the session file.
        cipher: decrypts them.
    """
    path = draft_path(session_path)
    name = path.name.removesuffix(AGE_SUFFIX)
    paths = [path] if os.path.lexists(path) and draft_problem(path, cipher) else []
    with contextlib.suppress(OSError):
        paths += sorted(
            other for other in path.parent.iterdir() if other.name.startswith(name + _DAMAGED_MARK)
        )
    return paths


def draft_problem(path: Path, cipher: Cipher) -> str:
    """Why a file of drafts is not sound, or empty. Without a key, an encrypted one counts as sound.

    Args:
        path: the file.
        cipher: decrypts it if it is encrypted.
    """
    if _DAMAGED_MARK in path.name:
        return _SET_ASIDE
    if is_encrypted(path) and not cipher.suffix:
        return ""
    try:
        decode_drafts(read_regular(path), cipher_for_file(path, cipher))
    except OSError as error:
        return f"the text that was being typed cannot be read: {why_unreadable(path, error)}"
    except DamagedDraftsError:
        return _DAMAGED
    return ""


def _damaged_path(path: Path, data: bytes) -> Path:
    """Where a damaged file of drafts is kept."""
    suffix = AGE_SUFFIX if is_encrypted(path) else ""
    mark = f"{_DAMAGED_MARK}{fingerprint_of(data).digest[:8]}"
    return path.with_name(f"{path.name.removesuffix(suffix)}{mark}{suffix}")
