"""Covers the room's screen while nobody is at the laptop."""

from pathlib import Path

from casetool.services.sessions.document import Document
from casetool.storage.board_state import (
    BoardState,
    board_file,
    darken_board,
    read_board_state,
    write_board_state,
)
from casetool.storage.context import StorageContext
from casetool.storage.files.locks import Lock, acquire_lock


class BoardCover:
    """Covers the boards of every session that this window has written.

    A board stays in the room when the facilitator goes back to the list or to another session.
    """

    def __init__(self) -> None:
        self._sessions: dict[Path, StorageContext] = {}
        self._states: dict[Path, tuple[StorageContext, BoardState]] = {}
        """Each covered board, and its state as it was before."""

    def add(self, document: Document) -> None:
        """Remember a session that this window has opened. One that it only shows is left out."""
        if not document.read_only:
            self._sessions[document.path] = document.storage

    def cover(self, current: Document | None) -> bool:
        """Cover the boards, but none of a session that another window writes by now.

        Args:
            current: the open session, if there is one.

        Returns:
            Whether each of them is covered.
        """
        if current is not None:
            self.add(current)
        is_covered = True
        for path, storage in self._sessions.items():
            file = board_file(path, storage)
            if file in self._states or not (_is_ours(current, file) or _is_free(file, storage)):
                continue
            self._states[file] = storage, read_board_state(file, storage)
            is_covered &= bool(
                write_board_state(file, storage, locked=True) or darken_board(file, storage)
            )
        return is_covered

    def lift(self) -> None:
        """Show again what the boards showed before. One that F12 blanked meanwhile stays so."""
        for covered_file, (storage, before) in self._states.items():
            file = board_file(covered_file, storage)  # a conflict may have moved it meanwhile
            now = read_board_state(file, storage)
            blank = now.blank if now.locked else before.blank
            write_board_state(file, storage, **{**dict(before), "blank": blank, "locked": False})
        self._states.clear()


def _is_ours(current: Document | None, file: Path) -> bool:
    return current is not None and not current.read_only and current.path == file


def _is_free(file: Path, storage: StorageContext) -> bool:
    """Whether no other window writes this session."""
    lock = acquire_lock(file, storage)
    if isinstance(lock, Lock):
        lock.release()
    return isinstance(lock, Lock)
