"""Asks before leaving an unsaved session, and reports unsaved sessions afterwards."""

import asyncio
import contextlib
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.widgets import Input, TextArea

from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.lock.passphrase_question import is_passphrase_asked
from casetool.screens.session.screen_change import hand_down_texts
from casetool.screens.session.stray_text import line_of
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT
from casetool.widgets.common.messages import PickChoice

if TYPE_CHECKING:
    from casetool.services.departure import Departure
    from casetool.services.sessions.document import Document
    from casetool.storage.context import StorageContext
    from casetool.widgets.capture.capture_line import CaptureLine
    from casetool.widgets.common.key_queue import KeyQueue

SAVE_LIMIT_SECONDS = 5.0
"""Seconds to wait for a running save before asking."""

SAVE_POLL_SECONDS = 0.05
"""Seconds between two checks of a running save."""

TYPING_PAUSE_SECONDS = 1.0
"""Seconds without a letter after which a question may come by itself."""

KEPT_SECONDS = 1.0
"""Seconds to wait for a session that is opening, once what was typed for it is saved."""

TYPED_IN_NO_FILE = (
    "what you typed while the session opened is in no file: its disk did not answer in time, and"
    " no emergency copy could be written."
)

TYPED_COPIED = (
    "the session did not open, as its drive does not answer. What you typed is kept: it stands in"
    " the line once the session opens."
)

CHOICES = (
    PickChoice("stay", "Stay: saving is tried again by itself", "s"),
    PickChoice("elsewhere", "Save it in another folder", "e"),
    PickChoice("leave", "Leave all the same", "l"),
)
"""The answers, the safest first."""

CHOICES_HERE = tuple(choice for choice in CHOICES if choice.id != "elsewhere")
"""The answers where nobody may choose another folder: behind the lock, or without writing."""


