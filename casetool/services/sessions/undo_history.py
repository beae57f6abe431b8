"""The undo history: the values of this run, then the journal of earlier runs."""

from collections.abc import Callable
from contextlib import suppress

from casetool.models.base import evolve
from casetool.models.corrections.version_record import with_versions_of
from casetool.models.session import Session
from casetool.storage.history.earlier_changes import EarlierChanges
from casetool.storage.toml.codec import SessionFileError

_KEPT_BY_UNDO = ("id", "clocks", "hour", "at", "begun", "wall")
"""Fields that undo does not change: time does not run backwards, and the open step stays open.

What the room's screen shows for names stays, so that one undo too many shows none.

A copy that became a session of its own stays one.
"""

_Values = list[tuple[Session, str]]


class UndoHistory:
    """The previous values of a session, each with the label of the change after it.

    Args:
        earlier: the changes of earlier runs.
        read: parses the text of a session file.
    """

    def __init__(self, earlier: EarlierChanges, read: Callable[[str], Session]) -> None:
        self._earlier, self._read = earlier, read
        self._past: _Values = []
        self._future: _Values = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return bool(self._past or self._earlier)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to redo."""
        return bool(self._future) or self._earlier.can_redo

    def had(self, text: str) -> bool:
        """Whether the session once was what a text says, in this run or in an earlier one.

        Args:
            text: the text of a session file.
        """
        if self._earlier.went_on_from(text):
            return True
        with suppress(SessionFileError):
            session = self._read(text)
            return any(session == past for past, _ in self._past)
        return False

    def add(self, previous: Session, label: str) -> None:
        """Add a change to the history. Nothing can be redone after it.

        Args:
            previous: the session before the change.
            label: the label of the change.
        """
        self._past.append((previous, label))
        self._future.clear()
        self._earlier.forget_undone()

    def back(self, current: Session) -> tuple[Session, str] | None:
        """Give the session before the last change, and the label of that change.

        Args:
            current: the present session, to which redo returns.
        """
        while not self._past and (earlier := self._earlier.pop()) is not None:
            with suppress(SessionFileError):  # a damaged file, over which a version was restored
                self._past.append((self._read(earlier[0]), earlier[1]))
        return _move(current, self._past, self._future)

    def forth(self, current: Session) -> tuple[Session, str] | None:
        """Give the session before the last undo, and the label of the change undone.

        Args:
            current: the present session, to which undo returns.
        """
        if not self._future:
            undone = self._earlier.pop_undone()
            if undone is not None:
                self._future.append((self._read(undone[0]), undone[1]))
        return _move(current, self._future, self._past)


def after_undo(value: Session, current: Session) -> Session:
    """An earlier or later value, with what undo leaves as it is.

    Notes that were sent round cannot be called back, so no version is taken off the record.

    Args:
        value: the value of the history.
        current: the session now.
    """
    kept_fields = {name: getattr(current, name) for name in _KEPT_BY_UNDO}
    return with_versions_of(evolve(value, **kept_fields), current)


def _move(current: Session, source: _Values, target: _Values) -> tuple[Session, str] | None:
    if not source:
        return None
    value, label = source.pop()
    target.append((current, label))
    return value, label
