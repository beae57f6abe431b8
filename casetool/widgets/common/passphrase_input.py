"""Where a passphrase is typed: unseen, never copied, tried without holding up the screen."""

from collections.abc import Callable
from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from casetool.render.text.terminal_safe import terminal_safe
from casetool.widgets.common.line_input import OneLineInput

PassphraseCheck = Callable[[str], str]
"""Tries a passphrase, off the screen's thread: why it does not open, or nothing when it does."""

CHECKING_PASSPHRASE = "One moment: it takes a second or two, on purpose."


class PassphraseInput(OneLineInput):
    """An input whose words go to no clipboard."""

    def __init__(self) -> None:
        super().__init__(password=True, id="passphrase", compact=True)
        self.cursor_blink = False

    def action_copy(self) -> None:
        """Copy nothing: what is typed here is a secret."""

    def action_cut(self) -> None:
        """Cut nothing, either."""


class PassphraseBox(Vertical):
    """Asks for a passphrase until one opens.

    Args:
        title: what it is for; no case text.
        opens: tries what was typed.
        hint: what else can be done here.
    """

    DEFAULT_CSS = """
    PassphraseBox {
        width: 76; max-width: 95%; height: auto; padding: 1 2;
        background: $surface; border: round $primary;
        & Static { height: auto; }
        & #passphrase-title { text-style: bold; padding-bottom: 1; }
        & #passphrase-told { color: $text-error; }
        & #passphrase-told.-trying { color: $text-muted; }
        & #passphrase-hint { color: $text-muted; padding-top: 1; }
        & PassphraseInput { padding: 0 1; background: $boost; }
    }
    """

    @dataclass
    class Opened(Message):
        """It opens."""

        passphrase: str

    @dataclass
    class _Tried(Message):
        passphrase: str
        why: str

    def __init__(self, title: str, opens: PassphraseCheck, hint: str) -> None:
        super().__init__()
        self._title, self._opens, self._hint = title, opens, hint
        self._trying = False

    def compose(self) -> ComposeResult:
        """What it is for, the place to type, what came of it."""
        yield Static(Content(terminal_safe(self._title)), id="passphrase-title")
        yield PassphraseInput()
        yield Static(id="passphrase-told")
        yield Static(Content(terminal_safe(self._hint)), id="passphrase-hint")

    def on_mount(self) -> None:
        """Wait for it."""
        self.query_one(PassphraseInput).focus()

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        if message.value and not self._trying:
            self._trying = True
            self._tell(CHECKING_PASSPHRASE, trying=True)
            self._try(message.value)

    @work(thread=True, exit_on_error=False, description="trying a passphrase")
    def _try(self, passphrase: str) -> None:
        why = "It could not be tried."
        try:
            why = self._opens(passphrase)
        finally:
            self.post_message(self._Tried(passphrase, why))

    @on(_Tried)
    def _tried(self, message: _Tried) -> None:
        message.stop()
        self._trying = False
        self.query_one(PassphraseInput).value = ""
        if message.why:
            self._tell(message.why)
        else:
            self.post_message(self.Opened(message.passphrase))

    def _tell(self, words: str, trying: bool = False) -> None:
        told = self.query_one("#passphrase-told", Static)
        told.set_class(trying, "-trying")
        told.update(Content(terminal_safe(words)))
