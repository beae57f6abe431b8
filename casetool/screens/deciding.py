"""What is asked when something is decided in the round: why, and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from textual.app import App

from casetool.document import Document
from casetool.models.dates import echo, understand_near, working_day
from casetool.models.following_dates import following_dates
from casetool.render.changes import DATES, correction_told
from casetool.screens.ask import Question, Refusal, Words, ask
from casetool.widgets.form import Field

UNREAD = "That is no date that can be read: try 12 dec, friday or 10wd."
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

    def refusal(words: Words) -> Refusal:
        return ("why", NO_REASON) if reason.needed and not words["why"].strip() else None

    question = Question(
        f"{reason.name}/{correction}",
        reason.title,
        (Field("why", "Why", one.why, reason.hint),),
        correction_told(one, session, document.method),
        refusal,
    )
    ask(app, document, question, lambda words: answer(words["why"]))


def ask_date(app: App[Any], document: Document, name: str, answer: Callable[[str], bool]) -> None:
    """Ask for another date.

    Args:
        app: asks.
        document: the open session.
        name: which of the dates that follow.
        answer: is told what was typed, nothing where it is to be worked out; says whether it
            was taken.
    """
    day = next(one.day for one in following_dates(document.session) if one.name == name)

    def told(text: str) -> str:
        found = day_of(document, text)
        return echo(found) if found is not None else "worked out" if not text.strip() else "?"

    def refusal(words: Words) -> Refusal:
        typed = words["day"]
        unread = typed.strip() and day_of(document, typed) is None
        return ("day", UNREAD) if unread else None

    fields = (Field("day", "Day", echo(day) if day is not None else "", "12 dec, 10wd", told),)
    question = Question(f"date/{name}", DATES[name], fields, refusal=refusal)
    ask(app, document, question, lambda words: answer(words["day"]))


def day_of(document: Document, words: str) -> date | None:
    """A day as it was typed, or None."""
    counts = working_day(document.session.nation)
    return understand_near(words, document.now().date(), counts) if words.strip() else None
