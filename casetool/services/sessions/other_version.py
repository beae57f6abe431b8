"""Another version of the open session: in another file, a copy or the history."""

from dataclasses import dataclass
from pathlib import Path

from casetool.models.merge.diff import only_there
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.storage.context import real_path
from casetool.storage.encryption.age import decrypted_bytes
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import Fingerprint, read_with_fingerprint
from casetool.storage.library.other_case import case_of, is_other_case
from casetool.storage.toml.codec import SessionFileError, decode, loads


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """Another version of the open session."""

    session: Session
    path: Path
    fingerprint: Fingerprint
    name: str
    """A description for a heading."""


def has_words(document: Document, other: OtherVersion) -> bool:
    """Whether another version holds text that the open session does not have.

    Args:
        document: the open session.
        other: the other version.
    """
    return only_there(document.session, other.session)


def is_of_other_case(document: Document, version: OtherVersion) -> bool:
    """Whether a version holds another case: two children are never brought together.

    Args:
        document: the open session.
        version: the other version.
    """
    ours = case_of(real_path(document.path), document.session)
    theirs = case_of(version.path, version.session)
    return is_other_case(ours, theirs, document.storage.cipher)


def read_version(document: Document, path: Path, name: str) -> OtherVersion | None:
    """Read a session from a file, or give None if it is not one, or cannot be decrypted.

    Args:
        document: the open session.
        path: the file.
        name: a description for a heading.

    Raises:
        OSError: it cannot be read.
    """
    data, fingerprint = read_with_fingerprint(path)
    try:
        text = decode(decrypted_bytes(data, document.storage.cipher))
        session = loads(text, lambda _: document.method).session
    except (SessionFileError, CipherError):
        return None
    return OtherVersion(session, path, fingerprint, name)
