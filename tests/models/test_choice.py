"""What somebody chose for a copy."""

import pytest

from casetool.models.choice import USUAL, Choice
from casetool.models.look import Look
from casetool.render.composing import compose
from casetool.render.preparing import blank_tool, pre_reading
from casetool.render.summary import summarise
from tests.models.room_of_robin import ROOM
from tests.strategies import METHOD

LOOK = Look(marking="OFFICIAL")


@pytest.mark.parametrize(
    ("choice", "marking"),
    [(USUAL, "OFFICIAL"), (Choice(marking="SECRET"), "SECRET"), (Choice(marking=""), "")],
)
def test_a_marking_that_was_chosen_goes_first_and_emptied_means_none(
    choice: Choice, marking: str
) -> None:
    papers = (
        compose(ROOM, METHOD, choice, LOOK),
        summarise(ROOM, METHOD, choice, LOOK),
        pre_reading(ROOM, METHOD, choice, LOOK),
        blank_tool(METHOD, choice, LOOK),
    )
    assert [paper.marking for paper in papers] == [marking] * 4
