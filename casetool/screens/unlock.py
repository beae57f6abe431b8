"""Asking for the passphrase before an encrypted session, or a folder of them, is opened."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from casetool.widgets.passphrase_box import PassphraseBox, Try

HINT = "Enter opens. Esc goes back; nothing is lost."


class UnlockScreen(ModalScreen[str | None]):
    """Gives the passphrase that opens, or None when the user went back.

    Args:
        folder: what is opened, as a place; no case text.
        opens: tries a passphrase, in a thread of its own.
    """

    DEFAULT_CSS = "UnlockScreen { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Back; nothing is opened"),
    ]

    def __init__(self, folder: str, opens: Try) -> None:
        super().__init__()
        self._box = PassphraseBox(f"The sessions in {folder} are encrypted.", opens, HINT)

    def compose(self) -> ComposeResult:
        """The question alone."""
        yield self._box

    @on(PassphraseBox.Opened)
    def _opened(self, message: PassphraseBox.Opened) -> None:
        self.dismiss(message.passphrase)
