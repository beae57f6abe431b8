"""The Textual app: it opens screens and hands them what they need; nothing else."""

import asyncio
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from casetool.failure import Failure
from casetool.instants import local_now
from casetool.memory import SETTLED, settle
from casetool.methods import step_name
from casetool.screens.library import LibraryScreen
from casetool.screens.opening import OpeningScreen
from casetool.storage.library import head_of, heads
from casetool.storage.rest import Rest
from casetool.terminal import tolerant_driver

if TYPE_CHECKING:
    from casetool.document import Document

# Screens and models that the first picture does not need are imported where they are needed:
# a list of sessions is on the screen before the models are built.


class CasetoolApp(App[int]):
    """Screens, themes and wiring."""

    TITLE = "casetool"
    ENABLE_COMMAND_PALETTE = True
    CSS = """
    Screen { layers: base over; }
    Footer { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "Everything", id="app.palette", priority=True,
                tooltip="Every action that works here, by its name"),
        Binding("ctrl+q", "quit", "Quit", id="app.quit", show=False, priority=True,
                tooltip="Leave; everything is saved as you go"),
        Binding("ctrl+t", "theme", "Light / dark", id="app.theme", show=False,
                tooltip="A light theme for projectors, or the dark one"),
        Binding("ctrl+s", "saved", "Saved?", id="app.saved", show=False,
                tooltip="Nothing to press: every change is saved at once"),
    ]  # fmt: skip

    def __init__(
        self,
        folder: Path,
        why: str = "",
        session: Path | None = None,
        now: Callable[[], datetime] = local_now,
        rest: Rest | None = None,
    ) -> None:
        super().__init__(driver_class=tolerant_driver())
        self._folder, self._why, self._first = folder, why, session
        self._now, self._rest = now, rest or Rest(now=now)
        self._typed: dict[str, str] = {}
        """What was typed into the form of a new session and not used yet."""

    def on_mount(self) -> None:
        """Open the first screen."""
        if not self.is_headless:
            self._leave_in_order()
        if self._first is None:
            self.show_library()
        else:
            self.show_session(self._first)

    def show_library(self, notice: str = "") -> None:
        """Show the sessions of the folder.

        Args:
            notice: something to say under the list.
        """
        self._show(LibraryScreen(self._folder, self._why, heads, _preview_of, step_name, notice))

    def show_session(self, path: Path) -> None:
        """Open a session, and show it.

        Args:
            path: its file.
        """
        self._show(OpeningScreen(head_of(path), self._open))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: “Screenshot” would write the case into a file."""
        return ()

    def action_theme(self) -> None:
        """Light or dark."""
        self.theme = "textual-light" if self.theme != "textual-light" else "textual-dark"

    def action_saved(self) -> None:
        """Say that nothing needs to be pressed."""
        self.notify("Every change is saved at once; the top line says so.", markup=False)

    def _show(self, screen: Screen[None]) -> None:
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _open(self, path: Path) -> "Document":
        from casetool.opening import open_document
        from casetool.screens import session  # noqa: F401 - here, off the screen's own thread

        return open_document(path, self._now, self._rest)

    @on(LibraryScreen.Chosen)
    def _chosen(self, message: LibraryScreen.Chosen) -> None:
        self.show_session(message.path)

    @on(LibraryScreen.Delete)
    def _delete(self, message: LibraryScreen.Delete) -> None:
        from casetool.screens.trash import ask_to_delete

        ask_to_delete(self, message.path, self._rest, self.show_library)

    @on(LibraryScreen.Trash)
    def _trash(self) -> None:
        from casetool.screens.trash import show_trash

        show_trash(self, self._folder, self.show_library)

    @on(LibraryScreen.New)
    def _new(self) -> None:
        from casetool.screens.new_session import NewSessionScreen

        self.push_screen(NewSessionScreen(self._typed, self._now().date()), self._make)

    @on(LibraryScreen.Demo)
    def _demo(self) -> None:
        from casetool.storage.examples import copy_examples
        from casetool.storage.files import SaveError

        notice = "These are invented: delete the example files when you like."
        try:
            copy_examples(self._folder)
        except SaveError as error:
            notice = str(error)
        self.show_library(notice)

    @on(OpeningScreen.Opened)
    def _opened(self, message: OpeningScreen.Opened) -> None:
        from casetool.screens.session import SessionScreen

        self._show(SessionScreen(message.document, message.typed))
        if not self.is_headless:
            self.set_timer(SETTLED, settle)

    @on(OpeningScreen.Failed)
    def _failed(self, message: OpeningScreen.Failed) -> None:
        self.show_library(message.why)

    def action_library(self) -> None:
        """Back to the sessions."""
        self.show_library()

    def _make(self, values: dict[str, str] | None) -> None:
        if values is None:
            return
        from casetool.creating import create_session

        try:
            path = create_session(values, self._folder, self._now())
        except Failure as failure:
            self._typed = values
            self.show_library(str(failure))
            return
        self._typed = {}
        self.show_session(path)

    def _leave_in_order(self) -> None:
        """Textual runs nothing when it is told to stop, or when its terminal is closed."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has no such handlers, and no SIGHUP
            if hasattr(signal, name) and sys.platform != "win32":
                loop.add_signal_handler(getattr(signal, name), self._told_to_leave)

    def _told_to_leave(self) -> None:
        self.exit(return_code=1)

    def _fatal_error(self) -> None:
        """Textual's own traceback shows local variables, and with them the case."""
        self.bell()
        self._exit_renderables.append(
            Text(
                "casetool stopped because of a fault of its own. What was shown as saved is in the"
                " session file;\nwords still being typed come back when you open it again."
                f"\n({place_of_fault(self._exception)})"
            )
        )
        self._close_messages_no_wait()


def _preview_of(path: Path) -> tuple[tuple[str, str], ...]:
    from casetool.glance import preview_of

    return preview_of(path)


def place_of_fault(error: BaseException | None) -> str:
    """Which fault, and where in the program; never with values: they are the case."""
    if error is None or error.__traceback__ is None:
        return "no place known"
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


def run(folder: Path, why: str, session: Path | None = None, rest: Rest | None = None) -> int:
    """Run the app until it is left.

    Args:
        folder: the sessions.
        why: why this folder, in a few words.
        session: the session to open at once, if one is meant.
        rest: how sessions are kept.

    Returns:
        The exit code.
    """
    app = CasetoolApp(folder, why, session, rest=rest)
    app.run()
    return app.return_code or 0
