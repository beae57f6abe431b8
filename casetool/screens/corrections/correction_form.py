"""What is asked in the round of corrections: which line, and what it is to be."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from casetool.models.corrections.edits import add_correction
from casetool.models.corrections.field_edits import (
    CHOICE_FIELDS,
    DATE_FIELDS,
    MULTIPLE_FIELDS,
    set_line,
)
from casetool.models.corrections.model import Correction, CorrectionKind
from casetool.models.corrections.targets import correctable, fillable, text_at
from casetool.models.gone import Edit
from casetool.models.people.model import named, slug, speaker
from casetool.models.tree.model import OnWhom
from casetool.render.views.changes import of_line
from casetool.render.views.corrections import correction_choice, no_corrections
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.form_dialog import FieldTexts, FormQuestion, Refusal, ask_form
from casetool.services.sessions.document import Document
from casetool.widgets.common.form import Field
from casetool.widgets.common.messages import PickChoice

NOTHING_SAID = "What do they say? It is kept as typed."


def ask_correction(
    app: App[Any], document: Document, sort: CorrectionKind, add: Callable[[Edit, str], bool]
) -> None:
    """Ask which line, what it is to be, and who says so.

    Args:
        app: asks.
        document: the open session.
        sort: a factual error or a disagreement.
        add: does the edit, and is told the id of the correction; says whether it was done.
    """
    session, method = document.session, document.method
    choices = tuple(
        PickChoice(f"{thing}/{field}", correction_choice(session, method, thing, field, words))
        for thing, field, words in correctable(session, method)
    )
    disagrees = sort is CorrectionKind.DISAGREEMENT
    title = "Disagrees with which line?" if disagrees else "Which line is to be corrected?"
    _pick(app, document, title, choices, sort, add)


def ask_missing(app: App[Any], document: Document, add: Callable[[Edit, str], bool]) -> None:
    """Ask what is to be filled in or added, with which words, and who says so.

    Args:
        app: asks.
        document: the open session.
        add: does the edit, and is told the id of the correction; says whether it was done.
    """
    session, method = document.session, document.method
    choices = tuple(
        PickChoice(f"{thing}/{field}", no_corrections(session, method, thing, field))
        for thing, field in fillable(session, method)
    )
    _pick(app, document, "What is missing?", choices, CorrectionKind.FACTUAL, add)


def _pick(
    app: App[Any],
    document: Document,
    title: str,
    choices: tuple[PickChoice, ...],
    sort: CorrectionKind,
    add: Callable[[Edit, str], bool],
) -> None:
    """Pick a line or a field of it; then ask for its words."""

    def picked(place: str | None) -> None:
        if place is not None:
            thing, _, field = place.partition("/")
            _ask_words(app, document, Correction(
                id=document.fresh_id(), thing=thing, field=field, sort=sort, at=document.now()
            ), add)  # fmt: skip

    app.push_screen(PickScreen(title, choices), picked)


def _ask_words(
    app: App[Any], document: Document, said: Correction, add: Callable[[Edit, str], bool]
) -> None:
    """What the line is to be, or what is said against it; and who says so."""
    session, thing, field = document.session, said.thing, said.field
    disagrees = said.sort is CorrectionKind.DISAGREEMENT
    now = text_at(session, thing, field)
    label, words = ("What they say", "") if disagrees else ("It is to be", now)
    hint = "nothing takes it out" if now and not disagrees else ""
    read = partial(_read_as, document, said)
    fields = (
        Field("becomes", label, words, hint, read) if field in DATE_FIELDS else
        Field("becomes", label, words, hint),
        Field("who", "Who says so", "", "kit, or any words", partial(_whom, document)),
    )  # fmt: skip

    def given(words: FieldTexts) -> bool:
        one = Correction.model_validate(dict(said) | words)
        return add(partial(add_correction, method=document.method, correction=one), one.id)

    about = f"{of_line(session, thing, field)}“{now}”{_can_be(field)}"
    if not now:
        about = f"{no_corrections(session, document.method, thing, field)}{_can_be(field)}"
    title = "A disagreement" if disagrees else "A correction" if now else "Something is missing"
    slot = f"{said.sort}/{thing}/{field}"
    ask_form(
        app,
        document,
        FormQuestion(slot, title, fields, about, partial(_unlike, document, said)),
        given,
    )


def _unlike(document: Document, said: Correction, words: FieldTexts) -> Refusal:
    """Why a line cannot be so; what somebody says against it always can."""
    becomes, now = words["becomes"], text_at(document.session, said.thing, said.field)
    if said.sort is CorrectionKind.DISAGREEMENT:
        return None if becomes.strip() else ("becomes", NOTHING_SAID)
    if becomes == now or not (becomes.strip() or now):
        return "becomes", "It reads so already." if now else "What is to stand there?"
    try:
        today = document.now().date()
        set_line(document.session, said.thing, said.field, becomes, today)
    except KeyError:
        return None  # the line is gone meanwhile: that is said once it is given
    except ValueError as error:
        return "becomes", why_not(error)
    return None


def _read_as(document: Document, said: Correction, words: str) -> str:
    """How a day is understood; empty where it is not one."""
    try:
        today = document.now().date()
        after = set_line(document.session, said.thing, said.field, words, today)
    except (KeyError, ValueError):
        return "?"
    return text_at(after, said.thing, said.field)


def why_not(error: ValueError) -> str:
    """What an edit says of words that it does not take."""
    return str(error) if "\n" not in str(error) else "The line cannot be so."


def _can_be(field: str) -> str:
    if field in MULTIPLE_FIELDS:
        some = f"any of: {', '.join(one.value for one in OnWhom)}; " if field == "on" else ""
        return f"   ({some}a semicolon between two)"
    kinds = CHOICE_FIELDS.get(field)
    return f"   (one of: {', '.join(one.value for one in kinds)})" if kinds else ""


def _whom(document: Document, words: str) -> str:
    """Whom the words for a person name."""
    handle = named(slug(words), document.session.people)
    return speaker(handle, document.session.people) if handle is not None else ""
