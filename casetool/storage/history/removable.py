"""What may be moved to the trash or removed: session files, their links, and nothing else."""

import os
import stat
from pathlib import Path

from casetool.storage.encryption.age import is_encrypted_name
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.regular_file import kind_of, pieces_of
from casetool.storage.history.versions import versions_of
from casetool.storage.library.index import has_session_name
from casetool.storage.library.summary import summary_keys


def check_removable(path: Path, missing_ok: bool = False) -> None:
    """Refuse to move or remove what is no session. A link passes, as only the link goes.

    Args:
        path: what is to be moved or removed.
        missing_ok: whether it may be removed already.

    Raises:
        SaveError: it is a folder, a pipe or a device, or a file that is no session.
        OSError: it is not there.
    """
    if missing_ok and not os.path.lexists(path):
        return
    kind = _kind_at(path)
    if kind or not (path.is_symlink() or has_session_name(path.name) or is_session(path)):
        reason = f"{kind}, and not a session" if kind else "not a session"
        raise SaveError(f"{path} is {reason}. It was not touched.")


def check_file_or_link(path: Path) -> None:
    """Refuse to remove what is neither a file nor a link, as ``check_removable`` does."""
    kind = _kind_at(path) if os.path.lexists(path) else ""
    if kind:
        raise SaveError(f"{path} is {kind}. It was not touched.")


def is_session(path: Path) -> bool:
    """Whether a file is a session by its content, or by its earlier versions. Links are followed.

    A broken session, or one that is gone, still has its versions.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        if _reads_as_session(path):
            return True
    except FileNotFoundError:
        pass
    except OSError:
        return False
    return bool(versions_of(path.parent, name=path.name))


def _reads_as_session(path: Path) -> bool:
    if is_encrypted_name(next(pieces_of(path), b"")):
        return has_session_name(path.name)  # anybody may have other files of the age program
    try:
        keys = summary_keys(pieces_of(path))
    except (ValueError, RecursionError):
        return False
    return type(keys.get("format")) is int and isinstance(keys.get("child"), str)


def _kind_at(path: Path) -> str:
    """What stands at a path, such as ``a pipe``, or empty for a file or a link."""
    mode = path.lstat().st_mode
    return "" if stat.S_ISLNK(mode) else kind_of(mode)
