"""What session files are called, and names that are free."""

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
    folder: Path, child: str, day: date, seal: str = "", taken: Collection[Path] = ()
) -> Path:
    """A free name for a session: the day, then the case, such as ``2026-11-20-child-a.toml``.

    Args:
        folder: the sessions.
        child: the child, or what stands for the name.
        day: the day of the discussion.
        seal: what stands behind the name of an encrypted session.
        taken: as for ``free_session_path``.
    """
    return free_session_path(folder / f"{file_stem(child, day)}.toml{seal}", taken)


def file_stem(child: str, day: date) -> str:
    """What a file is called after: the day, then the case, such as ``2026-11-20-child-a``."""
    name = re.sub(r"[^\w]+", "-", unicodedata.normalize("NFKC", child).casefold())
    name = name.strip("-_")[:40].rstrip("-_")
    if not name or _RESERVED.match(name):
        name = f"case-{name}".rstrip("-")
    return f"{day.isoformat()}-{name}"


def free_path(wanted: Path) -> Path:
    """A path that nothing has: the wanted one, or the same with ``-2``, ``-3`` and so on."""
    return next(path for path in _numbered(wanted) if not os.path.lexists(path))


HIDDEN_FOLDERS = ("drafts", "undo", "versions", "trash")
"""The folders of ours in which something is called after a session."""


def free_session_path(
    wanted: Path, taken: Collection[Path] = (), rooms: Sequence[str] = HIDDEN_FOLDERS
) -> Path:
    """A path for a session whose name no other session has, or left behind.

    Drafts, undo, versions and the trash know a session by its name, whichever form it has. So
    two cases of one day that are both called “Child A” must not share one, not even in turn.

    Args:
        wanted: the path that it is to have.
        taken: plain paths that are no longer free for another reason: emergency copies.
        rooms: where nothing may be called so; one that comes back from the trash is still in it.
    """
    left = _names_left(wanted.parent, rooms)

    def is_free(path: Path) -> bool:
        plain = plain_path(path)
        forms = (plain, plain.with_name(plain.name + AGE_SUFFIX))
        if plain in taken or any(map(os.path.lexists, forms)):
            return False
        whole = re.compile(rf"(^|\.){re.escape(plain.name)}(\.|$)", re.IGNORECASE)
        return not any(map(whole.search, left))

    return next(filter(is_free, _numbered(wanted)))


def _names_left(folder: Path, rooms: Sequence[str]) -> set[str]:
    """What is called after sessions in our hidden folder: files, and places in the trash."""
    names: set[str] = set()
    for room in rooms:
        for _, folders, files in os.walk(folder / HIDDEN / room):
            names.update(folders, files)
    return names


def _numbered(wanted: Path) -> Iterator[Path]:
    """The wanted path, then the same with a number."""
    yield wanted
    # before all of “.toml.age”, where a file is sealed
    stem, dot, ends = wanted.name.partition(".toml")
    for number in count(2):
        name = f"{stem}-{number}{dot}{ends}" if dot else f"{wanted.stem}-{number}{wanted.suffix}"
        yield wanted.with_name(name)
