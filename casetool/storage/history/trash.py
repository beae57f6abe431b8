"""The trash of a folder of sessions, from which everything can be restored until it is emptied."""

import contextlib
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import starmap
from pathlib import Path

from casetool.models.parsing.days import instant_after, instant_in
from casetool.storage.autosave.former_names import put_drafts_apart, put_others_apart
from casetool.storage.autosave.session_files import former_files
from casetool.storage.board_state import hide_board
from casetool.storage.context import HIDDEN, StorageContext, real_path
from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.case_files import other_form_of, session_id
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import SaveError, make_private, sync_folder
from casetool.storage.files.locks import hold_lock
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.removable import check_file_or_link, check_removable
from casetool.storage.history.trash_moves import TrashMove, finish_moves, noted_moves
from casetool.storage.library.belongings import belongings
from casetool.storage.library.free_names import free_path, free_session_path

_NAME = re.compile(r"(\d{8}T\d{12}Z)\.(.+)", re.DOTALL)
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class Trashed:
    """A session in the trash, with all files that belonged to it."""

    folder: Path
    """The folder in the trash that holds it."""
    when: datetime
    name: str
    """The former name of its file."""


def delete_session(path: Path, storage: StorageContext) -> Trashed:
    """Move a session to the trash, unless a window has it open.

    Args:
        path: the session file.
        storage: its storage context.

    Raises:
        SaveError: it is open, or cannot be moved. Nothing is moved then.
    """
    if other_form_of(path) is not None:
        return discard_copy(path, storage)  # what lies under that name may be of the other
    with hold_lock(path, storage):
        # only a link itself is moved: its target keeps all files that belong to it
        is_link = path.is_symlink()
        session = None if is_link else id_of(path, storage)
        put_others_apart(path, session or "", storage)
        former = [] if is_link else former_files(path, session or "", storage)
        trashed = put_in_trash(path, session, storage, former)
        if not is_link:
            hide_board(path, storage)
        return trashed


def discard_copy(path: Path, storage: StorageContext) -> Trashed:
    """Move a copy of a session to the trash: only the file, as all else belongs to the session.

    Args:
        path: the copy.
        storage: its storage context.

    Raises:
        SaveError: it is open, or cannot be moved. It is not moved then.
    """
    with hold_lock(path, storage):
        put_drafts_apart(path, storage)  # they are of the session
        return put_in_trash(path, None, storage)


def target_of(path: Path) -> Path:
    """The real path of a session, after following links."""
    return Path(os.path.realpath(path))


def id_of(path: Path, storage: StorageContext) -> str | None:
    """The id of a session, or None where it cannot be read."""
    try:
        return session_id(storage.cipher.decrypt(read_regular(path)))
    except (OSError, CipherError):
        return None


def put_in_trash(
    path: Path, session: str | None, storage: StorageContext, former: Sequence[Path] = ()
) -> Trashed:
    """Move a session to the trash, with its draft, undo history and earlier versions.

    Args:
        path: the session file.
        session: its id, if known.
        storage: its storage context.
        former: what it left under former names, to move too.

    Raises:
        SaveError: it is no session, or cannot be moved. It is not moved then.
    """
    trash_folder, when = path.parent / HIDDEN / "trash", storage.now()
    previous = list_trash(path.parent)
    if previous:  # keep the order after two in a second, or a clock that was set back
        when = max(when, instant_after(previous[0].when, timedelta(microseconds=1)))
    trashed = Trashed(
        trash_folder / f"{instant_in(when, UTC):{_STAMP}}.{path.name}", when, path.name
    )
    try:
        check_removable(path)
        *others, session_file = belongings(path, session, storage.cipher)
        make_private(trashed.folder, inside=path.parent)
        names = (_name_in(path.parent, file) for file in (session_file, *others, *former))
        moves = [
            TrashMove(path.parent / name, trashed.folder / name)
            for name in dict.fromkeys(names)
            if trash_folder not in (path.parent / name).parents
        ]
        with noted_moves(trashed.folder, moves, storage):
            session_file.rename(trashed.folder / path.name)
    except OSError as error:
        with contextlib.suppress(OSError):
            trashed.folder.rmdir()  # it would look like a deleted session
        raise SaveError(f"{path.name} cannot be moved to the trash: {error.strerror}.") from None
    return trashed


def _name_in(folder: Path, file: Path) -> Path:
    """The path of a file within a folder. Some are named through the link that it may be."""
    return file.relative_to(folder if folder in file.parents else real_path(folder))


def finish_stopped(folder: Path, storage: StorageContext) -> None:
    """Finish what was stopped between two files on its way to the trash of a folder, or back.

    Args:
        folder: the folder of sessions.
        storage: its storage context.
    """
    for trashed in list_trash(folder):
        finish_moves(trashed.folder, storage)
    rename_trash_folders(folder)  # encryption that was stopped has not done it


