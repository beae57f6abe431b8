"""The Document: an open session, its undo history and its file. Nothing else changes a session."""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path

from casetool.clock import Now, local_now
from casetool.models.corrections.version_record import what_stays
from casetool.models.ids import fresh_id
from casetool.models.method import Method
from casetool.models.session import Session, ids_of
from casetool.models.session_edits import open_step
from casetool.models.vanished_items import Edit, edit_if_there
from casetool.services.sessions.last_state import keep_last_state
from casetool.services.sessions.read_only import why_read_only
from casetool.services.sessions.undo_history import UndoHistory, after_undo
from casetool.storage.autosave.save_state import SaveState, SaveStatusCallback
from casetool.storage.autosave.writer import Writer
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import Fingerprint
from casetool.storage.files.locks import Lock, LockOwner, acquire_lock
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT
from casetool.storage.files.watcher import ExternalChange, ExternalChangeCallback
from casetool.storage.history.earlier_changes import ChangeKind, EarlierChanges
from casetool.storage.history.undo_journal import read_earlier_changes
from casetool.storage.toml.codec import Loaded, loads
from casetool.storage.toml.session_file import read_session

Watcher = Callable[[Session, Session], None]
"""Called with the session before and after each change."""

FORCED_END_SECONDS = 2.5
"""Seconds that the disk has when the program is ended, and the emergency copies have again."""


