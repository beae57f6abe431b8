"""Tell the board window what to show, and which bytes were saved last.

Each session has two small files in the user's state folder: the board's state, and a digest
of the last save, by which the board knows at once that a file is whole. Neither holds case text.
"""

import contextlib
import json
import os
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from time import sleep

from pydantic import Field, ValidationError

from casetool.models.base import FrozenModel, Id, evolve
from casetool.models.pseudonyms.names import NameDisplay
from casetool.storage.context import StorageContext, file_key
from casetool.storage.continuation import forget_move
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.files.atomic import SaveError, make_private
from casetool.storage.files.regular_file import read_regular

MOST_MOVES = 100
"""The longest chain of files to follow: two that point at each other must not loop for ever."""

WRITE_TRIES, WRITE_PAUSE_SECONDS = 3, 0.01
"""How often a write is tried, and the seconds between tries."""


class Showing(StrEnum):
    """What the board shows."""

    BOARD = "board"
    OPENING = "opening"
    RECAP = "recap"
    READ_BACK = "read-back"


class BoardState(FrozenModel):
    """The state of the board window."""

    blank: bool = False
    """Whether only the clock is shown, for instance because somebody walked in."""
    blanked_by: int = 0
    """The window that blanked it last, by its process, or 0 for none that still runs."""
    locked_by: tuple[int, ...] = ()
    """The windows that cover it while they are locked, by their processes."""
    is_left: bool = Field(default=False, alias="left")
    """Whether the facilitator has left the session, so that nothing of it is shown."""
    frozen: bool = False
    """Whether the board stays as it is, whatever is captured meanwhile."""
    names: NameDisplay = NameDisplay.NAMES
    """How names are hidden while the file does not say so yet. With NAMES, the file decides."""
    showing: Showing = Showing.BOARD
    front: Id | None = None
    """The heading to bring to the front, or None for the whole board."""
    chosen: tuple[str, ...] = ()
    """The ids of the lines to read back."""
    goes_on_in: str = ""
    """The file in which the session continues, after a conflict for instance, or nothing."""

    @property
    def is_dark(self) -> bool:
        """Whether the room sees nothing of the case."""
        return self.blank or self.is_left or bool(self.locked_by)


def read_board_state(path: Path, storage: StorageContext) -> BoardState:
    """Read the board's state of a session.

    A state that cannot be understood may have said “blank”, so the board stays blank.

    Args:
        path: the session file.
        storage: its storage context. Without a state folder, the state is the default.
    """
    state_path = _state_path(path, storage, "room")
    with contextlib.suppress(OSError):
        if state_path is not None:
            return _parse(read_regular(state_path))
    return BoardState()


def _parse(data: bytes) -> BoardState:
    try:
        return BoardState.model_validate(json.loads(data))
    except (ValueError, RecursionError, ValidationError):
        return BoardState(blank=True)


def write_board_state(path: Path, storage: StorageContext, **changes: object) -> BoardState | None:
    """Change some fields of the board's state.

    Args:
        path: the session file.
        storage: its storage context.
        changes: fields of the state.

    Returns:
        The new state, or None where it could not be written.
    """
    state_path = _state_path(path, storage, "room")
    state = evolve(read_board_state(path, storage), **changes)
    is_written = state_path is not None and _replace(
        state_path, state.model_dump_json(by_alias=True).encode()
    )
    return state if is_written else None


def darken_board(path: Path, storage: StorageContext) -> bool:
    """Blank the board where its state cannot be written, by emptying the file of the state.

    A full disk refuses a new file, but not this. A board stays blank at a state that says nothing.

    Args:
        path: the session file.
        storage: its storage context.

    Returns:
        Whether the board is blank now.
    """
    state_path = _state_path(path, storage, "room")
    with contextlib.suppress(OSError):
        if state_path is not None:
            os.truncate(state_path, 0)
            return True
    return False


def is_darkened(path: Path, storage: StorageContext) -> bool:
    """Whether a board is blank because the file of its state was emptied."""
    state_path = _state_path(path, storage, "room")
    with contextlib.suppress(OSError):
        return state_path is not None and state_path.stat().st_size == 0
    return False


