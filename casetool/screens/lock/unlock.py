"""The dialog for the passphrase of an encrypted session or folder."""

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
    """Returns the correct passphrase, or None if the user went back.

    Args:
        folder: the name of what is opened, without case text, as the room may see it.
        check: checks a passphrase in a thread of its own.
    """

    KEEPS_TYPED_TEXT: ClassVar[bool] = False
    """Whether a letter that it does not use is kept in the session's line: never a passphrase."""

    DEFAULT_CSS = "UnlockScreen { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", tooltip="Back. Nothing is opened"),
    ]

    def __init__(self, folder: str, check: PassphraseCheck) -> None:
        super().__init__()
        self._box = PassphraseBox(f"The sessions are encrypted: {folder}", check, UNLOCK_HINT)

    def compose(self) -> ComposeResult:
        """Lay out the passphrase box."""
        yield self._box

    @on(PassphraseBox.Opened)
    def _opened(self, message: PassphraseBox.Opened) -> None:
        self.dismiss(message.passphrase)


def ask_to_unlock(
    app: App[Any],
    keyring: Keyring,
    folder: Path,
    then: Callable[[], None],
    otherwise: Callable[[], None] = lambda: None,
) -> None:
    """Ask for the passphrase of a folder until it is correct, then continue.

    Args:
        app: the running application.
        keyring: keeps the key that the passphrase opens.
        folder: the folder of the sessions.
        then: called once the folder is open.
        otherwise: called if the user goes back.
    """

    def answered(passphrase: str | None) -> None:
        if passphrase is None:
            otherwise()
        else:
            then()

    app.push_screen(UnlockScreen(folder.name, keyring.opens(folder)), answered)
