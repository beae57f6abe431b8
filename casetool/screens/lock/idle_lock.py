"""When the app locks itself: after a time without a key."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from textual import events
from textual.app import App

from casetool.clock import Now
from casetool.services.sessions.keyring import Keyring

IDLE_LIMIT = timedelta(minutes=10)
"""How long no key need be pressed until a session that was opened with a passphrase is covered."""

IDLE_POLL_SECONDS = 1.0
"""Seconds between two looks whether that time is over."""


class Idle:
    """Knows for how long no key was pressed; a laptop that slept was idle too.

    Args:
        limit: how long that may be.
        now: the present instant.
    """

    def __init__(self, limit: timedelta, now: datetime) -> None:
        self._limit, self._last = limit, now

    def touch(self, now: datetime) -> None:
        """A key was pressed."""
        self._last = now

    def is_over(self, now: datetime) -> bool:
        """Whether the time is up; a clock that was set back counts as time that went by."""
        return now - self._last >= self._limit or now < self._last


class IdleLock:
    """Covers the app after a time without a key, once something was opened with a passphrase.

    Args:
        app: is covered.
        keyring: what was opened, and how that is tried again.
        now: the clock.
    """

    def __init__(self, app: App[Any], keyring: Keyring, now: Now) -> None:
        self._app, self._keyring, self._now = app, keyring, now
        self._idle = Idle(IDLE_LIMIT, now())
        self._watches = self._covers = False
        self._waiting: list[Callable[[], None]] = []
        """What is to be done once the app is open again."""

    def watch(self) -> None:
        """Look at the time from now on: something was opened with a passphrase."""
        if not self._watches:
            self._watches = True
            self._app.set_interval(IDLE_POLL_SECONDS, self.look)

    def heard(self, event: events.Event) -> None:
        """Somebody is there, if this is what a hand does."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._idle.touch(self._now())

    def when_open(self, call: Callable[[], None]) -> None:
        """Do something now, or once the app is open again: nothing may come over the lock."""
        if self._covers:
            self._waiting.append(call)
        else:
            call()

    def look(self) -> None:
        """Cover the app, and the room's screen, if the time is over."""
        folder = self._keyring.folder
        if folder is None or self._covers or not self._idle.is_over(self._now()):
            return
        # nothing is locked at the first picture
        from casetool.screens.commands.board_display import cover_board
        from casetool.screens.lock.locked import LockedScreen

        self._covers = True
        bring_back = cover_board(self._app)

        def opened(_: None) -> None:
            self._covers = False
            bring_back()
            waiting, self._waiting = self._waiting, []
            for call in waiting:
                call()

        self._app.push_screen(LockedScreen(self._keyring.opens(folder)), opened)
