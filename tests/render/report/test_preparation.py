"""Before the meeting: the blank tool, and the sheet to be read with the papers."""

from casetool.models.base import evolve
from casetool.models.notes_options import NotesOptions
from casetool.models.notes_style import NotesStyle
from casetool.render.formats.markdown import markdown
from casetool.render.report.blocks import BlankLines, ReportGrid, plain_line
from casetool.render.report.preparation import blank_tool, pre_reading
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD

PLAIN = NotesOptions()


def test_the_blank_tool_has_the_headings_side_by_side_as_the_original() -> None:
    paper = blank_tool(METHOD, PLAIN)
    (grid,) = [block for block in paper.blocks if isinstance(block, ReportGrid)]
    heads = [[plain_line(place[0]) for place in column] for column in grid.columns]
    assert paper.landscape
    assert [len(column) for column in heads] == [2, 1, 1, 1, 1, 1, 1]
    assert [head.partition(".")[0] for column in heads for head in column] == list("12345678")
    assert [plain_line(place[0]) for place in grid.foot] == [
        "What else do we need to know? Who else do we need to involve?"
    ]


def test_every_heading_asks_something_of_those_who_read_it() -> None:
    paper = blank_tool(METHOD, PLAIN)
    (grid,) = [block for block in paper.blocks if isinstance(block, ReportGrid)]
    places = [*(place for column in grid.columns for place in column), *grid.foot]
    assert all(len(place) == 2 and plain_line(place[1]).strip() for place in places)


def test_the_sheet_tells_what_is_known_before_and_nothing_of_the_discussion() -> None:
    text = markdown(pre_reading(ROBIN, METHOD, PLAIN))
    assert "- Late 22 times (source: school print-out)" in text
    assert "School's warm." in text
    for words in ("I'm angry", "nobody has seen Ash", "Nobody knows where I am", "See Ash"):
        assert words not in text
    assert "housing had two days" not in text


def test_the_sheet_says_how_people_will_talk_and_has_room_to_write() -> None:
    paper = pre_reading(ROBIN, METHOD, NotesOptions(marking="OFFICIAL"))
    text = markdown(paper)
    assert "## How we will talk" in text
    assert "not for blame" in text
    assert text.count("**OFFICIAL**") == 2
    assert sum(isinstance(block, BlankLines) for block in paper.blocks) == 9


def test_a_method_without_an_opening_has_a_sheet_too() -> None:
    text = markdown(pre_reading(ROBIN, evolve(METHOD, opening=()), PLAIN))
    assert "How we will talk" not in text


def test_both_have_the_look_of_the_team() -> None:
    look = NotesStyle(organisation="Anywhere Partnership", headings={"worries": "Worries"})
    for paper in (blank_tool(METHOD, PLAIN, look), pre_reading(ROBIN, METHOD, PLAIN, look)):
        text = markdown(paper)
        assert "**Anywhere Partnership**" in text
        assert "5. Worries" in text
