"""The wall as rows: as wide as it is, each heading in its place, nothing a terminal acts on."""

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import KindName
from casetool.models.pseudonyms.room_view import for_board
from casetool.models.session import Session
from casetool.render.board.pages import Panel, pages
from casetool.render.board.painter import BOARD_STYLES, BoardPainter, VisiblePart
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from tests.support.characters import LINE_ENDS, with_texts
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD, sessions

NOTHING_SEEN = VisiblePart()


def lines(session: Session, width: int, height: int, seen: VisiblePart = NOTHING_SEEN) -> list[str]:
    wall = BoardPainter()
    return [
        "".join(text for _, text in line)
        for page in pages(METHOD, width, height)
        for line in wall.draw(session, page, width, seen)
    ]


@pytest.mark.parametrize("size", [(80, 20), (100, 28), (160, 43), (200, 48)])
def test_every_heading_and_every_word_stands_on_the_wall(size: tuple[int, int]) -> None:
    told = " ".join(" ".join(lines(ROBIN, *size)).split())
    for step in METHOD.steps:
        if step.on_the_board:
            assert step.title.split()[0] in told
    assert "aunt in Leigh" in told
    assert "Ask Bea why" not in told


@given(sessions())
def test_a_wall_is_exactly_as_wide_as_it_is_and_safe(session: Session) -> None:
    shown = for_board(session, METHOD)
    wall = BoardPainter()
    for width, height in ((80, 20), (200, 48)):
        for page in pages(METHOD, width, height):
            drawn = wall.draw(shown, page, width, VisiblePart())
            assert len(drawn) == height
            for line in drawn:
                text = "".join(text for _, text in line)
                assert cells(text) == width
                assert text == terminal_safe(text)
                assert "\n" not in text
                assert {style for style, _ in line} <= set(BOARD_STYLES)


@pytest.mark.parametrize("size", [(80, 20), (100, 28), (160, 43), (200, 48)])
@pytest.mark.parametrize("end", LINE_ENDS)
def test_no_text_of_any_kind_takes_its_line_end_onto_the_wall(
    size: tuple[int, int], end: str
) -> None:
    parted = with_texts(ROBIN, f"two{end}lines")
    drawn = lines(parted, *size)
    assert len(drawn) >= size[1]
    for line in drawn:
        assert cells(line) == size[0]
        assert line == terminal_safe(line)
        assert not set("\n\t") & set(line)
    assert "lines" in " ".join(drawn)


def test_words_beside_that_have_a_line_end_stand_below() -> None:
    (step,) = (step for step in METHOD.steps if step.always)
    asked = Entry(id="k1", text="Who else?", answer="two\nlines")
    page = (Panel(step, 0, 0, 100, 6),)
    heading = Entries(step=step.id, entries=(asked,))
    session = evolve(ROBIN, headings=(heading,))
    drawn = [
        "".join(text for _, text in line).rstrip()
        for line in BoardPainter().draw(session, page, 100, VisiblePart())
    ]
    assert [line.strip() for line in drawn[1:4]] == ["· Who else?", "answer: two", "lines"]


def test_a_long_title_in_wide_letters_stays_within_its_heading() -> None:
    step = next(step for step in METHOD.steps if step.kind == KindName.ENTRIES)
    page = (Panel(evolve(step, title="\u65e5\u672c " * 20), 0, 0, 30, 4, whole=True),)
    drawn = [
        "".join(text for _, text in line)
        for line in BoardPainter().draw(ROBIN, page, 30, VisiblePart())
    ]
    assert [cells(line) for line in drawn] == [30] * 4
    assert "…" in drawn[0]


def test_what_is_lit_is_told_by_a_mark_too() -> None:
    lit = [line for line in lines(ROBIN, 200, 48, VisiblePart("z1", lit=True)) if "▸" in line]
    assert any("an aunt in Leigh" in line for line in lit)


def test_a_heading_that_did_not_change_is_not_drawn_again() -> None:
    wall, page = BoardPainter(), pages(METHOD, 200, 48)[0]
    wall.draw(ROBIN, page, 200, VisiblePart())
    before = {key: known[2] for key, known in wall._drawn_panels.items()}
    again = Session.model_validate(ROBIN.model_dump())  # read from the file anew: equal, not same
    wall.draw(again, page, 200, VisiblePart())
    assert all(wall._drawn_panels[key][2] is drawn for key, drawn in before.items())
