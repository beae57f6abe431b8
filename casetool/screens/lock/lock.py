"""The lock screen, which hides the case until the passphrase is entered."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from casetool.screens.lock.boards import STILL_SHOWN
from casetool.widgets.common.passphrase_input import PassphraseBox, PassphraseCheck

LOCKED_TITLE = "Locked, because no key was pressed for a while."
LOCKED_HINT = "All that was typed is kept. Enter opens; Ctrl+Q leaves."


class LockedScreen(Screen[None]):
    """Covers every screen until the passphrase is entered. The screens below keep running.

    Args:
        check: checks a passphrase in a thread of its own.
        is_covered: whether the room's screen is covered, too.
    """

    KEEPS_TYPED_TEXT: ClassVar[bool] = False
    """Whether a letter that it does not use is kept in the session's line: never a passphrase."""

    DEFAULT_CSS = "LockedScreen { align: center middle; background: $background; }"

    def __init__(self, check: PassphraseCheck, is_covered: bool = True) -> None:
        super().__init__()
        title = LOCKED_TITLE if is_covered else f"{LOCKED_TITLE}\n{STILL_SHOWN}"
        self._box = PassphraseBox(title, check, LOCKED_HINT)

    def compose(self) -> ComposeResult:
        """Lay out the passphrase box."""
        yield self._box

    @on(PassphraseBox.Opened)
    def _opened(self) -> None:
        self.dismiss(None)
