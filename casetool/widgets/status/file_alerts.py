"""What happens to the session file, told where the facilitator looks while typing."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.message import Message
from textual.widget import Widget

from casetool.services.sessions.document import Document
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.watcher import ExternalChange
from casetool.storage.toml.codec import SessionFileError
from casetool.widgets.capture.capture_line import CaptureLine
from casetool.widgets.common.messages import Notice

TRY_AGAIN = 1.0
"""Seconds after which a window that looks on asks again whether it may write."""


class FileAlerts(Widget):
    """Hears of saves, of other windows and of other programs; it shows nothing itself.

    Args:
        document: the open session.
        taken_over: told once this window may write, which looked on before.
    """

    DEFAULT_CSS = "FileAlerts { display: none; }"

    @dataclass
    class Saved(Message):
        """Whether all is on disk, and why not; or whether it may be written at all."""

        state: SaveState

    @dataclass
    class _Heard(Message):
        """What the writer says, from its own thread."""

        state: SaveState
        why: str

    @dataclass
    class _Changed(Message):
        """Somebody else changed the file; None where no whole session is left there."""

        outside: ExternalChange | None

    def __init__(self, document: Document, taken_over: Callable[[], object]) -> None:
        super().__init__()
        self._document, self._taken_over = document, taken_over
        self._failed = False
        """Whether the last that was heard is that it could not be saved."""

    def on_mount(self) -> None:
        """Begin to listen, and say what there is to say from the start."""
        document = self._document
        document.on_saved(lambda state, why: self.post_message(self._Heard(state, why)))
        document.on_outside(lambda outside: self.post_message(self._Changed(outside)))
        document.refused = lambda why: self.post_message(Notice(why))
        if document.unknown:
            places = ", ".join(document.unknown[:3])
            self.post_message(Notice(f"Kept, though this version does not know it: {places}"))
        if document.read_only:
            self.post_message(Notice(document.read_only))
            self._asking = self.set_interval(TRY_AGAIN, self._ask_again)

    def _ask_again(self) -> None:
        try:
            held = self._document.try_acquire_lock()
        except (OSError, SessionFileError, CipherError):
            return
        if held:
            self._asking.stop()
            self.post_message(self.Saved(SaveState.SAVED))
            self._taken_over()
            self.screen.query_one(CaptureLine).take_over()

    @on(_Changed)
    def _changed_outside(self, message: _Changed) -> None:
        message.stop()
        if message.outside is None:
            if not self._document.read_only:  # the same value, put once more, is saved again
                self._document.note(lambda session: session.model_copy())
        elif self._document.accept_external(message.outside) and not self._document.read_only:
            kept = message.outside.old_version_saved
            more = "Ctrl+L shows what you had." if kept else "This is what it holds now."
            self.post_message(Notice(f"Another program changed the file. {more}"))

    @on(_Heard)
    def _heard(self, message: _Heard) -> None:
        message.stop()
        self.post_message(self.Saved(message.state))
        if message.state is SaveState.NOT_SAVED:
            self.post_message(
                Notice(f"{message.why} Saving is tried again by itself; Ctrl+S saves elsewhere.")
            )
        elif self._document.conflicting_path is not None and message.why:
            self.post_message(Notice("Changed elsewhere too. Both are kept: Ctrl+R compares them."))
        elif message.why:
            self.post_message(Notice(message.why))
        elif message.state is SaveState.SAVED and self._failed:
            self.post_message(Notice("It could be saved again: every word is in the file."))
        if message.state is not SaveState.SAVING:
            self._failed = message.state is SaveState.NOT_SAVED
