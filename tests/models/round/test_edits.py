"""The round of the room: each answers once, and can think again."""

from collections.abc import Callable

import pytest

from casetool.models.method import empty_headings
from casetool.models.round.edits import say, unsay
from casetool.models.round.model import Content, Round, Said
from casetool.models.session import Session
from tests.support.strategies import METHOD

BEA = Said(person="bea", content=Content.NOT_CONTENT, record="asked for papers two days before")
KIT = Said(person="kit", content=Content.CONTENT)
SESSION = Session(id="a", child="Robin", headings=empty_headings(METHOD))
ASKED = say(say(SESSION, "round", BEA), "round", KIT)


def answers(session: Session) -> tuple[Said, ...]:
    heading = session.heading("round")
    assert isinstance(heading, Round)
    return heading.said


def test_answers_stand_in_the_order_in_which_they_were_asked() -> None:
    assert answers(ASKED) == (BEA, KIT)


def test_a_new_answer_stands_in_the_place_of_the_old_one() -> None:
    now = Said(person="bea", content=Content.CONTENT)
    assert answers(say(ASKED, "round", now)) == (now, KIT)


def test_an_answer_is_taken_back() -> None:
    assert answers(unsay(ASKED, "round", "bea")) == (KIT,)
    assert unsay(ASKED, "round", "lee") is ASKED


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: say(session, "worries", BEA),
        lambda session: say(session, "gone1", BEA),
        lambda session: unsay(session, "actions", "bea"),
        lambda session: unsay(session, "people", "bea"),
    ],
)
def test_a_step_that_holds_no_round_is_refused(edit: Callable[[Session], Session]) -> None:
    with pytest.raises(KeyError):
        edit(SESSION)
