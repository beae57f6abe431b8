"""A text area for a few words that wrap: its keys work on the words, not on the rows they fill."""

from textual.widgets import TextArea
from textual.widgets.text_area import (
    Document,
    DocumentNavigator,
    EditResult,
    Location,
    WrappedDocument,
)

from casetool.widgets.common.textual_compat import delete_by_key, lay_out_document


class ProseDocument(Document):
    """Words whose lines end at line feeds alone.

    Textual's document parts them wherever ``str.splitlines`` does: a line or paragraph separator
    would become a line feed, or be dropped at the end.

    Args:
        text: the words, as the models keep them.
    """

    def __init__(self, text: str) -> None:
        super().__init__("")
        self.lines[:] = text.split("\n")

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put words in the place of others.

        Args:
            start: row and column of one end of what is replaced.
            end: row and column of its other end.
            text: the new words.

        Returns:
            Where the new words end, and what stood there before.
        """
        (top, left), (bottom, right) = sorted((start, end))
        before = self.get_text_range(start, end)
        # a whole line goes with its end, which lies in the next, even behind the last
        head, tail = (
            "".join(self.lines[top : top + 1])[:left],
            "".join(self.lines[bottom : bottom + 1])[right:],
        )
        lines = f"{head}{text}".split("\n")
        place = top + len(lines) - 1, len(lines[-1])
        lines[-1] += tail
        self.lines[top : bottom + 1] = lines
        return EditResult(place, before)


class ProseArea(TextArea):
    """Ctrl+U and Ctrl+K delete to the begin or the end, over all rows of what is wrapped."""

    def _set_document(self, text: str, language: str | None) -> None:
        self.document = ProseDocument(text)
        self.wrapped_document = WrappedDocument(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        lay_out_document(self)

    def action_delete_to_start_of_line(self) -> None:
        """Delete all words before the cursor; a row is only where they happened to be wrapped."""
        row, column = self.selection.end
        if column:
            delete_by_key(self, (row, 0), (row, column))
        else:
            super().action_delete_to_start_of_line()

    def action_delete_to_end_of_line(self) -> None:
        """Delete all words behind the cursor."""
        row, column = self.selection.end
        delete_by_key(self, (row, column), (row, len(self.document.get_line(row))))
