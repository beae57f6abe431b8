"""The changes of earlier runs: what can be undone, and what was undone and can be redone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256


class ChangeKind(StrEnum):
    """The kind of a change."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    NOTE = "note"
    """A change that undo does not revert."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One line of the journal: how to get from the text after a change to the text before."""

    way: str
    label: str
    before: str
    after: str
    start: int
    tail: int
    replaced: str
    """The text that the change replaced. Its key in the journal is ``words``."""
    new: str | None = None
    """The text in its place, or None in the line of an older casetool."""

    def undo(self, text: str) -> str | None:
        """The text before this change, or None if this is not the text after it."""
        if text_digest(text) != self.after:
            return None
        before = text[: self.start] + self.replaced + text[len(text) - self.tail :]
        return before if text_digest(before) == self.before else None

    def redo(self, text: str) -> str | None:
        """The text after this change, or None if that cannot be computed for certain."""
        if self.new is None or text_digest(text) != self.before:
            return None
        after = text[: self.start] + self.new + text[len(text) - self.tail :]
        return after if text_digest(after) == self.after else None


class EarlierChanges:
    """The changes of earlier runs and those undone, newest first, each computed when needed.

    Args:
        lines: the journal.
        text: the present text of the session.
    """

    def __init__(self, lines: Sequence[JournalLine], text: str) -> None:
        digest = text_digest(text)
        length = max(
            (index + 1 for index, line in enumerate(lines) if line.after == digest), default=0
        )
        self._lines = list(lines[:length])
        self._journal, self._is_outdated = lines, length < len(lines)
        self._text = text
        self._points: list[int] = []
        undone_points: list[int] = []
        undo_lines: list[int] = []
        for index, line in enumerate(self._lines):
            if line.way == ChangeKind.EDIT:
                self._points.append(index)
                undone_points.clear()
                undo_lines.clear()
            elif line.way == ChangeKind.UNDO and self._points:
                undone_points.append(self._points.pop())
                undo_lines.append(index)
            elif line.way == ChangeKind.REDO and undone_points:
                self._points.append(undone_points.pop())
                undo_lines.pop()
        self._undone_count = len(undo_lines)
        self._undone = (
            (before, lines[index].label)
            for index, before in _backwards(lines[:length], text)
            if index in undo_lines
        )

    def __len__(self) -> int:
        return len(self._points)

    def pop(self) -> tuple[str, str] | None:
        """The text before the newest change that is not undone, and the label of that change.

        Returns:
            None when there is none, or when it cannot be computed for certain.
        """
        if not self._points:
            return None
        point = self._points.pop()
        label = self._lines[point].label
        while len(self._lines) > point:
            before = self._lines.pop().undo(self._text)
            if before is None:
                self._points.clear()
                return None
            self._text = before
        return self._text, label

    @property
    def can_redo(self) -> bool:
        """Whether a change of an earlier run is undone and nothing was changed after that."""
        return self._undone_count > 0

    def pop_undone(self) -> tuple[str, str] | None:
        """The text before the last undo that is not redone, and the label of the undone change.

        Returns:
            None when there is none, or when it cannot be computed for certain.
        """
        undone = next(self._undone, None) if self._undone_count else None
        self._undone_count = self._undone_count - 1 if undone else 0
        return undone

    def forget_undone(self) -> None:
        """Leave nothing to redo, as after a new change."""
        self._undone_count = 0

    @property
    def is_outdated(self) -> bool:
        """Whether the journal goes on after the present text: another was saved last."""
        return self._is_outdated

    def last_text(self, texts: Iterable[str]) -> str | None:
        """The last text to which the journal leads from one of some texts, or None if to none.

        Args:
            texts: whole texts of the session.
        """
        by_digest = {text_digest(text): text for text in texts}
        starts = [index for index, line in enumerate(self._journal) if line.before in by_digest]
        if not starts:
            return None
        text = by_digest[self._journal[starts[-1]].before]
        for line in self._journal[starts[-1] :]:
            after = line.redo(text)
            if after is None:
                break
            text = after
        return text

    def went_on_from(self, text: str) -> bool:
        """Whether a change in the journal began at a text."""
        digest = text_digest(text)
        return any(line.before == digest for line in self._journal)

    def ends_at(self, text: str) -> bool:
        """Whether a text is that of the last change in the journal."""
        return bool(self._journal) and self._journal[-1].after == text_digest(text)

    def texts(self) -> Iterator[str]:
        """The earlier texts that have something more, newest first, also those that were undone.

        A text to which something was only added has no word that the next one lacks.
        """
        lines = tuple(self._lines)
        for index, text in _backwards(lines, self._text):
            if lines[index].replaced:
                yield text


def _backwards(lines: Sequence[JournalLine], text: str) -> Iterator[tuple[int, str]]:
    """The index of each line, the last first, and the text before it, as far as that is certain."""
    for index in range(len(lines) - 1, -1, -1):
        before = lines[index].undo(text)
        if before is None:
            return
        text = before
        yield index, text


def text_digest(text: str) -> str:
    """The digest by which the journal knows a text."""
    return sha256(text.encode()).hexdigest()[:16]
