"""Find the files that hold case text of a folder of sessions, or of one session."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from casetool.storage.context import HIDDEN, NOTES_STYLE_FILE
from casetool.storage.encryption.age import AGE_SUFFIX, is_encrypted
from casetool.storage.encryption.kept_key import is_kept_file
from casetool.storage.encryption.key_store import KEY_FILE
from casetool.storage.encryption.recipients import RECIPIENTS_FILE
from casetool.storage.files.leftovers import final_name
from casetool.storage.library.summary import summary_keys

_SESSION_NAME = re.compile(
    rf"(?!\.|(?-i:{re.escape(NOTES_STYLE_FILE)}$)).+\.toml(\.age)?", re.IGNORECASE
)
_KEY_NAMES = (KEY_FILE, RECIPIENTS_FILE)


def sessions_in(folder: Path) -> list[Path]:
    """The sessions of a folder, plain and encrypted, and temporary files of interrupted saves.

    Links are left out: their targets are elsewhere.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    return [folder / name for name in sorted(names) if _SESSION_NAME.fullmatch(final_name(name))]


def contents(folder: Path) -> Iterator[Path]:
    """The files in the hidden folder: drafts, versions, undo and trash, but never the keys.

    What a link in its place leads to is not ours.
    """
    if (folder / HIDDEN).is_symlink():
        return
    for parent, folders, names in os.walk(folder / HIDDEN):
        folders.sort()
        for name in sorted(names):
            path = Path(parent) / name
            is_key = final_name(name) in _KEY_NAMES or is_kept_file(final_name(name))
            if is_key and path.parent.name == HIDDEN:
                continue
            if _is_regular(path):
                yield path


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:  # another window has replaced it meanwhile
        return False


def key_leftovers(folder: Path) -> list[Path]:
    """What an interrupted save of the key or of the public keys left in the hidden folder."""
    temporaries = sorted((folder / HIDDEN).glob(".*.tmp"))
    return [path for path in temporaries if final_name(path.name) in _KEY_NAMES]


def case_files(folder: Path) -> list[Path]:
    """Every file of a folder that holds case text, with the sessions themselves last.

    In the hidden folder these are files with the name of a session in theirs. Others, which
    somebody put there by hand, are left alone.

    Raises:
        OSError: the folder cannot be read.
    """
    hidden_files = (path for path in contents(folder) if ".toml" in path.name.casefold())
    return [*hidden_files, *sessions_in(folder)]


def other_sessions(path: Path) -> list[Path]:
    """The other sessions in the folder, and the files in its trash."""
    others = [session_path for session_path in sessions_in(path.parent) if session_path != path]
    with contextlib.suppress(OSError):
        trash = (path.parent / HIDDEN / "trash").iterdir()
        folders = [each for each in trash if each.is_dir() and not each.is_symlink()]
        others += [file for each in folders for file in each.iterdir() if file.is_file()]
    return others


def others_in(folder: Path) -> list[Path]:
    """Other files beside the sessions that may hold case text, such as exported notes.

    Links are among them, pipes and devices are not. casetool does not change any of them.

    Raises:
        OSError: the folder cannot be read.
    """
    session_files = set(sessions_in(folder))
    with os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in entries
            if entry.is_symlink() or entry.is_file(follow_symlinks=False)
        ]
    paths = [folder / name for name in sorted(names)]
    session_files.add(folder / NOTES_STYLE_FILE)  # it holds text of the team, none of a case
    return [path for path in paths if path not in session_files and not is_encrypted(path)]


def plain_name(path: Path) -> str:
    """The name of a session in its plain form."""
    return final_name(path.name).removesuffix(AGE_SUFFIX)


def plain_path(path: Path) -> Path:
    """The path of a session in its plain form."""
    return path.with_name(plain_name(path))


def other_form_of(path: Path) -> Path | None:
    """The encrypted session that has the name of a plain one, if there is one.

    What is kept under that name may be of either.

    Args:
        path: a session file.
    """
    other_form = path.with_name(path.name + AGE_SUFFIX)
    return other_form if not is_encrypted(path) and os.path.lexists(other_form) else None


def session_id(data: bytes) -> str | None:
    """Read the id from the plain bytes of a session, or give None."""
    try:
        value = summary_keys((data,)).get("id")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None
