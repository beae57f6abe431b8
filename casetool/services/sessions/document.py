"""The Document: the session now, its past, and where it rests. Nothing else changes a session."""

import random
from collections.abc import Callable
from pathlib import Path

from casetool.clock import Now, local_now
from casetool.models.base import evolve
from casetool.models.gone import Edit, edit_if_there
from casetool.models.ids import fresh_id
from casetool.models.method import Method
from casetool.models.session import Session, ids_of
from casetool.models.session_edits import open_step
from casetool.services.sessions.undo_history import UndoHistory
from casetool.storage.autosave import drafts
from casetool.storage.autosave.emergency_copy import origins_of_copies
from casetool.storage.autosave.save_state import SaveState, SaveStatusCallback
from casetool.storage.autosave.writer import Writer
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import Fingerprint, make_private
from casetool.storage.files.locks import Lock, LockOwner, acquire_lock
from casetool.storage.files.watcher import ExternalChange, ExternalChangeCallback
from casetool.storage.history.undo_journal import ChangeKind, EarlierChanges, read_earlier_changes
from casetool.storage.library.free_names import new_path
from casetool.storage.toml.codec import Loaded, loads
from casetool.storage.toml.session_file import read_session

Watcher = Callable[[Session, Session], None]
"""Told of the session before and after each change."""

_KEPT = ("clocks", "hour", "at", "begun")
"""What undo leaves as it is: time does not run backwards, and one stays where one is."""


