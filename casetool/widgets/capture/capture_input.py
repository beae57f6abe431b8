"""The place where one types."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.strip import Strip

from casetool.widgets.common.ellipsis import mark_cut_ends
from casetool.widgets.common.key_queue import type_first
from casetool.widgets.common.line_input import LetterInput, makes_lines, put_pasted_line
from casetool.widgets.common.paste_as_keys import TypedAtOnce
from casetool.widgets.common.textual_compat import cursor_column


class CaptureInput(LetterInput):
    """An input that hands on a paste of several lines whole, and each line as it is entered.

    Args:
        enter: takes and clears the text before the next key is handled. Otherwise fast typing
            would join two lines.
    """

    BINDINGS = [
        Binding("tab", "complete", "Complete", show=False, id="capture.complete",
                tooltip="Complete the name after @; with nothing typed, go into the list"),
        Binding("up", "leave", "Into the list", show=False, id="capture.up",
                tooltip="Up into what the open step shows"),
        # an input has it for the end of the line, which End is for as well
        Binding("ctrl+e", "screen.menu", "Change it", show=False),
    ]  # fmt: skip

    # always one row across the screen, so no letter needs a new layout
    value: Reactive[str] = Reactive("", init=False)
    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    class Completing(Message):
        """Tab was pressed."""

    class Left(Message):
        """The arrow went up, out of the line."""

    @dataclass
    class SeveralLines(Message):
        """Several lines were pasted."""

        text: str

    def __init__(self, enter: Callable[[str], bool], is_only_shown: Callable[[], bool]) -> None:
        # the next key goes on with a sentence: if it were selected, it would be overwritten
        super().__init__(id="capture", compact=True)
        self.cursor_blink = False
        self.tab_becomes = " "
        """What a tab of a pasted row becomes. A comma parts the cells of a person."""
        self._enter, self._is_only_shown = enter, is_only_shown
        self._entered_text = ""

    def end_line(self) -> None:
        """Keep what is typed behind an entered text that stays here from becoming a part of it."""
        self._entered_text = self.value

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert a text, behind the mark of a line end if the text before it was entered."""
        # not needed for the first picture
        from casetool.models.capture.line_marks import LINE_MARK

        was_entered = bool(self.value.strip()) and self.value == self._entered_text
        is_behind = was_entered and self.cursor_position == len(self.value)
        # a question about a line is answered in it
        begins_line = self._is_only_shown() or text.lstrip().startswith("/")
        if is_behind and begins_line and text.strip():
            gap = "" if self.value.endswith(" ") else " "
            text = f"{gap}{LINE_MARK} {text.lstrip()}"
        super().insert_text_at_cursor(text)
        if is_behind and not text.strip():
            self.end_line()  # a space is no other line yet

    def show_cursor(self) -> None:
        """Scroll to the cursor: in a long draft that is its end."""
        region = Region(cursor_column(self), 0, width=1, height=1)
        self.scroll_to_region(region, force=True, animate=False)

    def on_resize(self) -> None:
        """Keep the cursor in view at another size."""
        self.show_cursor()

    def render_line(self, y: int) -> Strip:
        """The row, with a sign at each end where the text goes on."""
        return mark_cut_ends(self, super().render_line(y))

    def action_complete(self) -> None:
        """Complete the name that is being typed, or move on."""
        self.post_message(self.Completing())

    def action_leave(self) -> None:
        """Go up into what the open step shows."""
        self.post_message(self.Left())

    def on_key(self, event: events.Key) -> None:
        """Handle Enter in order: a binding would act after the keys that follow it."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._enter_or_show(self.value)

    def enter(self) -> None:
        """Take what stands in the line, as Enter in it does. An empty line stays empty."""
        if self.value.strip():
            self._enter_or_show(self.value)

    def _enter_or_show(self, text: str) -> None:
        """Enter a text, or show the lines of a paste that was set aside, or came back."""
        # not needed for the first picture
        from casetool.models.capture.line_marks import LINE_MARK, unmarked_lines

        lines = [line for line in unmarked_lines(text).split("\n") if line.strip()]
        if LINE_MARK in text and len(lines) > 1:
            self.post_message(self.SeveralLines(unmarked_lines(text)))
        elif not self._enter(text.replace(LINE_MARK, "")):
            self.end_line()

    def on_paste(self, event: events.Paste) -> None:
        """Show several lines before they are entered, or insert a single one.

        A few characters that came as keys are typed on: here they are words in any case.
        """
        event.prevent_default()
        event.stop()
        has_lines = makes_lines(self.value, event, self.cursor_position)
        if has_lines and isinstance(event, TypedAtOnce) and event.is_short:
            type_first(self.app, event.keys())
        elif has_lines:
            # not needed for the first picture
            from casetool.models.capture.paste import added_to

            are_rows = self.tab_becomes != " "
            text = added_to(self.value, event.text, self.cursor_position, are_rows)
            self.post_message(self.SeveralLines(text))
        else:
            put_pasted_line(self, event, self.tab_becomes)
