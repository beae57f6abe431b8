"""Note in which other folder a session went on, so that its old file can say so."""

import contextlib
import os
from functools import partial
from pathlib import Path

from casetool.storage.context import StorageContext, file_key
from casetool.storage.files.atomic import SaveError, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT


def note_move(old: Path, new: Path, storage: StorageContext) -> None:
    """Note that a session goes on in another folder. Within its folder, copies are listed.

    Args:
        old: the previous file.
        new: the next file.
        storage: the storage context of both.
    """
    forget_move(new, storage)
    note = _note(old, storage)
    if note is not None and new.parent != old.parent:
        forget_move(old, storage)
        # without the note, only the old file says less
        with contextlib.suppress(OSError, SaveError):
            make_private(note.parent)
            write_atomically(note, os.fsencode(Path.cwd() / new), None)


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
    with contextlib.suppress(OSError):
        if (note := _note(path, storage)) is not None:
            other = Path(os.fsdecode(read_regular(note)))
            if not DEFAULT_TIME_LIMIT.once(partial(_is_over, path), other):
                return f"it went on in {other}. Its latest words are there"
    return ""


def _is_over(path: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        is_removed = other.parent.is_dir() and not os.path.lexists(other)
        return is_removed or read_regular(other) == read_regular(path)
    return False


def _note(path: Path, storage: StorageContext) -> Path | None:
    if storage.state is None:
        return None
    return storage.state / "room" / f"{file_key(path)}.went-on"
