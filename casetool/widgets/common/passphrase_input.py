"""The box in which a passphrase is typed: hidden, never copied, checked in a thread."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from casetool.render.text.terminal_safe import terminal_safe
from casetool.widgets.common.key_queue import hold_keys, paste_first, queue_of
from casetool.widgets.common.line_input import OneLineInput
from casetool.widgets.common.passphrase_marks import (
    NOT_A_LINE,
    remember_passphrase,
    without_passphrase,
)
from casetool.widgets.common.passphrase_repeat import PassphraseRepeat

PassphraseCheck = Callable[[str], str]
"""Tries a passphrase, in a thread. Returns why it failed, or an empty text if it is right."""

CHECKING_PASSPHRASE = "One moment: it takes a second or two, on purpose."
ALREADY_OPEN = "It is open: no need to type it again."

REPEAT_SECONDS = 1.0
"""Seconds after the last letter of a passphrase that is typed again, before the box closes."""


class PassphraseInput(OneLineInput):
    """An input whose text is never copied to the clipboard."""

    def __init__(self) -> None:
        super().__init__(password=True, id="passphrase", compact=True)
        self.cursor_blink = False

    @property
    def stray_words(self) -> str:
        """None: a passphrase goes nowhere else."""
        return ""

    def action_copy(self) -> None:
        """Copy nothing: what is typed here is a secret."""

    def action_cut(self) -> None:
        """Cut nothing: what is typed here is a secret."""


class PassphraseBox(Vertical):
    """Asks for a passphrase until the right one is typed.

    Args:
        title: what it is for. It must hold no case text.
        check: tries a passphrase.
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
        """The passphrase is right."""

        passphrase: str

    @dataclass
    class _Tried(Message):
        passphrase: str
        why: str

    def __init__(self, title: str, check: PassphraseCheck, hint: str) -> None:
        super().__init__()
        self._title, self._check, self._hint = title, check, hint
        self._is_checking = False
        self._next_passphrase = ""
        """What was entered while the one before was checked."""
        self._opened_with = ""
        """The right passphrase, once it is known and the box is about to close."""
        self._repeat_timer: Timer | None = None
        self._has_opened = False
        """Whether it has said so, and only waits to be removed."""

    def compose(self) -> ComposeResult:
        """The title, the input, the result and the hint."""
        yield Static(Content(terminal_safe(self._title)), id="passphrase-title")
        yield PassphraseInput()
        yield Static(id="passphrase-told")
        yield Static(Content(terminal_safe(self._hint)), id="passphrase-hint")

    def on_mount(self) -> None:
        """Focus the input. What was held back as a passphrase typed again is wanted here."""
        self.query_one(PassphraseInput).focus()
        if (queue := queue_of(self.app)) is not None:
            queue.withhold(None)

    @on(Input.Submitted)
    def _entered(self, message: Input.Submitted) -> None:
        message.stop()
        message.input.clear()  # now, as the next one may be typed while this is checked
        if self._is_checking:
            self._next_passphrase = message.value
        elif self._opened_with:
            self._next_passphrase = message.value
            self._close_soon()
        elif self._has_opened:
            paste_first(self.app, without_passphrase(self.app, message.value))
        elif message.value:
            self._begin(message.value)

    @on(Input.Changed)
    def _changed(self, message: Input.Changed) -> None:
        message.stop()
        if self._opened_with and message.value:
            self._wait_for_repeat()

    def _begin(self, passphrase: str) -> None:
        self._is_checking = True
        self._show(CHECKING_PASSPHRASE, trying=True)
        self._try(passphrase)

    @work(thread=True, exit_on_error=False, description="trying a passphrase")
    def _try(self, passphrase: str) -> None:
        why = "It could not be tried."
        try:
            why = self._check(passphrase)
        finally:
            self.post_message(self._Tried(passphrase, why))

    @on(_Tried)
    def _tried(self, message: _Tried) -> None:
        message.stop()
        self._is_checking = False
        if not message.why:
            self._opened_with = message.passphrase
            remember_passphrase(self.app, message.passphrase)
            self._wait_for_repeat()
            return
        following, self._next_passphrase = self._next_passphrase, ""
        if following:
            self._begin(following)
        else:
            self._show(message.why)

    def _wait_for_repeat(self) -> None:
        """Close, but not while the passphrase is typed again: its end must not reach the record."""
        if self._repeat_timer is not None:
            self._repeat_timer.stop()
        text = self.query_one(PassphraseInput).value
        if text and self._opened_with.startswith(text):
            self._show(ALREADY_OPEN, trying=True)
            self._repeat_timer = self.set_timer(REPEAT_SECONDS, self._close_soon)
        else:
            self._close_soon()

    def _close_soon(self) -> None:
        """Close once the keys on their way are in the box. Others wait for what opens."""
        text_input = self.query_one(PassphraseInput)
        hold_keys(text_input)
        text_input.call_later(self._close)

    def _close(self) -> None:
        if not self._opened_with:
            return
        passphrase, self._opened_with = self._opened_with, ""
        texts = (self._next_passphrase, self.query_one(PassphraseInput).value)
        # words for the session, typed ahead, but without their Enter: nobody has seen them
        typed = "".join(text for text in texts if not passphrase.startswith(text))
        if typed:
            paste_first(self.app, typed)
        else:
            self._withhold(passphrase, texts[1] if texts[1] != passphrase else "")
        self._has_opened = True
        self.post_message(self.Opened(passphrase))

    def _withhold(self, passphrase: str, begun: str) -> None:
        """Hold back the passphrase if it is typed again, of which some may be in the box."""
        if (queue := queue_of(self.app)) is not None:
            tell = partial(self.app.notify, NOT_A_LINE, markup=False)
            queue.withhold(PassphraseRepeat(passphrase, begun, queue.put_last, tell))

    def _show(self, message: str, trying: bool = False) -> None:
        label = self.query_one("#passphrase-told", Static)
        label.set_class(trying, "-trying")
        label.update(Content(terminal_safe(message)))
