"""The editor for the text of a box, shown over the box."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widgets import TextArea

from casetool.widgets.common.line_input import as_one_line, pasted_lines
from casetool.widgets.common.prose_area import ProseArea

AfterEdit = Literal["", "child", "away"]
"""What follows when the editor is closed: nothing, a new child, or the capture line."""

MOST_PASTED_BOXES = 200
"""The most lines of one paste that become a box each."""


class NodeEditor(ProseArea):
    """A small text area. Enter and Esc keep the text, Tab keeps it and goes on to a child."""

    DEFAULT_CSS = """
    NodeEditor {
        layer: over; border: none; padding: 0 1; height: auto; max-height: 12;
        background: $primary-muted; color: $foreground;
        &:focus { border: none; }
        & .text-area--placeholder { color: $text-muted; text-style: italic; }
        &.-below { layer: base; dock: bottom; width: 100%; }
    }
    """
    # with priority over the text area's own keys, which break the line and indent
    BINDINGS = [
        Binding("enter", "finish('')", "Done", id="editor.done", priority=True,
                tooltip="Keep the words"),
        Binding("tab", "finish('child')", "Done, and deeper", id="editor.child", priority=True,
                tooltip="Keep the words, and ask why (or: and then?)"),
        Binding("escape", "finish('')", "Done", id="editor.keep", show=False, priority=True,
                tooltip="Keep the words. Nothing is thrown away"),
    ]  # fmt: skip

    @dataclass
    class Typed(Message):
        """The text has changed."""

        text: str

    @dataclass
    class Pasted(Message):
        """Several lines were pasted."""

        lines: tuple[str, ...]

    def __init__(
        self,
        text: str,
        hint: str,
        finish: Callable[[str, AfterEdit], None],
        makes_boxes: bool = False,
    ) -> None:
        super().__init__(
            text,
            compact=True,
            highlight_cursor_line=False,
            placeholder=Content(f"({hint})"),
        )
        self.cursor_blink = False
        self._finish = finish
        self._makes_boxes = makes_boxes
        """Whether each of several pasted lines becomes a box."""

    def on_mount(self) -> None:
        """Begin at the end of the text."""
        self.move_cursor(self.document.end)

    def action_finish(self, then: AfterEdit) -> None:
        """Close the editor and keep the text."""
        self._finish(self.text.strip(), then)

    def on_text_area_changed(self, message: TextArea.Changed) -> None:
        """Report what is typed, so that a crash loses nothing."""
        message.stop()
        self.post_message(self.Typed(self.text))

    def on_paste(self, event: events.Paste) -> None:
        """Make a box of each line, or one text where none is made or something is typed.

        A chronology of hundreds of lines is one text, too: no tree shows so many boxes.
        """
        event.prevent_default()
        event.stop()
        lines = tuple(pasted_lines(event.text))
        makes_boxes = self._makes_boxes and not self.text.strip()
        if 1 < len(lines) <= MOST_PASTED_BOXES and makes_boxes:
            self.post_message(self.Pasted(lines))
        elif len(lines) > 1:
            self._insert_lines(lines)
        elif lines:
            self.insert_words(as_one_line(event.text))

    def _insert_lines(self, lines: Sequence[str]) -> None:
        """Insert several lines as one text. A private jotting stays a line, until it is kept."""
        from casetool.models.capture.jottings import begins_jotting  # not for the first picture

        public = as_one_line("\n".join(line for line in lines if not begins_jotting(line)))
        jottings = (line.strip() for line in lines if begins_jotting(line))
        self.insert_words("\n".join((public, *jottings)))
