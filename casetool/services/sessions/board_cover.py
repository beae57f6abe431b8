"""Covers the room's screen while nobody is at the laptop."""

import os
from pathlib import Path

from casetool.services.sessions.document import Document
from casetool.storage.board_state import (
    BoardState,
    board_file,
    darken_board,
    is_darkened,
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
        self._latest: Document | None = None
        self._written: dict[Path, StorageContext] = {}
        """The sessions that this window has written, without the latest."""
        self._covered: dict[Path, tuple[StorageContext, BoardState]] = {}
        """Each covered board, and its state as it was before."""

    def add(self, document: Document) -> None:
        """Remember a session that this window has opened.

        One that it only shows may become its own later, so that is asked when it counts.
        """
        self._note_latest()
        self._latest = document

    def cover(self, current: Document | None) -> bool:
        """Cover the boards, but none of a session that another window writes by now.

        Args:
            current: the open session, if there is one.

        Returns:
            Whether each of them is covered.
        """
        self._latest = current or self._latest
        self._note_latest()
        is_covered = True
        for path, storage in self._written.items():
            file = board_file(path, storage)
            if file in self._covered or not (_is_ours(current, file) or _is_free(file, storage)):
                continue
            state = read_board_state(file, storage)
            self._covered[file] = storage, state
            locked_by = (*state.locked_by, os.getpid())
            is_written = write_board_state(file, storage, locked_by=locked_by) is not None
            is_covered &= is_written or darken_board(file, storage)
        return is_covered

    def lift(self) -> None:
        """Show again what the boards showed before, where no other window has decided since."""
        for covered_file, (storage, before) in self._covered.items():
            file = board_file(covered_file, storage)  # a conflict may have moved it meanwhile
            if is_darkened(file, storage):
                write_board_state(file, storage, **dict(before))
                continue
            now = read_board_state(file, storage).locked_by
            if os.getpid() in now:
                others = tuple(process for process in now if process != os.getpid())
                write_board_state(file, storage, locked_by=others)
        self._covered.clear()

    def _note_latest(self) -> None:
        if self._latest is not None and not self._latest.read_only:
            self._written[self._latest.path] = self._latest.storage


def _is_ours(current: Document | None, file: Path) -> bool:
    return current is not None and not current.read_only and current.path == file


def _is_free(file: Path, storage: StorageContext) -> bool:
    """Whether no other window writes this session."""
    lock = acquire_lock(file, storage)
    if isinstance(lock, Lock):
        lock.release()
    return isinstance(lock, Lock)
