"""The screen that lists real names and their stand-ins."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.models.pseudonyms.edits import name_keys
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_safe
from casetool.screens.commands.providers import KeysHere
from casetool.services.meeting.drafts import FormDraft
from casetool.services.meeting.name_drafts import is_new_name, real_name
from casetool.services.sessions.document import Document
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.messages import Notice
from casetool.widgets.panes.names_pane import names_pane

NAMES_KEYS = "Enter: change it   Ctrl+N: add   Del: remove   Esc: back"

NAMES_ABOUT = """\
The capture line warns when one of these is typed, the last step tells where one is left, and\
 notes can be written with the stand-ins. This list stays in the session's own file.
"""


NOT_LISTED = "is not on the list any more. Enter writes it down again."
"""Shown after a name whose form comes back with what was typed last time."""


class NamesScreen(ModalScreen[None]):
    """Edits the list of names. Every field is stored when it is left.

    Args:
        document: the open session.
        draft: the text that was being typed here last time, not stored yet.
    """

    COMMANDS = {KeysHere}
    DEFAULT_CSS = """
    NamesScreen {
        align: center middle;
        & > Vertical {
            width: 100; max-width: 96%; height: 22; max-height: 96%;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & Static { height: auto; }
        & .title { text-style: bold; }
        & .hint { color: $text-muted; }
        & ListPane { height: 1fr; padding-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="names.back",
                tooltip="Close the form, then the list. Everything is kept"),
    ]  # fmt: skip

    def __init__(self, document: Document, draft: FormDraft | None = None) -> None:
        super().__init__()
        self.document = document
        self._draft = draft
        self._pane = names_pane(document, document.method.steps[0])
        self._pane.session = document.session
        self._unsubscribe: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """Lay out the purpose, the list and its keys."""
        with Vertical():
            yield Static("Names and stand-ins", classes="title")
            yield Static(Content(NAMES_ABOUT), classes="hint")
            yield self._pane
            yield Static(NAMES_KEYS, id="names-words", classes="hint")

    def on_mount(self) -> None:
        """Show the names, restore a draft, or begin the first name of an empty list."""
        self._unsubscribe = self.document.subscribe(self._changed)
        self.set_focus(self._pane.items)  # at once: a form that opens next keeps the focus
        if self._draft is not None or not self.document.session.names:
            hold_keys(self._pane.items)  # the next keys are for that form
        if self._draft is not None:
            edit_again = partial(self._pane.edit, text=self._draft.text)
            item_id = self._draft.item_id
            self.call_after_refresh(edit_again, item_id, self._draft.field)
            if not is_new_name(item_id) and item_id not in name_keys(self.document.session.names):
                self._say(f"“{real_name(item_id)}” {NOT_LISTED}")
        elif not self.document.session.names:
            self.call_after_refresh(self._pane.items.action_select)

    def on_unmount(self) -> None:
        """Stop following the session."""
        self._unsubscribe()

    def action_back(self) -> None:
        """Close the open form, or else the list."""
        if not self._pane.leave():
            self.dismiss(None)

    @on(Notice)
    def _show_notice(self, message: Notice) -> None:
        message.stop()
        self._say(message.text)

    def _say(self, message: str) -> None:
        self.query_one("#names-words", Static).update(Content(terminal_safe(message)))

    def _changed(self, old: Session, new: Session) -> None:
        self._pane.session = new


def show_names(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the real names of a session and their stand-ins.

    Args:
        app: the running application.
        document: the open session.
        tell: unused, as the screen shows its own messages.
    """
    app.push_screen(NamesScreen(document))
