"""The state of saving, and the callback that hears of it."""

import contextlib
from collections.abc import Callable
from enum import StrEnum


class SaveState(StrEnum):
    """Whether the session is on disk."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"


SaveStatusCallback = Callable[[SaveState, str], object]
"""Called with the state of saving, and with a message or empty text."""


def ignore_status(state: SaveState, why: str) -> None:
    """Ignore the state of saving."""


class SaveStatus:
    """The state of saving a session, and the text that is being typed. The writer locks it."""

    def __init__(self) -> None:
        self.of_session: tuple[SaveState, str] = (SaveState.SAVED, "")
        self.lost_text = ""
        """Why text that is being typed can be kept in no file. Empty where it is kept."""
        self.lost_key: Callable[[], str] = lambda: ""
        """Gives why nobody could open the session again, or empty."""
        self.on_change: SaveStatusCallback = ignore_status
        """Called from the writer's thread at each change of the state."""
        self._last_reported = self.of_session

    @property
    def now(self) -> tuple[SaveState, str]:
        """The state of the session, or of its key or the text where the session is saved."""
        lost = self.lost_key() or self.lost_text
        if lost and self.of_session[0] is SaveState.SAVED:
            return SaveState.NOT_SAVED, lost
        return self.of_session

    def report(self) -> None:
        """Report the state, unless it was reported last: repeated failures are no news."""
        if self.now != self._last_reported:
            self._last_reported = self.now
            with contextlib.suppress(Exception):  # the listener may be gone
                self.on_change(*self.now)
