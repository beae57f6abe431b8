"""Deleting a session for good, with every copy of it that casetool made."""

import contextlib
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from casetool.storage.autosave.copies_of_case import every_copy_of
from casetool.storage.autosave.emergency_copy import drop_copy
from casetool.storage.autosave.session_files import all_files_of, shared_journals
from casetool.storage.board_state import delete_board_state
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.files.atomic import SaveError, remove_durably
from casetool.storage.files.locks import hold_lock
from casetool.storage.history.removable import check_file_or_link, check_removable
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.library.index import has_session_name


def purge(
    path: Path,
    session: str | None,
    storage: StorageContext,
    others: Sequence[Path] = (),
    is_copy: bool = False,
) -> None:
    """Delete a session and every copy of it made by casetool, for good.

    The session file goes last, because until then it shows that the work is not done. Its undo goes
    just before: what it left in the undo of another session is known by it.

    Args:
        path: the session file.
        session: its id, if known.
        storage: its storage context.
        others: copies of it, and links to it, to delete too.
        is_copy: whether the file is a copy. Its emergency copies are of the session then, and stay.

    Raises:
        SaveError: something is no file, or could not be deleted.
    """
    check_removable(path, missing_ok=True)
    for other in others:
        check_file_or_link(other)
    copies = [other for other in others if has_session_name(other.name)]
    if not is_copy:
        _drop_emergency_copies((path, *copies), session, storage)
    delete_board_state(path, storage)
    try:
        files = [all_files_of(copy, None, storage, storage.cipher) for copy in copies]
        *files_of_it, last = all_files_of(path, session, storage, storage.cipher)
        journals = [] if is_copy else shared_journals(path, storage)
        own_journals = [each for each in files_of_it if each == journal_path(path)]
        others_of_it = [each for each in files_of_it if each not in own_journals]
        first, final = [*chain(others, *files, others_of_it)], [*own_journals, last]
        folders = {file.parent: _folder_numbers(file.parent) for file in (*first, *final)}
        _remove(first, folders)
        for journal in journals:  # there is room for them now, also on a full disk
            journal.cut()
        _remove(final, folders)
    except OSError as error:
        raise SaveError(f"{path.name} is not wholly removed: {error.strerror}.") from None
    _remove_empty_folders(path.parent / HIDDEN)


def _remove(files: Sequence[Path], folders: Mapping[Path, tuple[int, int] | None]) -> None:
    """Delete files, unless a folder of theirs went away: with a stick that was pulled, they stay.

    Raises:
        OSError: one could not be deleted.
        SaveError: a folder is not there any more, or the disk failed.
    """
    for file in files:
        remove_durably(file, missing_ok=True)
        if _folder_numbers(file.parent) != folders[file.parent]:
            raise SaveError(
                f"Not everything is removed: {file.parent} is not there any more. Once its drive is"
                " back, give the same command again."
            )


def _folder_numbers(folder: Path) -> tuple[int, int] | None:
    """The numbers of a folder and its drive, or None where there is none."""
    try:
        status = folder.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _remove_empty_folders(hidden: Path) -> None:
    for subfolder in () if hidden.is_symlink() else sorted(hidden.rglob("*"), reverse=True):
        if subfolder.is_dir():
            with contextlib.suppress(OSError):  # only empty folders are deleted
                subfolder.rmdir()


def _drop_emergency_copies(
    paths: Sequence[Path], session: str | None, storage: StorageContext
) -> None:
    for path in paths:
        for copy in every_copy_of(path, session, storage):
            drop_copy(copy.path)
            if copy.path.exists():
                raise SaveError(f"{path.name} is not wholly removed: {copy.path} is still there.")


def remove_link(link: Path, storage: StorageContext) -> None:
    """Delete a link for good, and nothing of what it leads to.

    Args:
        link: the link.
        storage: its storage context.

    Raises:
        SaveError: it is no link, a window has it open, or it cannot be deleted.
    """
    with hold_lock(link, storage):
        if not link.is_symlink():
            raise SaveError(f"{link} is not a link. It was not touched.")
        try:
            remove_durably(link)
        except OSError as error:
            raise SaveError(f"{link.name} cannot be removed: {error.strerror}.") from None
