"""Parts of a session in words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from casetool.models.actions.model import Action, Scope
from casetool.models.base import evolve
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.people.model import Attends, Person
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session
from casetool.models.timing.schedule import Break, Schedule
from casetool.models.timing.step_timer import StepTimer
from casetool.render.report.phrases import (
    about_entry,
    documents_first,
    how_attending,
    plan_of,
    round_summary,
    session_times,
    title_of,
    when_said,
)
from tests.support.strategies import METHOD

KIT = Person(id="kit", name="Kit Marsh", agency="health")
SAM = Person(id="sam", name="Sam Oyelaran", agency="GP", attends=Attends.COVERED, covered_by="kit")
BEA = Person(id="bea", name="Bea Quill", agency="housing", attends=Attends.PHONE)
AWAY = Person(id="amh", agency="adult mental health", attends=Attends.ABSENT)
BEGUN = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


def session(**known: object) -> Session:
    return Session.model_validate({"id": "s1", "child": "Robin", **known})


def test_headings_are_those_of_the_method() -> None:
    assert title_of(METHOD.step("facts")) == (
        "1. Facts: Documentation available for case discussion"
    )
    assert title_of(METHOD.step("worries")) == "5. What are we worried about?"
    assert title_of(METHOD.step("round")) == "Round of the room"


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (KIT, "in the room, and wearing two hats for Sam Oyelaran"),
        (SAM, "absent, covered by Kit Marsh"),
        (BEA, "by phone"),
        (AWAY, "absent"),
    ],
)
def test_how_people_took_part(person: Person, words: str) -> None:
    assert how_attending(person, session(people=(KIT, SAM, BEA, AWAY))) == words


def test_documents_stand_before_what_they_say() -> None:
    fact = Entry(id="a", text="late 22 times", kind=EntryKind.FACT)
    paper = Entry(id="b", text="referral form", kind=EntryKind.DOCUMENT)
    said = Entry(id="c", text="draws maps")
    other = Entry(id="d", text="chronology", kind=EntryKind.DOCUMENT)
    assert documents_first((fact, paper, said, other)) == (paper, other, fact, said)


def test_who_said_it_is_told_only_when_asked_for() -> None:
    entry = Entry(
        id="a", text="has anyone seen Ash?", by="kit", owner="Nic", due=date(2026, 11, 16)
    )
    known = [("who finds out", "Nic"), ("by", "Monday 16 November 2026")]
    held = session(people=(KIT,))
    assert list(about_entry(entry, held, attribution=False)) == known
    assert list(about_entry(entry, held, attribution=True)) == [
        *known, ("said by", "Kit Marsh, health")
    ]  # fmt: skip


def test_a_deadline_that_is_no_date_is_told_as_it_was_said() -> None:
    entry = Entry(id="a", text="x", due_words="before the weekend", answer="yes", source="log")
    assert list(about_entry(entry, session(), attribution=False)) == [
        ("source", "log"), ("by", "before the weekend"), ("answer", "yes")
    ]  # fmt: skip
    assert when_said(Action(id="b", due_words="soon")) == "soon"
    assert when_said(Action(id="b", due=date(2026, 12, 12))) == "Saturday 12 December 2026"


def test_whose_plan_an_action_belongs_to() -> None:
    assert plan_of(Action(id="a")) == ""
    assert plan_of(Action(id="a", scope=Scope.SINGLE_AGENCY, done=date(2026, 11, 20))) == (
        "single agency action, done Friday 20 November 2026"
    )


def test_of_those_who_are_content_only_what_they_want_recorded_is_told() -> None:
    held = session(people=(KIT, BEA))
    said = (
        Answer(person="kit", content=AnswerContent.CONTENT),
        Answer(person="bea", content=AnswerContent.NOT_CONTENT, record="two days' notice"),
        Answer(person="gone", content=AnswerContent.CONTENT, record="thank you"),
    )
    assert round_summary(Round(step="round", said=said), held) == (
        "2 content, 1 not content.",
        (("Bea Quill", "not content", "two days' notice"), ("gone", "content", "thank you")),
    )
    assert round_summary(Round(step="round"), held) == ("", ())


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(minutes=54), "54 minutes (10:04 to 10:58)"),
        (timedelta(minutes=1, seconds=10), "1 minute (10:04 to 10:05)"),
        (timedelta(seconds=20), "20 seconds (10:04 to 10:04)"),
    ],
)
def test_the_length_of_a_discussion(length: timedelta, words: str) -> None:
    held = session(begun=BEGUN, closed=BEGUN + length)
    assert list(session_times(held, METHOD)) == [("Length of discussion", words)]


def test_where_the_hour_is_known_breaks_do_not_count_nor_how_late_it_was_closed() -> None:
    hour = Schedule(
        began=BEGUN,
        ends=BEGUN + timedelta(hours=1),
        breaks=(Break(since=BEGUN + timedelta(minutes=20), until=BEGUN + timedelta(minutes=30)),),
        ended=BEGUN + timedelta(minutes=64),
    )
    held = session(begun=BEGUN - timedelta(days=1), closed=BEGUN + timedelta(days=6), hour=hour)
    assert list(session_times(held, METHOD)) == [
        ("Length of discussion", "54 minutes (10:04 to 11:08, without 10 minutes of break)")
    ]
    still = session(begun=BEGUN, hour=evolve(hour, ended=None))
    assert list(session_times(still, METHOD)) == []


def test_times_are_those_of_the_room() -> None:
    summer = timezone(timedelta(hours=1))
    begun = datetime(2026, 7, 1, 10, 0, tzinfo=summer)
    held = session(begun=begun, closed=begun + timedelta(hours=1))
    assert list(session_times(held, METHOD)) == [
        ("Length of discussion", "60 minutes (10:00 to 11:00)")
    ]


@pytest.mark.parametrize(
    "known",
    [
        {},
        {"begun": BEGUN},
        {"begun": BEGUN, "closed": BEGUN + timedelta(days=6)},
        {"begun": BEGUN, "closed": BEGUN - timedelta(hours=1)},
        {"clocks": [StepTimer(step="thoughts", budget=300, began=BEGUN, since=BEGUN)]},
        {"clocks": [StepTimer(step="of-another-method", budget=300, began=BEGUN)]},
    ],
)
def test_what_is_not_known_of_time_is_not_told(known: dict[str, object]) -> None:
    assert list(session_times(session(**known), METHOD)) == []


@pytest.mark.parametrize(
    ("used", "words"),
    [
        (0, "0 seconds of 5 minutes"),
        (61, "1 minute 1 second of 5 minutes"),
        (330, "5 minutes 30 seconds of 5 minutes"),
    ],
)
def test_the_time_of_a_step(used: int, words: str) -> None:
    clock = StepTimer(step="thoughts", budget=300, began=BEGUN, used=used)
    assert list(session_times(session(clocks=[clock]), METHOD)) == [
        ("Time for Immediate thoughts", words)
    ]
