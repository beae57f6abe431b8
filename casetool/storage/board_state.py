"""What the facilitator's window tells the room's window: never what was said of the case.

Two small files in the user's state folder, for each session: what the room is to see, and a sum
of the bytes that were saved last, so that the room's window knows at once that a file is whole.
"""

import contextlib
import json
import os
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from time import sleep

from pydantic import ValidationError

from casetool.models.base import FrozenModel, Id, evolve
from casetool.storage.context import StorageContext, file_key
from casetool.storage.files.atomic import SaveError, make_private
from casetool.storage.files.regular_file import read_regular

MOST_MOVES = 100
"""How often a session is followed from file to file: two that point at each other must end."""

TRIES, PAUSE = 3, 0.01
"""How often it is tried to say something, and the seconds between."""


class Showing(StrEnum):
    """What the room's window shows."""

    BOARD = "board"
    OPENING = "opening"
    RECAP = "recap"
    READ_BACK = "read-back"


class BoardState(FrozenModel):
    """What the room is to see."""

    blank: bool = False
    """Nothing but the clock: somebody walked in."""
    frozen: bool = False
    """What is there now, whatever is caught meanwhile."""
    showing: Showing = Showing.BOARD
    front: Id | None = None
    """The heading that is brought to the front; None for the board."""
    chosen: tuple[str, ...] = ()
    """The lines that are read back, by id."""
    goes_on_in: str = ""
    """The file in which the session goes on, after a conflict or elsewhere; nothing for this."""


def read_board_state(path: Path, storage: StorageContext) -> BoardState:
    """What the room is to see of a session; the board, where nothing was said.

    What was said and cannot be understood may have been “blank”: so it is blank.

    Args:
        path: the session file.
        storage: how it is kept; without a state folder nothing can be said.
    """
    place = _place(path, storage, "room")
    with contextlib.suppress(OSError):
        if place is not None:
            return _understood(read_regular(place))
    return BoardState()


def _understood(data: bytes) -> BoardState:
    try:
        return BoardState.model_validate(json.loads(data))
    except (ValueError, ValidationError):
        return BoardState(blank=True)


def write_board_state(path: Path, storage: StorageContext, **changes: object) -> BoardState | None:
    """Change what the room is to see.

    Args:
        path: the session file.
        storage: how it is kept.
        changes: fields of the state.

    Returns:
        What it is to see now; None where that could not be said.
    """
    place, state = _place(path, storage, "room"), evolve(read_board_state(path, storage), **changes)
    told = place is not None and _put(place, state.model_dump_json().encode())
    return state if told else None


def move_board_state(old: Path, new: Path, storage: StorageContext) -> None:
    """Let the room follow a session into another file; what it is to see stays as it is.

    Args:
        old: the file until now.
        new: the file from now on.
        storage: how both are kept.
    """
    state = read_board_state(old, storage)
    write_board_state(new, storage, **{**dict(state), "goes_on_in": ""})
    write_board_state(old, storage, goes_on_in=str(new))


def board_file(path: Path, storage: StorageContext) -> Path:
    """The file that the room is to see: this one, or the one in which its session goes on."""
    for _ in range(MOST_MOVES):
        onward = read_board_state(path, storage).goes_on_in
        if not onward or not Path(onward).is_file():
            break
        path = Path(onward)
    return path


def begin_board_state(path: Path, storage: StorageContext) -> None:
    """The board again, as the facilitator's window opens: what it showed last time is over.

    A room that was blank stays blank: whoever blanked it may have had a reason that is still there.
    """
    before = read_board_state(path, storage)
    after = BoardState(blank=before.blank)
    if after != before:
        write_board_state(path, storage, **dict(after))


def write_last_save(path: Path, storage: StorageContext, data: bytes) -> None:
    """Say which bytes were saved last, as a sum: a file that holds them is whole."""
    place = _place(path, storage, "saved")
    if place is not None:
        _put(place, sha256(data).hexdigest().encode())


def is_what_was_saved(path: Path, storage: StorageContext, data: bytes) -> bool:
    """Whether these bytes are what the facilitator's window says that it saved last."""
    place = _place(path, storage, "saved")
    with contextlib.suppress(OSError):
        return place is not None and read_regular(place) == sha256(data).hexdigest().encode()
    return False


def delete_board_state(path: Path, storage: StorageContext) -> None:
    """Take both files away: the session is gone."""
    for suffix in ("room", "saved"):
        place = _place(path, storage, suffix)
        if place is not None:
            with contextlib.suppress(OSError):
                place.unlink()


def board_state_path(path: Path, storage: StorageContext) -> Path | None:
    """The file in which it stands what the room is to see; None without a state folder."""
    return _place(path, storage, "room")


def _place(path: Path, storage: StorageContext, suffix: str) -> Path | None:
    return (
        storage.state / "room" / f"{file_key(path)}.{suffix}" if storage.state is not None else None
    )


def _put(place: Path, data: bytes) -> bool:
    """Put a few bytes in their place, whole; not synced: they matter only while both windows run.

    On Windows a file that is being read cannot be replaced: a moment later it can.
    """
    new = place.with_name(f"{place.name}.{os.getpid()}.tmp")
    for _ in range(TRIES):
        try:
            if not place.parent.is_dir():
                make_private(place.parent)
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            new.replace(place)
        except FileExistsError:  # a window with this number left it when it was killed
            new.unlink(missing_ok=True)
        except (OSError, SaveError):
            sleep(PAUSE)
        else:
            return True
    return False
