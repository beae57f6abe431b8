"""The Document: the session now, its past, and where it rests. Nothing else changes a session."""

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from casetool.models.ids import fresh_id
from casetool.models.method import Method
from casetool.models.session import Session, ids_of
from casetool.models.words import changed
from casetool.storage import drafts
from casetool.storage.codec import Loaded, decode, dumps, loads
from casetool.storage.files import Mark, make_private, read
from casetool.storage.library import new_path
from casetool.storage.writer import SaveState, Told, Writer

Clock = Callable[[], datetime]
"""Tells the present instant."""


def local_now() -> datetime:
    """The present instant with this computer's offset, in whole seconds."""
    return datetime.now().astimezone().replace(microsecond=0)


Edit = Callable[[Session], Session]
"""From one session to the next."""

Watcher = Callable[[Session, Session], None]
"""Told of the session before and after each change."""

_KEPT = ("clocks", "at", "begun")
"""What undo leaves as it is: time does not run backwards, and one stays where one is."""


class Document:
    """One open session.

    Args:
        loaded: what its file holds.
        path: the file.
        mark: what the file is known to hold on disk.
        now: the clock.
        chance: where new ids come from.
        writer: what puts the file on disk; handed in by tests of a failing disk.
    """

    def __init__(
        self,
        loaded: Loaded,
        path: Path,
        mark: Mark | None,
        now: Clock = local_now,
        chance: random.Random | None = None,
        writer: Writer | None = None,
    ) -> None:
        self.method: Method = loaded.method
        self.unknown = loaded.unknown
        self.now = now
        self._session = loaded.session
        self._past: list[tuple[Session, str]] = []
        self._future: list[tuple[Session, str]] = []
        self._watchers: list[Watcher] = []
        self._chance = chance or random.SystemRandom()
        self._writer = writer or Writer(path, mark, loaded.method)
        self._writer.start()

    @classmethod
    def open(
        cls,
        path: Path,
        find_method: Callable[[str], Method],
        now: Clock = local_now,
        chance: random.Random | None = None,
    ) -> "Document":
        """Open a session file.

        Raises:
            OSError: it cannot be read.
            SessionFileError: it is no session that this version can open.
            NoMethodError: its method is not at hand.
        """
        data, mark = read(path)
        loaded = loads(decode(data), find_method)
        return cls(loaded, path, mark, now, chance)

    @classmethod
    def create(
        cls,
        session: Session,
        method: Method,
        folder: Path,
        now: Clock = local_now,
    ) -> "Document":
        """Put a new session into a folder, under a name that is free.

        Raises:
            SaveError: it could not be written.
        """
        make_private(folder)
        path = new_path(folder, session.child, session.discussion or now().date())
        writer = Writer(path, None, method)
        writer.write_now(dumps(session, method))
        return cls(Loaded(session, method), path, None, now=now, writer=writer)

    @property
    def session(self) -> Session:
        """The session now."""
        return self._session

    @property
    def path(self) -> Path:
        """Where it rests."""
        return self._writer.path

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a change to bring back."""
        return bool(self._future)

    def apply(self, edit: Edit, label: str) -> bool:
        """Make a change that can be undone.

        Args:
            edit: the change.
            label: what was done, for “Undone: …”.

        Returns:
            Whether anything changed.
        """
        old, new = self._session, edit(self._session)
        if new is old or new == old:
            return False
        self._past.append((old, label))
        self._future.clear()
        self._become(new)
        return True

    def note(self, edit: Edit) -> None:
        """Make a change that undo leaves as it is: the clock, the open step."""
        new = edit(self._session)
        if new is not self._session:
            self._become(new)

    def undo(self) -> str | None:
        """Take back the last change.

        Returns:
            What it was, or None when there is none.
        """
        return self._travel(self._past, self._future)

    def redo(self) -> str | None:
        """Bring back what was undone last.

        Returns:
            What it was, or None when there is none.
        """
        return self._travel(self._future, self._past)

    def subscribe(self, watcher: Watcher) -> Callable[[], None]:
        """Tell somebody of each change, in the thread that made it.

        Returns:
            What ends it.
        """
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def on_saved(self, tell: Told) -> None:
        """Tell somebody, from the writer's thread, whether all is on disk, and why not."""
        self._writer.tell = tell

    def save_state(self) -> tuple[SaveState, str]:
        """Whether all is on disk, and if not, why."""
        return self._writer.state

    def keep_draft(self, slot: str, text: str) -> None:
        """Keep words that are still being typed; on disk within a second."""
        self._writer.put_draft(slot, text)

    def drafts(self) -> dict[str, str]:
        """The words that were being typed when the session was last open."""
        return drafts.kept(self.path)

    def fresh_id(self) -> str:
        """An id that nothing in the session has."""
        return fresh_id(self._chance, set(ids_of(self._session)))

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait until everything is on disk.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Whether it is.
        """
        return self._writer.flush(timeout)

    def close(self) -> None:
        """Let everything reach the disk, and stop writing."""
        self._writer.stop()

    def _travel(
        self, source: list[tuple[Session, str]], target: list[tuple[Session, str]]
    ) -> str | None:
        if not source:
            return None
        value, label = source.pop()
        target.append((self._session, label))
        self._become(changed(value, **{name: getattr(self._session, name) for name in _KEPT}))
        return label

    def _become(self, new: Session) -> None:
        old, self._session = self._session, new
        self._writer.put(new)
        for watcher in tuple(self._watchers):
            watcher(old, new)