def move_board_state(old: Path, new: Path, storage: StorageContext) -> None:
    """Let the board follow a session into another file, in the same state, if it ever had one.

    Args:
        old: the previous file.
        new: the next file.
        storage: the storage context of both.
    """
    state_path = _state_path(old, storage, "room")
    if old == new or state_path is None or not state_path.exists():
        return
    state = read_board_state(old, storage)
    write_board_state(new, storage, **{**dict(state), "goes_on_in": ""})
    # a name with bytes that are no UTF-8 cannot be noted, and the board stays at the old file
    with contextlib.suppress(UnicodeEncodeError):
        str(new).encode()
        write_board_state(old, storage, goes_on_in=str(new))


def board_file(path: Path, storage: StorageContext) -> Path:
    """The file that the board shows: this one, or the one in which its session continues.

    An encrypted or decrypted session leaves its file. What has the old name now is another case.
    """
    for _ in range(MOST_MOVES):
        successor = Path(read_board_state(path, storage).goes_on_in or path)
        is_other_form = is_encrypted(successor) != is_encrypted(path)
        if successor == path or not successor.is_file() or (is_other_form and path.is_file()):
            break
        path = successor
    return path


def begin_board_state(path: Path, storage: StorageContext) -> None:
    """Reset the board's state when the facilitator's window opens.

    A blank board stays blank: the reason may still be in the room. So do hidden names. One that
    was left stays so until a window shows the session. The file is always made, so that a full
    disk cannot prevent that the board is blanked later.
    """
    before = read_board_state(path, storage)
    is_blank = before.blank or bool(before.locked_by)
    new = BoardState(blank=is_blank, is_left=before.is_left, names=before.names)
    write_board_state(path, storage, **dict(new))


def show_left_board(path: Path, storage: StorageContext) -> None:
    """Show the board of a session again that was left: somebody has just started a board for it.

    The file of its state is made, so that the board notices once it is deleted with the session.

    Args:
        path: the session file.
        storage: its storage context.
    """
    state_path = _state_path(path, storage, "room")
    is_missing = state_path is not None and not state_path.exists()
    if is_missing or read_board_state(path, storage).is_left:
        write_board_state(path, storage, is_left=False)


def hide_board(path: Path, storage: StorageContext, **changes: object) -> bool:
    """Let the board of a session show nothing, as it was left or deleted.

    Args:
        path: the session file.
        storage: its storage context.
        changes: other fields of the state.

    Returns:
        Whether it shows nothing now.
    """
    is_written = write_board_state(path, storage, is_left=True, **changes) is not None
    return is_written or darken_board(path, storage)


def write_last_save(path: Path, storage: StorageContext, data: bytes) -> None:
    """Record the digest of the bytes saved last, by which the board knows a whole file."""
    digest_path = _state_path(path, storage, "saved")
    if digest_path is not None:
        _replace(digest_path, sha256(data).hexdigest().encode())


def is_what_was_saved(path: Path, storage: StorageContext, data: bytes) -> bool:
    """Whether these bytes are the last save of the facilitator's window."""
    digest_path = _state_path(path, storage, "saved")
    with contextlib.suppress(OSError):
        return (
            digest_path is not None
            and read_regular(digest_path) == sha256(data).hexdigest().encode()
        )
    return False


def delete_board_state(path: Path, storage: StorageContext) -> None:
    """Delete both files of a session that was deleted, and all that names it as going on there."""
    forget_move(path, storage)
    state_path = _state_path(path, storage, "room")
    if state_path is None:
        return
    for other in (state_path, *state_path.parent.glob("*.room")):
        with contextlib.suppress(OSError):
            if other == state_path or _parse(read_regular(other)).goes_on_in == str(path):
                other.with_suffix(".saved").unlink(missing_ok=True)
                other.unlink()


def board_state_path(path: Path, storage: StorageContext) -> Path | None:
    """The file of the board's state, or None without a state folder."""
    return _state_path(path, storage, "room")


def _state_path(path: Path, storage: StorageContext, suffix: str) -> Path | None:
    return (
        storage.state / "room" / f"{file_key(path)}.{suffix}" if storage.state is not None else None
    )


def _replace(target: Path, data: bytes) -> bool:
    """Replace a small file as a whole, unsynced: it matters only while both windows run.

    On Windows a file that is being read cannot be replaced, so try again a moment later.
    """
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    for _ in range(WRITE_TRIES):
        try:
            if not target.parent.is_dir():
                make_private(target.parent)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            temporary.replace(target)
        except FileExistsError:  # a window with this number left it when it was killed
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        except (OSError, SaveError):
            sleep(WRITE_PAUSE_SECONDS)
        else:
            return True
    return False
