"""The wall as rows: as wide as it is, each heading in its place, nothing a terminal acts on."""

import pytest
from hypothesis import HealthCheck, given, settings

from casetool.models.session import Session
from casetool.models.wall import for_the_room
from casetool.render.board import pages
from casetool.render.visible import visible
from casetool.render.wall import STYLES, Seen, Wall
from casetool.render.wrapping import cells
from tests.render.robin import ROBIN
from tests.strategies import METHOD, sessions


def lines(session: Session, width: int, height: int, seen: Seen = Seen()) -> list[str]:  # noqa: B008
    wall = Wall()
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


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(sessions())
def test_a_wall_is_exactly_as_wide_as_it_is_and_safe(session: Session) -> None:
    shown = for_the_room(session, METHOD)
    wall = Wall()
    for width, height in ((80, 20), (200, 48)):
        for page in pages(METHOD, width, height):
            drawn = wall.draw(shown, page, width, Seen())
            assert len(drawn) == height
            for line in drawn:
                text = "".join(text for _, text in line)
                assert cells(text) == width
                assert text == visible(text)
                assert "\n" not in text
                assert {style for style, _ in line} <= set(STYLES)


def test_what_is_lit_is_told_by_a_mark_too() -> None:
    lit = [line for line in lines(ROBIN, 200, 48, Seen("z1", lit=True)) if "▸" in line]
    assert any("an aunt in Leigh" in line for line in lit)


def test_a_heading_that_did_not_change_is_not_drawn_again() -> None:
    wall, page = Wall(), pages(METHOD, 200, 48)[0]
    wall.draw(ROBIN, page, 200, Seen())
    before = {key: known[2] for key, known in wall._known.items()}
    again = Session.model_validate(ROBIN.model_dump())  # read from the file anew: equal, not same
    wall.draw(again, page, 200, Seen())
    assert all(wall._known[key][2] is drawn for key, drawn in before.items())
