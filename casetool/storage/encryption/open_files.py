"""Refuse to encrypt or decrypt what is open in a window, before anything changes."""

from collections.abc import Iterable
from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.encryption.case_files import sessions_in
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.locks import hold_lock
from casetool.storage.history.trash import list_trash


def all_sessions(folder: Path) -> list[Path]:
    """The sessions of a folder, with the former paths of those in the trash.

    Raises:
        OSError: the folder cannot be read.
    """
    paths = [path for path in sessions_in(folder) if not path.name.startswith(".")]
    return [*paths, *(folder / trashed.name for trashed in list_trash(folder))]


def refuse_in_use(sessions: Iterable[Path], storage: StorageContext) -> None:
    """Refuse sessions of which another window has one open.

    Raises:
        SaveError: a session is open in a window.
    """
    for path in sessions:
        with hold_lock(path, storage):
            pass


def refuse_link(path: Path) -> None:
    """Refuse a link: what it leads to has files elsewhere.

    Raises:
        CipherError: it is a link.
    """
    if path.is_symlink():
        raise CipherError(
            f"{path.name} is a link. Give the file that it leads to: {path.resolve()}."
        )
