"""Leaving while something is not on disk: asked before, told afterwards."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.app import App

from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.widgets.common.messages import PickChoice

if TYPE_CHECKING:
    from casetool.services.departure import Departure
    from casetool.services.sessions.document import Document
    from casetool.storage.context import StorageContext
    from casetool.widgets.common.key_queue import KeyQueue

SAVE_LIMIT_SECONDS = 5.0
"""Seconds that a save under way is waited for before it is asked."""

SAVE_POLL_SECONDS = 0.05
"""Seconds between two looks whether it has come to its end."""

CHOICES = (
    PickChoice("stay", "Stay: saving is tried again by itself", "s"),
    PickChoice("elsewhere", "Save it in another folder", "e"),
    PickChoice("leave", "Leave all the same", "l"),
)
"""What can be done; what loses nothing stands first."""


class Leaving:
    """Knows the sessions that were opened, and asks before one is left that is not on disk.

    Args:
        app: asks.
    """

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._documents: list[Document] = []
        self._current: Document | None = None
        self._waits = False
        self._question: PickScreen | None = None
        self._last_keys: asyncio.Task[None] | None = None
        self._code: int | None = None
        """The exit code with which to leave as soon as the session that opens is there."""

    def opened(self, document: "Document") -> None:
        """A session is on the screen from now on."""
        self._documents = [*filter(_is_lost, self._documents), document]
        self._current = document
        if self._code is not None:
            self._app.screen.call_after_refresh(self._app.exit, return_code=self._code)

    def leave(self, code: int) -> None:
        """End the app; what was typed while a session opens reaches it first.

        Args:
            code: the exit code.
        """
        from casetool.screens.session.loading import OpeningScreen

        if isinstance(self._app.screen, OpeningScreen) and self._app.screen.holds_words:
            self._code = code  # once the session is there, and has caught them
        else:
            self._app.exit(return_code=code)

    def told(self, keys: "KeyQueue", departure: "Departure") -> None:
        """Leave because somebody outside says so, or the terminal is gone: nobody is asked.

        Args:
            keys: those that the app has, and that are heard or kept first.
            departure: knows what the terminal has sent.
        """
        from casetool.screens.session.last_words import hear_last_keys

        last = hear_last_keys(self._app, keys, departure, lambda: self._current is not None)
        self._last_keys = asyncio.create_task(last)
        self._last_keys.add_done_callback(lambda _: self.leave(1))

    def notice(self, words: str, folder: Path, storage: "StorageContext") -> str:
        """What is said under the list, now that no session is on the screen any more.

        Args:
            words: what else there is to say.
            folder: the sessions of the list.
            storage: how they are kept.
        """
        from casetool.storage.autosave.emergency_copy import notice_of_copies

        self._current = self._code = None
        more = self.words() or notice_of_copies(folder, storage)
        return "\n".join(part for part in (words, more) if part)

    def ask(self, leave: Callable[[], object]) -> None:
        """Leave; where something is not on disk, only once that was said and answered.

        Args:
            leave: leaves.
        """
        if self._waits or self._question in self._app.screen_stack:
            return  # asked once, not twice
        if self._unsaved() is None:
            leave()
        else:
            self._waits = True
            self._app.run_worker(self._ask(leave), description="asking before leaving")

    def words(self) -> str:
        """What is not on disk now that all sessions are closed, and where it is; mostly nothing."""
        return "\n".join(_why(document) for document in filter(_is_lost, self._documents))

    def _unsaved(self) -> "Document | None":
        from casetool.storage.autosave.save_state import SaveState

        document = self._current
        if document is None or document.read_only:
            return None
        return document if document.save_state()[0] is not SaveState.SAVED else None

    async def _ask(self, leave: Callable[[], object]) -> None:
        from casetool.storage.autosave.save_state import SaveState

        end = monotonic() + SAVE_LIMIT_SECONDS
        document = self._unsaved()
        while document and document.save_state()[0] is SaveState.SAVING and monotonic() < end:
            await asyncio.sleep(SAVE_POLL_SECONDS)
        self._waits, document = False, self._unsaved()
        if document is None:
            leave()
        else:
            self._question = PickScreen(f"NOT SAVED. {_why(document)}", CHOICES)
            self._app.push_screen(self._question, partial(self._answered, leave))

    def _answered(self, leave: Callable[[], object], choice: str | None) -> None:
        if choice == "leave":
            leave()
        elif choice == "elsewhere" and self._current is not None:
            from casetool.screens.dialogs.save_as import save_elsewhere

            save_elsewhere(self._app, self._current, self._tell)

    def _tell(self, words: str) -> None:
        self._app.notify(words, markup=False)


def _is_lost(document: "Document") -> bool:
    """Whether a session is not on disk, and its emergency copy was not taken in since."""
    from casetool.storage.autosave.save_state import SaveState

    if document.read_only or document.save_state()[0] is SaveState.SAVED:
        return False
    return document.rescue is None or document.rescue.exists()


def _why(document: "Document") -> str:
    """Why a session is not on disk, and where its words are."""
    why = (
        document.save_state()[1] or f"{document.path.name} is not saved: the disk does not answer."
    )
    more = " The next start offers them." if document.rescue is not None else ""
    return f"{why}{more}"
