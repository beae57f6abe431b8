"""The screen while a session opens: its head, and a line that accepts text already."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, Static

from casetool.models.parsing.days import format_date_short
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.commands.bindings import SESSION_KEYS
from casetool.screens.session.last_words import lines_from_events
from casetool.storage.context import StorageContext
from casetool.storage.library.summary import SessionSummary
from casetool.widgets.common.ellipsis import mark_cut_ends
from casetool.widgets.common.key_queue import drop_keys, hold_from, hold_keys, type_first
from casetool.widgets.common.line_input import LetterInput, as_one_line, pasted_lines
from casetool.widgets.common.typed_at_once import TypedAtOnce

if TYPE_CHECKING:
    from casetool.errors import SessionOpenError
    from casetool.services.sessions.document import Document


_SESSION_KEYS = {
    key: binding
    for binding in SESSION_KEYS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}


class OpeningInput(LetterInput):
    """A capture line that collects entered lines until the session can take them."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, id="opening-line", compact=True)
        self.cursor_blink = False
        self.entered: list[str] = []

    async def all_typed(self) -> tuple[str, tuple[str, ...]]:
        """The text of the line and the lines entered, none blank, once every key is processed."""
        processed = asyncio.Event()
        if self.call_later(processed.set):
            await processed.wait()
        typed = self.value if self.value.strip() else ""
        return typed, tuple(filter(str.strip, self.entered))

    def render_line(self, y: int) -> Strip:
        """Draw the row, with ellipses where the text is cut off."""
        return mark_cut_ends(self, super().render_line(y))

    def on_paste(self, event: events.Paste) -> None:
        """Enter several pasted lines, or insert a single one."""
        event.prevent_default()
        event.stop()
        lines = pasted_lines(event.text)
        if len(lines) > 1 and isinstance(event, TypedAtOnce):
            type_first(self.app, event.keys())  # typed ahead, and here every key is a word
        elif len(lines) > 1:
            self.entered.append(self.value + "\n".join(lines))
            self.value = ""
        else:
            self.insert_text_at_cursor(as_one_line(event.text))

    def on_key(self, event: events.Key) -> None:
        """Start a new line on Enter."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.entered.append(self.value)
            self.value = ""


class OpeningScreen(Screen[None]):
    """Shows the head of a session while models are imported and the file is read."""

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
        opener: "Callable[[Path], Document]",
        storage: StorageContext,
        text: str = "",
    ) -> None:
        super().__init__()
        self._text = text
        self._head = head
        self._opener, self._storage = opener, storage
        self._has_held_key = False

    def compose(self) -> ComposeResult:
        """Lay out the case, its reason and the line."""
        head = self._head
        day = f" · discussion of {format_date_short(head.discussion)}" if head.discussion else ""
        yield Static(Content(terminal_safe(f"{head.child}{day}")), id="opening-case")
        yield Static(Content(terminal_safe(head.reason)), id="opening-about")
        yield OpeningInput(self._text)

    @property
    def has_text(self) -> bool:
        """Whether text was typed that no session has yet."""
        return any(box.value or box.entered for box in self.query(OpeningInput))

    def take_typed(self, lines: list[str]) -> None:
        """Put lines that no key can enter any more into the line.

        They stand together there, as nobody knows where they belong. Letters after no key of
        the session go on with the word that is being typed.
        """
        line = self.query_one(OpeningInput)
        if lines and not self._has_held_key:
            line.value, lines = line.value + lines[0], lines[1:]
        line.value = " ".join(filter(str.strip, (line.value, *lines)))

    def keep_typed(self, lines: list[str]) -> None:
        """Keep all that was typed, once the program must end, without waiting for the session.

        If that fails, the session gets it once it is open.

        Args:
            lines: typed after a key of the session.
        """
        # imported here: the first picture does not wait for the models
        from casetool.services.sessions.open import copy_typed_lines

        self.take_typed(lines)
        line = self.query_one(OpeningInput)
        typed = [text for text in (*line.entered, line.value) if text.strip()]
        if typed and copy_typed_lines(self._head.path, typed, self._storage):
            line.value = ""
            line.entered.clear()

    def on_mount(self) -> None:
        """Read the file after the first paint."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._read)

    @work(thread=True, description="reading a session")
    def _read(self) -> None:
        from casetool.errors import SessionOpenError

        try:
            document = self._opener(self._head.path)
        except SessionOpenError as failure:
            self.app.call_from_thread(self.call_later, self._give_up, failure)
        else:
            self.app.call_from_thread(self._hand_over, document)

    def on_key(self, event: events.Key) -> None:
        """Hold a key of the session, and all after it, until it is open. Others work here."""
        binding = _SESSION_KEYS.get(event.key)
        if binding is not None and (binding.priority or event.key not in self.active_bindings):
            event.stop()
            event.prevent_default()
            self._has_held_key = True
            hold_from(event, self.query_one(OpeningInput))

    def _hand_over(self, document: "Document") -> None:
        line = self.query_one(OpeningInput)
        if self.is_current:  # the passphrase of a lock does not wait
            hold_keys(line)
        self.post_message(self.Opened(document, line.all_typed))

    async def _give_up(self, failure: "SessionOpenError") -> None:
        waiting = lines_from_events(drop_keys(self.app))
        typed, entered = await self.query_one(OpeningInput).all_typed()
        lines = [line for line in (*entered, typed, *waiting) if line.strip()]
        saved_lines = f" {failure.keep(lines)}" if lines else ""
        self.post_message(self.Failed(f"{failure}{saved_lines}"))
