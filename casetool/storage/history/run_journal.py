"""The changes of one run, each written to the journal as soon as the disk takes it."""

from collections.abc import Iterable
from pathlib import Path

from casetool.storage.encryption.cipher import Cipher
from casetool.storage.history.earlier_changes import ChangeKind, JournalLine
from casetool.storage.history.undo_journal import JournalChange, append_lines, journal_line


class RunJournal:
    """Writes the journal of one run. A line that the disk refused is written with the next ones.

    Without it, undo would reach back only to what was done after that.

    Args:
        cipher: encrypts each line.
    """

    def __init__(self, cipher: Cipher) -> None:
        self._cipher, self._written_count = cipher, 0
        self.lines: list[JournalLine] = []
        """The lines of this run, also those that are not on disk yet."""

    def begin_file(self) -> None:
        """Write all lines of this run into the next file: the one before cannot be moved."""
        self._written_count = 0

    def add(self, text: str | None, steps: Iterable[tuple[ChangeKind, str, str]]) -> None:
        """Add changes, to be written.

        Args:
            text: the session's text before them, or None if it is not known.
            steps: the kind and the label of each change, and the text after it.
        """
        for kind, label, after in steps:
            if text is not None and text != after:
                self.lines.append(journal_line(JournalChange(kind, label, text, after)))
            text = after

    def write(self, path: Path) -> None:
        """Append what is not in the journal yet.

        Args:
            path: the session file.

        Raises:
            SaveError: it could not be written.
        """
        if self._written_count < len(self.lines):
            append_lines(path, self.lines[self._written_count :], self._cipher)
            self._written_count = len(self.lines)
