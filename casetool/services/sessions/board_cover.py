"""Covers the room's screens: at F12, at a session that was left, while nobody is at the laptop."""

import os
from pathlib import Path

from casetool.models.base import evolve
from casetool.models.pseudonyms.names import NameDisplay
from casetool.services.sessions.document import Document
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.board_state import (
    BoardState,
    darken_board,
    hide_board,
    is_darkened,
    read_board_state,
    write_board_state,
)
from casetool.storage.context import StorageContext, real_path
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.library.other_session import own_board_file


class BoardCover:
    """Covers the boards of every session that this window has opened.

    A board stays in the room when the facilitator goes back to the list or to another session.
    """

    def __init__(self) -> None:
        self._opened: dict[Path, StorageContext] = {}
        """Every session that this window has opened, or is just opening."""
        self._covered: dict[Path, tuple[StorageContext, BoardState]] = {}
        """Each covered board, and its state as it was before."""
        self._is_covering = False
        """Whether this window is locked."""

    def expect(self, path: Path, storage: StorageContext) -> None:
        """Remember a session that is about to be opened, so that its board can be blanked already.

        Args:
            path: its file.
            storage: its storage context.
        """
        self._opened[real_path(path)] = storage

    def add(self, document: Document) -> None:
        """Remember a session that this window has opened, and let its board show it.

        While another window has it, its board is left alone: it may become our own later. Behind
        the lock it stays covered. What a locked window left covered as it ended is blank now.
        """
        self._opened[document.place] = document.storage
        if document.written_elsewhere:
            return
        if self._is_covering:
            self.cover(document)
        state = read_board_state(document.place, document.storage)
        own = (os.getpid(),) if self._is_covering else ()
        new_state = evolve(state, is_left=False)
        if state.locked_by != own:
            new_state = evolve(new_state, blank=True, locked_by=own)
        if new_state != state:
            write_board_state(document.place, document.storage, **dict(new_state))

    def leave(self, document: Document) -> bool:
        """Let the board of a session show nothing, as the facilitator goes elsewhere.

        Args:
            document: the session, before it is closed.

        Returns:
            Whether its board shows nothing, or is the board of another window.
        """
        path, storage = document.place, document.storage
        self._opened[path] = storage
        if document.written_elsewhere and not _is_free(path, storage):
            return True
        is_in_file = (
            document.save_state()[0] is SaveState.SAVED
            and document.session.wall is not NameDisplay.NAMES
        )  # then the file itself hides names from now on
        return hide_board(path, storage, **({"names": NameDisplay.NAMES} if is_in_file else {}))

    def is_blank(self, current: Document | None) -> bool:
        """Whether F12 would bring the boards back.

        Args:
            current: the open session. Without one, every board must be blank.
        """
        if current is not None:
            return read_board_state(current.place, current.storage).blank
        states = self.states(None)
        return bool(states) and all(state.blank for state in states)

    def states(self, current: Document | None) -> list[BoardState]:
        """The state of the board of the open session, or of all boards without one.

        Args:
            current: the open session, if there is one.
        """
        if current is not None:
            return [read_board_state(current.place, current.storage)]
        return [read_board_state(*board) for board in self._boards(None).items()]

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
            state = read_board_state(file, storage)
            if state.blank and state.blanked_by != os.getpid():
                continue
            is_written = write_board_state(
                file,
                storage,
                blank=True,
                blanked_by=os.getpid(),
                is_left=self._is_left(current, file, storage),
            )
            all_blank &= is_written is not None or darken_board(file, storage)
        return all_blank if boards else None

    def bring_back(self, current: Document | None) -> bool:
        """Bring back the board of the open session, and the others that this window has blanked.

        Without an open session all are brought back, but none that another window has and blanked.

        Args:
            current: the open session, if there is one.

        Returns:
            Whether each of them is back.
        """
        all_back = True
        for file, storage in self._boards(current).items():
            state = read_board_state(file, storage)
            if current is None or current.place != file:
                is_ours = state.blanked_by == os.getpid()
                if not is_ours and (current is not None or not _is_free(file, storage)):
                    continue
            all_back &= self._bring_back(current, file, storage, state.names)
        return all_back

    def _bring_back(
        self, current: Document | None, file: Path, storage: StorageContext, names: NameDisplay
    ) -> bool:
        """Bring back one board. Names stay hidden even if a full disk has emptied its state."""
        if current is not None and current.place == file and names is NameDisplay.NAMES:
            names = current.session.wall
        is_left = self._is_left(current, file, storage)
        changes = {"blank": False, "blanked_by": 0, "is_left": is_left, "names": names}
        return write_board_state(file, storage, **changes) is not None

    @staticmethod
    def _is_left(current: Document | None, file: Path, storage: StorageContext) -> bool:
        """Whether nobody shows a session any more: it is not open here, nor in another window.

        The state may not say so: a full disk emptied it, or it went with the session.
        """
        if current is not None and current.place == file:
            return False
        return read_board_state(file, storage).is_left or _is_free(file, storage)

    def _boards(self, current: Document | None) -> dict[Path, StorageContext]:
        """The files of all boards, with their storage context."""
        if current is not None:
            self._opened[current.place] = current.storage
        return {own_board_file(path, storage): storage for path, storage in self._opened.items()}

    def cover(self, current: Document | None) -> bool:
        """Cover the boards, but none of a session that another window writes by now.

        Args:
            current: the open session, if there is one.

        Returns:
            Whether each of them is covered.
        """
        self._is_covering = True
        is_covered = True
        for file, storage in self._boards(current).items():
            state = read_board_state(file, storage)
            is_ours = _is_ours(current, file) or _is_free(file, storage)
            if os.getpid() in state.locked_by or not is_ours:
                continue
            self._covered.setdefault(file, (storage, state))
            locked_by = (*state.locked_by, os.getpid())
            is_written = write_board_state(file, storage, locked_by=locked_by) is not None
            is_covered &= is_written or darken_board(file, storage)
        return is_covered

    def lift(self) -> None:
        """Show again what the boards showed before, where no other window has decided since."""
        self._is_covering = False
        for covered_file, (storage, before) in self._covered.items():
            file = own_board_file(covered_file, storage)  # a conflict may have moved it meanwhile
            if is_darkened(file, storage):
                write_board_state(file, storage, **dict(before))
                continue
            now = read_board_state(file, storage).locked_by
            if os.getpid() in now:
                others = tuple(process for process in now if process != os.getpid())
                write_board_state(file, storage, locked_by=others)
        self._covered.clear()


def _is_ours(current: Document | None, file: Path) -> bool:
    return current is not None and not current.written_elsewhere and current.place == file


def _is_free(file: Path, storage: StorageContext) -> bool:
    """Whether no other window writes this session."""
    lock = acquire_lock(file, storage)
    if isinstance(lock, Lock):
        lock.release()
    return isinstance(lock, Lock)
