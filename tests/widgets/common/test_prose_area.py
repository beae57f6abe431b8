"""An area of words keeps them as they are: a line ends at a line feed, and nowhere else."""

import pytest
from textual.app import App, ComposeResult

from casetool.widgets.common.prose_area import ProseArea, ProseDocument

SEPARATED = "a\u2028b\u2029c\x85d\x0be\x0cf\x1cg"


class Area(App[None]):
    """One area with words in it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        yield ProseArea(self.words)


@pytest.mark.parametrize(
    "words", ["", "\n", "a\n", "a\n\nb", SEPARATED, "a\u2028", "\u2029", "a\u2028\n"]
)
async def test_words_are_the_same_again(words: str) -> None:
    app = Area(words)
    async with app.run_test() as pilot:
        area = app.query_one(ProseArea)
        await pilot.pause()
        assert area.text == words
        area.move_cursor(area.document.end)
        area.insert(SEPARATED)
        assert area.text == words + SEPARATED
        area.undo()
        assert area.text == words


def test_what_is_replaced_is_told_and_where_the_new_words_end() -> None:
    document = ProseDocument("one\ntwo\u2028three\nfour")
    result = document.replace_range((2, 1), (1, 3), "X\nY\u2029")
    assert document.text == "one\ntwoX\nY\u2029our"
    assert result.replaced_text == "\u2028three\nf"
    assert result.end_location == (2, 2)


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ((0, 0), (1, 0), "two"),
        ((1, 0), (2, 0), "one\n"),
        ((0, 0), (2, 0), ""),
        ((0, 3), (1, 0), "onetwo"),
    ],
)
def test_a_line_is_taken_out_with_its_end(
    start: tuple[int, int], end: tuple[int, int], left: str
) -> None:
    document = ProseDocument("one\ntwo")
    document.replace_range(start, end, "")
    assert document.text == left


@pytest.mark.parametrize(
    ("words", "pasted", "expected"),
    [
        ("he said ", "/ Kit lies", "he said \n/ Kit lies"),
        ("the door", "/Kit lies", "the door\n/Kit lies"),
        ("the door", "10:15 / Kit lies\ngran", "the door\n10:15 / Kit lies\ngran"),
        ("", "/ Kit lies", "/ Kit lies"),
        ("a\n", "/ Kit lies", "a\n/ Kit lies"),
        ("mum", "/dad said", "mum\n/dad said"),
        ("he ", "came late / left early", "he came late / left early"),
        ("mum\n/ Kit lies", "b two\nc three", "mum\n/ Kit lies\nb two\nc three"),
        ("mum\n/ Kit lies ", "and so on", "mum\n/ Kit lies and so on"),
        ("mum", "a one\nb two", "mum a one\nb two"),
    ],
)
async def test_a_pasted_jotting_behind_words_begins_a_line(
    words: str, pasted: str, expected: str
) -> None:
    app = Area(words)
    async with app.run_test() as pilot:
        await pilot.pause()
        area = app.query_one(ProseArea)
        area.move_cursor(area.document.end)
        area.insert_words(pasted)
        assert area.text == expected


@pytest.mark.parametrize(
    ("words", "column", "pasted", "expected"),
    [
        ("/ Kit lies", 4, "a one\nb two", "/ Kit lies\na one\nb two"),
        ("/ Kit lies", 0, "late\nb two", "late\nb two\n/ Kit lies"),
        ("/ Kit lies", 0, "late", "late\n/ Kit lies"),
        ("he came late", 7, "x\n/ Kit lies", "he came x\n/ Kit lies\n late"),
    ],
)
async def test_no_words_become_part_of_a_jotting_and_none_of_it_becomes_public(
    words: str, column: int, pasted: str, expected: str
) -> None:
    app = Area(words)
    async with app.run_test() as pilot:
        await pilot.pause()
        area = app.query_one(ProseArea)
        area.move_cursor((0, column))
        area.insert_words(pasted)
        assert area.text == expected
