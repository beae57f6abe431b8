"""What undo and redo go through: this sitting's values, then the changes of earlier ones."""

from collections.abc import Callable

from casetool.models.session import Session
from casetool.storage.history.undo_journal import EarlierChanges

_Values = list[tuple[Session, str]]


class UndoHistory:
    """The values that a session had, each with the change that came after it.

    Args:
        earlier: the changes of earlier sittings.
        read: the session that a text of its file holds.
    """

    def __init__(self, earlier: EarlierChanges, read: Callable[[str], Session]) -> None:
        self._earlier, self._read = earlier, read
        self._past: _Values = []
        self._future: _Values = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past or self._earlier)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to bring back."""
        return bool(self._future)

    def add(self, before: Session, label: str) -> None:
        """Remember what the session was before a change; what was undone is gone for good.

        Args:
            before: the session before the change.
            label: what the change is called.
        """
        self._past.append((before, label))
        self._future.clear()

    def back(self, now: Session) -> tuple[Session, str] | None:
        """The session before the last change, and what that change was called.

        Args:
            now: the session now, to which redo comes back.
        """
        if not self._past:
            found = self._earlier.pop()
            if found is not None:
                self._past.append((self._read(found[0]), found[1]))
        return _travel(now, self._past, self._future)

    def forth(self, now: Session) -> tuple[Session, str] | None:
        """The session before the last undo, and what had been undone.

        Args:
            now: the session now, to which undo comes back.
        """
        return _travel(now, self._future, self._past)


def _travel(now: Session, source: _Values, target: _Values) -> tuple[Session, str] | None:
    if not source:
        return None
    value, label = source.pop()
    target.append((now, label))
    return value, label
