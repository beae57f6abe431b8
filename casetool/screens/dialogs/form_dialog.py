"""A few fields over the screen, for what cannot be said with one key."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from weakref import WeakKeyDictionary

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.drafts import drafts_of_questions, keep_in_question
from casetool.services.sessions.document import Document
from casetool.widgets.common.form import Field, Form

FieldTexts = dict[str, str]
"""What stands in the fields, by their names."""

Refusal = tuple[str, str] | None
"""The field whose words cannot be so, and why not; None where all can."""


def nothing_against(words: FieldTexts) -> Refusal:
    """Anything can be so."""
    return None


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """What is asked."""

    slot: str
    """By which its words are found again, when it is asked again."""
    title: str
    fields: tuple[Field, ...]
    about: str = ""
    """What is known of it; nothing where the title says all."""
    refusal: Callable[[FieldTexts], Refusal] = nothing_against
    """Says what cannot be so, from the words."""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What was typed, and whether it is given: Esc only puts it by."""

    words: FieldTexts
    given: bool


_UNFINISHED: WeakKeyDictionary[Document, dict[str, FieldTexts]] = WeakKeyDictionary()
"""What was typed in questions and put by: at first what was left when the session was last open.

On disk, too, among the drafts; asked here, since those may be half a second behind.
"""


def ask_form(
    app: App[Any], document: Document, question: FormQuestion, given: Callable[[FieldTexts], bool]
) -> None:
    """Ask for a few words. What is typed stays until it was done, whatever comes between.

    Args:
        app: asks.
        document: the open session.
        question: what is asked.
        given: does it, from the words; says whether it was done.
    """
    kept = _put_by(document)
    again = kept.get(question.slot, {})
    fields = tuple(replace(one, value=again.get(one.name, one.value)) for one in question.fields)

    def answered(answer: FormAnswer | None) -> None:
        if answer is None:
            return
        usual = {one.name: one.value for one in question.fields}
        typed = {name: words for name, words in answer.words.items() if words != usual[name]}
        kept[question.slot] = typed
        if answer.given and given(answer.words):
            forget_form(document, question.slot)

    def keep(name: str, words: str) -> None:
        usual = next(one.value for one in question.fields if one.name == name)
        keep_in_question(document, question.slot, name, words if words != usual else "")

    app.push_screen(FormScreen(replace(question, fields=fields), keep, bool(again)), answered)


def forget_form(document: Document, slot: str) -> None:
    """What was typed in a question is done now, later than it was given.

    Args:
        document: the open session.
        slot: that of the question.
    """
    for name in _put_by(document).pop(slot, {}):
        keep_in_question(document, slot, name, "")


def _put_by(document: Document) -> dict[str, FieldTexts]:
    if document not in _UNFINISHED:
        _UNFINISHED[document] = drafts_of_questions(document.drafts())
    return _UNFINISHED[document]


class FormScreen(ModalScreen[FormAnswer]):
    """Asks for a few words.

    Args:
        question: what is asked.
        keep: keeps what is typed meanwhile: the name of the field, and its words.
        again: whether words stand in it that were put by.
    """

    DEFAULT_CSS = """
    FormScreen {
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
        Binding("escape", "back", "Back", id="ask.back",
                tooltip="Back; nothing changes, and what you typed is there when you come again"),
    ]  # fmt: skip

    def __init__(
        self, question: FormQuestion, keep: Callable[[str, str], object], again: bool = False
    ) -> None:
        super().__init__()
        self._keep = keep
        self._question, self._again = question, again
        self._form = Form(question.fields, begin=question.fields[0].name, widget_id="ask-form")

    def compose(self) -> ComposeResult:
        """What it is about, and the fields."""
        with Vertical():
            yield Static(Content(terminal_safe(self._question.title)), id="ask-title")
            if self._question.about:
                yield Static(Content(terminal_safe(self._question.about)), id="ask-about")
            yield self._form
            yield Static(id="ask-refusal")
            if self._again:
                yield Static("What you had typed is here again.", classes="hint")
            keys = "Enter: go on, and at the end done   Esc: back, what you typed is kept"
            yield Static(keys, classes="hint")

    def action_back(self) -> None:
        """Back; what was typed is put by."""
        self.dismiss(FormAnswer(self._form.values, given=False))

    def action_done(self) -> None:
        """Give what stands in the fields, if it can be so."""
        words = self._form.values
        refusal = self._question.refusal(words)
        if refusal is None:
            self.dismiss(FormAnswer(words, given=True))
            return
        field, why = refusal
        self.query_one("#ask-refusal", Static).update(Content(terminal_safe(why)))
        self._form.focus_field(field)

    @on(Form.Typed)
    def _typed(self, message: Form.Typed) -> None:
        message.stop()
        # all that stands there: what was put by is not stored anywhere else either
        self._keep(message.name, self._form.values[message.name])

    @on(Form.Done)
    def _at_the_end(self, message: Form.Done) -> None:
        message.stop()
        self.action_done()
