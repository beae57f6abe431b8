"""The line in which text is typed while a session opens."""

import asyncio

from textual import events
from textual.message import Message
from textual.strip import Strip

from casetool.widgets.common.ellipsis import mark_cut_ends
from casetool.widgets.common.key_queue import type_first
from casetool.widgets.common.line_input import LetterInput, as_one_line, pasted_lines
from casetool.widgets.common.typed_at_once import TypedAtOnce


class OpeningInput(LetterInput):
    """A capture line that collects entered lines until the session can take them."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, id="opening-line", compact=True)
        self.cursor_blink = False
        self.entered: list[str] = []

    class Entered(Message):
        """Reports that a line was entered."""

    @property
    def all_lines(self) -> list[str]:
        """The lines entered and the text of the line, none blank."""
        return [text for text in (*self.entered, self.value) if text.strip()]

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
            self._enter(self.value + "\n".join(lines))
        else:
            self.insert_text_at_cursor(as_one_line(event.text))

    def on_key(self, event: events.Key) -> None:
        """Start a new line on Enter."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._enter(self.value)

    def _enter(self, text: str) -> None:
        self.entered.append(text)
        self.value = ""
        self.post_message(self.Entered())