class Leaving:
    """Tracks the opened sessions, and asks before an unsaved one is left.

    Args:
        app: the running application.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._documents: list[Document] = []
        self._current: Document | None = None
        self._is_waiting = False
        self._question: PickScreen | None = None
        self._last_keys: asyncio.Task[None] | None = None
        self._exit_code: int | None = None
        """The exit code for leaving once the session being opened is ready."""
        self._typed_copied = ""
        """What became of text typed for a session that did not open."""

    def opened(self, document: "Document") -> None:
        """Record that a session is on the screen."""
        self._documents = [*filter(_is_lost, self._documents), document]
        self._current = document
        if self._exit_code is not None:
            self._exit_once_begun(self._exit_code)

    def leave(self, code: int) -> None:
        """Exit, but let text typed during opening reach its session first.

        Args:
            code: the exit code. It is 1 if the text could only be copied.
        """
        from casetool.screens.session.opening_screen import OpeningScreen

        stack = self._app.screen_stack
        for opening in (screen for screen in stack if isinstance(screen, OpeningScreen)):
            hand_down_texts(self._app, opening)
            if opening.has_text and (opening.is_slow or opening is not self._app.screen):
                # its drive, or a passphrase that is asked for, may not let it open
                opening.keep_typed([])
                self._typed_copied = "" if opening.has_text else TYPED_COPIED
            if opening.has_text:
                self._exit_code = code  # once the session has taken the typed text
                return
        code = 1 if self._typed_copied else code
        if self._current is None or self._begun_lines():
            self._app.exit(return_code=code)
        else:
            self._exit_once_begun(code)

    def _begun_lines(self) -> "list[CaptureLine]":
        """The line of the open session, once it has taken what was typed while that opened."""
        from casetool.widgets.capture.capture_line import CaptureLine

        stack = self._app.screen_stack
        lines = (line for screen in stack for line in screen.query(CaptureLine))
        return [line for line in lines if line.has_begun.is_set()]

    def _exit_once_begun(self, code: int) -> None:
        async def wait() -> None:
            deadline = monotonic() + SAVE_LIMIT_SECONDS
            while monotonic() < deadline and not self._begun_lines():
                await asyncio.sleep(SAVE_POLL_SECONDS)
            for line in self._begun_lines():
                line.keep_draft(line.text)  # it has just come there
            self._app.exit(return_code=code)

        self._app.run_worker(wait(), description="leaving once the session has its text")

    def leave_slow_opening(self) -> None:
        """Leave, if that was waiting for a session whose drive may never answer."""
        if self._exit_code is not None:
            self.leave(self._exit_code)

    def leave_at_once(self, keys: "KeyQueue", departure: "Departure") -> None:
        """Leave without asking, after a signal or the loss of the terminal.

        Args:
            keys: the pending keys, to be processed or kept first.
            departure: gives what the terminal has sent.
        """
        from casetool.screens.session.last_words import process_last_keys

        processing_keys = process_last_keys(
            self._app, keys, departure, lambda: self._current is not None
        )
        self._last_keys = asyncio.create_task(processing_keys)
        self._last_keys.add_done_callback(lambda _: self._leave_opening(departure))

    def _leave_opening(self, departure: "Departure") -> None:
        """Leave. A session that is still opening is waited for only if it has text to take."""
        from casetool.screens.session.opening_screen import OpeningScreen

        opening = [screen for screen in self._app.screen_stack if isinstance(screen, OpeningScreen)]
        if any(screen.has_text for screen in opening):
            departure.last_words = lambda: "" if self._current is not None else TYPED_IN_NO_FILE
        elif opening:
            departure.wait_at_most(KEPT_SECONDS)
        self.leave(1)

    def notice(self, message: str, folder: Path, storage: "StorageContext") -> str:
        """The notice under the library, once no session is on the screen.

        Args:
            message: what else to show.
            folder: the folder of the library.
            storage: how the sessions are stored.
        """
        from casetool.storage.autosave.waiting_copies import notice_of_copies

        self._current = self._exit_code = None
        of_copies = partial(notice_of_copies, storage=storage)
        warning = self.unsaved_report() or DEFAULT_TIME_LIMIT.once(of_copies, folder)
        return "\n".join(part for part in (message, warning) if part)

    def ask(self, leave: Callable[[], object]) -> None:
        """Leave at once, or ask first if the open session is not on disk.

        Args:
            leave: leaves.
        """
        if self._is_waiting or self._question in self._app.screen_stack:
            return  # already asking
        if self._unsaved() is None:
            leave()
        else:
            self._is_waiting = True
            self._app.run_worker(self._ask(leave), description="asking before leaving")

    def unsaved_report(self) -> str:
        """Which closed sessions are not on disk, and where their text is. Usually empty."""
        return "\n".join(
            _unsaved_reason(document) for document in filter(_is_lost, self._documents)
        )

    def report_at_exit(self) -> bool:
        """Tell the terminal which sessions are not on disk, and say whether there are any."""
        message = "\n".join(filter(None, (self._typed_copied, self.unsaved_report())))
        with contextlib.suppress(OSError):  # the terminal may be gone
            sys.stderr.write(terminal_safe(f"casetool: {message}\n") if message else "")
        return bool(message)

    def has_unsaved(self) -> bool:
        """Whether the open session cannot be saved."""
        return self._current is not None and _is_lost(self._current)

    def _unsaved(self) -> "Document | None":
        from casetool.storage.autosave.save_state import SaveState

        document = self._current
        if document is None:
            return None
        is_saved = document.try_drafts() and document.save_state()[0] is SaveState.SAVED
        return None if is_saved else document

    async def _ask(self, leave: Callable[[], object]) -> None:
        from casetool.storage.autosave.save_state import SaveState

        deadline, has_waited = monotonic() + SAVE_LIMIT_SECONDS, False
        while (
            (document := self._unsaved()) is not None
            and document.save_state()[0] is not SaveState.NOT_SAVED
            and monotonic() < deadline
        ):
            has_waited = True
            await asyncio.sleep(SAVE_POLL_SECONDS)
        if document is not None and has_waited:
            await _wait_for_pause(self._app)
            document = self._unsaved()
        self._is_waiting = False
        if document is None:
            leave()
        else:
            stays_here = (
                document.read_only or document.hang_watch.hangs or is_passphrase_asked(self._app)
            )
            choices = CHOICES_HERE if stays_here else CHOICES
            self._question = PickScreen(f"NOT SAVED. {_unsaved_reason(document)}", choices)
            self._app.push_screen(self._question, partial(self._answered, leave))

    def _answered(self, leave: Callable[[], object], choice: str | None) -> None:
        if choice == "leave":
            leave()
        elif choice == "elsewhere" and self._current is not None:
            from casetool.screens.dialogs.save_as import save_elsewhere

            save_elsewhere(self._app, self._current, self._tell)

    def _tell(self, message: str) -> None:
        self._app.notify(message, markup=False)


async def _wait_for_pause(app: App[Any]) -> None:
    """Wait until nobody types: a letter would answer a question that comes by itself."""
    typed, since = _typed_texts(app), monotonic()
    while monotonic() - since < TYPING_PAUSE_SECONDS:
        await asyncio.sleep(SAVE_POLL_SECONDS)
        if (present := _typed_texts(app)) != typed:
            typed, since = present, monotonic()


def _typed_texts(app: App[Any]) -> list[str]:
    """What stands in the boxes and fields of the screen, and in the line of the session."""
    _, line = line_of(app)
    return [
        *(box.value for box in app.screen.query(Input)),
        *(area.text for area in app.screen.query(TextArea)),
        *([line.text] if line is not None else []),
    ]


def _is_lost(document: "Document") -> bool:
    """Whether a session is not on disk, and its emergency copy has not been merged."""
    from casetool.storage.autosave.save_state import SaveState

    if document.save_state()[0] is SaveState.SAVED:
        return False
    return document.rescue is None or document.rescue.exists()


def _unsaved_reason(document: "Document") -> str:
    """Why a session is not on disk, and where its text is."""
    from casetool.storage.autosave.emergency_copy import has_only_words
    from casetool.storage.autosave.other_form import is_decrypted

    reason = (
        document.save_state()[1] or f"{document.path.name} is not saved: the disk does not answer."
    )
    copy_path = document.rescue
    can_open = copy_path is not None and not has_only_words(copy_path)
    can_open = can_open and not is_decrypted(document.path)  # the reason says what to do then
    return f"{reason} The next start offers them." if can_open else reason
