"""A text area for a few words that wrap: its keys work on the words, not on the rows they fill."""

from textual.widgets import TextArea


class WordsArea(TextArea):
    """Ctrl+U and Ctrl+K delete to the begin or the end, over all rows of what is wrapped."""

    def action_delete_to_start_of_line(self) -> None:
        """Delete all words before the cursor; a row is only where they happened to be wrapped."""
        row, column = self.selection.end
        if column:
            self._delete_via_keyboard((row, 0), (row, column))
        else:
            super().action_delete_to_start_of_line()

    def action_delete_to_end_of_line(self) -> None:
        """Delete all words behind the cursor."""
        row, column = self.selection.end
        self._delete_via_keyboard((row, column), (row, len(self.document.get_line(row))))
