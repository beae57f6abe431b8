"""One save of a session: what is written, what is kept beside it, and what is said of it."""

import contextlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from casetool.errors import fault_location
from casetool.models.method import Method
from casetool.models.session import Session
from casetool.storage.autosave import drafts
from casetool.storage.autosave.emergency_copy import drop_copy, place_of_copy, write_copy
from casetool.storage.board_state import move_board_state, write_last_save
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    Fingerprint,
    SaveError,
    Write,
    read_with_fingerprint,
    write_atomically,
)
from casetool.storage.files.limits import news_of_limits
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.undo_journal import (
    ChangeKind,
    JournalChange,
    append_to_journal,
    move_journal,
)
from casetool.storage.history.versions import VERSION_PAUSE, keep_version
from casetool.storage.library.free_names import free_session_path
from casetool.storage.toml.codec import SessionFileError, dumps, verify_text
from casetool.storage.toml.row_cache import KnownRows, RowTexts

SaveStep = tuple[Session, ChangeKind, str]
"""A session after one change, what kind of change it was, and what it was called."""


class Saver:
    """Saves one session, in the thread of its caller.

    Args:
        path: the session file.
        fingerprint: what it is known to hold; None when it is not there.
        method: the session's method.
        write: puts bytes on disk; handed in by tests of a failing one.
        storage: what the file is kept with.
    """

    def __init__(
        self,
        path: Path,
        fingerprint: Fingerprint | None,
        method: Method,
        write: Write = write_atomically,
        storage: StorageContext | None = None,
    ) -> None:
        self.path, self.fingerprint = path, fingerprint
        self.conflicting_path: Path | None = None
        """The file that somebody else changed, from which we went on in one of our own."""
        self._method, self._write, self._storage = method, write, storage or StorageContext()
        self._begun: Session | None = None
        self._text: tuple[Session, str] | None = None
        self._rows, self._known = RowTexts(), KnownRows()
        self._kept: datetime | None = None
        self.rescue: Path | None = None
        """The emergency copy that holds every word while they cannot be saved."""
        self._copies: dict[Path, Path] = {}
        """The emergency copies of this sitting, by the file that could not be written."""
        self._left: Path | None = None
        self._ours: tuple[str, bytes] | None = None
        self._tried = False
        """Whether it was tried what the drive can promise."""

    def save(self, session: Session, steps: Sequence[SaveStep] = ()) -> str:
        """Put a session on disk, and the changes that led to it.

        Args:
            session: the session.
            steps: the changes since the last save, oldest first.

        Returns:
            What there is to say of it; nothing as a rule.

        Raises:
            SaveError: it is not on disk; the text says where else it is.
        """
        self.get_ready()
        before = self._text
        text = self._text_of(session)
        if not self._comes_back(text, session):
            # what is remembered may be at fault: the next try makes all of it anew
            self._rows, self._known, self._text = RowTexts(), KnownRows(), before
            raise SaveError(f"{self.path.name} was not saved: it would not come back as it is.")
        data = self._storage.cipher.encrypt(text.encode())
        self._write_down(before, steps)
        write_last_save(self.path, self._storage, data)
        try:
            news = self._put(data, session)
        except SaveError as error:
            self.fingerprint = error.rests or self.fingerprint
            raise SaveError(f"{error}{self._rescued(data)}") from error
        except Exception as error:  # a fault of ours must not cost a word either
            why = f"{self.path.name} was not saved: a fault of casetool ({fault_location(error)})."
            raise SaveError(f"{why}{self._rescued(data)}") from error
        self._ours = (session.id, data)
        for place in self._copies.values():
            drop_copy(place)
        self._copies, self.rescue = {}, None
        self._put_away(session)
        return news

    def try_drive(self) -> str:
        """Find out, once in a sitting, what the drive cannot promise; what to say of it."""
        if self._tried:
            return ""
        self._tried = True
        return news_of_limits(self.path.parent, self._storage)

    def begin(self, session: Session, known: KnownRows | None = None) -> None:
        """Know what the file holds now, to tell later changes from it.

        Args:
            session: what it holds.
            known: its entries, as they were understood.
        """
        self._known, self._begun, self._text = known or self._known, session, None

    def get_ready(self) -> None:
        """Make the text of what the file holds, if nobody did: the first save waits for less."""
        begun, self._begun = self._begun, None
        if begun is not None:
            with contextlib.suppress(Exception):  # what cannot be written is told at the save
                text = dumps(begun, self._method, self._rows)
                if self._begun is None:  # else another hand's value was taken in meanwhile
                    self._text = (begun, text)

    def keep_ours(self) -> bool:
        """Make what we saved last an earlier version, where another hand put its own in its place.

        Returns:
            Whether it was; not where nothing was saved here since the file was read.
        """
        with contextlib.suppress(SaveError, OSError):
            if self._ours is not None:
                keep_version(self.path, *self._ours, self._storage.now())
                self._ours = None
                return True
        return False

    def move_to(self, path: Path, fingerprint: Fingerprint | None, put_away: bool) -> None:
        """Go on in another file from the next save.

        Args:
            path: the other file.
            fingerprint: what it is known to hold; None when it must not be there.
            put_away: whether the file until now becomes an earlier version, once that is saved.
        """
        old, self.path, self.fingerprint = self.path, path, fingerprint
        self.conflicting_path, self._kept, self._left = None, None, old if put_away else None
        move_board_state(old, path, self._storage)
        move_journal(old, path)
        with contextlib.suppress(SaveError, OSError):
            drafts.move_drafts(old, path, self._storage.cipher)

    def _rescued(self, data: bytes) -> str:
        """Keep the value in the second place; what to say of that."""
        place = self._copies.get(self.path) or place_of_copy(self.path, self._storage)
        self.rescue = None
        if place is None:
            return ""
        try:
            write_copy(place, self.path, data)
        except SaveError:
            return " No emergency copy could be made either: what is new is in no file."
        self._copies[self.path] = self.rescue = place
        return f" Every word is also in {place}."

    def _put_away(self, session: Session) -> None:
        """Make the file that we left an earlier version; it stays where that fails."""
        if self._left is not None:
            with contextlib.suppress(SaveError, OSError):
                keep_version(self.path, session.id, read_regular(self._left), self._storage.now())
                self._left.unlink()
            self._left = None

    def _put(self, data: bytes, session: Session) -> str:
        gone = self.fingerprint is not None and not self.path.exists()
        if not gone:
            self._keep_version(session)
        try:
            self.fingerprint = self._write(self.path, data, self.fingerprint)
        except ChangedOnDiskError as error:
            return self._go_on_beside(data, error)
        return f"{self.path.name} had been taken away; it is there again." if gone else ""

    def _keep_version(self, session: Session) -> None:
        """Put away what the file holds, at the first save of a sitting and now and then."""
        now = self._storage.now()
        # a clock that was set back says that less than no time has gone by: then one is kept
        if self.fingerprint is None or (
            self._kept and timedelta() <= now - self._kept < VERSION_PAUSE
        ):
            return
        # a version that cannot be kept must not stop the save itself: that is told by its own fate
        with contextlib.suppress(Exception):
            data, mark = read_with_fingerprint(self.path)
            if (
                mark == self.fingerprint
            ):  # else another hand is at it, maybe half-way: it stays with them
                keep_version(self.path, session.id, data, now)
                self._kept = now

    def _go_on_beside(self, data: bytes, why: ChangedOnDiskError) -> str:
        """Leave the file to whoever changed it, and go on in one of our own."""
        old, path = self.path, free_session_path(self.path)
        self.fingerprint = self._write(path, data, None)
        self.path, self.conflicting_path = path, old
        move_board_state(old, path, self._storage)
        move_journal(old, path)
        with contextlib.suppress(SaveError, OSError):
            drafts.move_drafts(old, path, self._storage.cipher)
        return f"{why} Both are kept: yours is now {path.name}."

    def _write_down(self, before: tuple[Session, str] | None, steps: Sequence[SaveStep]) -> None:
        """Add the changes to the journal, ahead of the save: a line too many is passed over."""
        changes = []
        last = before[1] if before is not None else None
        # without its past a session is still whole: nothing that goes wrong here is a failed save
        with contextlib.suppress(Exception):
            for session, way, label in steps:
                text = self._text_of(session)
                if last is not None and text != last:
                    changes.append(JournalChange(way, label, last, text))
                last = text
            if changes:
                append_to_journal(self.path, changes, self._storage.cipher)

    def _text_of(self, session: Session) -> str:
        if self._text is None or self._text[0] is not session:
            self._text = (session, dumps(session, self._method, self._rows))
        return self._text[1]

    def _comes_back(self, text: str, session: Session) -> bool:
        """Whether a text gives the same session again: the last belt against a fault of ours."""
        try:
            back = verify_text(text, self._method, self._known)
        except SessionFileError:
            return False
        # an unknown key can hold “nan”, which equals nothing, not even itself
        return back == session or repr(back) == repr(session)
