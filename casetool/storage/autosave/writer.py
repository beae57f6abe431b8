"""The one thread that saves a session, so that the screen never waits for the disk."""

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.storage.autosave.draft_queue import DRAFT_PAUSE_SECONDS, DraftQueue
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.hang_watch import HANG_SECONDS, HangWatch, Unsaved
from casetool.storage.autosave.outside_watch import OutsideWatch
from casetool.storage.autosave.save_state import SaveState, SaveStatus
from casetool.storage.autosave.saver import Saver, SaveStep
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import Fingerprint, SaveError, Write, write_atomically
from casetool.storage.files.watcher import ExternalChange, ExternalChangeCallback
from casetool.storage.history.earlier_changes import ChangeKind

DRAWING_SECONDS = 0.1
"""Seconds that a change waits, so that it is drawn before saving begins."""

RETRY_PAUSE_SECONDS = 5.0
"""Seconds between tries while a file cannot be written."""

STOP_SECONDS = 5.0
"""Seconds that the disk has for the last save."""


class Writer:
    """Saves the latest session and the latest drafts of one file.

    Args:
        path: the session file.
        fingerprint: the fingerprint of its content, or None when it does not exist.
        method: the session's method.
        write: writes a file. Tests pass one that fails. By default drafts do not wait for it.
        retry: seconds between tries while it fails.
        storage: the storage context.
        hang: seconds after which a disk does not answer, and emergency copies are made.
    """

    def __init__(
        self,
        path: Path,
        fingerprint: Fingerprint | None,
        method: Method,
        write: Write | None = None,
        retry: float = RETRY_PAUSE_SECONDS,
        storage: StorageContext | None = None,
        hang: float = HANG_SECONDS,
    ) -> None:
        write = write or partial(write_atomically, wait=self._wait_in_save)
        self.saver, self.status = Saver(path, fingerprint, method, write, storage), SaveStatus()
        self.status.lost_key = lambda: self.saver.key_guard.trouble
        storage = storage or StorageContext()
        self._retry, self._drafts = retry, DraftQueue(retry)
        self._outside = OutsideWatch(self.saver, method, storage.cipher)
        self._changed = threading.Condition()
        self._session: Session | None = None
        self._put_count = self._kept_count = 0
        """How many were put here, and which of them the file or the emergency copy has, or -1."""
        self._steps: list[SaveStep] = []
        self._moves: list[Callable[[], None]] = []
        self.draft_store = DraftStore(storage, self.saver.other_form)
        self._stopping, self._busy, self._save_due, self._notice = False, False, 0.0, ""
        self._thread = threading.Thread(target=self._run, name="casetool-writer", daemon=True)
        self.hang_watch = HangWatch(
            self._changed, lambda: Unsaved(self._session, self._drafts.unwritten, self._put_count),
            self.status, self.saver, self.draft_store, storage, hang,
        )  # fmt: skip

    @property
    def path(self) -> Path:
        """The session file."""
        return self.saver.path

    def start(self) -> None:
        """Start the thread, and the one that watches it."""
        self._thread.start()
        self.hang_watch.start()

    def watch(self, callback: ExternalChangeCallback) -> None:
        """Report changes by other programs to a callback, from the writer's thread."""
        with self._changed:
            self._outside.begin(callback)
            self._changed.notify_all()

    def put(self, session: Session, kind: ChangeKind = ChangeKind.NOTE, label: str = "") -> None:
        """Save this session soon, instead of one that still waits.

        Args:
            session: the session.
            kind: the kind of the change that led to it.
            label: the label of that change.
        """
        with self._changed:
            due = monotonic() + DRAWING_SECONDS
            self._save_due = due if self._session is None else min(self._save_due, due)
            self._drafts.wait_until(self._save_due)  # the session must have what was entered first
            self._session = session
            self._put_count += 1
            self._steps.append((session, kind, label))
            self.status.of_session = (SaveState.SAVING, "")
            self._changed.notify_all()

    def put_draft(self, slot: str, text: str, apart: bool = False) -> None:
        """Save a draft soon, or only in a copy where the session is only shown."""
        with self._changed:
            self.draft_store.note(slot, text, apart)
            if self._drafts.put(slot, text):
                self._changed.notify_all()

    def take_over_drafts(self) -> dict[str, str]:
        """The text that earlier runs left. What is only in their copies is saved by this one."""
        with self._changed:
            unwritten = self._drafts.unwritten
        drafts = self.draft_store.take_over(self.path, unwritten)
        with self._changed:
            self._drafts.put_due(self.draft_store.unfiled)
            self._changed.notify_all()
        return drafts

    def try_drafts(self) -> bool:
        """Save new drafts at once, and say whether each was tried by now."""
        with self._changed:
            if not self._drafts.was_tried:
                self._hurry()
            return self._drafts.was_tried

    def move(self, path: Path, fingerprint: Fingerprint | None, archive: bool) -> None:
        """Continue in another file, from the next session put here.

        Args:
            path: the other file.
            fingerprint: of its content, or None when it must not exist.
            archive: whether to turn the present file into an earlier version.
        """
        with self._changed:
            self._moves.append(partial(self.saver.move_to, path, fingerprint, archive))

    def accept(self, change: ExternalChange) -> bool:
        """Accept what another program wrote, if nothing of ours waits or was saved, and say so."""
        with self._changed:
            if self._session is not None or self._busy or self.saver.fingerprint != change.replaced:
                return False
            self.saver.fingerprint = change.fingerprint
            self.draft_store.belong_to(change.loaded.session, self.saver.place)
            self.saver.begin(change.loaded.session, change.loaded.rows)
            return True

    def flush(self, timeout: float) -> bool:
        """Wait until everything is written.

        Args:
            timeout: the longest time to wait, in seconds.

        Returns:
            Whether everything is on disk.
        """
        with self._changed:
            self._hurry()
            wait_for = self._changed.wait_for
            return wait_for(lambda: not (self._session or self._drafts or self._busy), timeout)

    def _hurry(self) -> None:
        """Have what was not tried yet written now. The lock is held."""
        self._drafts.due = 0.0
        if self.status.of_session[0] is SaveState.SAVING:
            self._save_due = 0.0
        self._changed.notify_all()

    def stop(self, patience: float = STOP_SECONDS) -> None:
        """Write whatever waits, and end the thread. A disk that is too slow leaves copies.

        Args:
            patience: seconds for the disk, and again for the emergency copies.
        """
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self.hang_watch.end(self._thread, patience)
        self.draft_store.release()
        self.saver.release_locks()

    def _run(self) -> None:
        stopping = False
        while not stopping:
            with self._changed:
                self.hang_watch.rest()
                while (seconds := self._wait_seconds()) != 0:
                    self._changed.wait(seconds)
                self.hang_watch.begin_round()
                # at the end, and in another file, everything gets one more try
                stopping, now = self._stopping, monotonic()
                session = self._session if stopping or now >= self._save_due else None
                steps, self._steps = (self._steps, []) if session else ([], self._steps)
                idle, put_count = self._session is None, self._put_count
                moves, self._moves = (self._moves, []) if session else ([], self._moves)
                drafts = self._drafts.take(all_of_them=stopping or bool(moves))
                self._busy = True
            for move in moves:
                _go_on_after(move)
            if session is not None:
                self._save(session, steps, put_count)
            self._save_drafts(drafts, put_count)
            _go_on_after(partial(self._check_folder, put_count))
            with self._changed:
                self._busy = self._drafts.is_writing = False
                self._changed.notify_all()
            if idle:
                _go_on_after(self._look_outside)

    def _wait_seconds(self) -> float | None:
        """Seconds until something is due, or None. While a session waits, no look is."""
        times = [self._drafts.due] if self._drafts else []
        times += [self._save_due] if self._session is not None else []
        times += [self._outside.due] if self._outside.is_on and self._session is None else []
        times += [0.0] if self._stopping else []
        return max(0.0, min(times) - monotonic()) if times else None

    def _look_outside(self) -> None:
        """Make the next save ready, and look what other programs did to the file."""
        self.saver.get_ready()
        self.status.report()
        gone_texts = self.draft_store.gone_texts(self.saver.place)
        with self._changed:
            self._drafts.put_back(gone_texts, self.draft_store.unfinished)
        self._outside.look()

    def _save(self, session: Session, steps: list[SaveStep], put_count: int) -> None:
        self.status.report()
        try:
            self._notice = self.saver.save(session, steps) or self._notice
            self.draft_store.belong_to(session, self.saver.place)
        except Exception as error:  # no fault of casetool may end the thread that saves
            self._settle(put_count, SaveState.NOT_SAVED, _why_not(self.path, error))
        else:
            self._settle(put_count, SaveState.SAVED, self._notice)

    def _wait_in_save(self, seconds: float) -> None:
        """Wait while another program has the file open, and save text typed meanwhile."""
        end = monotonic() + seconds
        while (remaining := end - monotonic()) > 0:
            with self._changed:
                self._changed.wait(min(remaining, DRAFT_PAUSE_SECONDS))
                texts = self._drafts.take_texts()
            if texts:
                self._save_drafts(texts, self._put_count)

    def _check_folder(self, put_count: int) -> None:
        """Check the folder after the first save, so that the save does not wait for it."""
        is_saved = put_count and self.status.of_session[0] is SaveState.SAVED
        if is_saved and (notice := self.saver.check_folder()):
            self._settle(put_count, SaveState.SAVED, notice)

    def _settle(self, put_count: int, state: SaveState, why: str) -> None:
        is_kept = state is SaveState.SAVED or self.saver.copies.path is not None
        self._kept_count = put_count if is_kept else -1
        with self._changed:
            if self._put_count != put_count:
                return  # a newer session waits, and this notice is reported with it
            if state is SaveState.SAVED:
                self._session, self._notice = None, ""
            else:
                self._save_due = monotonic() + self._retry
            self.status.of_session = (state, why)
        self.status.report()

    def _save_drafts(self, drafts: dict[str, str], put_count: int) -> None:
        """Save drafts, and try those that fail again later.

        What was entered is deleted once the session, or its emergency copy, has it.
        """
        try:
            is_unsaved = self._kept_count != put_count
            unsaved = self.draft_store.keep(self.saver.place, drafts, is_unsaved)
            self.status.lost_text = self.draft_store.lost_text
        except Exception as error:  # no fault of casetool may end the thread that saves
            unsaved, self.status.lost_text = drafts, _why_not(self.path, error)
        with self._changed:
            self._drafts.put_back(unsaved)
        self.status.report()


def _go_on_after(action: Callable[[], object]) -> None:
    """Do something beside the saving. Whatever fails there, the thread that saves goes on."""
    with contextlib.suppress(Exception):
        action()


def _why_not(path: Path, error: Exception) -> str:
    fault = f"{path.name} was not saved: a fault of casetool ({type(error).__name__})."
    return str(error) if isinstance(error, SaveError) else fault
