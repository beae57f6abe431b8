"""The Textual app: it opens screens and hands them what they need; nothing else."""

import contextlib
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen

from casetool.app.driver.terminal import robust_driver
from casetool.app.frame import APP_KEYS, FRAME, KEY_NAMES
from casetool.app.gc_freeze import FREEZE_AFTER_SECONDS, freeze_heap
from casetool.app.guarded_app import GuardedApp
from casetool.clock import local_now
from casetool.errors import UserError
from casetool.methods import step_name
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.dialogs.leave import Leaving
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.lock.idle_lock import IdleLock
from casetool.services.departure import Departure, own_terminal
from casetool.services.sessions.keyring import Keyring
from casetool.storage.context import StorageContext
from casetool.storage.library.index import list_sessions, progress_label, summary_in_time
from casetool.storage.library.summary import SessionSummary
from casetool.storage.settings import NOWHERE, SettingsPlace
from casetool.widgets.common.key_queue import KeyQueue
from casetool.widgets.common.keyboard import as_typed
from casetool.widgets.theme.appearance import Appearance

if TYPE_CHECKING:
    from casetool.screens.session.loading import OpeningScreen
    from casetool.services.sessions.document import Document

# Screens and models that the first picture does not need are imported where they are needed:
# a list of sessions is on the screen before the models are built.


