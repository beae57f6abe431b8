"""Widths that are guessed, and lines that lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.svg.text_metrics import (
    right_to_left,
    width_of,
    wrap_evenly,
    wrap_to_width,
)
from tests.support.strategies import texts


@given(texts(), st.floats(30, 300))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: float) -> None:
    shown = terminal_safe(text)
    for wrap in (wrap_to_width, wrap_evenly):
        lines = wrap(shown, width, 9)
        assert "".join(lines) == shown.replace("\n", "")
        for line in lines:
            seen = line[:-1] if line[-1:] in (" ", "\t") else line
            assert width_of(seen, 9) <= width + 0.001 or width_of(seen[:1], 9) > width / 4


@given(texts(), st.floats(30, 300))
def test_even_lines_are_as_many(text: str, width: float) -> None:
    assert len(wrap_evenly(text, width, 9)) == len(wrap_to_width(text, width, 9))


def test_lines_are_made_even_without_breaking_a_word() -> None:
    text = "She is hurt, or somebody makes use of her by the canal"
    narrow = wrap_evenly(text, 110, 9)
    assert max(map(len, narrow)) <= max(map(len, wrap_to_width(text, 110, 9)))
    assert min(map(len, narrow)) > min(map(len, wrap_to_width(text, 110, 9)))
    assert [word for line in narrow for word in line.split()] == text.split()


def test_line_ends_stay_and_a_long_word_breaks() -> None:
    assert wrap_to_width("one\n\ntwo", 100, 9) == ("one", "", "two")
    pieces = wrap_to_width("x" * 60, 100, 9)
    assert len(pieces) > 2
    assert "".join(pieces) == "x" * 60


@pytest.mark.parametrize("whole", ["e\u0301", "👩‍👧", "👍🏽", "🇬🇧", "नि"])
def test_what_belongs_together_is_never_parted(whole: str) -> None:
    for piece in wrap_to_width(whole * 30, 60, 9):
        assert piece == whole * (len(piece) // len(whole))


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("i", "W"), ("x", "字"), ("x", "😀"), ("字", "\ufdfd"), ("e", "é" + "e"), ("", "e\u0301")],
)
def test_wide_letters_take_more(narrow: str, wide: str) -> None:
    assert width_of(narrow, 9) < width_of(wide, 9) < width_of(wide, 9, bold=True)
    assert width_of(wide, 18) == pytest.approx(2 * width_of(wide, 9))


def test_marks_take_nothing() -> None:
    assert width_of("e\u0301\u0302", 9) == width_of("e", 9)


@pytest.mark.parametrize(
    ("text", "rtl"),
    [("אב", True), ("(سلام) x", True), ("x אב", False), ("12, אב", True), ("12", False)],
)
def test_the_first_letter_says_which_way_a_line_is_written(text: str, rtl: bool) -> None:
    assert right_to_left(text) is rtl
