"""The points of the opening as the room sees them."""

from datetime import UTC, datetime

from casetool.models.base import evolve
from casetool.models.meeting.tick_edits import toggle_tick
from casetool.models.method import OpeningFact, OpeningPoint
from casetool.models.people.model import Attends, Person
from casetool.models.session import Session
from casetool.render.text.wrap import cells
from casetool.render.views.opening_checklist import (
    is_ticked,
    known_facts,
    next_point,
    opening_lines,
)
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)
EMPTY = Session(id="s1", child="Robin")


def point(tells: OpeningFact) -> OpeningPoint:
    return next(one for one in METHOD.opening if one.tells is tells)


def seen(session: Session, width: int = 80) -> str:
    return "\n".join(text for _, text in opening_lines(session, METHOD, width))


def test_every_point_stands_there_with_its_words() -> None:
    text = " ".join(seen(ROBIN).split())
    for one in METHOD.opening:
        assert one.title in text
        assert one.words in text


def test_the_first_that_was_not_seen_to_is_next() -> None:
    first, second = METHOD.opening[:2]
    assert next_point(ROBIN, METHOD) == first
    assert f"▸ {first.title}" in seen(ROBIN)
    ticked = toggle_tick(ROBIN, first.words, NOW)
    assert is_ticked(ticked, first)
    assert f"✓ {first.title}" in seen(ticked)
    assert f"▸ {second.title}" in seen(ticked)
    assert seen(ticked).count("▸") == 1


def test_a_question_of_a_step_is_no_point_of_the_opening() -> None:
    words = METHOD.opening[0].words
    assert not is_ticked(toggle_tick(ROBIN, words, NOW, "people"), METHOD.opening[0])


def test_nothing_is_next_when_all_was_seen_to() -> None:
    session = ROBIN
    for one in METHOD.opening:
        session = toggle_tick(session, one.words, NOW)
    assert next_point(session, METHOD) is None
    assert seen(session).count("✓") == len(METHOD.opening)


def test_what_the_session_knows_stands_beside_its_point() -> None:
    assert known_facts(ROBIN, point(OpeningFact.FACILITATOR)) == "Facilitator: Mo Ferris"
    assert known_facts(ROBIN, point(OpeningFact.PAPERS)) == "At hand: Referral form"
    assert (
        known_facts(ROBIN, point(OpeningFact.MISSING)) == "Nobody is here for: adult mental health"
    )
    assert known_facts(ROBIN, METHOD.opening[0]) == ""


def test_who_could_not_come_is_told_by_what_they_are_though_somebody_of_the_agency_came() -> None:
    doctor = Person(id="sam", name="Dr Sam Oyelaran", role="GP", agency="health",
                    attends=Attends.ABSENT)  # fmt: skip
    nurse = Person(id="kit", name="Kit Marsh", role="school nurse", agency="health")
    told = known_facts(evolve(ROBIN, people=(nurse, doctor)), point(OpeningFact.MISSING))
    assert told == "Not here: GP, health"
    both = known_facts(
        evolve(ROBIN, people=(*ROBIN.people, nurse, doctor)), point(OpeningFact.MISSING)
    )
    assert both == "Nobody is here for: adult mental health. Not here: GP, health"
    covered = evolve(doctor, attends=Attends.COVERED, covered_by="kit")
    told = known_facts(evolve(ROBIN, people=(nurse, covered)), point(OpeningFact.MISSING))
    assert told.startswith("Every agency")


def test_what_it_does_not_know_is_told_too() -> None:
    assert known_facts(EMPTY, point(OpeningFact.FACILITATOR)) == "Facilitator: nobody is named yet"
    assert known_facts(EMPTY, point(OpeningFact.PAPERS)) == "At hand: no document is listed yet"
    assert known_facts(EMPTY, point(OpeningFact.MISSING)) == "Nobody is listed yet."
    all_here = evolve(ROBIN, people=ROBIN.people[:3])
    assert known_facts(all_here, point(OpeningFact.MISSING)).startswith("Every agency")


def test_no_line_is_wider_than_the_board() -> None:
    for width in (20, 60, 100):
        assert all(cells(text) <= width for _, text in opening_lines(ROBIN, METHOD, width))


def test_it_fits_the_smallest_board_whole() -> None:
    assert len(opening_lines(ROBIN, METHOD, 100)) <= 28
