"""The form for a new session. Only the child is required."""

from collections import defaultdict
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.models.parsing.typed_days import DayError, day_echo, parse_typed_day
from casetool.screens.commands.providers import show_keys
from casetool.services.sessions.create import jottings_apart
from casetool.widgets.common.field_area import Field
from casetool.widgets.common.form import Form


class NewSessionScreen(ModalScreen[dict[str, str] | None]):
    """Returns the typed details, with private jottings among them, or None.

    The caller keeps unfinished texts.
    """

    DEFAULT_CSS = """
    NewSessionScreen {
        align: center middle;
        & > Vertical {
            width: 100; max-width: 96%; height: auto; max-height: 96%;
            background: $surface; border: round $primary; padding: 1 2;
        }
        & Static { height: auto; }
        & .title { text-style: bold; padding-bottom: 1; }
        & .hint { color: $text-muted; padding-top: 1; }
        & #refusal { color: $text-error; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "help", "Help", id="new.help", tooltip="The keys that work here"),
        Binding("escape", "back", "Back", id="new.back", tooltip="Back. What you typed is kept"),
        Binding("f2,ctrl+s", "make", "Make it", id="new.make", tooltip="Make the session now"),
    ]

    action_help = show_keys

    def __init__(self, typed: dict[str, str], today: date) -> None:
        super().__init__()
        self._typed = typed
        self._today = today

    def compose(self) -> ComposeResult:
        """Lay out the form and its hints."""
        typed = defaultdict(str, self._typed)
        echo_referral = partial(self._echo, "referral")
        echo_discussion = partial(self._echo, "discussion")
        with Vertical():
            yield Static("A new case discussion", classes="title")
            yield Form(
                [
                    Field("child", "Child", typed["child"], "a pseudonym is safer"),
                    Field("referral", "Referral", typed["referral"], "14 oct", echo_referral),
                    Field("discussion", "Discussion", typed["discussion"], "thu", echo_discussion),
                    Field("reason", "Reason", typed["reason"], "in one line"),
                    Field("facilitator", "Facilitator", typed["facilitator"],
                          "not involved in the case, nor managing anyone who is"),
                ]
            )  # fmt: skip
            yield Static(id="refusal")
            yield Static(
                Content(
                    "Only the child is needed to begin. Enter: next field, and after the last one"
                    " the session is made. F2: make it now. Esc: back, nothing is lost."
                ),
                classes="hint",
            )

    def on_mount(self) -> None:
        """Focus the field for the child."""
        self.query_one(Form).focus_field("child")

    @property
    def texts(self) -> dict[str, str]:
        """The present texts by field."""
        forms = self.query(Form)
        return forms.first().values if forms else self._typed

    def action_back(self) -> None:
        """Go back, leaving the texts with the caller."""
        self._typed.update(self.query_one(Form).values)
        self.dismiss(None)

    def action_make(self) -> None:
        """Create the session, if the child and the dates are valid."""
        form = self.query_one(Form)
        refusal = self._refusal(jottings_apart(form.values)[0])
        if refusal is not None:
            field, reason = refusal
            self.query_one("#refusal", Static).update(Content(reason))
            form.focus_field(field)
            return
        self.dismiss(form.values)

    def _refusal(self, values: dict[str, str]) -> tuple[str, str] | None:
        if not values["child"].strip():
            return "child", "Who is it about? A pseudonym is enough."
        for name in ("referral", "discussion"):
            try:
                parse_typed_day(name, values[name], self._today)
            except DayError as error:
                return name, str(error)
        return None

    def _echo(self, name: str, text: str) -> str:
        return day_echo(name, text, self._today)

    @on(Form.Done)
    def _submit(self) -> None:
        self.action_make()
