"""Emergency copies of what waits for a disk that does not answer, while the app goes on."""

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from time import monotonic

from casetool.models.session import Session
from casetool.storage.autosave.draft_copy import DraftCopy
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.outdated_copy import OutdatedCopy
from casetool.storage.autosave.save_state import SaveState, SaveStatus
from casetool.storage.autosave.saver import Saver
from casetool.storage.context import StorageContext

HANG_SECONDS = 5.0
"""Seconds after which a disk that has not taken a save does not answer."""

_LOOKS = 5
"""Checks of the disk within that time."""


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What waits for the disk."""

    session: Session | None
    """The session, or None if it is saved."""
    drafts: Mapping[str, str]
    """The text that is being typed, by slot. It is empty where a slot is to be deleted."""
    put_count: int
    """The number of sessions that were to be saved so far."""


class HangWatch:
    """Keeps emergency copies of what waits, from a thread of its own, until all of it is saved.

    Args:
        changed: guards what waits, and the state of saving.
        unsaved: gives what waits.
        status: the state of saving.
        saver: the saver of the session, which may be waiting for the disk.
        draft_store: the text that is being typed.
        storage: the storage context.
        seconds: after which a disk does not answer.
    """

    def __init__(
        self,
        changed: threading.Condition,
        unsaved: Callable[[], Unsaved],
        status: SaveStatus,
        saver: Saver,
        draft_store: DraftStore,
        storage: StorageContext,
        seconds: float = HANG_SECONDS,
    ) -> None:
        self._changed, self._unsaved, self._status, self._saver = changed, unsaved, status, saver
        self._draft_store, self._seconds, self._drafts = draft_store, seconds, DraftCopy(storage)
        self._round_began = inf
        self._outdated = OutdatedCopy(storage)
        self._lock, self._ending, self._ended = (
            threading.Lock(),
            threading.Lock(),
            threading.Event(),
        )
        self._is_left = False
        """Whether the copies are those of a run that has ended."""
        self._thread = threading.Thread(target=self._run, name="casetool-hanging", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def end(self, saving: threading.Thread, patience: float) -> None:
        """Wait for the thread that saves. A disk that is too slow leaves copies.

        Args:
            saving: the thread that saves.
            patience: seconds for the disk, and again for the copies: they may be on the same one.
        """
        with self._ending:  # the loop may end while another thread ends the program
            if saving.is_alive():
                saving.join(patience)
            if saving.is_alive() and not self._is_left:
                self._is_left = True
                helper = threading.Thread(target=self._leave, name="casetool-copies", daemon=True)
                helper.start()
                helper.join(patience)
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(self._seconds / _LOOKS)

    def begin_round(self) -> None:
        """Note that the thread that saves goes to the disk."""
        self._round_began = monotonic()

    def rest(self) -> None:
        """Note that it is back, and waits for something to do."""
        self._round_began = inf

    @property
    def hangs(self) -> bool:
        """Whether the disk does not answer."""
        return monotonic() - self._round_began >= self._seconds

    def _run(self) -> None:
        while not self._ended.wait(self._seconds / _LOOKS):
            with self._changed:
                unsaved, hangs = self._unsaved(), self.hangs
            with contextlib.suppress(Exception):  # whatever fails is tried again at the next look
                if hangs:
                    self._tell(unsaved, self._copy(unsaved))
                elif unsaved.session is None and not unsaved.drafts:
                    self._drop()

    def _leave(self) -> None:
        """Write the copies, and leave them to the next start."""
        with self._changed:
            unsaved = self._unsaved()
        self._copy(unsaved)
        self._drafts.release()

    def _copy(self, unsaved: Unsaved) -> str:
        """Write the copies, and say where that of the session is."""
        copies, real_path, keys = self._saver.copies, self._saver.place, self._draft_store.keys
        with self._lock:
            where = copies.where
            if unsaved.session is not None and unsaved.session is not copies.session:
                where = copies.write(real_path, unsaved.session)
            texts = {slot: text for slot, text in unsaved.drafts.items() if text}
            self._drafts.hold(real_path, texts, keys, in_use=True)
            is_copied = unsaved.session is copies.session or unsaved.session is None
            if is_copied and self._drafts.texts == texts:  # else what is in the file is needed
                self._outdated.add(self._draft_store.outdated_by(unsaved.drafts))
                self._outdated.write(real_path, keys)
            return where

    def _tell(self, unsaved: Unsaved, where: str) -> None:
        why = f"{self._saver.path.name} is not saved: the disk does not answer.{where}"
        with self._changed:
            is_latest = self._unsaved().put_count == unsaved.put_count
            if unsaved.session is None or not is_latest or not self.hangs:
                return
            self._status.of_session = (SaveState.NOT_SAVED, why)
        self._status.report()

    def _drop(self) -> None:
        """Delete the copies: everything is saved."""
        real_path, keys = self._saver.place, self._draft_store.keys
        with self._lock:
            if self._saver.copies.session is not None:
                self._saver.copies.drop()
            self._drafts.hold(real_path, {}, keys, in_use=True)
            self._outdated.forget_all()
            self._outdated.write(real_path, keys)
