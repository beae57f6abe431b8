"""Locks the application after a time without input."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App

from casetool.clock import Now
from casetool.screens.lock.boards import boards_of
from casetool.services.sessions.keyring import Keyring

if TYPE_CHECKING:
    from casetool.services.sessions.document import Document

IDLE_LIMIT = timedelta(minutes=10)
"""The time without input after which an encrypted session is covered."""

IDLE_POLL_SECONDS = 1.0
"""Seconds between two checks of that time."""


class Idle:
    """Measures the time without input, including sleep of the computer.

    Args:
        limit: the longest time without input.
        now: the present instant.
    """

    def __init__(self, limit: timedelta, now: datetime) -> None:
        self._limit, self._last_input = limit, now

    def touch(self, now: datetime) -> None:
        """Record that there was input."""
        self._last_input = now

    def is_over(self, now: datetime) -> bool:
        """Whether the limit is reached, also by a clock that was set back by as much.

        Where it was set back by less, as clocks are that are kept right, the time begins anew.
        """
        if now < self._last_input and self._last_input - now < self._limit:
            self._last_input = now
        return abs(now - self._last_input) >= self._limit


class IdleLock:
    """Covers the application after a time without input, once a passphrase was used.

    Args:
        app: the running application.
        keyring: the opened folder, and the check of its passphrase.
        now: the clock.
    """

    def __init__(self, app: App[Any], keyring: Keyring, now: Now) -> None:
        self._app, self._keyring, self._now = app, keyring, now
        self._idle = Idle(IDLE_LIMIT, now())
        self._is_watching = self._is_locked = False
        self._pending_calls: list[Callable[[], None]] = []
        """Calls to make once the application is unlocked."""

    def watch(self) -> None:
        """Start watching, since something was opened with a passphrase."""
        if not self._is_watching:
            self._is_watching = True
            self._app.set_interval(IDLE_POLL_SECONDS, self.lock_if_idle)

    def opened(self, document: "Document") -> None:
        """Remember a session whose board is to be covered with the application."""
        boards_of(self._app).add(document)

    def admits(self, event: events.Event) -> bool:
        """Whether an event may act. A key, a click or a paste restarts the time.

        The first of them after a sleep of the computer locks instead, and does nothing else.
        """
        if not isinstance(event, events.Key | events.MouseDown | events.Paste):
            return True
        was_locked = self._is_locked
        self.lock_if_idle()
        self._idle.touch(self._now())
        return self._is_locked == was_locked

    def when_open(self, call: Callable[[], None]) -> None:
        """Call now, or after unlocking, so that nothing appears over the lock."""
        if self._is_locked:
            self._pending_calls.append(call)
        else:
            call()

    def lock_if_idle(self) -> None:
        """Cover the application and the room's screen, if the time is over."""
        folder = self._keyring.folder
        if folder is None or self._is_locked or not self._idle.is_over(self._now()):
            return
        # imported here, as nothing is locked at the first frame
        from casetool.screens.lock.lock import LockedScreen
        from casetool.screens.session.last_words import take_waiting_keys
        from casetool.services.sessions.document import Document

        self._is_locked = True
        documents = (getattr(screen, "document", None) for screen in self._app.screen_stack)
        current = next((item for item in documents if isinstance(item, Document)), None)
        is_covered = boards_of(self._app).cover(current)

        def unlocked(_: None) -> None:
            self._is_locked = False
            boards_of(self._app).lift()
            pending, self._pending_calls = self._pending_calls, []
            for call in pending:
                call()

        take_waiting_keys(self._app)
        self._app.push_screen(LockedScreen(self._keyring.opens(folder), is_covered), unlocked)
