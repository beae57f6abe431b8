"""A session being opened: its head at once, and a line that can already be typed into."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip
from textual.widgets import Input, Static

from casetool.models.parsing.days import format_date_dotted
from casetool.render.text.terminal_safe import terminal_safe
from casetool.storage.library.summary import SessionSummary
from casetool.widgets.common.ellipsis import mark_cut_ends
from casetool.widgets.common.line_input import as_one_line, pasted_lines

if TYPE_CHECKING:
    from casetool.errors import SessionOpenError
    from casetool.services.sessions.document import Document


class OpeningInput(Input):
    """A line in which several can be entered, though nothing can take them yet."""

    def __init__(self) -> None:
        super().__init__(id="opening-line", compact=True)
        self.cursor_blink = False
        self.entered: list[str] = []

    async def all_typed(self) -> tuple[str, tuple[str, ...]]:
        """What stands in the line, and the lines entered before it, once every key is heard."""
        heard = asyncio.Event()
        if self.call_later(heard.set):
            await heard.wait()
        return self.value, tuple(self.entered)

    def render_line(self, y: int) -> Strip:
        """The row, with a sign where its words go on beyond an end."""
        return mark_cut_ends(self, super().render_line(y))

    def on_paste(self, event: events.Paste) -> None:
        """Several lines are entered, as they are once the session is there."""
        event.prevent_default()
        event.stop()
        lines = pasted_lines(event.text)
        if len(lines) > 1:
            self.entered.append(self.value + "\n".join(lines))
            self.value = ""
        else:
            self.insert_text_at_cursor(as_one_line(event.text))

    def on_key(self, event: events.Key) -> None:
        """After Enter the next words are a line of their own."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.entered.append(self.value)
            self.value = ""


class OpeningScreen(Screen[None]):
    """What can be shown before the models are imported and the file is read."""

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
        """The session is there."""

        document: "Document"
        typed: "Callable[[], Awaitable[tuple[str, tuple[str, ...]]]]"
        """What was typed meanwhile, asked as late as can be: what stands in the line, and the
        lines that were entered before it."""

    @dataclass
    class Failed(Message):
        """The file could not be opened, for this reason."""

        why: str

    def __init__(self, head: SessionSummary, opener: "Callable[[Path], Document]") -> None:
        super().__init__()
        self._head = head
        self._opener = opener

    def compose(self) -> ComposeResult:
        """The case, what is known of it, and the line."""
        head = self._head
        day = f" · discussion of {format_date_dotted(head.discussion)}" if head.discussion else ""
        yield Static(Content(terminal_safe(f"{head.child}{day}")), id="opening-case")
        yield Static(Content(terminal_safe(head.reason)), id="opening-about")
        yield OpeningInput()

    @property
    def holds_words(self) -> bool:
        """Whether something was typed that no session has yet."""
        return any(box.value or box.entered for box in self.query(OpeningInput))

    def on_mount(self) -> None:
        """Paint first; read after."""
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

    def _hand_over(self, document: "Document") -> None:
        self.post_message(self.Opened(document, self.query_one(OpeningInput).all_typed))

    async def _give_up(self, failure: "SessionOpenError") -> None:
        typed, entered = await self.query_one(OpeningInput).all_typed()
        lines = [line for line in (*entered, typed) if line.strip()]
        more = f" {failure.keep(lines)}" if lines else ""
        self.post_message(self.Failed(f"{failure}{more}"))
