"""Which files hold the words of a folder of sessions, or of one of them."""

import contextlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from casetool.storage.context import HIDDEN, NOTES_STYLE_FILE
from casetool.storage.encryption.age import AGE_SUFFIX, is_encrypted
from casetool.storage.encryption.key_store import KEY_FILE, RECIPIENTS_FILE
from casetool.storage.files.regular_file import pieces_of, read_regular
from casetool.storage.library.summary import summary_keys

_SESSION = re.compile(
    rf"(?!\.|(?-i:{re.escape(NOTES_STYLE_FILE)}$)).+\.toml(\.age)?", re.IGNORECASE
)
_TRASHED = re.compile(r"\d{8}T\d{12}Z\.(?P<name>.+)", re.DOTALL)
"""What a place in the trash is called: when, and what lies there."""

_TORN = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{8}\.tmp(\.age)?")
"""What a save that did not come to its end leaves beside the file; it may be sealed since."""


def sessions_in(folder: Path) -> list[Path]:
    """The sessions of a folder, plain and sealed, and what a broken-off save left of them.

    A link is none: what it leads to lies elsewhere.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as found:
        names = [entry.name for entry in found if entry.is_file(follow_symlinks=False)]
    return [folder / name for name in sorted(names) if _SESSION.fullmatch(_whole_name(name))]


def contents(folder: Path) -> Iterator[Path]:
    """What is kept beside the sessions: drafts, versions, undo, trash; never the keys."""
    for place, folders, names in os.walk(folder / HIDDEN):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            if _whole_name(name) in (KEY_FILE, RECIPIENTS_FILE) and path.parent.name == HIDDEN:
                continue
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def case_files(folder: Path) -> list[Path]:
    """Every file of a folder that holds words of its sessions; the sessions themselves last.

    Raises:
        OSError: the folder cannot be read.
    """
    return [*contents(folder), *sessions_in(folder)]


def belongings(path: Path, session: str | None) -> list[Path]:
    """The files that belong to one session; the session itself last.

    Args:
        path: its file, plain or sealed.
        session: its id, if that is known.

    Raises:
        OSError: the folder cannot be read.
    """
    name, found = plain_name(path), sessions_in(path.parent)
    foreign = foreign_names(path, session)
    names = {plain_name(one) for one in found if not one.name.startswith(".")} | {name}

    trashed = _trashed_places(path.parent / HIDDEN / "trash", session)
    others = ids_of_others(path) if session is None else frozenset()

    def is_ours(other: Path) -> bool:
        room, *inside = other.relative_to(path.parent / HIDDEN).parts
        if room == "trash" and len(inside) > 1:
            # a place holds one session, and all that belongs to it
            return inside[0] in trashed and not _is_of(inside[0], foreign)
        if room == "versions" and session is not None and len(inside) > 1:
            # the folder is the id; a name may have been another's
            return inside[0] == session and not _is_of(inside[-1], foreign)
        if room == "versions" and inside[0] in others:
            return False  # a living session was called so once
        named = [one for one in names if _names(other, one)]
        return bool(named) and max(named, key=len) == name

    forms = [one for one in found if one != path and plain_name(one) == name]
    torn = [one for one in forms if _belongs(one, path, session, forms)]
    return [*filter(is_ours, contents(path.parent)), *torn, path]


def _belongs(other: Path, path: Path, session: str | None, forms: list[Path]) -> bool:
    """Whether a file of the same name, in the other form or torn, is of the same session."""
    if other.name.startswith("."):  # torn: of the file whose form it has, if that is there
        beside = [each.name for each in forms if not each.name.startswith(".")]
        return _whole_name(other.name) not in beside
    try:
        return session is not None and session_id(read_regular(other)) == session
    except OSError:
        return False


def ids_of_others(path: Path) -> frozenset[str]:
    """The ids of the other sessions of the folder and its trash, as far as they can be read."""
    found = (_child_of(other) for other in _others(path))
    return frozenset(its[0] for its in found if its is not None)


def _others(path: Path) -> list[Path]:
    """The other sessions of the folder, and what lies in its trash."""
    others = [one for one in sessions_in(path.parent) if one != path]
    with contextlib.suppress(OSError):
        trash = (path.parent / HIDDEN / "trash").iterdir()
        others += [file for place in trash for file in place.iterdir() if file.is_file()]
    return others


def foreign_names(path: Path, session: str | None) -> frozenset[str]:
    """The names of other cases of the folder and its trash that have the same id.

    A template that was copied as a file gives its id to each case that is made from it.

    Args:
        path: the session file.
        session: its id, if that is known.
    """
    if session is None:
        return frozenset()
    own = _child_of(path)
    if own is None:
        return frozenset()
    return frozenset(
        plain_name(other)
        for other in _others(path)
        if plain_name(other) != plain_name(path)
        and (its := _child_of(other)) is not None
        and its[0] == session
        and its[1] != own[1]
    )


def _is_of(name: str, names: frozenset[str]) -> bool:
    """Whether a version, or a place in the trash, is called after one of these sessions."""
    bare = name.removesuffix(AGE_SUFFIX)
    return any(bare.endswith(f".{one}") for one in names)


def _child_of(path: Path) -> tuple[str, str] | None:
    """The id and the child of a plain session; None where they cannot be read."""
    try:
        keys = summary_keys(pieces_of(path))  # no more of it: a folder may hold thousands
    except (OSError, ValueError, RecursionError):
        return None
    session, child = keys.get("id"), keys.get("child")
    return (
        (session, child.casefold()) if isinstance(session, str) and isinstance(child, str) else None
    )


def others_in(folder: Path) -> list[Path]:
    """Files beside the sessions that may hold words of them, such as exported notes.

    They are not ours to change; links are among them.

    Raises:
        OSError: the folder cannot be read.
    """
    ours = set(sessions_in(folder))
    with os.scandir(folder) as found:
        names = [entry.name for entry in found if not entry.is_dir(follow_symlinks=False)]
    paths = [folder / name for name in sorted(names)]
    ours.add(folder / NOTES_STYLE_FILE)  # it has words of the team, none of a case
    return [path for path in paths if path not in ours and not is_encrypted(path)]


def plain_name(path: Path) -> str:
    """The name that a session has, or had, in its plain form."""
    return _whole_name(path.name).removesuffix(AGE_SUFFIX)


def plain_path(path: Path) -> Path:
    """Where a session lies, or would lie, in its plain form."""
    return path.with_name(plain_name(path))


def session_id(data: bytes) -> str | None:
    """The id in the plain bytes of a session; None where none can be read."""
    try:
        found = summary_keys((data,)).get("id")
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, str) else None


def _trashed_places(room: Path, session: str | None) -> set[str]:
    """The places in the trash that hold the session, by its id: a name may be another case's."""
    if session is None:
        return set()
    try:
        places = {place.name: _TRASHED.fullmatch(place.name) for place in room.iterdir()}
    except OSError:
        return set()
    ours = set()
    for place, match in places.items():
        if match is None:
            continue
        with contextlib.suppress(OSError):
            if session_id(read_regular(room / place / match["name"])) == session:
                ours.add(place)
    return ours


def _whole_name(name: str) -> str:
    """The name of a file, also of what a broken-off save left of it."""
    match = _TORN.fullmatch(name)
    return match["name"] if match is not None else name


def _names(path: Path, session: str) -> bool:
    """Whether a file is called after a session: its draft, its journal, a version of it."""
    return re.search(rf"(^|\.){re.escape(session)}(\.|$)", path.name) is not None
