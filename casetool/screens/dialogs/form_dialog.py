"""A dialog of a few fields that keeps what was typed until it is submitted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.jottings import keep_apart
from casetool.services.meeting.question_drafts import drafts_of_questions, keep_in_question
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field
from casetool.widgets.common.form import Form
from casetool.widgets.common.list_pane import HERE_AGAIN

FieldTexts = dict[str, str]
"""The texts of the fields, by field name."""

Refusal = tuple[str, str] | None
"""The name of an invalid field and the reason, or None if all are valid."""


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """A question with one or more fields."""

    slot: str
    """The key under which unfinished texts are stored."""
    title: str
    fields: tuple[Field, ...]
    about: str
    """An explanation under the title, or empty."""
    refusal: Callable[[FieldTexts], Refusal]
    """Returns the first invalid field of the texts."""
    prose: str = ""
    """The field that holds words of the record, or empty. Others hold names and dates."""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """The typed texts, and whether they were submitted or set aside with Esc."""

    texts: FieldTexts
    submitted: bool


def ask_form(
    app: App[Any], document: Document, question: FormQuestion, submit: Callable[[FieldTexts], bool]
) -> None:
    """Ask a question. What is typed is kept until the answer succeeds.

    Args:
        app: the running application.
        document: the open session.
        question: what to ask, and its fields.
        submit: acts on the texts, and returns whether that succeeded.
    """
    restored = _unfinished_texts(document, question.slot)
    defaults = {field.name: field.value for field in question.fields}
    fields = tuple(
        replace(field, value=restored.get(field.name, field.value)) for field in question.fields
    )

    def answered(answer: FormAnswer | None) -> None:
        if answer is None:
            return
        for name, text in answer.texts.items():  # the last letter may be on its way
            keep(name, text)
        if answer.submitted and submit(answer.texts):
            forget_form(document, question.slot)

    def keep(name: str, text: str) -> None:
        keep_in_question(document, question.slot, name, text if text != defaults[name] else "")

    settle = partial(_without_jottings, app, document, question.prose, defaults)
    app.push_screen(
        FormScreen(replace(question, fields=fields), keep, settle, bool(restored)), answered
    )


def _without_jottings(
    app: App[Any], document: Document, prose: str, old_texts: FieldTexts, texts: FieldTexts
) -> FieldTexts:
    """The texts without private jottings. Where nothing else is left, what stood there."""
    kept_texts = {}
    for name, text in texts.items():
        is_prose = name == prose
        kept_text, notice = keep_apart(document, "", old_texts[name], text, is_prose, is_prose)
        kept_texts[name] = kept_text if kept_text or not text else old_texts[name]
        if notice:
            app.notify(notice, markup=False)
    return kept_texts


def forget_form(document: Document, slot: str) -> None:
    """Forget the texts of a question that was completed after its dialog closed.

    Args:
        document: the open session.
        slot: the slot of the question.
    """
    for name in _unfinished_texts(document, slot):
        keep_in_question(document, slot, name, "")


def _unfinished_texts(document: Document, slot: str) -> FieldTexts:
    """The unfinished texts of a question, by field."""
    return drafts_of_questions(document.unfinished).get(slot, {})


class FormScreen(ModalScreen[FormAnswer]):
    """Asks one question.

    Args:
        question: what to ask, and its fields.
        keep: stores the text of a field while it is typed, by field name.
        settle: gives what becomes of the texts, before they are submitted.
        is_restored: whether the fields hold unfinished texts.
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
                tooltip="Back. Nothing changes, and what you typed is kept"),
    ]  # fmt: skip

    def __init__(
        self,
        question: FormQuestion,
        keep: Callable[[str, str], object],
        settle: Callable[[FieldTexts], FieldTexts],
        is_restored: bool = False,
    ) -> None:
        super().__init__()
        self._keep, self._settle = keep, settle
        self._question, self._is_restored = question, is_restored
        self.slot = question.slot
        """The key under which unfinished texts of the question are stored."""
        self._form = Form(question.fields, begin=question.fields[0].name, widget_id="ask-form")

    def compose(self) -> ComposeResult:
        """Lay out the question, its fields and the keys."""
        with Vertical():
            yield Static(Content(terminal_safe(self._question.title)), id="ask-title")
            if self._question.about:
                yield Static(Content(terminal_safe(self._question.about)), id="ask-about")
            yield self._form
            yield Static(id="ask-refusal")
            if self._is_restored:
                yield Static(HERE_AGAIN, classes="hint")
            keys = "Enter: go on, and at the end done   Esc: back, what you typed is kept"
            yield Static(keys, classes="hint")

    def action_back(self) -> None:
        """Close the dialog, and set the texts aside."""
        self.dismiss(FormAnswer(self._form.values, submitted=False))

    def action_done(self) -> None:
        """Submit the texts, or show why they are invalid."""
        texts = self._settle(self._form.values)
        self._form.set_texts(texts)
        refusal = self._question.refusal(texts)
        if refusal is None:
            self.dismiss(FormAnswer(texts, submitted=True))
            return
        field, reason = refusal
        self.query_one("#ask-refusal", Static).update(Content(terminal_safe(reason)))
        self._form.focus_field(field)

    @on(Form.Typed)
    def _keep_typed(self, message: Form.Typed) -> None:
        message.stop()
        # the whole text of the field, since restored text is stored nowhere else
        self._keep(message.name, self._form.values[message.name])

    @on(Form.Done)
    def _submit(self, message: Form.Done) -> None:
        message.stop()
        self.action_done()
