"""The one thread that writes a session: in order, the newest value, never on the screen's time."""

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

DRAFT_PAUSE = 0.4
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
            if not self._drafts:
                self._draft_due = monotonic() + DRAFT_PAUSE
            self._drafts[slot] = text
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
        while True:
            with self._changed:
                while not self._something_due():
                    self._changed.wait(self._patience())
                session = self._session if monotonic() >= self._failing_until else None
                due = self._stopping or monotonic() >= self._draft_due
                words, self._drafts = (self._drafts, {}) if due else ({}, self._drafts)
                if session is None and not words and self._stopping:
                    return
                self._busy = session is not None or bool(words)
            if session is not None:
                self._save(session)
            self._keep(words)
            with self._changed:
                self._busy = False
                if self._stopping and self._session is session:
                    self._session = None
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
        try:
            said = self._written(session)
        except SaveError as error:
            self._settle(session, SaveState.NOT_SAVED, f"{error} The words are kept here.")
            return
        self._settle(session, SaveState.SAVED, said)

    def _written(self, session: Session) -> str:
        """Write one session; what to tell about it, if anything."""
        text = dumps(session, self._method)
        if not self._comes_back(text, session):
            raise SaveError("It was not saved: it would not come back as it is.")
        try:
            self.write_now(text)
        except ChangedOnDiskError as error:
            self.path, self._mark = self._beside(), None
            self.write_now(text)
            return f"{error} Both are kept: yours is now {self.path.name}."
        return ""

    def _comes_back(self, text: str, session: Session) -> bool:
        """Whether a text gives the same session again: the last belt against a fault of ours."""
        try:
            return loads(text, lambda _: self._method).session == session
        except SessionFileError:
            return False

    def _beside(self) -> Path:
        names = (self.path.with_stem(f"{self.path.stem}-{n}") for n in range(2, 1000))
        return next(path for path in names if not path.exists())

    def _settle(self, session: Session, state: SaveState, why: str) -> None:
        with self._changed:
            newest = self._session is session
            if newest and state is SaveState.SAVED:
                self._session = None
            elif newest:
                self._failing_until = monotonic() + self._retry
            if newest:
                self.state = (state, why)
            told = self.state if newest else None
        if told is not None:
            self.tell(*told)

    def _keep(self, words: dict[str, str]) -> None:
        for slot, text in words.items():
            try:
                drafts.keep(self.path, slot, text)
            except (SaveError, OSError):
                # the session's own state tells of a disk that fails; the words are on the screen
                continue
