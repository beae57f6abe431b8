"""Following a session that another window writes: only whole values, as soon as they are there."""

import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from casetool.errors import value_or_fault_line
from casetool.methods import NoMethodError, find_method
from casetool.models.method import Method
from casetool.models.session import Session
from casetool.storage.board_state import (
    BoardState,
    board_file,
    board_state_path,
    is_what_was_saved,
    read_board_state,
)
from casetool.storage.context import StorageContext, hidden_path
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.regular_file import read_regular
from casetool.storage.toml.codec import SessionFileError, decode, loads

POLL_TYPING_SECONDS = 0.03
"""Seconds between two looks while somebody types in the facilitator's window."""

POLL_IDLE_SECONDS = 0.15
"""Seconds between two looks while nobody does: to wake up costs more than to look."""

TYPING_SECONDS = 5.0
"""Seconds after the last sign of typing in which looks are quick."""

SETTLED_SECONDS = 0.5
"""Seconds that a file must stand still, where nobody says that it is whole: a sync client may
write it slowly, and half of a session can look like a whole one."""

FILE_BROKEN = "The file cannot be read just now: this is how it stood before."
OTHER_HEADINGS = "The headings are others now: leave with q and open the board again."
FILE_AWAY = "The file is not there just now: this is how it stood before."

_Stat = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class FollowUpdate:
    """What a look found; what is None is as it was."""

    session: Session | None = None
    room: BoardState | None = None
    trouble: str | None = None
    """Why the file cannot be followed just now; empty once it can again."""


NO_UPDATE = FollowUpdate()
"""All is as it was."""


class Follower:
    """Looks at one session file, and at what the facilitator's window tells the room's.

    It never writes. Each look is two questions to the system; a file is read when it has changed.

    Args:
        path: the session file.
        storage: how it is kept.
        tell: told, from a thread of its own, of what is new.
        method: whose headings are shown; a session with others is not told of.
    """

    def __init__(
        self,
        path: Path,
        storage: StorageContext,
        tell: Callable[[FollowUpdate], object],
        method: Method,
    ) -> None:
        self._storage, self._tell, self._method = storage, tell, method
        self._find: Callable[[str], Method] = partial(find_method, folder=path.parent)
        self._follow(path)
        self._typed = monotonic()
        self._since = 0.0
        self._waits = False
        """Whether what was seen last is still to be read."""
        self._trouble = ""
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="casetool-follower", daemon=True)

    def _follow(self, path: Path) -> None:
        place = board_state_path(path, self._storage)
        self._path, self._name = path, str(path)
        self._room_name = str(place) if place is not None else ""
        self._drafts = str(hidden_path(path, "drafts"))
        self._seen: _Stat = None
        self._room_seen: _Stat = None
        self._drafts_seen: _Stat = None

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._ended = True

    def look(self) -> FollowUpdate:
        """Look once."""
        self._look_for_typing()
        room = self._look_at_room()
        seen, now = _stat(self._name), monotonic()
        if seen != self._seen:
            self._seen, self._since, self._waits = seen, now, True
        if seen is None:
            return self._news(
                None, room, FILE_AWAY if now - self._since > SETTLED_SECONDS else None
            )
        if not self._waits:
            return NO_UPDATE if room is None else self._news(None, room, None)
        return self._read(seen, now, room)

    def _read(self, seen: _Stat, now: float, room: BoardState | None) -> FollowUpdate:
        still = now - self._since >= SETTLED_SECONDS
        try:
            data = read_regular(self._path)
            known = is_what_was_saved(self._path, self._storage, data)
            if not (known or still) or _stat(self._name) != seen:
                return self._news(None, room, None)
            loaded = loads(decode(self._storage.cipher.decrypt(data)), self._find, newer=True)
        except (SessionFileError, CipherError, NoMethodError, OSError):
            self._waits = not still  # one that stands still as it is will not become whole
            return self._news(None, room, FILE_BROKEN if still else None)
        self._waits = False
        if loaded.method != self._method:
            return self._news(None, room, OTHER_HEADINGS)
        return self._news(loaded.session, room, "")

    def _look_for_typing(self) -> None:
        """Words that are typed are kept as a draft, and so is that they were entered."""
        seen = _stat(self._drafts)
        if seen != self._drafts_seen:
            self._drafts_seen, self._typed = seen, monotonic()

    def _look_at_room(self) -> BoardState | None:
        seen = _stat(self._room_name) if self._room_name else None
        if seen is None or seen == self._room_seen:
            return None  # what was said last holds, whatever became of the file
        self._room_seen = seen
        onward = board_file(self._path, self._storage)
        if onward != self._path:
            self._follow(onward)
        return read_board_state(self._path, self._storage)

    def _news(
        self, session: Session | None, room: BoardState | None, trouble: str | None
    ) -> FollowUpdate:
        if trouble == self._trouble:
            trouble = None
        self._trouble = self._trouble if trouble is None else trouble
        if session is None and room is None and trouble is None:
            return NO_UPDATE
        return FollowUpdate(session, room, trouble)

    def _fault(self, place: str) -> FollowUpdate:
        """What is told where a look fails by a fault of ours; the next look tries again."""
        return self._news(None, None, f"The file could not be followed just now ({place}).")

    def _run(self) -> None:
        while not self._ended:
            sleep(
                POLL_TYPING_SECONDS
                if monotonic() - self._typed < TYPING_SECONDS
                else POLL_IDLE_SECONDS
            )
            news = value_or_fault_line(self.look, self._fault)
            if news is not NO_UPDATE:
                with contextlib.suppress(Exception):  # whoever listened may be gone
                    self._tell(news)


def _stat(path: str) -> _Stat:
    try:
        found = os.stat(path)  # noqa: PTH116 - a path made anew each time costs as much as the look
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
