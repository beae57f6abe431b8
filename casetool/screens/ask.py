"""A few fields over the screen, for what cannot be said with one key."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.render.visible import visible
from casetool.widgets.form import Field, Form


class AskScreen(ModalScreen[dict[str, str] | None]):
    """Asks for a few words; gives them by the name of their field, or None.

    Args:
        title: what it is about.
        about: what is known of it; nothing where the title says all.
        fields: what is asked.
        refusal: says why it cannot be so, from the words; empty where it can.
    """

    DEFAULT_CSS = """
    AskScreen {
        align: center middle;
        & > Vertical {
            width: 90; max-width: 98%; height: auto; max-height: 98%; overflow-y: auto;
            background: $surface; border: round $primary; padding: 0 1;
        }
        & Static { height: auto; }
        & Form { max-height: 20; padding: 1 0; }
        & #ask-title { text-style: bold; }
        & #ask-about { max-height: 6; }
        & .hint { color: $text-muted; }
        & #ask-refusal { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "Back", id="ask.back", tooltip="Back; nothing changes"),
    ]  # fmt: skip

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        about: str = "",
        refusal: Callable[[dict[str, str]], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self._title, self._about, self._refusal = title, about, refusal
        self._form = Form(fields, begin=fields[0].name, widget_id="ask-form")

    def compose(self) -> ComposeResult:
        """What it is about, and the fields."""
        with Vertical():
            yield Static(Content(visible(self._title)), id="ask-title")
            if self._about:
                yield Static(Content(visible(self._about)), id="ask-about")
            yield self._form
            yield Static(id="ask-refusal")
            yield Static("Enter: go on, and at the end done   Esc: back", classes="hint")

    def action_done(self) -> None:
        """Give what stands in the fields, if it can be so."""
        values = self._form.values
        refusal = self._refusal(values)
        if not refusal:
            self.dismiss(values)
            return
        self.query_one("#ask-refusal", Static).update(Content(visible(refusal)))
        self._form.focus_field()

    @on(Form.Done)
    def _at_the_end(self, message: Form.Done) -> None:
        message.stop()
        self.action_done()
