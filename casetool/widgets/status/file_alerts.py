"""Messages about the session file, shown where the facilitator looks while typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widget import Widget

from casetool.models.distinct_ids import Repetition
from casetool.services.sessions.document import Document
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.watcher import ExternalChange
from casetool.storage.toml.codec import SessionFileError
from casetool.widgets.common.messages import Notice
from casetool.widgets.status.save_alarm import show_alarms

LOCK_RETRY_SECONDS = 1.0
"""Seconds between two tries of a read-only window to lock the file for writing."""

SCREEN_CHECK_SECONDS = 0.2
"""Seconds between two looks for new screens over the session, while saving fails."""

OTHER_CLOSED = "The other window has closed the session: it is yours now."
NOT_AS_SAVED_LAST = "The file is not as it was saved here last. Ctrl+L shows what you had."
CAN_BE_CHANGED = "Its file can be changed here now."


class FileAlerts(Widget):
    """Follows saves, other windows and other programs. It shows nothing itself.

    Args:
        document: the open session.
        taken_over: called with the reason when this window may write after it was read-only.
    """

    DEFAULT_CSS = "FileAlerts { display: none; }"

    @dataclass
    class Saved(Message):
        """The state of saving has changed."""

        state: SaveState

    @dataclass
    class _Heard(Message):
        """The save state, from the writer's thread."""

        state: SaveState
        why: str

    @dataclass
    class _Changed(Message):
        """Another program changed the file. None means that it holds no valid session."""

        change: ExternalChange | None

    def __init__(self, document: Document, taken_over: Callable[[str], object]) -> None:
        super().__init__()
        self._document, self._taken_over = document, taken_over
        self._failed = False
        """Whether the last save failed."""

    def on_mount(self) -> None:
        """Subscribe, and show what is known from the start."""
        document = self._document
        self._alarming = self.set_interval(SCREEN_CHECK_SECONDS, self._show_alarms, pause=True)
        document.on_saved(lambda state, reason: self.post_message(self._Heard(state, reason)))
        document.on_outside(lambda change: self.post_message(self._Changed(change)))
        document.refused = lambda reason: self.post_message(Notice(reason))
        if document.read_only:
            self.post_message(Notice(document.read_only))
            self._asking = self.set_interval(LOCK_RETRY_SECONDS, self._ask_again)

    def _ask_again(self) -> None:
        try:
            is_locked = self._document.try_acquire_lock()
        except (OSError, SessionFileError, CipherError):
            return
        if is_locked:
            self._asking.stop()
            self.post_message(self.Saved(SaveState.SAVED))
            self._taken_over(OTHER_CLOSED)

    @on(_Changed)
    def _changed_outside(self, message: _Changed) -> None:
        message.stop()
        was_replaced, was_read_only = self._document.is_replaced, self._document.read_only
        if message.change is None:
            if not self._document.read_only:  # a new copy of the session is saved again
                self._document.note(lambda session: session.model_copy())
        elif self._document.accept_external(message.change) and not self._document.read_only:
            has_own_copy = message.change.old_version_saved
            more = "Ctrl+L shows what you had." if has_own_copy else "This is what it holds now."
            if self._document.renewed_ids:
                more = f"{more} {_renewal_notice(self._document.renewed_ids)}"
            if was_read_only:
                self._taken_over(CAN_BE_CHANGED)
            else:
                self.post_message(Notice(f"Another program changed the file. {more}"))
        elif self._document.is_replaced and not was_replaced:
            self.post_message(Notice(self._document.read_only))

    @on(_Heard)
    def _heard(self, message: _Heard) -> None:
        message.stop()
        self.post_message(self.Saved(message.state))
        if message.state is SaveState.NOT_SAVED:
            is_bound = bool(self._document.read_only) or self._document.hang_watch.hangs
            way_out = "" if is_bound else "; Ctrl+S saves elsewhere"
            self.post_message(Notice(f"{message.why} Saving is tried again by itself{way_out}."))
        elif self._document.conflicting_path is not None and message.why:
            self.post_message(Notice("Changed elsewhere too. Both are kept: Ctrl+R compares them."))
        elif message.why:
            self.post_message(Notice(message.why))
        elif message.state is SaveState.SAVED and self._failed:
            path, opened_path = self._document.path, self._document.opened_path
            if path.parent == opened_path.parent:
                self.post_message(Notice("It could be saved again: every word is in the file."))
            else:
                self.post_message(Notice(f"Saved: this session now goes on in {path}."))
        if message.state is not SaveState.SAVING:
            self._failed = message.state is SaveState.NOT_SAVED
            (self._alarming.resume if self._failed else self._alarming.pause)()
            self._show_alarms()

    def _show_alarms(self) -> None:
        show_alarms(self.screen, self._failed)


def opening_notices(document: Document) -> list[str]:
    """What is to be said of the file of a session that was just opened.

    Args:
        document: the session.
    """
    notices = [NOT_AS_SAVED_LAST] if document.lacks_last_state else []
    if document.renewed_ids:
        notices.append(_renewal_notice(document.renewed_ids))
    if document.unknown:
        unknown_keys = ", ".join(document.unknown[:3])
        notices.append(f"Kept, but this version of casetool does not know it: {unknown_keys}.")
    return notices


def _renewal_notice(renewed_ids: Sequence[Repetition]) -> str:
    more = f" So it is with {len(renewed_ids) - 1} more." if len(renewed_ids) > 1 else ""
    return f"{renewed_ids[0].message}{more}"
