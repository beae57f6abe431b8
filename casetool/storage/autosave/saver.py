"""Save one session: the file, its journal, versions, drafts and emergency copy."""

import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from casetool.errors import why_failed
from casetool.models.method import Method
from casetool.models.same_value import is_same_value
from casetool.models.session import Session
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.following_files import archive_file, take_along, take_versions_along
from casetool.storage.autosave.other_form import OtherForm
from casetool.storage.autosave.rescue import CopiesOfRun
from casetool.storage.board_state import write_last_save
from casetool.storage.context import StorageContext, real_path
from casetool.storage.continuation import note_move
from casetool.storage.encryption.key_guard import KeyGuard
from casetool.storage.files.atomic import (
    ChangedOnDiskError,
    Fingerprint,
    SaveError,
    Write,
    read_with_fingerprint,
    write_atomically,
)
from casetool.storage.files.leftovers import remove_stale
from casetool.storage.files.limits import news_of_limits
from casetool.storage.files.locks import Lock, LockOwner
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.run_journal import RunJournal
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.undo_rescue import keep_texts_of_undo
from casetool.storage.history.versions import VERSION_PAUSE, keep_version
from casetool.storage.library.free_names import free_session_path
from casetool.storage.library.hidden_folders import news_of_unusable_folders
from casetool.storage.library.other_case import Head, OtherCases, case_of
from casetool.storage.library.other_session import news_of_split
from casetool.storage.library.summary import read_summary
from casetool.storage.toml.codec import SessionFileError, dumps, verify_text
from casetool.storage.toml.row_cache import KnownRows, RowTexts

SaveStep = tuple[Session, ChangeKind, str]
"""A session after one change, the kind of that change, and its label."""


