"""Making a session of its own out of a copy, as of one that was copied to start from."""

from pathlib import Path
from random import Random, SystemRandom

from casetool.errors import UserError
from casetool.models.base import evolve
from casetool.models.ids import fresh_id
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document
from casetool.storage.context import StorageContext


def create_own_session(path: Path, storage: StorageContext, chance: Random | None = None) -> str:
    """Give a copy an id of its own: from then on it is a session like any other.

    Args:
        path: the copy.
        storage: how it is kept.
        chance: where the id comes from.

    Returns:
        What to say of it.

    Raises:
        Failure: it cannot be read or written; then it is as it was.
    """
    document: Document = open_document(path, storage.now, storage)
    try:
        if document.read_only:
            raise UserError(f"{path.name}: {document.read_only} Nothing was changed.")
        new = fresh_id(chance or SystemRandom(), (document.session.id,))
        document.note(lambda session: evolve(session, id=new))
        if not document.flush():
            raise UserError(f"{path.name}: {document.save_state()[1]}")
    finally:
        document.close()
    return f"{path.name} is a session of its own now."
