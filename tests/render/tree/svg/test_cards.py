"""The boxes of the picture: a box that cannot hold its text measures no more than it can hold."""

import cProfile

import pytest

from casetool.models.tree.model import Cause
from casetool.render.tree.svg.cards import MOST_CARD_LINES, Card, card_of, focal_card

SIZE, WIDTH = 10.0, 150.0


def drawn(text: str) -> Card:
    return card_of(Cause(id="a", text=text), SIZE, WIDTH)


def calls_for(text: str) -> int:
    """How many functions are called while both kinds of boxes are measured."""
    profile = cProfile.Profile()
    profile.runcall(drawn, text)
    profile.runcall(focal_card, text, SIZE, WIDTH)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("piece", ["x", "word ", "wide 日本語 ", "👩‍👧", "e\u0301"])
def test_ten_times_the_text_is_not_ten_times_the_work(piece: str) -> None:
    assert calls_for(piece * (40_000 // len(piece))) < 2 * calls_for(piece * (4_000 // len(piece)))


@pytest.mark.parametrize(
    "piece", ["x", "word ", "i", "two\nlines ", "\n", "\u200d", "日本", "a\u200d"]
)
def test_a_box_shows_the_first_lines_of_a_text_of_any_length(piece: str) -> None:
    text = "first " + piece * 20_000 + " last"
    card = drawn(text)
    lines = [line.text for line in card.lines if line.part == "text"]
    assert len(lines) <= MOST_CARD_LINES
    assert lines[0].startswith("first")
    is_cut = any(line.part == "cut" for line in card.lines)
    assert is_cut != ("last" in lines[-1])