class Saver:
    """Saves one session, in the caller's thread.

    Args:
        path: the session file.
        fingerprint: the fingerprint of its content, or None when it does not exist.
        method: the session's method.
        write: writes a file. Tests pass one that fails.
        storage: the storage context.
    """

    def __init__(
        self,
        path: Path,
        fingerprint: Fingerprint | None,
        method: Method,
        write: Write = write_atomically,
        storage: StorageContext | None = None,
    ) -> None:
        self.path, self.fingerprint, self.place = path, fingerprint, real_path(path)
        self.conflicting_path: Path | None = None
        """The file that another program changed, after which we continued in one of our own."""
        self._method, self._write, self._storage = method, write, storage or StorageContext()
        self._loaded_session: Session | None = None
        self._text: tuple[Session, str] | None = None
        self.is_only_shown: Callable[[], bool] = lambda: False
        """Whether another window writes the session, and keeps its versions."""
        self._kept_text: tuple[Session, str] | None = None
        """What we had when another program's change was last noticed."""
        self._rows, self._known_rows = RowTexts(), KnownRows()
        self._last_version_at: datetime | None = None
        cipher, self.other_form = self._storage.cipher, OtherForm()
        self.copies, self._journal = CopiesOfRun(method, self._storage), RunJournal(cipher)
        self.key_guard, self._other_cases = KeyGuard(cipher), OtherCases(cipher)
        self._previous_file: tuple[Path, Fingerprint | None] | None = None
        self._last_saved: tuple[str, bytes] | None = None
        self._folder_checked = False
        """Whether the folder was cleared and tested after the first save."""
        self._further_locks: list[Lock | LockOwner] = []

    def save(self, session: Session, steps: Sequence[SaveStep] = ()) -> str:
        """Save a session, and the changes that led to it.

        Args:
            session: the session.
            steps: the changes since the last save, oldest first.

        Returns:
            A notice for the user, usually empty.

        Raises:
            SaveError: it is not on disk. The text says where else it is.
        """
        data: bytes | None = None
        copied = self.copies.session  # while this waits for a disk, a later one may be copied
        try:
            self.get_ready()
            data = self._encrypted(session, steps)
            notice = self._write_file(data, session)
        except SaveError as error:
            self.fingerprint = error.fingerprint or self.fingerprint
            raise SaveError(f"{error}{self._rescue(session, data, copied)}") from error
        except Exception as error:  # a fault of casetool must not lose any text either
            why = f"{self.path.name} was not saved: {why_failed(error)}."
            raise SaveError(f"{why}{self._rescue(session, data, copied)}") from error
        self._last_saved = (session.id, data)
        self.copies.drop(session, copied)
        key_notice = self.key_guard.check(self.place.parent)
        previous_file, self._previous_file = self._previous_file, None
        archive_notice = archive_file(previous_file, self.path, session.id, self._storage)
        return " ".join(filter(None, (notice, key_notice, archive_notice)))

    def check_folder(self) -> str:
        """Once in a run, remove what killed saves left, and give the warnings for the folder."""
        if self._folder_checked:
            return ""
        self._folder_checked = True
        remove_stale((self.path, draft_path(self.place)))
        news = news_of_limits(self.path.parent, self._storage)
        return " ".join(filter(None, (news_of_unusable_folders(self.path), news)))

    def begin(self, session: Session, rows: KnownRows | None = None) -> None:
        """Take over the session that was read from the file, to compare later changes with it.

        Args:
            session: the content of the file.
            rows: the cache of its parsed entries.
        """
        self._known_rows, self._loaded_session, self._text = rows or self._known_rows, session, None
        self._last_version_at = None  # what another program wrote is kept before our next save
        self._storage.drives.note(self.place)

    def get_ready(self) -> None:
        """Write the text of the loaded session, if needed, to make the first save quicker.

        While the key of the session is gone, look for it again.
        """
        self.key_guard.look_again(self.place)
        loaded_session, self._loaded_session = self._loaded_session, None
        if loaded_session is not None:
            with contextlib.suppress(Exception):  # the save will report what cannot be written
                text = dumps(loaded_session, self._method, self._rows)
                if self._loaded_session is None:  # else another change was adopted meanwhile
                    self._text = (loaded_session, text)

    def keep_ours(self, theirs: Session) -> bool:
        """Store our last save, and what only undo had, after another program replaced the file.

        Args:
            theirs: what the other program wrote.

        Returns:
            Whether a version was stored. None is stored if their file has all of our text.
        """
        ours, is_stored = self._text, False
        is_known = ours is self._kept_text or self.is_only_shown()
        if ours is None or is_known or self.is_other(ours[0], theirs):
            return False
        self._kept_text = ours  # once, however often the same change is noticed
        with contextlib.suppress(SaveError, OSError):
            if self._last_saved is not None:
                keep_version(self.path, *self._last_saved, self._storage.now())
                self._last_saved, is_stored = None, True
            their_text = dumps(theirs, self._method)
            is_stored |= keep_texts_of_undo(
                self.path, ours[0].id, ours[1], their_text, self._storage, self._journal.lines
            )
        return is_stored

    def is_other(self, ours: Session, theirs: Head) -> bool:
        """Whether what another program put into the file is another case than ours."""
        own_case = case_of(self.place, ours)
        return self._other_cases.is_other(own_case, case_of(self.path, theirs))

    def move_to(self, path: Path, fingerprint: Fingerprint | None, archive: bool) -> None:
        """Continue in another file from the next save.

        Args:
            path: the other file.
            fingerprint: of its content, or None when it must not exist.
            archive: whether to turn the present file into an earlier version after the save.
        """
        old, old_place = self.path, self.place
        self._previous_file = (old, self.fingerprint) if archive else None
        self.path, self.fingerprint, self.place = path, fingerprint, real_path(path)
        self.conflicting_path, self._last_version_at = None, None
        note_move(old, path, self._storage, self._text[0].id if self._text is not None else "")
        self._further_locks.append(take_along(old_place, self.path, self._storage))
        if not journal_path(self.place).exists():
            self._journal.begin_file()

    def _encrypted(self, session: Session, steps: Sequence[SaveStep]) -> bytes:
        """The verified content of the file, after the changes are in the journal.

        Raises:
            SaveError: it would not open again unchanged.
        """
        previous_text = self._text
        try:
            text = self._text_of(session)
            if not self._reads_back(text, session):
                raise SaveError(
                    f"{self.path.name} was not saved: it would not open again unchanged,"
                    " here or in any other folder."
                )
        except Exception:
            # a cache may be at fault: the next try starts without any
            self._rows, self._known_rows, self._text = RowTexts(), KnownRows(), previous_text
            raise
        data = self._storage.cipher.encrypt(text.encode())
        self._write_journal(previous_text, steps)
        write_last_save(self.place, self._storage, data)
        return data

    def _rescue(self, session: Session, data: bytes | None, copied: Session | None) -> str:
        """Write the emergency copy, unless it has a later session since, and say where it is."""
        is_later = self.copies.session is not copied
        return self.copies.where if is_later else self.copies.write(self.path, session, data)

    def _write_file(self, data: bytes, session: Session) -> str:
        was_missing = self.fingerprint is not None and not self.path.exists()
        if not was_missing:
            self._keep_version(session)
        try:
            self.fingerprint = self._write(self.path, data, self.fingerprint)
        except ChangedOnDiskError as error:
            return self._continue_beside(data, session, error)
        if not was_missing:
            return ""
        self.other_form.remade = frozenset({self.path, self.place})
        return f"{self.path.name} had been taken away; it is there again."

    def _keep_version(self, session: Session) -> None:
        """Store the present content as a version, at a run's first save and now and then."""
        now = self._storage.now()
        # after a clock was set back the time passed is unknown, so store a version
        if self.fingerprint is None or (
            self._last_version_at and timedelta() <= now - self._last_version_at < VERSION_PAUSE
        ):
            return
        # a version that cannot be stored must not stop the save itself
        with contextlib.suppress(Exception):
            data, fingerprint = read_with_fingerprint(self.path)
            # otherwise another program is changing the file, which is left to it
            if fingerprint == self.fingerprint:
                keep_version(self.path, session.id, data, now)
                self._last_version_at = now

    def _continue_beside(self, data: bytes, session: Session, error: ChangedOnDiskError) -> str:
        """Leave the file to the program that changed it, and continue in one of our own."""
        old, path = self.path, free_session_path(self.place)  # the key is there, not by a link
        self.fingerprint = self._write(path, data, None)
        theirs = read_summary(old, self._storage.cipher)
        is_other = self.is_other(session, theirs)
        self._further_locks.append(take_along(self.place, path, self._storage, session.id))
        if is_other and theirs.id == session.id:
            take_versions_along(self.place, path, self._storage, theirs)
        self.path, self.conflicting_path = path, None if is_other else old
        self.place = real_path(path)
        return news_of_split(error, old, path, is_other)

    def release_locks(self) -> None:
        """Release the files in which the session went on."""
        for lock in self._further_locks:
            lock.release()

    def _write_journal(
        self, previous: tuple[Session, str] | None, steps: Sequence[SaveStep]
    ) -> None:
        """Append the changes to the journal before the save: a line too many is skipped later."""
        # a session is whole without its undo history: a failure here is no failed save
        with contextlib.suppress(Exception):
            texts = ((kind, label, self._text_of(session)) for session, kind, label in steps)
            self._journal.add(previous and previous[1], texts)
        self._storage.drives.refuse_other(self.place)
        if self.fingerprint is not None:
            self.other_form.refuse(self.path)
        with contextlib.suppress(Exception):
            self._journal.write(self.place)

    def _text_of(self, session: Session) -> str:
        if self._text is None or self._text[0] is not session:
            self._text = (session, dumps(session, self._method, self._rows))
        return self._text[1]

    def _reads_back(self, text: str, session: Session) -> bool:
        """Whether a text parses to the same session, as a last check of our own code."""
        with contextlib.suppress(SessionFileError):
            return is_same_value(verify_text(text, self._method, self._known_rows), session)
        return False
