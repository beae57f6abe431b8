"""Forms that ask for the reason of a decision, and for a date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.app import App

from casetool.models.corrections.due_dates import due_dates
from casetool.models.parsing.dates import format_date
from casetool.models.parsing.typed_days import DayError, day_echo, parse_typed_day
from casetool.render.views.change_labels import DATE_LABELS
from casetool.render.views.changes import describe_correction
from casetool.screens.dialogs.form_dialog import FieldTexts, FormQuestion, Refusal, ask_form
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field

NO_REASON = "The person who sent it will want to know why. Give a reason."


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of question for a reason."""

    name: str
    title: str
    hint: str = ""
    required: bool = False
    """Whether a reason must be given."""


ACCEPT = Reason("accept", "Accept it? Its line changes.", "may stay empty")
REFUSE = Reason(
    "refuse", "Refuse it? Its line stays as it is.", "for whoever sent it", required=True
)
ANOTHER = Reason("why", "Another reason?")


def ask_why(
    app: App[Any],
    document: Document,
    correction_id: str,
    reason: Reason,
    submit: Callable[[str], bool],
) -> None:
    """Ask for a reason.

    Args:
        app: the running application.
        document: the open session.
        correction_id: the correction that is decided.
        reason: which question to ask.
        submit: takes the reason, and returns whether it was accepted.
    """
    session = document.session
    correction = next(
        candidate for candidate in session.corrections if candidate.id == correction_id
    )

    def refusal(texts: FieldTexts) -> Refusal:
        return ("why", NO_REASON) if reason.required and not texts["why"].strip() else None

    question = FormQuestion(
        f"{reason.name}/{correction_id}",
        reason.title,
        (Field("why", "Why", correction.why, reason.hint),),
        describe_correction(correction, session, document.method),
        refusal,
        prose="why",
    )
    ask_form(app, document, question, lambda texts: submit(texts["why"]))


def ask_date(app: App[Any], document: Document, name: str, submit: Callable[[str], bool]) -> None:
    """Ask for a new due date.

    Args:
        app: the running application.
        document: the open session.
        name: which of the due dates.
        submit: takes the typed date, empty to work it out, and returns whether it was
            accepted.
    """
    day = next(due.day for due in due_dates(document.session) if due.name == name)

    def echo(text: str) -> str:
        date_echo = day_echo(name, text, document.now().date(), document.session.nation)
        return date_echo or "worked out"

    def refusal(texts: FieldTexts) -> Refusal:
        try:
            parse_due_date(document, name, texts["day"])
        except DayError as error:
            return "day", str(error)
        return None

    fields = (
        Field("day", "Day", format_date(day) if day is not None else "", "12 dec, 10wd", echo),
    )
    question = FormQuestion(f"date/{name}", DATE_LABELS[name], fields, "", refusal)
    ask_form(app, document, question, lambda texts: submit(texts["day"]))


def parse_due_date(document: Document, name: str, text: str) -> date | None:
    """Parse a typed due date. Empty text gives None: the date is worked out.

    Raises:
        DayError: The text is not a date, or the date is implausibly far away.
    """
    return parse_typed_day(name, text, document.now().date(), document.session.nation)
