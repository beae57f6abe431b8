"""A text area for prose: its keys work on whole lines of text, not on wrapped rows."""

from textual.events import Paste
from textual.geometry import Offset
from textual.widgets import TextArea
from textual.widgets.text_area import (
    Document,
    DocumentNavigator,
    EditResult,
    Location,
    WrappedDocument,
)

from casetool.widgets.common.letters import SELECTING_ACTIONS, letter_start
from casetool.widgets.common.textual_compat import delete_by_key, lay_out_document


class ProseDocument(Document):
    """A document whose lines end at line feeds alone.

    Textual's document splits lines with ``str.splitlines``: a line separator (U+2028) would become
    a line feed, or be dropped at the end.

    Args:
        text: the text, as the models hold it.
    """

    def __init__(self, text: str) -> None:
        super().__init__("")
        self.lines[:] = text.split("\n")

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Replace a range of text.

        Args:
            start: row and column of one end of the range.
            end: row and column of the other end.
            text: the new text.

        Returns:
            Where the new text ends, and the text that was replaced.
        """
        (first_row, first_column), (last_row, last_column) = sorted((start, end))
        replaced = self.get_text_range(start, end)
        # the end of a range may be past the last line, when a whole line is replaced
        head, tail = (
            "".join(self.lines[first_row : first_row + 1])[:first_column],
            "".join(self.lines[last_row : last_row + 1])[last_column:],
        )
        lines = f"{head}{text}".split("\n")
        new_end = first_row + len(lines) - 1, len(lines[-1])
        lines[-1] += tail
        self.lines[first_row : last_row + 1] = lines
        return EditResult(new_end, replaced)


class ProseArea(TextArea):
    """A text area whose keys delete whole letters, and whole lines before and after the cursor.

    No key selects a line or all.
    """

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave out what selects a line or all: the next letter would replace it."""
        return action not in SELECTING_ACTIONS and super().check_action(action, parameters)

    def action_paste(self) -> None:
        """Take what was copied within the app as any other paste."""
        if self.app.clipboard:
            self.post_message(Paste(self.app.clipboard))

    def insert_words(self, text: str) -> None:
        """Insert what was pasted, so that no private jotting becomes a part of other words.

        Args:
            text: the text.
        """
        from casetool.models.capture.paste_place import paste_into  # not for the first picture

        row, column = self.cursor_location
        line = self.document.get_line(row)
        head, tail = paste_into(line[:column], line[column:], text.split("\n"))
        self.replace(head + tail, (row, 0), (row, len(line)))
        lines = head.split("\n")
        self.move_cursor((row + len(lines) - 1, len(lines[-1])))

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = ProseDocument(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        lay_out_document(self)

    def action_delete_left(self) -> None:
        """Delete what is selected, or the letter in front of the cursor, as people see it."""
        row, column = self.selection.end
        start = letter_start(self.document.get_line(row), column)
        if self.selection.is_empty and start < column - 1:
            delete_by_key(self, (row, start), (row, column))
        else:
            super().action_delete_left()

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor, unless an undo has yet to bring it back into the text.

        Textual's undo may hide the scroll bar before it has moved the cursor (docs/upstream.md).

        Args:
            center: whether to scroll the cursor to the middle.
            animate: whether to animate the scrolling.

        Returns:
            How far it was scrolled.
        """
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)

    def action_delete_to_start_of_line(self) -> None:
        """Delete the text in front of the cursor, over all wrapped rows of the line."""
        row, column = self.selection.end
        if column:
            delete_by_key(self, (row, 0), (row, column))
        else:
            super().action_delete_to_start_of_line()

    def action_delete_to_end_of_line(self) -> None:
        """Delete the text behind the cursor, over all wrapped rows of the line."""
        row, column = self.selection.end
        delete_by_key(self, (row, column), (row, len(self.document.get_line(row))))
