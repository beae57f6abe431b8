"""Temporary files that an interrupted save left behind: their names, and which can go."""

import contextlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

STALE_SECONDS = 60.0
"""Seconds after which no save writes its temporary file any more. It takes a few at most."""

_TEMPORARY_NAME = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.tmp(\.age)?")
"""The temporary file of an interrupted save, which may have been encrypted since."""


def final_name(name: str) -> str:
    """The final name of a file, also for the temporary file of an interrupted save."""
    match = _TEMPORARY_NAME.fullmatch(name)
    return match["name"] if match is not None else name


def remove_stale(written_files: Iterable[Path]) -> None:
    """Remove what interrupted saves left of files that were written just now.

    The drive's own clock says what is old. If a save is slower than that, it fails and is repeated.

    Args:
        written_files: the files. One that does not exist is left out.
    """
    files_by_folder: dict[Path, dict[str, Path]] = {}
    for path in map(Path, map(os.path.realpath, written_files)):
        files_by_folder.setdefault(path.parent, {})[path.name] = path
    for folder, files in files_by_folder.items():
        with contextlib.suppress(OSError):  # what stays does no harm, and doctor names it
            for temporary in folder.glob(".*.tmp"):
                file = files.get(final_name(temporary.name))
                if file is not None:
                    _remove_if_older(temporary, file)


def _remove_if_older(temporary: Path, file: Path) -> None:
    with contextlib.suppress(OSError):  # it may be renamed or removed at this moment
        if file.stat().st_mtime - temporary.lstat().st_mtime > STALE_SECONDS:
            temporary.unlink()
