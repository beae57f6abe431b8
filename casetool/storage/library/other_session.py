"""Tell whether a file holds another session than the open session: that of another child."""

from pathlib import Path

from casetool.storage.encryption.cipher import Cipher
from casetool.storage.library.summary import read_summary


def holds_other_session(path: Path, session_id: str, cipher: Cipher) -> bool:
    """Whether the head of a file names another session. A file without an id names none.

    Args:
        path: the file.
        session_id: the id of the open session, or empty if it is not known.
        cipher: decrypts the file, if it is encrypted.
    """
    return bool(session_id) and read_summary(path, cipher).id not in ("", session_id)


def news_of_split(conflict: Exception, old: Path, new: Path, is_other: bool) -> str:
    """A notice about a session that goes on beside the file that another program changed.

    Args:
        conflict: what was noticed at the save.
        old: the file of the other program.
        new: the file in which the session goes on.
        is_other: whether the old file holds another session.
    """
    if is_other:
        return f"{old.name} now holds another session. Yours goes on in {new.name}."
    return f"{conflict} Both are kept: yours is now {new.name}."
