"""What is asked in the round of corrections: which line, what it is to be, why, by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from textual.app import App

from casetool.document import Document, Edit
from casetool.models.circulation import Correction, Sort
from casetool.models.correcting import correctable, words_at
from casetool.models.dates import echo, understand_near, working_day
from casetool.models.edits.circulation import add_correction
from casetool.models.edits.line import ONE_OF
from casetool.models.following_dates import following_dates
from casetool.models.people import named, slug, speaker
from casetool.render.changes import DATES, correction_told, of_line
from casetool.render.corrections import choice_told
from casetool.screens.ask import Question, Refusal, Words, ask
from casetool.screens.pick import PickScreen
from casetool.widgets.asking import Choice
from casetool.widgets.form import Field

UNREAD = "That is no date that can be read: try 12 dec, friday or 10wd."
NO_REASON = "Whoever sent it will want to know why: give a reason."
NOTHING_SAID = "What do they say? It is kept as typed."


def ask_correction(
    app: App[Any], document: Document, sort: Sort, add: Callable[[Edit, str], bool]
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
        Choice(f"{thing}/{field}", choice_told(session, method, thing, field, words))
        for thing, field, words in correctable(session, method)
    )
    disagrees = sort is Sort.DISAGREEMENT
    title = "Disagrees with which line?" if disagrees else "Which line is to be corrected?"

    def picked(place: str | None) -> None:
        if place is not None:
            thing, _, field = place.partition("/")
            _ask_words(app, document, Correction(
                id=document.fresh_id(), thing=thing, field=field, sort=sort, at=document.now()
            ), add)  # fmt: skip

    app.push_screen(PickScreen(title, choices), picked)


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
        correction_told(one, session),
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


def _ask_words(
    app: App[Any], document: Document, said: Correction, add: Callable[[Edit, str], bool]
) -> None:
    """What the line is to be, or what is said against it; and who says so."""
    disagrees = said.sort is Sort.DISAGREEMENT
    now = words_at(document.session, said.thing, said.field)
    label, words = ("What they say", "") if disagrees else ("It is to be", now)
    fields = (
        Field("becomes", label, words, "" if disagrees else "nothing takes it out"),
        Field("who", "Who says so", "", "kit, or any words", partial(_whom, document)),
    )

    def refusal(words: Words) -> Refusal:
        becomes = words["becomes"]
        if disagrees:
            return None if becomes.strip() else ("becomes", NOTHING_SAID)
        return ("becomes", "It reads so already.") if becomes == now else None

    def given(words: Words) -> bool:
        one = Correction.model_validate(dict(said) | words)
        return add(partial(add_correction, method=document.method, said=one), one.id)

    line = of_line(document.session, said.thing, said.field)
    kinds = ONE_OF.get(said.field)
    can_be = f"   (one of: {', '.join(one.value for one in kinds)})" if kinds else ""
    title = "A disagreement" if disagrees else "A correction"
    slot = f"{said.sort}/{said.thing}/{said.field}"
    ask(app, document, Question(slot, title, fields, f"{line}“{now}”{can_be}", refusal), given)


def _whom(document: Document, words: str) -> str:
    """Whom the words for a person name."""
    handle = named(slug(words), document.session.people)
    return speaker(handle, document.session.people) if handle is not None else ""
