"""The emergency copy: a session's newest value, elsewhere, while its own folder fails."""

import contextlib
from pathlib import Path

from casetool.storage.files import SaveError, make_private, mark_of, write
from casetool.storage.rest import Rest, key_of


def copy_of(path: Path, rest: Rest) -> Path | None:
    """Where the emergency copy of a session would lie; None when there is no second place.

    Args:
        path: the session file.
        rest: how it is kept.
    """
    return rest.state / "emergency" / f"{key_of(path)}.toml" if rest.state is not None else None


def keep_copy(path: Path, data: bytes, rest: Rest) -> Path | None:
    """Put the newest value into the second place.

    Args:
        path: the session file.
        data: the value, sealed already where it is sealed.
        rest: how it is kept.

    Returns:
        Where it is now; None when there is no second place, or when that failed too.
    """
    place = copy_of(path, rest)
    if place is None:
        return None
    try:
        make_private(place.parent)
        known = mark_of(place.read_bytes()) if place.exists() else None
        write(place, data, known)
    except (SaveError, OSError):
        return None
    return place


def found_copy(path: Path, rest: Rest) -> bytes | None:
    """What the emergency copy of a session holds, sealed as it lies there; None without one."""
    place = copy_of(path, rest)
    if place is None:
        return None
    try:
        return place.read_bytes()
    except OSError:
        return None


def drop_copy(path: Path, rest: Rest) -> None:
    """Forget the emergency copy: its words are in the session file now."""
    place = copy_of(path, rest)
    if place is not None:
        with contextlib.suppress(OSError):
            place.unlink()
