"""Forms that record a correction: which line, and what it should say."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from casetool.models.corrections.edits import add_correction
from casetool.models.corrections.field_edits import (
    CHOICE_FIELDS,
    DATE_FIELDS,
    MULTIPLE_FIELDS,
    PROSE_FIELDS,
    set_line,
)
from casetool.models.corrections.model import Correction, CorrectionKind
from casetool.models.corrections.targets import correctable, fillable, text_at
from casetool.models.people.model import named, slug, speaker
from casetool.models.session import Session
from casetool.models.tree.model import OnWhom
from casetool.models.vanished_items import Edit, GoneError
from casetool.render.views.changes import of_line
from casetool.render.views.corrections import correction_choice, no_corrections
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.form_dialog import FieldTexts, FormQuestion, Refusal, ask_form
from casetool.services.meeting.question_drafts import is_about_another, question_about
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field
from casetool.widgets.common.messages import PickChoice

NOTHING_SAID = "What do they say? It is kept as typed."


def ask_correction(
    app: App[Any], document: Document, kind: CorrectionKind, add: Callable[[Edit, str], bool]
) -> None:
    """Ask which line is wrong, what it should say, and who says so.

    Args:
        app: the running application.
        document: the open session.
        kind: a factual error or a disagreement.
        add: applies an edit, given the id of its correction, and returns whether it succeeded.
    """
    session, method = document.session, document.method
    choices = tuple(
        PickChoice(f"{item_id}/{field}", correction_choice(session, method, item_id, field, text))
        for item_id, field, text in correctable(session, method)
    )
    disagrees = kind is CorrectionKind.DISAGREEMENT
    title = "Disagrees with which line?" if disagrees else "Which line is to be corrected?"
    _pick(app, document, title, choices, kind, add)


def ask_missing(app: App[Any], document: Document, add: Callable[[Edit, str], bool]) -> None:
    """Ask what is missing, what it should say, and who says so.

    Args:
        app: the running application.
        document: the open session.
        add: applies an edit, given the id of its correction, and returns whether it succeeded.
    """
    session, method = document.session, document.method
    choices = tuple(
        PickChoice(f"{item_id}/{field}", no_corrections(session, method, item_id, field))
        for item_id, field in fillable(session, method)
    )
    _pick(app, document, "What is missing?", choices, CorrectionKind.FACTUAL, add)


def _pick(
    app: App[Any],
    document: Document,
    title: str,
    choices: tuple[PickChoice, ...],
    kind: CorrectionKind,
    add: Callable[[Edit, str], bool],
) -> None:
    """Let the facilitator pick a line or a field, then ask for its text."""

    def picked(target: str | None) -> None:
        if target is not None:
            item_id, _, field = target.partition("/")
            _ask_text(app, document, Correction(
                id=document.fresh_id(), thing=item_id, field=field, sort=kind, at=document.now()
            ), add)  # fmt: skip

    app.push_screen(PickScreen(title, choices), picked)


def _ask_text(
    app: App[Any], document: Document, correction: Correction, add: Callable[[Edit, str], bool]
) -> None:
    """Ask for the new text or the disagreement, and who says so."""
    session, item_id, field = document.session, correction.thing, correction.field
    disagrees = correction.sort is CorrectionKind.DISAGREEMENT
    current = text_at(session, item_id, field)
    label, value = ("What they say", "") if disagrees else ("It is to be", current)
    hint = "nothing takes it out" if current and not disagrees else ""
    echo = partial(_echo_day, document, correction)
    fields = (
        Field("becomes", label, value, hint, echo) if field in DATE_FIELDS else
        Field("becomes", label, value, hint),
        Field("who", "Who says so", "", "kit, or any words", partial(_echo_person, document)),
    )  # fmt: skip

    slot = question_about(document, correction.sort, item_id, field)

    def submit(texts: FieldTexts) -> bool:
        filled = Correction.model_validate(dict(correction) | texts)
        edit = partial(add_correction, method=document.method, correction=filled)
        return add(partial(_of_same_person, slot, edit), filled.id)

    about = f"{of_line(session, item_id, field)}“{current}”"
    if not current:
        about = no_corrections(session, document.method, item_id, field)
    title = "A disagreement" if disagrees else "A correction" if current else "Something is missing"
    about += _allowed_values(field)
    prose = "becomes" if disagrees or not field or field in PROSE_FIELDS else ""
    refusal = partial(_refusal, document, correction)
    ask_form(app, document, FormQuestion(slot, title, fields, about, refusal, prose), submit)


def _of_same_person(question: str, edit: Edit, session: Session) -> Session:
    """Edit a session, unless the question is about a person who is another by now."""
    if is_about_another(question, session.people):
        raise GoneError(question)
    return edit(session)


def _refusal(document: Document, correction: Correction, texts: FieldTexts) -> Refusal:
    """Why a correction is refused. A disagreement only needs some text."""
    becomes = texts["becomes"]
    current = text_at(document.session, correction.thing, correction.field)
    if correction.sort is CorrectionKind.DISAGREEMENT:
        return None if becomes.strip() else ("becomes", NOTHING_SAID)
    if becomes == current or not (becomes.strip() or current):
        return "becomes", "It says that already." if current else "What is to stand there?"
    try:
        today = document.now().date()
        set_line(document.session, correction.thing, correction.field, becomes, today)
    except KeyError:
        return None  # the line was removed meanwhile: reported when the form is submitted
    except ValueError as error:
        return "becomes", rejection_reason(error)
    return None


def _echo_day(document: Document, correction: Correction, text: str) -> str:
    """The day that a typed date means, or a question mark."""
    try:
        today = document.now().date()
        changed = set_line(document.session, correction.thing, correction.field, text, today)
    except (KeyError, ValueError):
        return "?"
    return text_at(changed, correction.thing, correction.field)


def rejection_reason(error: ValueError) -> str:
    """The reason to show when an edit rejects a text."""
    return str(error) if "\n" not in str(error) else "The line cannot say that."


def _allowed_values(field: str) -> str:
    """The values that a field accepts, or empty for free text."""
    if field in MULTIPLE_FIELDS:
        choices = (
            f"any of: {', '.join(option.value for option in OnWhom)}; " if field == "on" else ""
        )
        return f"   ({choices}a semicolon between two)"
    options = CHOICE_FIELDS.get(field)
    return f"   (one of: {', '.join(option.value for option in options)})" if options else ""


def _echo_person(document: Document, text: str) -> str:
    """The person of the session that a text names, or empty."""
    person_id = named(slug(text), document.session.people)
    return speaker(person_id, document.session.people) if person_id is not None else ""
