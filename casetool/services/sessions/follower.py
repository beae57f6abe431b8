"""Follow a session that another window writes, reading only whole files."""

import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic

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
from casetool.storage.context import StorageContext, hidden_path, real_path
from casetool.storage.encryption.age import AGE_SUFFIX, cipher_for_file, is_encrypted
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.regular_file import read_regular
from casetool.storage.library.other_case import (
    CaseInFile,
    are_two_cases,
    case_in,
    case_of,
    is_other_case,
)
from casetool.storage.toml.codec import SessionFileError, decode, loads

POLL_TYPING_SECONDS = 0.03
"""Seconds between looks while somebody types in the facilitator's window."""

POLL_IDLE_SECONDS = 0.15
"""Seconds between looks otherwise, because waking up costs more than looking."""

TYPING_SECONDS = 5.0
"""Seconds after the last sign of typing in which looks are frequent."""

SETTLED_SECONDS = 0.5
"""Seconds without a change after which a file counts as whole, unless the writer says so.

A sync client may write slowly, and half of a session can look like a whole one.
"""

LAST_LOOK_SECONDS = 2.0
"""Seconds to wait at most for the last look. A drive may not answer."""

FILE_BROKEN = "The file cannot be read just now: this is how it stood before."
OTHER_HEADINGS = "The headings have changed: leave with q and open the board again."
NOW_ENCRYPTED = "The session is encrypted now: leave with q and open the board again."
NOW_PLAIN = "The session is not encrypted any more: leave with q and open the board again."
DELETED = "The session has been deleted."
OTHER_SESSION = "The file now holds another session: nothing of it is shown here."
HIDING = (NOW_ENCRYPTED, NOW_PLAIN, DELETED, OTHER_SESSION)
"""Reasons to show nothing of a session that is not in its file any more."""

FILE_AWAY = "The file is not there just now: this is how it stood before."

_Stat = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class FollowUpdate:
    """The result of a look. A field that is None has not changed."""

    session: Session | None = None
    board_state: BoardState | None = None
    trouble: str | None = None
    """Why the file cannot be followed, or empty once it can again."""


NO_UPDATE = FollowUpdate()
"""A look that found no change."""


