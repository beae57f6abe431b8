"""The facilitator's app. It opens screens and hands them what they need."""

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
from casetool.screens.dialogs.leave import Leaving
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.library.unmade_session import UnmadeSession
from casetool.screens.lock.boards import RoomBoards
from casetool.screens.lock.idle_lock import IdleLock
from casetool.screens.session import stray_paste
from casetool.screens.session.screen_change import show_instead
from casetool.screens.session.stray_text import place_key, type_on_or
from casetool.services.departure import Departure, own_terminal
from casetool.services.sessions.keyring import Keyring
from casetool.storage.context import StorageContext, place_in_time
from casetool.storage.library.index import list_sessions, progress_label, summary_in_time
from casetool.storage.library.summary import SessionSummary
from casetool.storage.settings import NOWHERE, SettingsPlace
from casetool.widgets.common.key_queue import KeyQueue
from casetool.widgets.common.keyboard import as_typed
from casetool.widgets.theme.appearance import Appearance

if TYPE_CHECKING:
    from casetool.screens.session.opening_screen import OpeningScreen
    from casetool.services.sessions.document import Document

# Screens and models that the first frame does not need are imported inside functions, so that the
# list of sessions is shown before the models are built.


class CasetoolApp(GuardedApp):
    """The app with which one facilitator runs a discussion."""

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
        settings_place: SettingsPlace = NOWHERE,
    ) -> None:
        self.departure = Departure()
        super().__init__(driver_class=robust_driver(self.departure))
        self.looks = Appearance(self, settings_place)
        self._folder, self._folder_reason, self._first_session = folder, why, session
        self._now, self._keyring = now, Keyring(storage or StorageContext(now=now))
        self._keys, self.boards, self.leaving = KeyQueue(self), RoomBoards(), Leaving(self)
        self._lock = IdleLock(self, self._keyring, now)
        self.must_go_on = self.leaving.has_unsaved
        self._first_command = ""  # to run as soon as the session is open
        self._unmade = UnmadeSession(self)

    on_whole_paste_input_strayed = stray_paste.copy_stray_words

    def on_mount(self) -> None:
        """Open the first screen."""
        if not self.is_headless:
            leave = partial(self.leaving.leave_at_once, self._keys, self.departure)
            self.departure.watch(leave, own_terminal())
        if self._first_session is not None:
            self.show_session(self._first_session)
            return
        self.show_library()
        if self._keyring.wants_passphrase(self._folder):
            self._ask_passphrase(self._folder, self.show_library)

    async def on_event(self, event: events.Event) -> None:
        """Handle every event: keys in order, and any event as a sign of life for the idle lock."""
        if self._lock.admits(event):
            handle = partial(type_on_or, self, super().on_event)
            await self._keys.hear(as_typed(event), handle)

    def on_paste(self, event: events.Paste) -> None:
        """Handle a paste that no widget took."""
        stray_paste.place_paste(self, event)

    def on_key(self, event: events.Key) -> None:
        """Handle a key that no widget took: a letter goes to the line of the session."""
        place_key(self, event)

    def show_library(self, notice: str = "") -> None:
        """Show the sessions of the folder.

        Args:
            notice: a message under the list.
        """
        notice = self.leaving.notice(notice, self._folder, self._keyring.storage_of(self._folder))
        self._first_command = ""
        reason, calls = self._folder_reason, (self._summaries, self._preview, self._progress)
        texts = notice, stray_paste.stray_words(self)
        self._show(screen := LibraryScreen(self._folder, reason, *calls, *texts))
        screen.call_after_refresh(self.looks.tell_trouble)

    def show_session(self, path: Path, text: str = "") -> None:
        """Open a session and show it, asking for its passphrase first if it is encrypted.

        Args:
            path: its file.
            text: what was typed for it before.
        """
        resolved_path = place_in_time(path)
        if self._keyring.is_closed(path):
            again = partial(self.show_session, path, text)
            self._ask_passphrase(resolved_path.parent, again, self.show_library)
            return
        from casetool.screens.session.opening_screen import OpeningScreen

        storage = self._keyring.storage_of(path)
        head = summary_in_time(path, storage.cipher)
        on_slow = self.leaving.leave_slow_opening
        self._show(OpeningScreen(head, resolved_path, self._open, storage, on_slow, text))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters for every row that is drawn, with plain signs if they are chosen."""
        return [*self.looks.filters, *super().get_line_filters()]

    def get_key_display(self, binding: Binding) -> str:
        """The label of a key: a word if its sign is not well known."""
        label = super().get_key_display(binding)
        return KEY_NAMES.get(label, label)

    async def action_quit(self) -> None:
        """Leave. Text typed while a session opens is kept first."""
        if stray_paste.keep_stray_words(self) and self._unmade.may_leave():
            self.leaving.ask(partial(self.leaving.leave, self._unmade.exit_code))

    def action_theme(self) -> None:
        """Switch to the next theme."""
        self.notify(self.looks.next_theme(), markup=False)

    def action_saved(self) -> None:
        """Say that nothing needs to be pressed."""
        self.notify("Every change is saved at once; the top line says so.", markup=False)

    def _show(self, screen: Screen[None]) -> None:
        self._lock.when_open(partial(show_instead, self, screen))

    def _open(self, path: Path) -> "Document":
        from casetool.screens.session import screen as session  # noqa: F401 - here, off the screen's own thread
        from casetool.services.sessions.open import open_document

        self.boards.cover.expect(path, storage := self._keyring.storage_to_open(path))
        return open_document(path, self._now, storage)

    def _ask_passphrase(
        self, folder: Path, on_opened: Callable[[], None], *on_given_up: Callable[[], None]
    ) -> None:
        from casetool.screens.lock.unlock import ask_to_unlock

        def opened() -> None:
            self._lock.watch()
            on_opened()

        ask_to_unlock(self, self._keyring, folder, opened, *on_given_up)

    def _summaries(self, folder: Path) -> tuple[SessionSummary, ...]:
        return list_sessions(folder, self._keyring.cipher_of_listed(folder))

    def _progress(self, summary: SessionSummary) -> str:
        return progress_label(summary, step_name, self._now().date())

    def _preview(self, path: Path) -> tuple[tuple[str, str], ...]:
        from casetool.services.sessions.preview import preview_of

        return preview_of(path, self._keyring, self._now().date())

    @on(LibraryScreen.Chosen)
    def _chosen(self, message: LibraryScreen.Chosen) -> None:
        self._first_command = message.command
        self.show_session(message.path)

    @on(LibraryScreen.Ask)
    def _ask_what_becomes(self, message: LibraryScreen.Ask) -> None:
        from casetool.screens.library.trash import ask_about

        head = message.head
        ask_about(self, head, self._keyring.storage_of(head.path), self.show_library)

    @on(LibraryScreen.Trash)
    def _trash(self) -> None:
        from casetool.screens.library.trash import show_trash

        storage = self._keyring.storage_of(self._folder)
        show_trash(self, self._folder, storage, self.show_library)

    @on(LibraryScreen.New)
    def _new(self) -> None:
        if self._keyring.wants_passphrase_for_new(self._folder):
            self._ask_passphrase(self._folder, self._new)
            return
        self._unmade.ask(self._now().date(), self._create)

    @on(LibraryScreen.Demo)
    def _demo(self) -> None:
        from casetool.storage.files.atomic import SaveError
        from casetool.storage.library.examples import copy_examples

        notice = "These are invented: delete the example files when you like."
        try:
            copy_examples(self._folder)
        except SaveError as error:
            notice = str(error)
        self.show_library(notice)

    def on_opening_screen_opened(self, message: "OpeningScreen.Opened") -> None:
        """Show a session that was opened."""
        from casetool.screens.session.screen import SessionScreen

        self._show(screen := SessionScreen(message.document, message.typed))
        screen.call_after_refresh(self.looks.tell_trouble)
        self.departure.keep = message.document.end_in_time
        if self._first_command:
            screen.call_after_refresh(self.action_command, self._first_command)
        self.leaving.opened(message.document)
        self._lock.opened(message.document)
        if not self.is_headless:
            self.set_timer(FREEZE_AFTER_SECONDS, freeze_heap)

    def on_opening_screen_failed(self, message: "OpeningScreen.Failed") -> None:
        """Say under the list that a session could not be opened."""
        self.show_library(message.why)

    def action_command(self, name: str) -> None:
        """Run a command of the session. Without a name, it is picked from a list."""
        from casetool.screens.commands.registry import run_here

        run_here(self, name)

    def action_library(self) -> None:
        """Go back to the list of sessions."""
        self.leaving.ask(self.show_library)

    def _create(self, values: dict[str, str]) -> None:
        from casetool.services.sessions.create import create_session, jottings_apart

        public, jottings = jottings_apart(values)
        try:
            storage = self._keyring.storage_of_new(self._folder)
            path = create_session(public, self._folder, self._now(), storage=storage)
        except UserError as error:
            self._unmade.texts = values
            self.show_library(f"{error} F2: what you typed is still in the form.")
            return
        self.show_session(path, self._unmade.made(jottings, stray_paste.stray_words(self)))


def run_app(
    folder: Path,
    why: str,
    session: Path | None = None,
    storage: StorageContext | None = None,
    settings_place: SettingsPlace = NOWHERE,
) -> int:
    """Run the app until it is closed.

    Args:
        folder: the sessions.
        why: why this folder, in a few words.
        session: the session to open at once, if any.
        storage: where files are and how they are encrypted.
        settings_place: where the appearance is remembered.

    Returns:
        The exit code.
    """
    app = CasetoolApp(folder, why, session, storage=storage, settings_place=settings_place)
    app.run()
    has_lost = app.leaving.report_at_exit()
    return app.return_code or int(has_lost)
