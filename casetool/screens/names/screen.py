"""Names and stand-ins: which real names must not go out, and what stands for each."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.models.session import Session
from casetool.screens.commands.providers import KeysHere
from casetool.services.meeting.drafts import FormDraft
from casetool.services.sessions.document import Document
from casetool.widgets.panes.names_pane import names_pane

NAMES_ABOUT = """\
The capture line warns when one of these is typed, the last step tells where one is left, and\
 notes can be written with the stand-ins. This list stays in the session's own file.
"""


class NamesScreen(ModalScreen[None]):
    """The list of names over the session; every field is kept as it is left.

    Args:
        document: the session.
        left: what was being typed here last time, and is not stored yet.
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
                tooltip="Close the form, then the list; everything is kept"),
    ]  # fmt: skip

    def __init__(self, document: Document, left: FormDraft | None = None) -> None:
        super().__init__()
        self._document = document
        self._left = left
        self._pane = names_pane(document, document.method.steps[0])
        self._pane.session = document.session
        self._end: Callable[[], None] = lambda: None

    def compose(self) -> ComposeResult:
        """What the list is for, the list, and its keys."""
        with Vertical():
            yield Static("Names and stand-ins", classes="title")
            yield Static(Content(NAMES_ABOUT), classes="hint")
            yield self._pane
            yield Static("Enter: change it   a: add   Del: remove   Esc: back", classes="hint")

    def on_mount(self) -> None:
        """Show the names, and follow them; begin to write where there is none yet."""
        self._end = self._document.subscribe(self._changed)
        self._pane.items.focus()
        if self._left is not None:
            again = partial(self._pane.edit, text=self._left.words)
            self.call_after_refresh(again, self._left.thing, self._left.field)
        elif not self._document.session.names:
            self.call_after_refresh(self._pane.items.action_select)

    def on_unmount(self) -> None:
        """Follow them no longer."""
        self._end()

    def action_back(self) -> None:
        """Close the form that is open, or the list."""
        if not self._pane.leave():
            self.dismiss(None)

    def _changed(self, old: Session, new: Session) -> None:
        self._pane.session = new


def show_names(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Show the real names of a session, and what stands for them.

    Args:
        app: shows them.
        document: the session.
        tell: says what came of it; nothing does, here.
    """
    app.push_screen(NamesScreen(document))
