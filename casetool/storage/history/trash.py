"""The trash of a folder of sessions: nothing in it is gone until the user empties it."""

import contextlib
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casetool.models.parsing.days import instant_after, instant_in
from casetool.storage.autosave.emergency_copy import drop_copy, every_copy_of
from casetool.storage.board_state import delete_board_state
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.case_files import belongings, others_in, session_id, sessions_in
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError, make_private
from casetool.storage.files.locks import hold_lock
from casetool.storage.files.regular_file import read_regular
from casetool.storage.library.copies import copy_names, stem_of
from casetool.storage.library.free_names import free_path, free_session_path
from casetool.storage.library.index import copies_of_session

_NAME = re.compile(r"(\d{8}T\d{12}Z)\.(.+)")
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Trashed:
    """A session in the trash, with all that belonged to it."""

    place: Path
    """The folder in the trash that holds it."""
    when: datetime
    name: str
    """The name that its file had."""


def delete_session(path: Path, storage: StorageContext) -> Trashed:
    """Move a session into the trash, unless a window has it open.

    Args:
        path: its file.
        storage: how it is kept.

    Raises:
        SaveError: it is open, or cannot be moved; then it is where it was.
    """
    with hold_lock(path, storage):
        # a link is moved alone: what it leads to keeps all that belongs to it
        session = None if path.is_symlink() else id_of(path, storage)
        return put_in_trash(path, session, storage.now())


def discard_copy(path: Path, storage: StorageContext) -> Trashed:
    """Move a copy of a session into the trash: the file alone, as all else is the session's.

    Args:
        path: the copy.
        storage: how it is kept.

    Raises:
        SaveError: it is open, or cannot be moved; then it is where it was.
    """
    with hold_lock(path, storage):
        return put_in_trash(path, None, storage.now())


def target_of(path: Path) -> Path:
    """Where a session really lies: a link is followed."""
    return Path(os.path.realpath(path))


def id_of(path: Path, storage: StorageContext) -> str | None:
    """The id of a session; None where it cannot be read."""
    try:
        return session_id(storage.cipher.decrypt(read_regular(path)))
    except (OSError, CipherError):
        return None


def put_in_trash(path: Path, session: str | None, when: datetime) -> Trashed:
    """Move a session into the trash, with its draft, its past and its earlier versions.

    Args:
        path: its file.
        session: its id, if that is known.
        when: the present instant.

    Raises:
        SaveError: it cannot be moved; then it is where it was.
    """
    room = path.parent / HIDDEN / "trash"
    earlier = list_trash(path.parent)
    if earlier:  # two in one second, or a clock that was set back: the order stays
        when = max(when, instant_after(earlier[0].when, timedelta(microseconds=1)))
    trashed = Trashed(room / f"{instant_in(when, UTC):{_STAMP}}.{path.name}", when, path.name)
    try:
        *others, itself = belongings(path, session)
        make_private(trashed.place)
        _move(itself, trashed.place / path.name)
    except OSError as error:
        raise SaveError(f"{path.name} cannot be moved to the trash: {error.strerror}.") from None
    for other in others:
        if room not in other.parents:
            # what stays behind holds nothing that is not in the session or its versions
            with contextlib.suppress(OSError, SaveError):
                _move(other, trashed.place / other.relative_to(path.parent))
    return trashed


def list_trash(folder: Path) -> list[Trashed]:
    """What is in the trash of a folder, what came last first."""
    try:
        places = sorted((folder / HIDDEN / "trash").iterdir(), reverse=True)
    except OSError:
        return []
    found = []
    for place in places:
        match = _NAME.fullmatch(place.name)
        with contextlib.suppress(ValueError):  # a name like ours, and no such moment
            if match is not None:
                when = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                found.append(Trashed(place, when, match[2]))
    return found


def restore_from_trash(trashed: Trashed) -> Path:
    """Bring a session back from the trash, with all that belongs to it.

    Returns:
        Its file: under its old name, or one beside it where that is taken.

    Raises:
        SaveError: it cannot be brought back; then it is still in the trash.
    """
    folder = trashed.place.parents[2]
    path = free_session_path(folder / trashed.name, rooms=("drafts", "undo"))
    old, new = (name.removesuffix(AGE_SUFFIX) for name in (trashed.name, path.name))
    try:
        for held in sorted(trashed.place.rglob("*")):
            inside = held.relative_to(trashed.place)
            if held.is_file() and len(inside.parts) > 1:
                by_name = "versions" not in inside.parts  # those are known by the id
                name = inside.name.replace(old, new, 1) if by_name else inside.name
                _move(held, free_path(folder / inside.with_name(name)))
        _move(trashed.place / trashed.name, path)
        shutil.rmtree(trashed.place)
    except OSError as error:
        raise SaveError(f"{trashed.name} cannot be brought back: {error.strerror}.") from None
    return path


def empty_trash(folder: Path) -> int:
    """Remove all that is in the trash, for good.

    Returns:
        How many sessions that were.

    Raises:
        SaveError: something could not be removed.
    """
    found = list_trash(folder)
    try:
        for trashed in found:
            shutil.rmtree(trashed.place)
    except OSError as error:
        raise SaveError(f"The trash cannot be emptied: {error.strerror}.") from None
    return len(found)


def files_beside(path: Path, storage: StorageContext) -> list[Path]:
    """Files beside a session that hold words of it and are not ours alone, in their order.

    Copies by sync programs and editors, also hidden ones, links to it, and what was exported.

    Args:
        path: its file.
        storage: how it is kept.

    Raises:
        OSError: the folder cannot be read.
    """
    stem = stem_of(path.name)
    longer = [
        f"{its}." for one in sessions_in(path.parent) if (its := stem_of(one.name)).startswith(stem)
    ]
    found = {head.path for head in copies_of_session(path, storage.cipher)}
    # whatever an editor puts round the whole name: a past, a lock, words not saved yet
    named = re.compile(rf"(^|[.~#]){re.escape(path.name)}([^\w-]|$)")
    for other in others_in(path.parent):
        theirs = max((one for one in longer if other.name.startswith(one)), key=len, default="")
        copied = any(name.stem == stem.casefold() for name in copy_names(other.name))
        copied = copied and not other.name.lower().endswith(".toml")
        if theirs == f"{stem}." or copied or named.search(other.name):
            found.add(other)
    return sorted(found - {path})


def purge(
    path: Path, session: str | None, storage: StorageContext, copies: Sequence[Path] = ()
) -> list[Path]:
    """Remove a session and every copy of it that is ours, for good.

    The file itself goes last: until then it can be seen that the work is not done.

    Args:
        path: its file.
        session: its id, if that is known.
        storage: how it is kept.
        copies: what else goes of ``files_beside``.

    Returns:
        Files beside it that hold words of it, and are still there.

    Raises:
        SaveError: something could not be removed.
    """
    for copy in every_copy_of(path, session, storage):
        drop_copy(copy.path)
        if copy.path.exists():
            raise SaveError(f"{path.name} is not wholly removed: {copy.path} is still there.")
    delete_board_state(path, storage)
    try:
        exported = [other for other in files_beside(path, storage) if other not in copies]
        for ours in (*copies, *belongings(path, session)):
            ours.unlink(missing_ok=True)
    except OSError as error:
        raise SaveError(f"{path.name} is not wholly removed: {error.strerror}.") from None
    for place in sorted((path.parent / HIDDEN).rglob("*"), reverse=True):
        if place.is_dir():
            with contextlib.suppress(OSError):  # only what is empty goes
                place.rmdir()
    return exported


def _move(source: Path, target: Path) -> None:
    make_private(target.parent)
    source.rename(target)
