"""What is asked when something is decided in the round: why, and by when."""

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
from casetool.widgets.common.form import Field

NO_REASON = "Whoever sent it will want to know why: give a reason."


@dataclass(frozen=True, slots=True)
class Reason:
    """For what a reason is asked."""

    name: str
    title: str
    hint: str = ""
    needed: bool = False
    """Whether there must be one."""


ACCEPT = Reason("accept", "Accept it? Its line changes.", "may stay empty")
REFUSE = Reason("refuse", "Refuse it? Its line stays as it is.", "for whoever sent it", needed=True)
ANOTHER = Reason("why", "Another reason?")


def ask_why(
    app: App[Any],
    document: Document,
    correction: str,
    reason: Reason,
    answer: Callable[[str], bool],
) -> None:
    """Ask for a reason.

    Args:
        app: asks.
        document: the open session.
        correction: the id of the correction that it is about.
        reason: for what.
        answer: is told the reason; says whether it was taken.
    """
    session = document.session
    one = next(one for one in session.corrections if one.id == correction)

    def refusal(words: FieldTexts) -> Refusal:
        return ("why", NO_REASON) if reason.needed and not words["why"].strip() else None

    question = FormQuestion(
        f"{reason.name}/{correction}",
        reason.title,
        (Field("why", "Why", one.why, reason.hint),),
        describe_correction(one, session, document.method),
        refusal,
    )
    ask_form(app, document, question, lambda words: answer(words["why"]))


def ask_date(app: App[Any], document: Document, name: str, answer: Callable[[str], bool]) -> None:
    """Ask for another date.

    Args:
        app: asks.
        document: the open session.
        name: which of the dates that follow.
        answer: is told what was typed, nothing where it is to be worked out; says whether it
            was taken.
    """
    day = next(one.day for one in due_dates(document.session) if one.name == name)

    def told(text: str) -> str:
        said = day_echo(name, text, document.now().date(), document.session.nation)
        return said or "worked out"

    def refusal(words: FieldTexts) -> Refusal:
        try:
            day_of(document, name, words["day"])
        except DayError as error:
            return "day", str(error)
        return None

    fields = (
        Field("day", "Day", format_date(day) if day is not None else "", "12 dec, 10wd", told),
    )
    question = FormQuestion(f"date/{name}", DATE_LABELS[name], fields, refusal=refusal)
    ask_form(app, document, question, lambda words: answer(words["day"]))


def day_of(document: Document, name: str, words: str) -> date | None:
    """One of the dates that follow as it was typed; None where it is to be worked out.

    Raises:
        DayError: no day can be read, or it is too far away to be meant.
    """
    return parse_typed_day(name, words, document.now().date(), document.session.nation)
