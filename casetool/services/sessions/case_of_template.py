"""Give a case made from a copied template an id of its own, before it is first worked on.

A template that is copied as a file gives its id to each case. Drafts, versions and copies are told
apart by the child as long as two cases have one id. With ids of their own nothing is in doubt.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from casetool.methods import NoMethodError
from casetool.models.base import evolve
from casetool.models.ids import id_of_own
from casetool.models.method import Method, empty_headings
from casetool.models.session import Session
from casetool.storage.autosave.session_files import was_worked_on
from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.case_files import other_sessions
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError, Write, write_atomically
from casetool.storage.files.locks import LockOwner, acquire_lock
from casetool.storage.library.other_case import case_in, other_cases
from casetool.storage.toml.codec import Loaded, SessionFileError, loads
from casetool.storage.toml.session_file import read_session


def give_own_id(
    path: Path,
    find_method: Callable[[str], Method],
    storage: StorageContext,
    write: Write = write_atomically,
) -> None:
    """Give a session an id of its own if another case has its id, and nobody worked on it yet.

    A session that another window has open, that holds anything yet, that has drafts, undo or
    versions here, or that cannot be read or written now stays as it is.

    Args:
        path: the session file.
        find_method: finds the method that it names.
        storage: its storage context.
        write: writes the file. Tests pass one whose disk fails.
    """
    lock = acquire_lock(path, storage)
    if isinstance(lock, LockOwner):
        return
    try:
        with suppress(OSError, SessionFileError, NoMethodError, CipherError, SaveError):
            loaded, fingerprint, text = read_session(path, find_method, storage)
            if _is_blank(loaded) and _shares_its_id(loaded.session, real_path(path), storage):
                new_text = _with_own_id(text, loaded, real_path(path).name)
                write(path, storage.cipher.encrypt(new_text.encode()), fingerprint)
    finally:
        lock.release()


def _is_blank(loaded: Loaded) -> bool:
    """Whether nothing was caught or prepared in a session. Else it may be known elsewhere."""
    session = loaded.session
    is_begun = session.begun is not None or bool(session.people or session.circulated)
    return not (loaded.newer or is_begun) and session.headings == empty_headings(loaded.method)


def _shares_its_id(session: Session, path: Path, storage: StorageContext) -> bool:
    """Whether other cases have the id of this session, and it is known nowhere by that id."""
    if not session.id or was_worked_on(path, session.id, session.child, storage):
        return False
    cases = other_cases(path, session.id, storage.cipher)
    same_id = (case_in(other, storage.cipher) for other in other_sessions(path))
    copies = [case for case in same_id if case.id == session.id and case not in cases]
    return bool(cases) and not copies


def _with_own_id(text: str, loaded: Loaded, name: str) -> str:
    """The text of a session file with an id of its own, and all else as it stands there.

    Raises:
        SessionFileError: its id stands there in a way in which no hand writes it.
    """
    session = loaded.session
    new_id = id_of_own(session.id, name, session.child)
    line = rf"""(?m)^(?P<start>\s*id\s*=\s*)["']{re.escape(session.id)}["']"""
    new_text = re.sub(line, lambda match: f'{match["start"]}"{new_id}"', text, count=1)
    if loads(new_text, lambda _: loaded.method).session != evolve(session, id=new_id):
        raise SessionFileError("its id was left as it is.")
    return new_text