class CasetoolApp(GuardedApp):
    """Screens, themes and wiring."""

    TITLE = "casetool"
    ENABLE_COMMAND_PALETTE = True
    FATAL_MESSAGE = (
        "casetool stopped because of a fault of its own. What was shown as saved is in the"
        " session file;\nwords still being typed come back when you open it again."
    )
    CSS = FRAME
    BINDINGS: ClassVar[list[BindingType]] = APP_KEYS

    def __init__(
        self,
        folder: Path,
        why: str = "",
        session: Path | None = None,
        now: Callable[[], datetime] = local_now,
        storage: StorageContext | None = None,
        kept: SettingsPlace = NOWHERE,
    ) -> None:
        self.departure = Departure()
        super().__init__(driver_class=robust_driver(self.departure))
        self.looks = Appearance(self, kept)
        self._folder, self._why, self._first = folder, why, session
        self._now, self._keyring = now, Keyring(storage or StorageContext(now=now))
        self._keys = KeyQueue(self)
        self._lock = IdleLock(self, self._keyring, now)
        self.left = Leaving(self)
        self._tool = ""  # what is used as soon as the session is open
        self._typed: dict[str, str] = {}  # what is typed of a new session, and not used yet

    def on_mount(self) -> None:
        """Open the first screen."""
        if not self.is_headless:
            told = partial(self.left.told, self._keys, self.departure)
            self.departure.watch(told, own_terminal())
        if self.looks.trouble:
            self.notify(self.looks.trouble, markup=False)
        if self._first is not None:
            self.show_session(self._first)
            return
        self.show_library()
        if self._keyring.wants_passphrase(self._folder):
            self._ask_passphrase(self._folder, self.show_library)

    async def on_event(self, event: events.Event) -> None:
        """Every key passes here, in its turn: the lock hears that somebody is there."""
        self._lock.heard(event)
        await self._keys.hear(as_typed(event), super().on_event)

    def on_paste(self, event: events.Paste) -> None:
        """Nobody took what was pasted."""
        from casetool.screens.session.pasted import place_paste

        place_paste(self, event)

    def show_library(self, notice: str = "") -> None:
        """Show the sessions of the folder.

        Args:
            notice: something to say under the list.
        """
        notice = self.left.notice(notice, self._folder, self._keyring.storage_of(self._folder))
        self._tool, read, glance, far = "", self._summaries, self._preview, self._how_far
        self._show(LibraryScreen(self._folder, self._why, read, glance, far, notice))

    def show_session(self, path: Path) -> None:
        """Open a session, and show it; the passphrase of an encrypted one is asked for first.

        Args:
            path: its file.
        """
        if self._keyring.is_closed(path):
            home, again = path.resolve().parent, partial(self.show_session, path)
            self._ask_passphrase(home, again, self.show_library)
            return
        from casetool.screens.session.loading import OpeningScreen

        head = summary_in_time(path, self._keyring.storage_of(path).cipher)
        self._show(OpeningScreen(head, self._open))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every row passes on its way to the terminal: plain signs, where they are wanted."""
        return [*self.looks.filters, *super().get_line_filters()]

    def get_key_display(self, binding: Binding) -> str:
        """A key as it is shown: by a word where its sign is not known to all."""
        shown = super().get_key_display(binding)
        return KEY_NAMES.get(shown, shown)

    async def action_quit(self) -> None:
        """Leave; what was typed while a session opens reaches it first."""
        self.left.ask(partial(self.left.leave, 0))

    def action_theme(self) -> None:
        """The next theme."""
        self.notify(self.looks.next_theme(), markup=False)

    def action_saved(self) -> None:
        """Say that nothing needs to be pressed."""
        self.notify("Every change is saved at once; the top line says so.", markup=False)

    def _show(self, screen: Screen[None]) -> None:
        self._lock.when_open(partial(self._put_up, screen))

    def _put_up(self, screen: Screen[None]) -> None:
        put_up = self.switch_screen if len(self.screen_stack) > 1 else self.push_screen
        put_up(screen)

    def _open(self, path: Path) -> "Document":
        from casetool.screens.session import screen as session  # noqa: F401 - here, off the screen's own thread
        from casetool.services.sessions.open import open_document

        return open_document(path, self._now, self._keyring.storage_of(path))

    def _ask_passphrase(
        self, folder: Path, then: Callable[[], None], *otherwise: Callable[[], None]
    ) -> None:
        from casetool.screens.lock.unlock import ask_passphrase

        def opened() -> None:
            self._lock.watch()
            then()

        ask_passphrase(self, self._keyring, folder, opened, *otherwise)

    def _summaries(self, folder: Path) -> tuple[SessionSummary, ...]:
        return list_sessions(folder, self._keyring.cipher_of(folder))

    def _how_far(self, head: SessionSummary) -> str:
        return progress_label(head, step_name, self._now().date())

    def _preview(self, path: Path) -> tuple[tuple[str, str], ...]:
        from casetool.services.sessions.preview import preview_of

        return preview_of(path, self._keyring, self._now().date())

    @on(LibraryScreen.Chosen)
    def _chosen(self, message: LibraryScreen.Chosen) -> None:
        self._tool = message.tool
        self.show_session(message.path)

    @on(LibraryScreen.Ask)
    def _ask_what_becomes(self, message: LibraryScreen.Ask) -> None:
        from casetool.screens.library.trash import ask_about

        storage = self._keyring.storage_of(message.head.path)
        ask_about(self, message.head, storage, self.show_library)

    @on(LibraryScreen.Trash)
    def _trash(self) -> None:
        from casetool.screens.library.trash import show_trash

        show_trash(self, self._folder, self.show_library)

    @on(LibraryScreen.New)
    def _new(self) -> None:
        if self._keyring.wants_passphrase_for_new(self._folder):
            self._ask_passphrase(self._folder, self._new)
            return
        from casetool.screens.library.new_session import NewSessionScreen

        self.push_screen(NewSessionScreen(self._typed, self._now().date()), self._make)

    @on(LibraryScreen.Demo)
    def _demo(self) -> None:
        from casetool.storage.files.atomic import SaveError
        from casetool.storage.library.examples import copy_examples

        try:
            copy_examples(self._folder)
        except SaveError as error:
            self.show_library(str(error))
        else:
            self.show_library("These are invented: delete the example files when you like.")

    def on_opening_screen_opened(self, message: "OpeningScreen.Opened") -> None:
        """The session is there: show it."""
        from casetool.screens.session.screen import SessionScreen

        self._show(screen := SessionScreen(message.document, message.typed))
        self.departure.keep = message.document.flush
        if self._tool:
            screen.call_after_refresh(self.action_command, self._tool)
        self.left.opened(message.document)
        if not self.is_headless:
            self.set_timer(FREEZE_AFTER_SECONDS, freeze_heap)

    def on_opening_screen_failed(self, message: "OpeningScreen.Failed") -> None:
        """It cannot be opened: say so under the list."""
        self.show_library(message.why)

    def action_command(self, name: str) -> None:
        """Do what works on any screen of a session; without a name it is picked."""
        from casetool.screens.commands.registry import run_here

        run_here(self, name)

    def action_library(self) -> None:
        """Back to the sessions."""
        self.left.ask(self.show_library)

    def _make(self, values: dict[str, str] | None) -> None:
        if values is None:
            return
        from casetool.services.sessions.create import create_session

        try:
            storage = self._keyring.storage_of_new(self._folder)
            path = create_session(values, self._folder, self._now(), storage=storage)
        except UserError as failure:
            self._typed = values
            self.show_library(str(failure))
            return
        self._typed = {}
        self.show_session(path)


def run_app(
    folder: Path,
    why: str,
    session: Path | None = None,
    storage: StorageContext | None = None,
    kept: SettingsPlace = NOWHERE,
) -> int:
    """Run the app until it is left.

    Args:
        folder: the sessions.
        why: why this folder, in a few words.
        session: the session to open at once, if one is meant.
        storage: how sessions are kept.
        kept: where it is remembered how the app looks.

    Returns:
        The exit code.
    """
    app = CasetoolApp(folder, why, session, storage=storage, kept=kept)
    app.run()
    words = app.left.words()
    if words:
        with contextlib.suppress(OSError):  # the terminal may be gone
            sys.stderr.write(terminal_safe(f"casetool: {words}\n"))
    return app.return_code or (1 if words else 0)
