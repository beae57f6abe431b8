"""Choose names for session files that are not used yet."""

import os
import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.case_files import plain_path

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$")


def new_path(
    folder: Path, child: str, day: date, suffix: str = "", excluded: Collection[Path] = ()
) -> Path:
    """A free path for a session: the day, then the case, such as ``2026-11-20-child-a.toml``.

    Args:
        folder: the folder of sessions.
        child: the child, or the stand-in for the name.
        day: the day of the discussion.
        suffix: the cipher's suffix for the name.
        excluded: as for ``free_session_path``.
    """
    return free_session_path(folder / f"{file_stem(child, day)}.toml{suffix}", excluded)


def file_stem(child: str, day: date) -> str:
    """The stem of a file name: the day, then the case, such as ``2026-11-20-child-a``."""
    name = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", child).casefold())
    name = name.strip("-_")[:40].rstrip("-_")
    if not name or _RESERVED.match(name):
        name = f"case-{name}".rstrip("-")
    return f"{day.isoformat()}-{name}"


def free_path(preferred: Path, excluded: Collection[Path] = ()) -> Path:
    """A free path: the preferred one, or the same with ``-2``, ``-3`` and so on.

    Args:
        preferred: the preferred path.
        excluded: paths to avoid too, as other files are about to have them.
    """

    def is_free(path: Path) -> bool:
        return path not in excluded and not os.path.lexists(path)

    return next(filter(is_free, _numbered(preferred)))


HIDDEN_FOLDERS = ("drafts", "undo", "versions", "trash")
"""The hidden folders in which files are named after sessions."""


def free_session_path(
    preferred: Path, excluded: Collection[Path] = (), subfolders: Sequence[str] = HIDDEN_FOLDERS
) -> Path:
    """A path for a session that no other session has, or left traces under.

    Drafts, undo, versions and the trash find a session by its name in either form. So two cases
    of one day called “Child A” must not share a name, not even one after the other.

    Args:
        preferred: the preferred path.
        excluded: plain paths to avoid, because emergency copies wait for them.
        subfolders: the hidden folders to check. A session leaving the trash is still in it.
    """
    used_names = _used_names(preferred.parent, subfolders)

    def is_free(path: Path) -> bool:
        plain = plain_path(path)
        forms = (plain, plain.with_name(plain.name + AGE_SUFFIX))
        if plain in excluded or any(map(os.path.lexists, forms)):
            return False
        name_pattern = re.compile(rf"(^|\.){re.escape(plain.name)}(\.|$)", re.IGNORECASE)
        return not any(map(name_pattern.search, used_names))

    return next(filter(is_free, _numbered(preferred)))


def _used_names(folder: Path, subfolders: Sequence[str]) -> set[str]:
    """The names in the hidden folders: of files, and of folders in the trash."""
    names: set[str] = set()
    for subfolder in subfolders:
        for _, folders, files in os.walk(folder / HIDDEN / subfolder):
            names.update(folders, files)
    return names


def _numbered(preferred: Path) -> Iterator[Path]:
    """The preferred path, then the same with a number."""
    yield preferred
    # the number goes before all of “.toml.age”
    stem, dot, suffixes = preferred.name.partition(".toml")
    for number in count(2):
        name = (
            f"{stem}-{number}{dot}{suffixes}"
            if dot
            else f"{preferred.stem}-{number}{preferred.suffix}"
        )
        yield preferred.with_name(name)
