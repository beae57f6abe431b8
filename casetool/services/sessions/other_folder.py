"""Where a session goes on when it is saved in another folder."""

from contextlib import suppress
from pathlib import Path

from casetool.services.sessions.document import Document
from casetool.storage.encryption.age import decrypted_bytes
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import Fingerprint, read_with_fingerprint
from casetool.storage.files.locks import is_locked_by_another
from casetool.storage.history.undo_rescue import has_every_line
from casetool.storage.library.free_names import free_session_path
from casetool.storage.library.summary import compared_name, read_summary
from casetool.storage.toml.codec import SessionFileError, decode, dumps


def path_in(folder: Path, document: Document) -> tuple[Path, Fingerprint | None]:
    """The file in another folder in which a session goes on, and what is there now.

    An older copy of it, such as a backup on a stick, is brought up to date: the first save turns
    what it held into an earlier version. Any other file stays, and the name gets a number.

    Args:
        folder: the other folder.
        document: the open session.

    Returns:
        The path, and the fingerprint of the older copy, or None where there is none.
    """
    path = folder / document.path.name
    with suppress(OSError, ValueError, CipherError, SessionFileError):
        data, fingerprint = read_with_fingerprint(path)
        if _is_older_copy(path, data, document):
            return path, fingerprint
    return free_session_path(path), None


def _is_older_copy(path: Path, data: bytes, document: Document) -> bool:
    """Whether a file is of the open session, which went on from it, and nobody has it open."""
    session, cipher = document.session, document.storage.cipher
    head = read_summary(path, cipher)
    is_same_child = compared_name(head.child) == compared_name(session.child)
    is_same = bool(head.id) and head.id == session.id and is_same_child
    if not is_same or path.is_symlink() or is_locked_by_another(path, document.storage):
        return False
    theirs = decode(decrypted_bytes(data, cipher))
    is_past = document.history.had(theirs)
    return is_past or has_every_line(dumps(session, document.method), theirs)
