"""The locked screen: nothing of the case can be read until the passphrase is given again."""

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen

from casetool.widgets.common.passphrase_input import PassphraseBox, PassphraseCheck

LOCKED_TITLE = "Locked, because no key was pressed for a while."
LOCKED_HINT = "All that was typed is kept. Enter opens; Ctrl+Q leaves."


class LockedScreen(Screen[None]):
    """Covers everything until the passphrase is given again; what is beneath goes on as it was.

    Args:
        opens: tries a passphrase, in a thread of its own.
    """

    DEFAULT_CSS = "LockedScreen { align: center middle; background: $background; }"

    def __init__(self, opens: PassphraseCheck) -> None:
        super().__init__()
        self._box = PassphraseBox(LOCKED_TITLE, opens, LOCKED_HINT)

    def compose(self) -> ComposeResult:
        """The question alone."""
        yield self._box

    @on(PassphraseBox.Opened)
    def _opened(self) -> None:
        self.dismiss(None)