class Document:
    """One open session.

    Args:
        loaded: the content of its file.
        path: the file.
        fingerprint: the fingerprint of the file's content.
        now: the clock.
        chance: the source of new ids.
        writer: writes the file. Tests pass one whose disk fails.
        storage: the storage context.

    Attributes:
        try_drafts: saves new drafts at once, and says whether each was tried by now.
        unfinished: the texts by slot that are typed here or given by ``drafts``, not entered yet.
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
        self.unknown, self.renewed_ids = loaded.unknown, loaded.renewed_ids
        self.lacks_last_state = False
        """Whether the file lacked something at opening that was saved last. A version has it."""
        self.now, self.opened_path = now, path
        self.refused: Callable[[str], object] = lambda why: None
        """Called with the reason why a change was refused."""
        self._newer, self.is_replaced = loaded.newer, False
        """Whether the file that is only shown here holds another session now."""
        self._session, self.history = loaded.session, self._history_from(EarlierChanges((), ""))
        self._watchers: list[Watcher] = []
        self.chance, self.storage = chance or random.SystemRandom(), storage or StorageContext()
        self._lock: Lock | LockOwner = Lock(None)
        self._writer = writer or Writer(path, fingerprint, loaded.method, storage=storage)
        self.try_drafts, self.hang_watch = self._writer.try_drafts, self._writer.hang_watch
        self.unfinished = self._writer.draft_store.unfinished
        self._writer.saver.begin(loaded.session, loaded.rows)
        self._writer.draft_store.belong_to(loaded.session, path)
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
        """Open a session file, read-only while another window has it open.

        Raises:
            OSError: it cannot be read.
            SessionFileError: it is not a session that this version can open.
            NoMethodError: its method is not available.
            CipherError: it is encrypted, and this cipher cannot decrypt it.
        """
        lock = acquire_lock(path, storage := storage or StorageContext())
        try:
            loaded, fingerprint, text = read_session(path, find_method, storage)
            document = cls(loaded, path, fingerprint, now, chance, storage=storage)
        except BaseException:
            lock.release()
            raise
        document._lock = lock
        earlier = read_earlier_changes(path, text, storage.cipher)
        document.history = document._history_from(earlier)
        if not document.written_elsewhere:
            document.lacks_last_state = keep_last_state(path, loaded, text, earlier, storage)
        return document

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    @property
    def path(self) -> Path:
        """The session file."""
        return self._writer.path

    @property
    def place(self) -> Path:
        """The session file after following links: for what must not wait for its drive."""
        return self._writer.saver.place

    @property
    def read_only(self) -> str:
        """Why nothing can be changed here, for a sentence, or empty."""
        return why_read_only(self._newer, self._lock, self.is_replaced)

    @property
    def written_elsewhere(self) -> bool:
        """Whether another window has it. One that is only shown may be this window's own."""
        return isinstance(self._lock, LockOwner)

    @property
    def conflicting_path(self) -> Path | None:
        """The file that another program changed, after which this one continued in its own."""
        return self._writer.saver.conflicting_path

    @property
    def rescue(self) -> Path | None:
        """The emergency copy that holds everything while the session cannot be saved."""
        return self._writer.saver.copies.path

    def apply(self, edit: Edit, label: str) -> bool:
        """Make a change that can be undone.

        Args:
            edit: the change.
            label: a name for it, for “Undone: …”.

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
        self._set_session(new, ChangeKind.EDIT, label)
        return True

    def note(self, edit: Edit) -> None:
        """Make a change that undo does not revert. A read-only window shows it, but saves none."""
        new = edit(self._session)
        if new is not self._session:
            self._set_session(new, ChangeKind.NOTE, "")

    def undo(self) -> str | None:
        """Undo the last change, also of an earlier run, and give its label with what stays."""
        return self._move_in_history(self.history.back, ChangeKind.UNDO)

    def redo(self) -> str | None:
        """Redo the change undone last, and give its label or None."""
        return self._move_in_history(self.history.forth, ChangeKind.REDO)

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Call a watcher after each change, in the thread that made it. The result ends that."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def on_saved(self, callback: SaveStatusCallback) -> None:
        """Report the state of saving to a callback, from the writer's thread."""
        self._writer.status.on_change = callback

    def save_state(self) -> tuple[SaveState, str]:
        """The state of saving, and why the session is not saved."""
        return self._writer.status.now

    def keep_draft(self, slot: str, text: str) -> None:
        """Save text that is still being typed, within a second. A reader has a copy of its own."""
        self._writer.put_draft(slot, text, apart=bool(self.read_only))

    def drafts(self) -> dict[str, str]:
        """The texts by slot that others left unfinished, and that this window did not have yet."""
        return {} if self.read_only else self._writer.take_over_drafts()

    def fresh_id(self) -> str:
        """A new id that is not used in the session."""
        return fresh_id(self.chance, set(ids_of(self._session)))

    def continue_in(self, path: Path, fingerprint: Fingerprint | None, archive: bool) -> None:
        """Save to another file from now on. One that must not exist has no fingerprint.

        ``archive`` turns the present file into an earlier version.
        """
        self._writer.move(path, fingerprint, archive)
        self._writer.put(self._session)

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait for at most ``timeout`` seconds until everything is on disk, and say if it is."""
        return self._writer.flush(timeout)

    def on_outside(self, callback: ExternalChangeCallback) -> None:
        """Report changes by other programs to a callback, from the writer's thread."""
        self._writer.saver.is_only_shown = lambda: bool(self.read_only)
        self._writer.watch(callback)

    def accept_external(self, change: ExternalChange) -> bool:
        """Adopt a change by another program, and stop undo there: it never removes theirs.

        Returns:
            Whether it was. It is not while ours waits, and another session never is: ours goes on.
        """
        is_other = self._writer.saver.is_other(self._session, change.loaded.session)
        self.is_replaced = is_other and bool(self.read_only)
        if is_other and not self.is_replaced:
            self._writer.put(self._session)  # into a file beside it
        if is_other or not self._writer.accept(change):
            return False
        self.history = self._history_from(EarlierChanges((), ""))
        self.unknown, self._newer = change.loaded.unknown, change.loaded.newer
        self.renewed_ids = change.loaded.renewed_ids
        old, self._session = self._session, change.loaded.session
        if self.read_only:  # a reader stays at the step that they are looking at
            self._session = open_step(self._session, old.at)
        for watcher in tuple(self._watchers):
            watcher(old, self._session)
        return True

    def try_acquire_lock(self) -> bool:
        """Try again to lock the session for writing, and say whether that worked just now.

        Raises:
            OSError: the file cannot be read.
            SessionFileError: it is no longer a session.
        """
        lock = acquire_lock(self.place, self.storage) if self.written_elsewhere else self._lock
        if lock is self._lock or isinstance(lock, LockOwner):
            return False
        read = partial(read_session, find_method=lambda _: self.method, storage=self.storage)
        in_file = DEFAULT_TIME_LIMIT.once(read, self.path)
        if in_file is None or self._writer.saver.is_other(self._session, in_file[0].session):
            lock.release()
            return False
        loaded, fingerprint, _ = in_file
        self.accept_external(ExternalChange(loaded, fingerprint, self._writer.saver.fingerprint))
        self._lock = lock
        return True

    def end_in_time(self) -> None:
        """Save everything as the program is ended, within some seconds, perhaps in copies."""
        self._writer.stop(FORCED_END_SECONDS)

    def close(self) -> None:
        """Save everything, stop the writer, and release the lock."""
        self._writer.stop()
        self._lock.release()

    def _history_from(self, earlier: EarlierChanges) -> UndoHistory:
        return UndoHistory(earlier, lambda text: loads(text, lambda _: self.method).session)

    def _move_in_history(
        self, step: Callable[[Session], tuple[Session, str] | None], kind: ChangeKind
    ) -> str | None:
        if self.read_only:
            self.refused(self.read_only)
            return None
        while result := step(self._session):
            new, label = after_undo(result[0], self._session), result[1]
            if new != self._session:  # nothing to undo in a step that only sent notes round
                self._set_session(new, kind, label)
                return f"{label}{what_stays(result[0], new)}"
        return None

    def _set_session(self, new: Session, kind: ChangeKind, label: str) -> None:
        old, self._session = self._session, new
        if not self.read_only:
            self._writer.put(new, kind, label)
        for watcher in tuple(self._watchers):
            watcher(old, new)
