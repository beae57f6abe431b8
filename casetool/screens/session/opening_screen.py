"""The screen while a session opens: its head, and a line that accepts text already."""

from collections.abc import Awaitable, Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from functools import partial, reduce
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from casetool.models.parsing.days import format_date_short
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.commands.bindings import SESSION_KEYS
from casetool.screens.session.last_words import lines_from_events
from casetool.screens.session.opening_input import OpeningInput
from casetool.screens.session.screen_change import hand_down_texts
from casetool.storage.context import StorageContext
from casetool.storage.files.time_limit import ANSWER_SECONDS, DEFAULT_TIME_LIMIT, NO_ANSWER
from casetool.storage.library.summary import SessionSummary
from casetool.widgets.common.key_queue import drop_keys, hold_from, hold_keys

if TYPE_CHECKING:
    from casetool.errors import SessionOpenError
    from casetool.services.sessions.document import Document


SLOW = "Its drive has not answered yet. What you type here is kept. Esc goes back to the sessions."

_SESSION_KEYS = {
    key: binding
    for binding in SESSION_KEYS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}


class OpeningScreen(Screen[None]):
    """Shows the head of a session while models are imported and the file is read.

    Args:
        head: the head of the session.
        resolved_path: its file after following links, for what must not wait for its drive.
        opener: opens the file, off the screen's own thread.
        storage: the session's storage context.
        on_slow: called once the file has taken longer than a working drive needs.
        text: what was typed for it before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "give_up",
            "Back",
            id="opening.give_up",
            tooltip="Back to the sessions, if the drive does not answer. Your text is kept",
        ),
    ]
    DEFAULT_CSS = """
    OpeningScreen {
        & #opening-case {
            height: 1; dock: top; background: $panel; padding: 0 1;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & #opening-about { padding: 1 2; color: $foreground-muted; }
        & #opening-line { dock: bottom; margin-bottom: 1; padding: 0 1; background: $surface; }
    }
    """

    @dataclass
    class Opened(Message):
        """Carries the opened session."""

        document: "Document"
        typed: "Callable[[], Awaitable[tuple[str, tuple[str, ...]]]]"
        """Returns what was typed meanwhile: the text of the line, and the entered lines."""

    @dataclass
    class Failed(Message):
        """Reports why the file could not be opened."""

        why: str

    def __init__(
        self,
        head: SessionSummary,
        resolved_path: Path,
        opener: "Callable[[Path], Document]",
        storage: StorageContext,
        on_slow: "Callable[[], object]",
        text: str = "",
    ) -> None:
        super().__init__()
        self._head, self._resolved_path, self._opener = head, resolved_path, opener
        self._storage, self._on_slow, self._text = storage, on_slow, text
        self.is_slow = self._is_given_up = self._has_held_key = False

    def compose(self) -> ComposeResult:
        """Lay out the case, its reason and the line."""
        head = self._head
        day = f" · discussion of {format_date_short(head.discussion)}" if head.discussion else ""
        yield Static(Content(terminal_safe(f"{head.child}{day}")), id="opening-case")
        yield Static(Content(terminal_safe(head.reason)), id="opening-about")
        yield OpeningInput(self._text, self._resolved_path, self._storage)

    @property
    def has_text(self) -> bool:
        """Whether text was typed that no session has yet."""
        return any(box.value or box.entered for box in self.query(OpeningInput))

    def take_typed(self, lines: list[str]) -> None:
        """Put lines that no key can enter any more into the line.

        They stand together there, as nobody knows where they belong. The first goes on with the
        word that is being typed, but after a key of the session.
        """
        from casetool.models.capture.line_marks import with_words_behind

        line = self.query_one(OpeningInput)
        if lines and not self._has_held_key:
            line.value, lines = line.value + lines[0], lines[1:]
        line.value = reduce(with_words_behind, lines, line.value)
        line.cursor_position = len(line.value)  # who types on goes on behind them

    def keep_typed(self, lines: list[str]) -> None:
        """Keep all that was typed, once the program must end, without waiting for the session.

        If that fails, the session gets it once it is open.

        Args:
            lines: typed after a key of the session.
        """
        self.take_typed(lines)
        line = self.query_one(OpeningInput)
        if line.leave_copy(line.all_lines):
            line.value = ""
            line.entered.clear()

    def on_mount(self) -> None:
        """Read the file after the first paint."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._read)
        if self._head.problem == NO_ANSWER:
            self.call_after_refresh(self._say_slow)
        else:
            self.set_timer(ANSWER_SECONDS, self._say_slow)

    @work(thread=True, description="reading a session")
    def _read(self) -> None:
        from casetool.errors import SessionOpenError

        app = self.app  # a screen that is gone has none
        # Python waits for a worker as the app ends, but not for a thread on a dead drive
        opening: Future[Document] = Future()
        target = partial(_open, opening, self._opener, self._head.path)
        Thread(target=target, name="casetool-opens", daemon=True).start()
        while not wait([opening], ANSWER_SECONDS).done:
            if not self.is_attached:
                opening.add_done_callback(_close)
                return
        try:
            document = opening.result()
        except SessionOpenError as failure:
            app.call_from_thread(self.call_later, self._tell_failure, failure)
        else:
            if not app.call_from_thread(self._hand_over, document):
                document.close()

    def _say_slow(self) -> None:
        """Say that the drive does not answer. Drop waiting keys except those that leave."""
        self.is_slow = True
        # others act in their turn, and those that wait for a lock over it are not ours
        is_held = self._has_held_key and self.app.screen is self
        waiting = drop_keys(self.app) if is_held else []
        self.take_typed(lines_from_events(waiting))
        self._show_slow()
        if any(isinstance(event, events.Key) and event.key == "ctrl+q" for event in waiting):
            self.app.call_later(self.app.action_quit)
        self._on_slow()

    @on(OpeningInput.Entered)
    def _show_slow(self) -> None:
        if self.is_slow:
            lines = (SLOW, "", *self.query_one(OpeningInput).entered)
            text = "\n".join(map(terminal_safe, lines))
            self.query_one("#opening-about", Static).update(Content(text))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc is a key of the session, unless that may never open."""
        return self.is_slow or action != "give_up"

    async def action_give_up(self) -> None:
        """Go back to the sessions. What was typed is kept for the next time."""
        from casetool.services.sessions.open import kept_or_repeated

        self._is_given_up = True
        lines, saved_lines = await self._all_lines(), ""
        if lines:
            saved_lines = kept_or_repeated(lines, self.query_one(OpeningInput).leave_copy(lines))
        message = f"{self._head.path.name}: {NO_ANSWER}. {saved_lines}"
        self.post_message(self.Failed(message.rstrip()))

    def on_key(self, event: events.Key) -> None:
        """Hold a key of the session, and all after it, until it is open. Drop it once slow."""
        binding = _SESSION_KEYS.get(event.key)
        if binding is not None and (binding.priority or event.key not in self.active_bindings):
            event.stop()
            event.prevent_default()
            line = self.query_one(OpeningInput)
            if not self.is_slow:
                self._has_held_key = True
                hold_from(event, line)
            elif line.value:
                line.insert_text_at_cursor(" ")  # what follows was meant for another place

    def _hand_over(self, document: "Document") -> bool:
        """Give the session to the app, unless somebody has gone back to the list."""
        if self._is_given_up:
            return False
        line = self.query_one(OpeningInput)
        if self.app.screen is self:  # the passphrase of a lock does not wait
            hold_keys(line)
        self.post_message(self.Opened(document, partial(line.hand_over, document)))
        return True

    async def _tell_failure(self, failure: "SessionOpenError") -> None:
        from casetool.services.sessions.open import KEPT, kept_or_repeated

        if self._is_given_up:
            return
        self._is_given_up = True
        lines, saved_lines, line = await self._all_lines(), "", self.query_one(OpeningInput)
        if lines and (saved_lines := DEFAULT_TIME_LIMIT.once(failure.keep, lines) or "") != KEPT:
            saved_lines = kept_or_repeated(lines, line.leave_copy(lines))
        else:
            line.drop_copy()
        self.post_message(self.Failed(f"{failure} {saved_lines}".rstrip()))

    async def _all_lines(self) -> tuple[str, ...]:
        """All that was typed, with the keys that wait for the session, but no blank line."""
        hand_down_texts(self.app, self)
        waiting = lines_from_events(drop_keys(self.app))
        typed, entered = await self.query_one(OpeningInput).all_typed()
        return tuple(line for line in (*entered, typed, *waiting) if line.strip())


def _open(opening: "Future[Document]", opener: "Callable[[Path], Document]", path: Path) -> None:
    try:
        opening.set_result(opener(path))
    except BaseException as error:
        opening.set_exception(error)


def _close(opening: "Future[Document]") -> None:
    """Close a session that opened after everybody had left."""
    if opening.exception() is None:
        opening.result().close()