class Document:
    """One open session.

    Args:
        loaded: what its file holds.
        path: the file.
        fingerprint: what the file is known to hold on disk.
        now: the clock.
        chance: where new ids come from.
        writer: what puts the file on disk; handed in by tests of a failing disk.
        storage: what the file is kept with.
    """

    def __init__(
        self,
        loaded: Loaded,
        path: Path,
        fingerprint: Fingerprint | None,
        now: Now = local_now,
        chance: random.Random | None = None,
        writer: Writer | None = None,
        storage: StorageContext | None = None,
    ) -> None:
        self.method: Method = loaded.method
        self.unknown = loaded.unknown
        self.now = now
        self.refused: Callable[[str], object] = lambda why: None
        """Told why a change was not made."""
        self._newer = loaded.newer
        self._session = loaded.session
        self.history = self._history_from(EarlierChanges((), ""))
        self._watchers: list[Watcher] = []
        self._chance = chance or random.SystemRandom()
        self.storage = storage or StorageContext()
        """What the file is kept with."""
        self._claim: Lock | LockOwner = Lock(None)
        self._writer = writer or Writer(path, fingerprint, loaded.method, storage=storage)
        self._writer.saver.begin(loaded.session, loaded.known)
        self._writer.start()

    @classmethod
    def open(
        cls,
        path: Path,
        find_method: Callable[[str], Method],
        now: Now = local_now,
        chance: random.Random | None = None,
        storage: StorageContext | None = None,
    ) -> "Document":
        """Open a session file: to write it, or to look on while another window does.

        Raises:
            OSError: it cannot be read.
            SessionFileError: it is no session that this version can open.
            NoMethodError: its method is not at hand.
            SealError: it is sealed, and not with this seal.
        """
        held = acquire_lock(path, storage := storage or StorageContext())
        try:
            loaded, mark, text = read_session(path, find_method, storage)
            document = cls(loaded, path, mark, now, chance, storage=storage)
        except BaseException:
            if isinstance(held, Lock):
                held.release()
            raise
        document._claim = held
        document.history = document._history_from(read_earlier_changes(path, text, storage.cipher))
        return document

    @classmethod
    def create(
        cls,
        session: Session,
        method: Method,
        folder: Path,
        now: Now = local_now,
        storage: StorageContext | None = None,
    ) -> "Document":
        """Put a new session into a folder, under a name that is free.

        Raises:
            SaveError: it could not be written.
        """
        storage = storage or StorageContext()
        make_private(folder)
        day, copies = session.discussion or now().date(), origins_of_copies(storage)
        path = new_path(folder, session.child, day, storage.cipher.suffix, copies)
        writer = Writer(path, None, method, storage=storage)
        writer.saver.save(session)
        return cls(Loaded(session, method), path, None, now=now, writer=writer, storage=storage)

    @property
    def session(self) -> Session:
        """The session now."""
        return self._session

    @property
    def path(self) -> Path:
        """Where it rests."""
        return self._writer.path

    @property
    def read_only(self) -> str:
        """Why nothing can be changed here, for a sentence; nothing when it can."""
        if self._newer:
            return f"It was written by a newer casetool (format {self._newer}): it is only shown."
        if isinstance(self._claim, LockOwner):
            return f"It is open in {self._claim.words}: here it is only shown."
        return ""

    @property
    def conflicting_path(self) -> Path | None:
        """The file that somebody else changed, from which this one went on in its own."""
        return self._writer.saver.conflicting_path

    @property
    def rescue(self) -> Path | None:
        """The emergency copy that has every word, while they cannot be saved."""
        return self._writer.saver.rescue

    def apply(self, edit: Edit, label: str) -> bool:
        """Make a change that can be undone.

        Args:
            edit: the change.
            label: what was done, for “Undone: …”.

        Returns:
            Whether anything changed.
        """
        old, new = self._session, edit_if_there(edit, self._session, self.refused)
        if new is old or new == old:
            return False
        if self.read_only:
            self.refused(self.read_only)
            return False
        self.history.add(old, label)
        self._become(new, ChangeKind.EDIT, label)
        return True

    def note(self, edit: Edit) -> None:
        """Make a change that undo leaves as it is; in this window only, where it is read-only."""
        new = edit(self._session)
        if new is not self._session:
            self._become(new, ChangeKind.NOTE, "")

    def undo(self) -> str | None:
        """Take back the last change, also of an earlier sitting; what it was, or None."""
        return self._travel(self.history.back, ChangeKind.UNDO)

    def redo(self) -> str | None:
        """Bring back what was undone last; what it was, or None."""
        return self._travel(self.history.forth, ChangeKind.REDO)

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Tell somebody of each change, in the thread that made it.

        Returns:
            What ends it.
        """
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def on_saved(self, tell: SaveStatusCallback) -> None:
        """Tell somebody, from the writer's thread, whether all is on disk, and why not."""
        self._writer.tell = tell

    def save_state(self) -> tuple[SaveState, str]:
        """Whether all is on disk, and if not, why."""
        return self._writer.state

    def keep_draft(self, slot: str, text: str) -> None:
        """Keep words that are still being typed; on disk within a second."""
        if not self.read_only:
            self._writer.put_draft(slot, text)

    def drafts(self) -> dict[str, str]:
        """The words that were being typed when the session was last open."""
        return {} if self.read_only else drafts.drafts_with_copies(self.path, self.storage)

    def fresh_id(self) -> str:
        """An id that nothing in the session has."""
        return fresh_id(self._chance, set(ids_of(self._session)))

    def continue_in(self, path: Path, fingerprint: Fingerprint | None, put_away: bool) -> None:
        """Rest in another file from now on.

        Args:
            path: the other file.
            fingerprint: what it is known to hold; None when it must not be there.
            put_away: whether the file until now becomes an earlier version.
        """
        self._writer.move(path, fingerprint, put_away)
        self._writer.put(self._session)

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until everything is on disk, some seconds at most; whether it is."""
        return self._writer.flush(timeout)

    def on_outside(self, tell: ExternalChangeCallback) -> None:
        """Tell somebody, from the writer's thread, when somebody else changed the file."""
        self._writer.watch(tell)

    def accept_external(self, outside: ExternalChange) -> bool:
        """Become what somebody else put into the file.

        Undo goes back no further than this: it never takes away what the other wrote.

        Returns:
            Whether it was: not while a change of ours waits; saving that keeps both.
        """
        if not self._writer.accept(outside):
            return False
        self.history = self._history_from(EarlierChanges((), ""))
        self.unknown, self._newer = outside.loaded.unknown, outside.loaded.newer
        old, self._session = self._session, outside.loaded.session
        if self.read_only:  # whoever looks on stays where they look
            self._session = open_step(self._session, old.at)
        for watcher in tuple(self._watchers):
            watcher(old, self._session)
        return True

    def try_acquire_lock(self) -> bool:
        """Ask again for the right to write; whether this window has just got it.

        Raises:
            OSError: the file cannot be read.
            SessionFileError: it is no session any more.
        """
        if not isinstance(self._claim, LockOwner):
            return False
        if isinstance(held := acquire_lock(self.path, self.storage), LockOwner):
            return False
        loaded, mark, _ = read_session(self.path, lambda _: self.method, self.storage)
        self.accept_external(ExternalChange(loaded, mark, self._writer.fingerprint))
        self._claim = held
        return True

    def close(self) -> None:
        """Let everything reach the disk, stop writing, and let others write."""
        self._writer.stop()
        if isinstance(self._claim, Lock):
            self._claim.release()

    def _history_from(self, earlier: EarlierChanges) -> UndoHistory:
        return UndoHistory(earlier, lambda text: loads(text, lambda _: self.method).session)

    def _travel(
        self, step: Callable[[Session], tuple[Session, str] | None], way: ChangeKind
    ) -> str | None:
        if self.read_only:
            self.refused(self.read_only)
        elif reached := step(self._session):
            value, label = reached
            unchanged = {name: getattr(self._session, name) for name in _KEPT}
            self._become(evolve(value, **unchanged), way, label)
            return label
        return None

    def _become(self, new: Session, way: ChangeKind, label: str) -> None:
        old, self._session = self._session, new
        if not self.read_only:
            self._writer.put(new, way, label)
        for watcher in tuple(self._watchers):
            watcher(old, new)
