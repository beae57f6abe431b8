"""Asking for the passphrase before an encrypted session, or a folder of them, is opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from casetool.services.sessions.keyring import Keyring
from casetool.widgets.common.passphrase_input import PassphraseBox, PassphraseCheck

UNLOCK_HINT = "Enter opens. Esc goes back; nothing is lost."


class UnlockScreen(ModalScreen[str | None]):
    """Gives the passphrase that opens, or None when the user went back.

    Args:
        folder: what is opened, by its name; no case text, and the room may see it.
        opens: tries a passphrase, in a thread of its own.
    """

    DEFAULT_CSS = "UnlockScreen { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Back; nothing is opened"),
    ]

    def __init__(self, folder: str, opens: PassphraseCheck) -> None:
        super().__init__()
        self._box = PassphraseBox(f"The sessions are encrypted: {folder}", opens, UNLOCK_HINT)

    def compose(self) -> ComposeResult:
        """The question alone."""
        yield self._box

    @on(PassphraseBox.Opened)
    def _opened(self, message: PassphraseBox.Opened) -> None:
        self.dismiss(message.passphrase)


def ask_passphrase(
    app: App[Any],
    keyring: Keyring,
    folder: Path,
    then: Callable[[], None],
    otherwise: Callable[[], None] = lambda: None,
) -> None:
    """Ask for the passphrase of a folder until it opens, and go on.

    Args:
        app: asks.
        keyring: keeps what the passphrase opened.
        folder: the sessions.
        then: what to do once it is open.
        otherwise: what to do when the user went back.
    """

    def answered(passphrase: str | None) -> None:
        if passphrase is None:
            otherwise()
        else:
            then()

    app.push_screen(UnlockScreen(folder.name, keyring.opens(folder)), answered)
