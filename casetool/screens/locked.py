"""The locked screen: after a time without a key nothing of the case can be read."""

from datetime import datetime, timedelta

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from casetool.widgets.passphrase_box import PassphraseBox, Try

TITLE = "Locked, because no key was pressed for a while."
HINT = "All that was typed is kept. Enter opens; Ctrl+Q leaves."


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


class LockedScreen(Screen[None]):
    """Covers everything until the passphrase is given again; what is beneath goes on as it was.

    Args:
        opens: tries a passphrase, in a thread of its own.
    """

    DEFAULT_CSS = "LockedScreen { align: center middle; background: $background; }"

    def __init__(self, opens: Try) -> None:
        super().__init__()
        self._box = PassphraseBox(TITLE, opens, HINT)

    def compose(self) -> ComposeResult:
        """The question alone."""
        yield self._box

    @on(PassphraseBox.Opened)
    def _opened(self) -> None:
        self.dismiss(None)
