"""What somebody chose for a copy."""

import pytest

from casetool.models.notes_options import DEFAULT_OPTIONS, NotesOptions
from casetool.models.notes_style import NotesStyle
from casetool.render.report.notes import build_notes
from casetool.render.report.preparation import blank_tool, pre_reading
from casetool.render.report.summary import build_summary
from tests.support.room_of_robin import ROOM
from tests.support.strategies import METHOD

LOOK = NotesStyle(marking="OFFICIAL")


@pytest.mark.parametrize(
    ("choice", "marking"),
    [
        (DEFAULT_OPTIONS, "OFFICIAL"),
        (NotesOptions(marking="SECRET"), "SECRET"),
        (NotesOptions(marking=""), ""),
    ],
)
def test_a_marking_that_was_chosen_goes_first_and_emptied_means_none(
    choice: NotesOptions, marking: str
) -> None:
    papers = (
        build_notes(ROOM, METHOD, choice, LOOK),
        build_summary(ROOM, METHOD, choice, LOOK),
        pre_reading(ROOM, METHOD, choice, LOOK),
        blank_tool(METHOD, choice, LOOK),
    )
    assert [paper.marking for paper in papers] == [marking] * 4
