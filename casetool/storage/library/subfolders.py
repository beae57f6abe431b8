"""Sessions in folders below the folder of sessions, which no list shows."""

import os
import shlex
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, TimeLimit
from casetool.storage.library.index import files_in
from casetool.storage.library.summary import shown_text

MOST_ENTRIES = 500
"""The most entries of the folder that are looked at."""

DEEPEST_FOLDER = 3
"""How many levels of folders are looked at, as in a folder for a year within that of a team."""

MOST_FOLDERS = 500
"""The most folders that are looked at in all."""

MOST_NAMED = 3
"""The most folders that are named."""

METHODS_FOLDER = "methods"
"""A folder of methods, which are TOML files as well."""


def line_about_subfolders(folder: Path, limit: TimeLimit = DEFAULT_TIME_LIMIT) -> str:
    """Name the folders below that hold sessions, or return nothing.

    Args:
        folder: the folder of sessions.
        limit: how long to wait.
    """
    try:
        counts = limit.once(_sessions_by_folder, folder) or {}
    except OSError:
        return ""
    if not counts:
        return ""
    first = next(iter(counts))
    command = f"casetool --sessions {shlex.quote(shown_text(str(folder / first)))}"
    if len(counts) == 1:
        count = counts[first]
        sessions = "is 1 session" if count == 1 else f"are {count} sessions"
        return f"There {sessions} in the folder {shown_text(first)}: {command}"
    named = [f"{shown_text(name)} ({count})" for name, count in islice(counts.items(), MOST_NAMED)]
    more = ", …" if len(counts) > MOST_NAMED else ""
    return f"There are sessions in the folders {', '.join(named)}{more}. For the first: {command}"


def _sessions_by_folder(folder: Path) -> dict[str, int]:
    """The number of files named like sessions in each folder below, by its path from here."""
    counts = {}
    for name in islice(_folders_below(folder, "", DEEPEST_FOLDER), MOST_FOLDERS):
        try:
            count = len(files_in(folder / name))
        except OSError:
            continue
        if count:
            counts[name] = count
    return counts


def _folders_below(folder: Path, path: str, depth: int) -> Iterator[str]:
    """The paths of the folders below, the nearest first, without hidden ones and links."""
    try:
        with os.scandir(folder / path) as entries:
            names = sorted(
                entry.name
                for entry in islice(entries, MOST_ENTRIES)
                if entry.is_dir(follow_symlinks=False)
                and not entry.name.startswith(".")
                and entry.name != METHODS_FOLDER
            )
    except OSError:
        if not path:
            raise
        return
    paths = [f"{path}{name}{os.sep}" for name in names]
    yield from (path.removesuffix(os.sep) for path in paths)
    for deeper in paths if depth > 1 else ():
        yield from _folders_below(folder, deeper, depth - 1)
