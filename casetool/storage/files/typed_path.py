"""Paths that people type, in a field or in a settings file."""

import contextlib
from pathlib import Path


def typed_path(text: str) -> Path:
    """The path that somebody typed, with their home folder for “~”.

    Args:
        text: the path. “~name” of nobody on this computer is the name of a folder.
    """
    path = Path(text)
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    return path


def existing_folder(text: str) -> Path | None:
    """The folder that somebody typed the path of, or None where there is none.

    Args:
        text: the path.
    """
    path = typed_path(text)
    with contextlib.suppress(OSError, ValueError):  # such as a name that is too long
        if text and path.is_dir():
            return path
    return None
