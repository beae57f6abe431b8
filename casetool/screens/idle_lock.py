"""When the app locks itself: after a time without a key."""

from datetime import datetime, timedelta
from typing import Any

from textual import events
from textual.app import App

from casetool.instants import Clock
from casetool.keyring import Keyring

LIMIT = timedelta(minutes=10)
"""How long no key need be pressed until a session that was opened with a passphrase is covered."""

LOOK = 1.0
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

    def __init__(self, app: App[Any], keyring: Keyring, now: Clock) -> None:
        self._app, self._keyring, self._now = app, keyring, now
        self._idle = Idle(LIMIT, now())
        self._watches = False

    def watch(self) -> None:
        """Look at the time from now on: something was opened with a passphrase."""
        if not self._watches:
            self._watches = True
            self._app.set_interval(LOOK, self.look)

    def heard(self, event: events.Event) -> None:
        """Somebody is there, if this is what a hand does."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._idle.touch(self._now())

    def look(self) -> None:
        """Cover the app if the time is over."""
        folder = self._keyring.folder
        if folder is None:
            return
        from casetool.screens.locked import LockedScreen  # nothing is locked at the first picture

        if isinstance(self._app.screen, LockedScreen):
            return
        if self._idle.is_over(self._now()):
            self._app.push_screen(LockedScreen(self._keyring.opens(folder)))
