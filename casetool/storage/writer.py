"""The one thread that writes a session: in order, the newest value, never on the screen's time."""

import contextlib
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from time import monotonic

from casetool.models.method import Method
from casetool.models.session import Session
from casetool.storage import drafts
from casetool.storage.codec import SessionFileError, dumps, loads
from casetool.storage.files import ChangedOnDiskError, Mark, SaveError, write
from casetool.storage.library import free_path

DRAFT_PAUSE = 0.8
"""Seconds that words still being typed may wait, so that not every key is a write."""

RETRY_PAUSE = 5.0
"""Seconds between tries while a file cannot be written."""


class SaveState(StrEnum):
    """Whether what the screen shows is on disk."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


Told = Callable[[SaveState, str], object]
"""Told of the state of the file, and of what happened to it, if there is something to say."""

Write = Callable[[Path, bytes, Mark | None], Mark]
"""Puts bytes into a file that is known to hold something."""


def ignore(state: SaveState, why: str) -> None:
    """Tell nobody."""


class Writer:
    """Writes the newest session and the newest drafts of one file.

    Args:
        path: the file.
        mark: what it is known to hold; None when it is not there.
        method: the session's method.
        write: puts bytes on disk; handed in by tests of a failing one.
        retry: seconds between tries while it fails.
    """

    def __init__(
        self,
        path: Path,
        mark: Mark | None,
        method: Method,
        write: Write = write,
        retry: float = RETRY_PAUSE,
    ) -> None:
        self.path = path
        self.state: tuple[SaveState, str] = (SaveState.SAVED, "")
        self._mark, self._method, self._write, self._retry = mark, method, write, retry
        self.tell: Told = ignore
        """Told from the writer's thread of each change of the state."""
        self._changed = threading.Condition()
        self._session: Session | None = None
        self._drafts: dict[str, str] = {}
        self._draft_due = 0.0
        self._failing_until = 0.0
        self._stopping = False
        self._busy = False
        self._news = ""
        self._last_told = self.state
        self._thread = threading.Thread(target=self._run, name="casetool-writer", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def put(self, session: Session) -> None:
        """Write this session now; one that still waits is not written any more."""
        with self._changed:
            self._session = session
            self._failing_until = 0.0
            self.state = (SaveState.SAVING, "")
            self._changed.notify_all()

    def put_draft(self, slot: str, text: str) -> None:
        """Keep these words, shortly."""
        with self._changed:
            first = not self._drafts
            self._drafts[slot] = text
            if first:  # what is typed after it goes the same way: no key wakes the thread
                self._draft_due = monotonic() + DRAFT_PAUSE
                self._changed.notify_all()

    def write_now(self, text: str) -> None:
        """Write a text in the caller's own time.

        Raises:
            SaveError: it could not be written.
        """
        self._mark = self._write(self.path, text.encode(), self._mark)

    def flush(self, timeout: float) -> bool:
        """Wait until nothing is left to write.

        Args:
            timeout: seconds at most.

        Returns:
            Whether all of it is on disk.
        """
        with self._changed:
            self._draft_due = 0.0
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
                session = self._session if stopping or now >= self._failing_until else None
                due = stopping or now >= self._draft_due
                words, self._drafts = (self._drafts, {}) if due else ({}, self._drafts)
                self._busy = True
            if session is not None:
                self._save(session)
            self._keep(words)
            with self._changed:
                self._busy = False
                self._changed.notify_all()

    def _something_due(self) -> bool:
        now = monotonic()
        return (
            self._stopping
            or (self._session is not None and now >= self._failing_until)
            or (bool(self._drafts) and now >= self._draft_due)
        )

    def _patience(self) -> float | None:
        """Seconds until something is due by itself; None when nothing waits."""
        times = [self._draft_due] if self._drafts else []
        times += [self._failing_until] if self._session is not None else []
        return max(0.0, min(times) - monotonic()) if times else None

    def _save(self, session: Session) -> None:
        self._announce()
        try:
            self._write_session(session)
        except SaveError as error:
            self._mark = error.rests or self._mark
            self._settle(session, SaveState.NOT_SAVED, str(error))
        except Exception as error:
            # whatever it is: a fault of ours must not end the thread that saves
            words = f"{self.path.name} was not saved: a fault of casetool ({type(error).__name__})."
            self._settle(session, SaveState.NOT_SAVED, words)
        else:
            self._settle(session, SaveState.SAVED, self._news)

    def _write_session(self, session: Session) -> None:
        text = dumps(session, self._method)
        if not self._comes_back(text, session):
            raise SaveError(f"{self.path.name} was not saved: it would not come back as it is.")
        try:
            self.write_now(text)
        except ChangedOnDiskError as error:
            self._go_on_beside(text, error)

    def _comes_back(self, text: str, session: Session) -> bool:
        """Whether a text gives the same session again: the last belt against a fault of ours."""
        try:
            back = loads(text, lambda _: self._method).session
        except SessionFileError:
            return False
        # an unknown key can hold “nan”, which equals nothing, not even itself
        return back == session or repr(back) == repr(session)

    def _go_on_beside(self, text: str, why: ChangedOnDiskError) -> None:
        """Leave the file to whoever changed it, and go on in one of our own."""
        old, path = self.path, free_path(self.path)
        self._mark = self._write(path, text.encode(), None)
        self.path = path
        self._news = f"{why} Both are kept: yours is now {path.name}."
        with contextlib.suppress(SaveError, OSError):
            drafts.move(old, path)

    def _settle(self, session: Session, state: SaveState, why: str) -> None:
        with self._changed:
            if self._session is not session:
                return  # a newer one waits; what there is to say is said with it
            if state is SaveState.SAVED:
                self._session, self._news = None, ""
            else:
                self._failing_until = monotonic() + self._retry
            self.state = (state, why)
        self._announce()

    def _announce(self) -> None:
        """Tell of the state, unless it was told last: not every try that fails is news."""
        if self.state != self._last_told:
            self._last_told = self.state
            with contextlib.suppress(Exception):  # whoever listened may be gone
                self.tell(*self.state)

    def _keep(self, words: dict[str, str]) -> None:
        """Keep drafts; what cannot be kept now is tried again.

        A draft is not forgotten while the session that took its words in is not on disk.
        """
        left: dict[str, str] = {}
        for slot, text in words.items():
            try:
                if not text and self.state[0] is SaveState.NOT_SAVED:
                    left[slot] = text
                else:
                    drafts.keep(self.path, slot, text)
            except (SaveError, OSError):
                left[slot] = text
        if left:
            with self._changed:
                self._drafts = left | self._drafts
                self._draft_due = monotonic() + self._retry
