"""Turn a copy into a session of its own, for instance one that was copied as a starting point."""

from contextlib import suppress
from pathlib import Path
from random import Random, SystemRandom

from casetool.errors import UserError
from casetool.models.base import evolve
from casetool.models.ids import fresh_id
from casetool.services.sessions.conflicts import lists_of_words, other_versions
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document
from casetool.storage.autosave.drafts import has_original
from casetool.storage.autosave.emergency_copy import drop_copy
from casetool.storage.context import StorageContext
from casetool.storage.encryption.case_files import other_sessions, plain_name
from casetool.storage.history.restore import versions_of_case
from casetool.storage.history.versions import StoredVersion, move_versions
from casetool.storage.library.other_case import case_in


def create_own_session(path: Path, storage: StorageContext, chance: Random | None = None) -> str:
    """Give a copy its own id, so that it is a session like any other.

    Args:
        path: the copy.
        storage: the storage context.
        chance: the source of the id.

    Returns:
        A sentence for the user.

    Raises:
        UserError: it cannot be read or written. It is unchanged then.
    """
    document: Document = open_document(path, storage.now, storage)
    try:
        if document.read_only:
            raise UserError(f"{path.name}: {document.read_only} Nothing was changed.")
        if other_versions(document) or lists_of_words(document):
            raise UserError(
                f"{path.name} has words that are only in an emergency copy, which would not be of"
                " it any more. Nothing was changed. Open it first: Ctrl+R brings them in."
            )
        former_id = document.session.id
        versions = _own_versions(path, former_id, storage)
        new_id = fresh_id(chance or SystemRandom(), (former_id,))
        document.note(lambda session: evolve(session, id=new_id))
        why = "" if document.flush() else _give_up(document, former_id)
    finally:
        document.close()
    if why:
        if document.rescue is not None:  # it has no word that the file has not
            drop_copy(document.rescue)
        raise UserError(f"{why} Nothing was changed.")
    with suppress(OSError):  # those that stay are told apart by their child
        move_versions(path, versions, new_id)
    return f"{path.name} is a session of its own now."


def _give_up(document: Document, former_id: str) -> str:
    """Go back to the former id, as the new one could not be saved, and say why it could not."""
    why = document.save_state()[1].partition(" Every word is")[0]
    document.note(lambda session: evolve(session, id=former_id))
    return why or f"{document.path.name} could not be saved yet."


def _own_versions(path: Path, session_id: str, storage: StorageContext) -> list[StoredVersion]:
    """The versions that are of a file, also under its former names unless it is a copy.

    Where other files have its id, those of its former names are of its child, and have no name
    of another.
    """
    cipher, is_copy = storage.cipher, has_original(path, session_id, storage)
    others = [other for other in other_sessions(path) if case_in(other, cipher).id == session_id]
    other_names, child = set(map(plain_name, others)), case_in(path, cipher).child_name

    def is_own(version: StoredVersion) -> bool:
        if version.name == path.name:
            return True
        if is_copy or not others:
            return not is_copy
        is_of_child = case_in(version.path, cipher).child_name == child
        return is_of_child and plain_name(Path(version.name)) not in other_names

    return list(filter(is_own, versions_of_case(path, session_id, storage)))