def list_trash(folder: Path) -> list[Trashed]:
    """The sessions in the trash of a folder, the last deleted first."""
    entries = _entries_in_trash(folder)
    return [trashed for path in reversed(entries) if (trashed := _trashed_at(path)) is not None]


def odd_in_trash(folder: Path) -> list[Path]:
    """What is in the trash of a folder and is no deleted session: a file, a link. It stays."""
    return [path for path in _entries_in_trash(folder) if _trashed_at(path) is None]


def _entries_in_trash(folder: Path) -> list[Path]:
    try:
        return sorted((folder / HIDDEN / "trash").iterdir())
    except OSError:
        return []


def _trashed_at(path: Path) -> Trashed | None:
    """The session that a folder in the trash holds, or None if it is no folder of ours."""
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink() or not path.is_dir():
        return None
    try:
        when = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:  # the name has our form, but an impossible date
        return None
    return Trashed(path, when, match[2])


def rename_trash_folders(folder: Path) -> None:
    """Rename each folder in the trash after the session in it, as the trash expects.

    Args:
        folder: the folder of sessions.
    """
    for trashed in list_trash(folder):
        plain = trashed.name.removesuffix(AGE_SUFFIX)
        for name in {plain, plain + AGE_SUFFIX} - {trashed.name}:
            if (trashed.folder / name).is_file() and not (trashed.folder / trashed.name).exists():
                stamp = trashed.folder.name.removesuffix(trashed.name)
                with contextlib.suppress(OSError):  # the next run tries again
                    trashed.folder.rename(trashed.folder.with_name(stamp + name))


def restore_from_trash(trashed: Trashed, storage: StorageContext) -> Path:
    """Restore a session from the trash, with all files that belong to it.

    Args:
        trashed: the session in the trash.
        storage: its storage context.

    Returns:
        The restored file, under its old name or a free one.

    Raises:
        SaveError: it cannot be restored. All of it is still in the trash then.
    """
    folder = trashed.folder.parents[2]
    path = free_session_path(folder / trashed.name, subfolders=("drafts", "undo"))
    try:
        _check_restorable(trashed)
        moves = _moves_to_restore(trashed, path)
        with noted_moves(trashed.folder, moves, storage):
            for move in reversed(moves):  # the session last
                make_private(move.outside.parent, folder)
                move.inside.rename(move.outside)
    except (OSError, SaveError) as error:
        reason = str(error).removesuffix(".") if isinstance(error, SaveError) else error.strerror
        raise SaveError(f"{trashed.name} cannot be brought back: {reason}.") from None
    shutil.rmtree(trashed.folder, ignore_errors=True)
    return path


def _check_restorable(trashed: Trashed) -> None:
    """Refuse a folder in the trash that is a link, or does not hold the file of its session."""
    if trashed.folder.is_symlink():
        raise SaveError(f"{trashed.folder} is a link, and not a folder of the trash")
    session_file = trashed.folder / trashed.name
    if not os.path.lexists(session_file):
        raise SaveError(f"its file is not in the trash any more ({session_file})")
    check_file_or_link(session_file)


def _moves_to_restore(trashed: Trashed, path: Path) -> list[TrashMove]:
    """Each file of a session in the trash and where it belongs, the session itself first."""
    old, new = (name.removesuffix(AGE_SUFFIX) for name in (trashed.name, path.name))
    targets = {path: trashed.folder / trashed.name}
    for parent, subfolders, names in os.walk(trashed.folder):  # links are not followed
        subfolders.sort()
        relative_folder = Path(parent).relative_to(trashed.folder)
        for name in sorted(names) if relative_folder.parts else ():
            file = Path(parent) / name
            new_name = name.replace(old, new, 1)
            if not file.is_symlink() and file.is_file():
                preferred = path.parent / relative_folder / new_name
                targets[free_path(preferred, excluded=targets)] = file
    return list(starmap(TrashMove, targets.items()))


def empty_trash(sessions: Sequence[Trashed]) -> int:
    """Delete sessions in the trash for good. What was brought back meanwhile stays.

    Args:
        sessions: those that somebody was asked about. Others may have come since.

    Returns:
        The number of sessions deleted.

    Raises:
        SaveError: some could not be deleted. The others are.
    """
    failures, removed = [], 0
    for trashed in sessions:
        try:
            shutil.rmtree(trashed.folder)
            removed += 1
            sync_folder(trashed.folder.parent, os.fsync)  # or a power cut could bring it back
        except OSError as error:
            if os.path.lexists(trashed.folder) or not trashed.folder.parent.exists():
                failures.append(f"{trashed.name} ({error.strerror})")
    if failures:
        raise SaveError(
            f"{removed} of {len(sessions)} in the trash are removed."
            f" Still there: {', '.join(failures)}."
        )
    return removed
