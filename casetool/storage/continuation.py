"""Note in which other folder a session went on, so that its old file can say so."""

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from casetool.storage.autosave.draft_owner import is_of_former_session, owner_key
from casetool.storage.context import StorageContext, file_key
from casetool.storage.files.atomic import SaveError, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT

_SUFFIX = ".went-on"


def note_move(old: Path, new: Path, storage: StorageContext, session_id: str = "") -> None:
    """Note that a session goes on in another folder. Within its folder, copies are listed.

    Notes that point to the old file are changed to the new one.

    Args:
        old: the previous file.
        new: the next file.
        storage: the storage context of both.
        session_id: the id of the session, or empty if it is not known.
    """
    forget_move(new, storage)
    note = _note(old, storage)
    if note is None or new.parent == old.parent:
        return
    owner, target = owner_key(session_id), Path.cwd() / new
    # without a note, only the old file says less
    with contextlib.suppress(OSError, SaveError):
        make_private(note.parent)
        for each in {note, *_notes_that_name(Path.cwd() / old, note.parent)}:
            _add(each, target, owner)


def forget_move(path: Path, storage: StorageContext) -> None:
    """Delete the note of a session that was deleted, or that is at its old place again."""
    if (note := _note(path, storage)) is not None:
        with contextlib.suppress(OSError):
            note.unlink()


def where_it_went_on(path: Path, storage: StorageContext) -> str:
    """A sentence about the other folders in which a session was saved, the last first, or empty.

    It ends once the files there were removed, or are the same as this one. A folder that is not
    there may come back.

    Args:
        path: the session file, at its old place.
        storage: its storage context.
    """
    others = _noted_in_time(path, storage)
    last, *earlier = [each for each in others or () if not _is_over(path, each)] or (None,)
    if last is None:
        return ""
    sentence = f"it went on in {last}. Its latest words are there"
    if earlier:
        sentence += f", and there may be more in {', '.join(map(str, earlier))}"
    return sentence


def files_it_went_on_in(path: Path, storage: StorageContext) -> list[Path]:
    """The files in other folders in which a session was saved, the last first, if not removed.

    Args:
        path: the session file, at its old place.
        storage: its storage context.
    """
    others = _noted(path, storage)
    return [each for each in others if not DEFAULT_TIME_LIMIT.once(_is_removed, each)]


def forget_move_if_over(path: Path, storage: StorageContext) -> None:
    """Delete the note once the files there were removed, or are the same as this one.

    A drive that does not answer now may hold the latest words.

    Args:
        path: the session file, at its old place.
        storage: its storage context.
    """
    others = _noted_in_time(path, storage)
    if others is not None and all(_is_over(path, each) for each in others):
        forget_move(path, storage)


def _noted(path: Path, storage: StorageContext) -> list[Path]:
    """The files in other folders of which a note says that the session went on in them."""
    with contextlib.suppress(OSError):
        if (note := _note(path, storage)) is not None:
            others, owner = _read_note(note)
            return [] if is_of_former_session(owner, path, storage.cipher) else others
    return []


def _noted_in_time(path: Path, storage: StorageContext) -> list[Path] | None:
    """The same, or None where the path is a link to a drive that does not answer."""
    return DEFAULT_TIME_LIMIT.once(partial(_noted, storage=storage), path)


def _is_over(path: Path, other: Path) -> bool:
    """Whether a file was removed, or is the same as the one at the old place."""
    is_removed = DEFAULT_TIME_LIMIT.once(_is_removed, other)
    return bool(is_removed or DEFAULT_TIME_LIMIT.once(partial(_is_same, path), other))


def _add(note: Path, new: Path, owner: str) -> None:
    """Put a file first in a note, and leave out what the note says of another session."""
    earlier, former_owner = list[Path](), ""
    with contextlib.suppress(OSError):
        earlier, former_owner = _read_note(note)
        note.unlink()
    if former_owner not in ("", owner):
        earlier = []
    others = [path for path in earlier if path != new and not _is_note_of(note, path)]
    write_atomically(note, _content((new, *others), owner), None)


def _is_note_of(note: Path, path: Path) -> bool:
    return note.name == f"{file_key(path)}{_SUFFIX}"


def _notes_that_name(path: Path, folder: Path) -> Iterator[Path]:
    """The notes that say that a session went on in a file, in the folder of notes."""
    for note in folder.glob(f"*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if path in _read_note(note)[0][:1]:
                yield note


def _content(paths: Iterable[Path], owner: str) -> bytes:
    """A note: the key of the session in a line of its own, if it is known, and the paths."""
    return (f"{owner}\n".encode() if owner else b"") + b"\0".join(map(os.fsencode, paths))


def _read_note(note: Path) -> tuple[list[Path], str]:
    """The paths in a note, the last file first, and the key of the session or an empty text.

    Raises:
        OSError: it cannot be read.
    """
    match = re.fullmatch(rb"(?:([0-9a-f]{16})\n)?(.*)", read_regular(note), re.DOTALL)
    owner, paths = match.groups(b"") if match else (b"", b"")
    return [Path(os.fsdecode(path)) for path in paths.split(b"\0") if path], owner.decode()


def _is_removed(other: Path) -> bool:
    """Whether a file was removed. An empty folder may be where its drive was."""
    folder = other.parent
    with contextlib.suppress(OSError):
        has_drive = any(folder.iterdir()) or folder.is_mount()
        return has_drive and not os.path.lexists(other)
    return False


def _is_same(path: Path, other: Path) -> bool:
    with contextlib.suppress(OSError):
        return read_regular(other) == read_regular(path)
    return False


def _note(path: Path, storage: StorageContext) -> Path | None:
    if storage.state is None:
        return None
    return storage.state / "room" / f"{file_key(path)}{_SUFFIX}"
