"""Taking a session away: into the trash, or for good with all that casetool keeps of it."""

import argparse
import sys
from pathlib import Path

from casetool.cli.terminal.output import tell
from casetool.cli.terminal.prompts import ask_yes_or_no, confirm
from casetool.errors import UserError
from casetool.storage.context import StorageContext
from casetool.storage.files.locks import hold_lock
from casetool.storage.history.trash import (
    delete_session,
    discard_copy,
    files_beside,
    id_of,
    purge,
    target_of,
)
from casetool.storage.library.index import session_of_copy

OUT_OF_REACH = """\
casetool cannot reach notes that were sent, printed, or saved elsewhere or under another name. It
cannot reach copies that a sync or backup program made, or what the disk itself keeps of deleted
files. Full-disk encryption helps against the last.
"""

NOTHING_REMOVED = "Nothing was removed."


def move_to_trash(path: Path, storage: StorageContext) -> int:
    """Move a session, or a copy of one, to the trash.

    Args:
        path: its file.
        storage: how it is kept.

    Returns:
        The exit code.

    Raises:
        SaveError: it could not be moved.
    """
    stays = f" The session that it leads to stays: {target_of(path)}." if path.is_symlink() else ""
    move = discard_copy if session_of_copy(path, storage.cipher) is not None else delete_session
    move(path, storage)
    tell(f"{path.name} is in the trash. casetool trash --restore brings it back.{stays}")
    return 0


def purge_session(options: argparse.Namespace, path: Path, storage: StorageContext) -> int:
    """Remove a session for good. Of a link, remove the target and the link.

    Args:
        options: the parsed command line: what is approved already.
        path: its file.
        storage: how it is kept.

    Returns:
        The exit code.

    Raises:
        UserError: it was not approved, or the folder cannot be read.
        SaveError: it could not be removed.
    """
    real = target_of(path) if path.is_symlink() else path
    # a copy has the id of its session, whose past is not the copy's to remove
    is_copy = session_of_copy(real, storage.cipher) is not None
    with hold_lock(real, storage):
        beside = [] if is_copy else _files_beside(real, path, storage)
        for other in beside:
            tell(f"Beside it, with text from it: {other}")
        link = f", which {path.name} leads to, the link" if path != real else ""
        question = f"Remove {real}{link} and every copy that casetool keeps, for good?"
        confirm(question, options, NOTHING_REMOVED)
        copies = beside if beside and _goes_too(options, len(beside)) else []
        remaining = purge(real, None if is_copy else id_of(real, storage), storage, copies)
        if path != real:
            path.unlink(missing_ok=True)
    tell(f"{real} is removed, with its versions and drafts.")
    for other in (*([path] if path != real else []), *copies):
        tell(f"Also removed: {other}")
    for other in remaining:
        tell(f"Still there: {other} (--copies also removes copies beside a session)")
    sys.stderr.write(OUT_OF_REACH)
    return 0


def _files_beside(real: Path, path: Path, storage: StorageContext) -> list[Path]:
    try:
        return [other for other in files_beside(real, storage) if other != path]
    except OSError as error:
        raise UserError(f"{real.parent}: {error.strerror}. {NOTHING_REMOVED}") from None


def _goes_too(options: argparse.Namespace, count: int) -> bool:
    if options.copies or options.yes:
        return bool(options.copies)
    return ask_yes_or_no(f"Also remove the {count} beside it?")
