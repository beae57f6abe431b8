"""The round of the room: each answers once, and can think again."""

from collections.abc import Callable

import pytest

from casetool.models.method import empty_headings
from casetool.models.round.edits import clear_answer, set_answer
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session
from tests.support.strategies import METHOD

BEA = Answer(
    person="bea", content=AnswerContent.NOT_CONTENT, record="asked for papers two days before"
)
KIT = Answer(person="kit", content=AnswerContent.CONTENT)
SESSION = Session(id="a", child="Robin", headings=empty_headings(METHOD))
ASKED = set_answer(set_answer(SESSION, "round", BEA), "round", KIT)


def answers(session: Session) -> tuple[Answer, ...]:
    heading = session.heading("round")
    assert isinstance(heading, Round)
    return heading.said


def test_answers_stand_in_the_order_in_which_they_were_asked() -> None:
    assert answers(ASKED) == (BEA, KIT)


def test_a_new_answer_stands_in_the_place_of_the_old_one() -> None:
    now = Answer(person="bea", content=AnswerContent.CONTENT)
    assert answers(set_answer(ASKED, "round", now)) == (now, KIT)


def test_an_answer_is_taken_back() -> None:
    assert answers(clear_answer(ASKED, "round", "bea")) == (KIT,)
    assert clear_answer(ASKED, "round", "lee") is ASKED


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: set_answer(session, "worries", BEA),
        lambda session: set_answer(session, "gone1", BEA),
        lambda session: clear_answer(session, "actions", "bea"),
        lambda session: clear_answer(session, "people", "bea"),
    ],
)
def test_a_step_that_holds_no_round_is_refused(edit: Callable[[Session], Session]) -> None:
    with pytest.raises(KeyError):
        edit(SESSION)