class Follower:
    """Follows one session file, and the board's state set by the facilitator's window.

    It never writes. Each look asks only for the status of two files and a folder: the session is
    read only after it changed.

    Args:
        path: the session file.
        storage: its storage context.
        callback: called with each update, from the follower's thread.
        method: the method on the board. Sessions with another method are not shown.
        session: the session on the board, or None for the first that is read. No other case is
            ever shown.
    """

    def __init__(
        self,
        path: Path,
        storage: StorageContext,
        callback: Callable[[FollowUpdate], object],
        method: Method,
        session: Session | None = None,
    ) -> None:
        self._storage, self._callback, self._method = storage, callback, method
        self._case = case_of(path, session) if session is not None else None
        self._children: set[str] = {self._case.child} if self._case is not None else set()
        """The names that the child had on the board. A window may go back to each of them."""
        self._find_method: Callable[[str], Method] = partial(find_method, folder=path.parent)
        self._follow(path)
        self._last_typed = monotonic()
        self._changed_at = 0.0
        self._is_unread = False
        """Whether the latest change has not been read yet."""
        self._trouble = ""
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="casetool-follower", daemon=True)

    def _follow(self, path: Path) -> None:
        self._place = real_path(path)
        state_path = board_state_path(self._place, self._storage)
        self._path, self._name = path, str(path)
        self._state_name = str(state_path) if state_path is not None else ""
        self._drafts = str(hidden_path(self._place, "drafts"))
        self._last_stat: _Stat = None
        self._last_state_stat: _Stat = None
        self._last_drafts_stat: _Stat = None

    @property
    def case(self) -> CaseInFile | None:
        """The case on the board, in the file that is followed."""
        return self._case and self._case._replace(path=self._path)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop the thread, and wait for the look that it may be in.

        A thread that parses a session while Python ends would end it with a message of the system.
        """
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(LAST_LOOK_SECONDS)

    def look(self) -> FollowUpdate:
        """Look once."""
        self._check_drafts()
        board_state = self._read_board_state()
        stat, now = _stat(self._name), monotonic()
        if stat != self._last_stat:
            self._last_stat, self._changed_at, self._is_unread = stat, now, True
        if stat is None:
            is_settled = now - self._changed_at > SETTLED_SECONDS
            return self._file_away(board_state) if is_settled else self._update(None, board_state)
        if self._trouble == OTHER_SESSION and not self._is_unread:
            return NO_UPDATE
        if self._trouble in HIDING:  # the file has come back
            board_state = read_board_state(self._place, self._storage)
        if not self._is_unread:
            return self._update(None, board_state)
        return self._read(stat, now, board_state)

    def _file_away(self, board_state: BoardState | None) -> FollowUpdate:
        """Say that the file is gone. Once it is another file, or deleted, show nothing of it."""
        if self._trouble in HIDING:
            return NO_UPDATE
        if self._last_state_stat is not None and _stat(self._state_name) is None:
            return self._update(None, BoardState(is_left=True), DELETED)
        if is_encrypted(self._path) and Path(self._name.removesuffix(AGE_SUFFIX)).exists():
            return self._update(None, BoardState(blank=True), NOW_PLAIN)
        if Path(f"{self._name}{AGE_SUFFIX}").exists():
            return self._update(None, BoardState(blank=True), NOW_ENCRYPTED)
        return self._update(None, board_state, FILE_AWAY)

    def _read(self, stat: _Stat, now: float, board_state: BoardState | None) -> FollowUpdate:
        is_settled = now - self._changed_at >= SETTLED_SECONDS
        try:
            data = read_regular(self._path)
            is_whole = is_what_was_saved(self._place, self._storage, data)
            if not (is_whole or is_settled) or _stat(self._name) != stat:
                return self._update(None, board_state)
            text = decode(cipher_for_file(self._path, self._storage.cipher).decrypt(data))
            loaded = loads(text, self._find_method, newer=True)
        except (SessionFileError, CipherError, NoMethodError, OSError):
            self._is_unread = not is_settled  # a settled file will not become whole by itself
            return self._update(None, board_state, FILE_BROKEN if is_settled else None)
        self._is_unread = False
        theirs = case_of(self._path, loaded.session)
        ours = self._ours(theirs)
        if is_whole and theirs.child in self._children:
            ours = ours._replace(child=theirs.child)
        if is_other_case(ours, theirs, self._storage.cipher):
            return self._update(None, BoardState(blank=True), OTHER_SESSION)
        self._case = theirs
        self._children.add(theirs.child)
        if loaded.method != self._method:
            return self._update(None, board_state, OTHER_HEADINGS)
        return self._update(loaded.session, board_state, "")

    def _ours(self, theirs: CaseInFile) -> CaseInFile:
        """The case on the board, to be compared with another. The first to be read is ours."""
        return (self._case or theirs)._replace(path=self._place)

    def _check_drafts(self) -> None:
        """Notice typing by the drafts, which change with it."""
        stat = _stat(self._drafts)
        if stat != self._last_drafts_stat:
            self._last_drafts_stat, self._last_typed = stat, monotonic()

    def _read_board_state(self) -> BoardState | None:
        stat = _stat(self._state_name) if self._state_name else None
        if stat is None or stat == self._last_state_stat:
            return None  # the last state stays valid, whatever became of its file
        self._last_state_stat = stat
        successor = board_file(self._place, self._storage)
        can_read = bool(self._storage.cipher.suffix) or not is_encrypted(successor)
        is_moved = successor != self._place and can_read  # never without the passphrase
        if is_moved:
            theirs = case_in(successor, self._storage.cipher)
            if not are_two_cases(self._ours(theirs), theirs, self._storage.cipher):
                self._follow(successor)
        return read_board_state(self._place, self._storage)

    def _update(
        self,
        session: Session | None,
        board_state: BoardState | None,
        trouble: str | None = None,
    ) -> FollowUpdate:
        if trouble == self._trouble:
            trouble = None
        self._trouble = self._trouble if trouble is None else trouble
        if session is None and board_state is None and trouble is None:
            return NO_UPDATE
        return FollowUpdate(session, board_state, trouble)

    def _fault(self, location: str) -> FollowUpdate:
        """Report a fault of casetool in a look. The next look tries again."""
        return self._update(None, None, f"The file could not be followed just now ({location}).")

    def _run(self) -> None:
        while not self._stopped.wait(
            POLL_TYPING_SECONDS
            if monotonic() - self._last_typed < TYPING_SECONDS
            else POLL_IDLE_SECONDS
        ):
            update = value_or_fault_line(self.look, self._fault)
            if update is not NO_UPDATE:
                with contextlib.suppress(Exception):  # the listener may be gone
                    self._callback(update)


def _stat(path: str) -> _Stat:
    try:
        result = os.stat(path)  # noqa: PTH116 - a new Path costs as much as the look itself
    except OSError:
        return None
    return result.st_ino, result.st_size, result.st_mtime_ns
