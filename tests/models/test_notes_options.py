"""What somebody chose for a copy."""

import pytest

from casetool.models.notes_options import USUAL, Choice
from casetool.models.notes_style import Look
from casetool.render.report.notes import compose
from casetool.render.report.preparation import blank_tool, pre_reading
from casetool.render.report.summary import summarise
from tests.support.room_of_robin import ROOM
from tests.support.strategies import METHOD

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
