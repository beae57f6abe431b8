"""Check the hidden folder beside the sessions, and the folders in it, for what hinders casetool."""

import os
from collections.abc import Iterator
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.files.regular_file import kind_of, why_unreadable

_CONTENTS = {
    "": "earlier versions, undo, drafts or deleted sessions",
    "versions": "earlier versions",
    "undo": "undo",
    "drafts": "text that is being typed",
    "trash": "deleted sessions",
}
"""What casetool keeps in each folder. The first is the hidden folder itself."""


def unusable_folders(folder: Path) -> Iterator[tuple[Path, str]]:
    """The hidden folders that casetool cannot use, and for each why, and what helps.

    Args:
        folder: the folder of sessions.
    """
    for name, contents in _CONTENTS.items():
        path = folder / HIDDEN / name
        if not os.path.lexists(path):
            continue
        if not path.is_dir():
            yield path, _in_place_of_folder(path, contents)
        elif not os.access(path, os.R_OK | os.W_OK | os.X_OK):
            yield path, f"you have no right to use this folder. casetool needs it for {contents}"


def news_of_unusable_folders(session_path: Path) -> str:
    """What casetool cannot keep beside a session, and what helps, or empty.

    Args:
        session_path: the session file. A link is followed.
    """
    folder = Path(os.path.realpath(session_path)).parent
    return " ".join(
        f"{path.relative_to(folder)}: {message}." for path, message in unusable_folders(folder)
    )


def hidden_folder_faults(folder: Path) -> Iterator[tuple[Path, str]]:
    """The paths where casetool cannot keep its files, or keeps them elsewhere, and what helps.

    Args:
        folder: the folder of sessions.
    """
    unusable = dict(unusable_folders(folder))
    yield from unusable.items()
    hidden = folder / HIDDEN
    for path in (hidden, *_paths_below(hidden)):
        if path in unusable or not os.path.lexists(path):
            continue
        kind = _special_kind(path)
        if kind:
            yield path, f"{kind}, and no file of casetool: take it away"
        elif path.is_symlink():
            yield path, _link_elsewhere(path)


def _in_place_of_folder(path: Path, contents: str) -> str:
    kind = _special_kind(path) or "a file"
    return (
        f"{kind} is in the place of a folder, so casetool cannot keep {contents}."
        " Move it away: casetool makes the folder again"
    )


def _link_elsewhere(path: Path) -> str:
    return (
        f"a link to {os.path.realpath(path)}. Words of the cases are written there, and casetool"
        " encrypt and delete --purge may miss them. Put what the link leads to in its place"
    )


def _special_kind(path: Path) -> str:
    """What stands at a path that is neither a file nor a folder, or empty."""
    try:
        kind = kind_of(path.stat().st_mode)
    except OSError as error:
        return why_unreadable(path, error)
    return "" if path.is_dir() else kind


def _paths_below(hidden: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(hidden):
        folders.sort()
        yield from (Path(parent) / name for name in sorted([*folders, *names]))
