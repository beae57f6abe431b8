"""The one thread that writes a session: in order, the newest value, never on the screen's time."""

import contextlib
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.storage.autosave.drafts import DraftStore
from casetool.storage.autosave.save_state import (
    SaveState,
    SaveStatusCallback,
    ignore_status,
)
from casetool.storage.autosave.saver import Saver, SaveStep
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import (
    Fingerprint,
    SaveError,
    Write,
    fingerprint_of,
    write_atomically,
)
from casetool.storage.files.watcher import (
    ExternalChange,
    ExternalChangeCallback,
    Watch,
    read_external_change,
)
from casetool.storage.history.undo_journal import ChangeKind

DRAFT_PAUSE_SECONDS = 0.5
"""Seconds that words still being typed may wait, so that not every key is a write.

With what a slow disk takes for a save that comes first, and for the words, it is a second.
"""

DRAWING_SECONDS = 0.1
"""Seconds that a change waits: long enough to be drawn before the work of saving begins."""

RETRY_PAUSE_SECONDS = 5.0
"""Seconds between tries while a file cannot be written."""

EXTERNAL_POLL_SECONDS = 0.5
"""Seconds between two looks at whether somebody else changed the file."""


class Writer:
    """Writes the newest session and the newest drafts of one file.

    Args:
        path: the file.
        fingerprint: what it is known to hold; None when it is not there.
        method: the session's method.
        write: puts bytes on disk; handed in by tests of a failing one.
        retry: seconds between tries while it fails.
        storage: what the file is kept with.
    """

    def __init__(
        self,
        path: Path,
        fingerprint: Fingerprint | None,
        method: Method,
        write: Write = write_atomically,
        retry: float = RETRY_PAUSE_SECONDS,
        storage: StorageContext | None = None,
    ) -> None:
        self.saver = Saver(path, fingerprint, method, write, storage)
        self.state: tuple[SaveState, str] = (SaveState.SAVED, "")
        self.tell: SaveStatusCallback = ignore_status
        """Told from the writer's thread of each change of the state."""
        self._outside: ExternalChangeCallback | None = None
        storage = storage or StorageContext()
        self._method, self._retry, self._cipher = method, retry, storage.cipher
        self._kept = DraftStore(storage)
        self._watch = Watch()
        self._changed = threading.Condition()
        self._session: Session | None = None
        self._puts = 0
        """How often something was put here: a value may come twice, for another file."""
        self._steps: list[SaveStep] = []
        self._moves: list[Callable[[], None]] = []
        self._drafts: dict[str, str] = {}
        self._draft_due = self._save_due = self._look_due = 0.0
        self._stopping = self._busy = False
        self._news = ""
        self._last_told = self.state
        self._thread = threading.Thread(target=self._run, name="casetool-writer", daemon=True)

    @property
    def path(self) -> Path:
        """The file."""
        return self.saver.path

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def watch(self, tell: ExternalChangeCallback) -> None:
        """Tell somebody, from the writer's thread, when somebody else changed the file."""
        with self._changed:
            # not at once: the session was just read, and is being drawn
            self._outside, self._look_due = tell, monotonic() + EXTERNAL_POLL_SECONDS
            self._changed.notify_all()

    def put(self, session: Session, way: ChangeKind = ChangeKind.NOTE, label: str = "") -> None:
        """Write this session now; one that still waits is not written any more.

        Args:
            session: the session.
            way: what kind of change led to it.
            label: what that change was called.
        """
        with self._changed:
            due = monotonic() + DRAWING_SECONDS
            self._save_due = due if self._session is None else min(self._save_due, due)
            self._session = session
            self._puts += 1
            self._steps.append((session, way, label))
            self.state = (SaveState.SAVING, "")
            self._changed.notify_all()

    def put_draft(self, slot: str, text: str) -> None:
        """Keep these words, shortly."""
        with self._changed:
            first = not self._drafts
            self._drafts[slot] = text
            if first:  # what is typed after it goes the same way: no key wakes the thread
                self._draft_due = monotonic() + DRAFT_PAUSE_SECONDS
                self._changed.notify_all()

    @property
    def fingerprint(self) -> Fingerprint | None:
        """What the file is known to hold."""
        return self.saver.fingerprint

    def move(self, path: Path, fingerprint: Fingerprint | None, put_away: bool) -> None:
        """Go on in another file, from the next session that is put here.

        Args:
            path: the other file.
            fingerprint: what it is known to hold; None when it must not be there.
            put_away: whether the file until now becomes an earlier version.
        """
        with self._changed:
            self._moves.append(partial(self.saver.move_to, path, fingerprint, put_away))

    def accept(self, outside: ExternalChange) -> bool:
        """Know the file by what somebody else put into it.

        Returns:
            Whether that is possible: no change of ours is passed over, waiting or saved since.
        """
        with self._changed:
            waits = self._session is not None or self._busy
            if waits or self.saver.fingerprint != outside.instead_of:
                return False
            self.saver.fingerprint = outside.fingerprint
            self.saver.begin(outside.loaded.session, outside.loaded.known)
            return True

    def flush(self, timeout: float) -> bool:
        """Wait until nothing is left to write.

        Args:
            timeout: seconds at most.

        Returns:
            Whether all of it is on disk.
        """
        with self._changed:
            self._draft_due = 0.0
            if self.state[0] is SaveState.SAVING:
                self._save_due = 0.0
            self._changed.notify_all()
            return self._changed.wait_for(self._all_written, timeout)

    def stop(self) -> None:
        """Write what is left, and end."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def _all_written(self) -> bool:
        return self._session is None and not self._drafts and not self._busy

    def _run(self) -> None:
        stopping = False
        while not stopping:
            with self._changed:
                while not self._something_due():
                    self._changed.wait(self._patience())
                # at the end all of it has one more try, whatever failed before
                stopping, now = self._stopping, monotonic()
                session = self._session if stopping or now >= self._save_due else None
                steps, self._steps = (self._steps, []) if session else ([], self._steps)
                due = stopping or now >= self._draft_due
                words, self._drafts = (self._drafts, {}) if due else ({}, self._drafts)
                idle = self._session is None
                puts = self._puts
                moves, self._moves = (self._moves, []) if session else ([], self._moves)
                self._busy = True
            for move in moves:
                move()
            if session is not None:
                self._save(session, steps, puts)
            self._keep(words)
            self._try_drive(puts)
            with self._changed:
                self._busy = False
                self._changed.notify_all()
            if idle:
                self._look()

    def _something_due(self) -> bool:
        now = monotonic()
        return (
            self._stopping
            or (self._session is not None and now >= self._save_due)
            or (bool(self._drafts) and now >= self._draft_due)
            or (self._outside is not None and now >= self._look_due)
        )

    def _patience(self) -> float | None:
        """Seconds until something is due by itself; None when nothing waits."""
        times = [self._draft_due] if self._drafts else []
        times += [self._save_due] if self._session is not None else []
        times += [self._look_due] if self._outside is not None else []
        return max(0.0, min(times) - monotonic()) if times else None

    def _look(self) -> None:
        """See whether somebody else changed the file, or left no whole session there."""
        self.saver.get_ready()
        tell, known = self._outside, self.saver.fingerprint
        self._look_due = monotonic() + EXTERNAL_POLL_SECONDS
        if tell is None:
            return
        data, loaded, news = self._watch.look(self.path, known), None, None
        if data is not None:
            loaded = read_external_change(data, self._method, self._cipher)
        if data is not None and loaded is not None:
            news = ExternalChange(loaded, fingerprint_of(data), known, self.saver.keep_ours())
        if self._watch.lost(data is not None and loaded is None) or news is not None:
            with contextlib.suppress(Exception):  # whoever listened may be gone
                tell(news)

    def _save(self, session: Session, steps: list[SaveStep], puts: int) -> None:
        self._announce()
        try:
            self._news = self.saver.save(session, steps) or self._news
        except SaveError as error:
            self._settle(puts, SaveState.NOT_SAVED, str(error))
        except Exception as error:
            # whatever it is: a fault of ours must not end the thread that saves
            words = f"{self.path.name} was not saved: a fault of casetool ({type(error).__name__})."
            self._settle(puts, SaveState.NOT_SAVED, words)
        else:
            self._settle(puts, SaveState.SAVED, self._news)

    def _try_drive(self, puts: int) -> None:
        """Say what the drive cannot promise: behind the first save, which waits for nothing."""
        if puts and self.state[0] is SaveState.SAVED:
            self._news = self.saver.try_drive()
            if self._news:
                self._settle(puts, SaveState.SAVED, self._news)

    def _settle(self, puts: int, state: SaveState, why: str) -> None:
        with self._changed:
            if self._puts != puts:
                return  # a newer one waits; what there is to say is said with it
            if state is SaveState.SAVED:
                self._session, self._news = None, ""
            else:
                self._save_due = monotonic() + self._retry
            self.state = (state, why)
        self._announce()

    def _announce(self) -> None:
        """Tell of the state, unless it was told last: not every try that fails is news."""
        if self.state != self._last_told:
            self._last_told = self.state
            with contextlib.suppress(Exception):  # whoever listened may be gone
                self.tell(*self.state)

    def _keep(self, words: dict[str, str]) -> None:
        """Keep drafts; what cannot be kept now is tried again."""
        left = self._kept.keep(self.path, words, self.state[0] is SaveState.NOT_SAVED)
        if left:
            with self._changed:
                self._drafts = left | self._drafts
                self._draft_due = monotonic() + self._retry
