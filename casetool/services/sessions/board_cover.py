"""Covers the room's screens: at F12, at a session that was left, while nobody is at the laptop."""

import os
from pathlib import Path

from casetool.models.base import evolve
from casetool.services.sessions.document import Document
from casetool.storage.board_state import (
    BoardState,
    board_file,
    darken_board,
    hide_board,
    is_darkened,
    read_board_state,
    write_board_state,
)
from casetool.storage.context import StorageContext
from casetool.storage.files.locks import Lock, acquire_lock


class BoardCover:
    """Covers the boards of every session that this window has opened.

    A board stays in the room when the facilitator goes back to the list or to another session.
    """

    def __init__(self) -> None:
        self._latest: Document | None = None
        self._written: dict[Path, StorageContext] = {}
        """The sessions that this window has written, without the latest."""
        self._covered: dict[Path, tuple[StorageContext, BoardState]] = {}
        """Each covered board, and its state as it was before."""
        self._opened: dict[Path, StorageContext] = {}
        """Every session that this window has opened, or is just opening."""
        self._blanked: dict[Path, StorageContext] = {}
        """The boards that this window has blanked with F12."""
        self._is_covering = False
        """Whether this window is locked."""

    def expect(self, path: Path, storage: StorageContext) -> None:
        """Remember a session that is about to be opened, so that its board can be blanked already.

        Args:
            path: its file.
            storage: its storage context.
        """
        self._opened[path] = storage

    def add(self, document: Document) -> None:
        """Remember a session that this window has opened, and let its board show it.

        One that it only shows may become its own later, so that is asked when it counts. Behind
        the lock it stays covered. What a locked window left covered as it ended is blank now.
        """
        self._note_latest()
        self._latest = document
        self._opened[document.path] = document.storage
        if self._is_covering:
            self.cover(document)
        state = read_board_state(document.path, document.storage)
        own = tuple(process for process in state.locked_by if process == os.getpid())
        new_state = evolve(state, left=False)
        if state.locked_by != own and not document.read_only:
            new_state = evolve(new_state, blank=True, locked_by=own)
        if new_state != state:
            write_board_state(document.path, document.storage, **dict(new_state))

    def leave(self, document: Document) -> bool:
        """Let the board of a session show nothing, as the facilitator goes elsewhere.

        Args:
            document: the session, before it is closed.

        Returns:
            Whether its board shows nothing, or is the board of another window.
        """
        path, storage = document.path, document.storage
        self._opened[path] = storage
        if document.read_only and not _is_free(path, storage):
            return True
        return hide_board(path, storage)

    def is_blank(self, current: Document | None) -> bool:
        """Whether F12 would bring the boards back.

        Args:
            current: the open session. Without one, every board must be blank.
        """
        if current is not None:
            return read_board_state(current.path, current.storage).blank
        boards = self._boards(None)
        return bool(boards) and all(
            read_board_state(file, storage).blank for file, storage in boards.items()
        )

    def blank(self, current: Document | None) -> bool | None:
        """Blank the boards of all sessions that this window has opened.

        Args:
            current: the open session, if there is one.

        Returns:
            Whether each of them is blank. None where no session was opened.
        """
        boards = self._boards(current)
        all_blank = True
        for file, storage in boards.items():
            if read_board_state(file, storage).blank and file not in self._blanked:
                continue
            left = self._is_left(current, file, storage)
            is_written = write_board_state(file, storage, blank=True, left=left) is not None
            all_blank &= is_written or darken_board(file, storage)
            self._blanked[file] = storage
        return all_blank if boards else None

    def bring_back(self, current: Document | None) -> bool:
        """Bring back the board of the open session, and the others that this window has blanked.

        Args:
            current: the open session, if there is one.

        Returns:
            Whether each of them is back.
        """
        boards = dict(self._blanked)
        boards |= {current.path: current.storage} if current is not None else self._boards(None)
        self._blanked.clear()
        files = {board_file(file, storage): storage for file, storage in boards.items()}
        states = [
            write_board_state(
                file, storage, blank=False, left=self._is_left(current, file, storage)
            )
            for file, storage in files.items()
        ]
        return None not in states

    @staticmethod
    def _is_left(current: Document | None, file: Path, storage: StorageContext) -> bool:
        """Whether nobody shows a session any more: it is not open here, nor in another window.

        The state may not say so: a full disk emptied it, or it went with the session.
        """
        if current is not None and current.path == file:
            return False
        return read_board_state(file, storage).left or _is_free(file, storage)

    def _boards(self, current: Document | None) -> dict[Path, StorageContext]:
        """The files of all boards, with their storage context."""
        if current is not None:
            self._opened[current.path] = current.storage
        return {board_file(path, storage): storage for path, storage in self._opened.items()}

    def cover(self, current: Document | None) -> bool:
        """Cover the boards, but none of a session that another window writes by now.

        Args:
            current: the open session, if there is one.

        Returns:
            Whether each of them is covered.
        """
        self._is_covering = True
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
        self._is_covering = False
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
