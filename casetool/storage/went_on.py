"""Note in which other folder a session went on, so that its old file can say so."""

import contextlib
import os
import re
from functools import partial
from pathlib import Path

from casetool.storage.autosave.draft_owner import is_of_former_session, owner_key
from casetool.storage.context import StorageContext, file_key
from casetool.storage.files.atomic import SaveError, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT


def note_move(old: Path, new: Path, storage: StorageContext, session_id: str = "") -> None:
    """Note that a session goes on in another folder. Within its folder, copies are listed.

    Args:
        old: the previous file.
        new: the next file.
        storage: the storage context of both.
        session_id: the id of the session, or empty if it is not known.
    """
    forget_move(new, storage)
    note = _note(old, storage)
    if note is not None and new.parent != old.parent:
        forget_move(old, storage)
        # without the note, only the old file says less
        with contextlib.suppress(OSError, SaveError):
            make_private(note.parent)
            write_atomically(note, _content(Path.cwd() / new, session_id), None)


def forget_move(path: Path, storage: StorageContext) -> None:
    """Delete the note of a session that was deleted, or that is at its old place again."""
    if (note := _note(path, storage)) is not None:
        with contextlib.suppress(OSError):
            note.unlink()


def where_it_went_on(path: Path, storage: StorageContext) -> str:
    """A sentence about the other folder in which a session was saved last, or empty.

    It ends once the file there was removed, or is the same as this one. A folder that is not
    there may come back.

    Args:
        path: the session file, at its old place.
        storage: its storage context.
    """
    # the path itself may be a link to a drive that does not answer
    other = DEFAULT_TIME_LIMIT.once(partial(file_it_went_on_in, storage=storage), path)
    if other is None or DEFAULT_TIME_LIMIT.once(partial(_is_same, path), other):
        return ""
    return f"it went on in {other}. Its latest words are there"


def file_it_went_on_in(path: Path, storage: StorageContext) -> Path | None:
    """The file in another folder in which a session was saved last, or None once it was removed.

    Args:
        path: the session file, at its old place.
        storage: its storage context.
    """
    with contextlib.suppress(OSError):
        if (note := _note(path, storage)) is not None:
            other, owner = _read_note(note)
            is_ours = not is_of_former_session(owner, path, storage.cipher)
            if is_ours and not DEFAULT_TIME_LIMIT.once(_is_removed, other):
                return other
    return None


def _content(new: Path, session_id: str) -> bytes:
    """A note: the key of the session in a line of its own, if it is known, and the path."""
    owner = owner_key(session_id)
    return (f"{owner}\n".encode() if owner else b"") + os.fsencode(new)


def _read_note(note: Path) -> tuple[Path, str]:
    """The path in a note, and the key of the session or an empty text.

    Raises:
        OSError: it cannot be read.
    """
    match = re.fullmatch(rb"(?:([0-9a-f]{16})\n)?(.*)", read_regular(note), re.DOTALL)
    owner, path = match.groups(b"") if match else (b"", b"")
    return Path(os.fsdecode(path)), owner.decode()


def _is_removed(other: Path) -> bool:
    with contextlib.suppress(OSError):
        return other.parent.is_dir() and not os.path.lexists(other)
    return False


def _is_same(path: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return read_regular(other) == read_regular(path)
    return False


def _note(path: Path, storage: StorageContext) -> Path | None:
    if storage.state is None:
        return None
    return storage.state / "room" / f"{file_key(path)}.went-on"
