"""Which way a text runs."""

import pytest
from hypothesis import given

from casetool.render.text.bidi import directions, is_right_to_left
from tests.support.strategies import texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("plain", [("plain", False)]),
        ("12 עברית", [("12 עברית", True)]),
        ("a עברית, b", [("a ", False), ("עברית", True), (", b", False)]),
        ("עברית. abc שלום", [("עברית", True), (". abc ", False), ("שלום", True)]),
        ("مُحَمَّد x", [("مُحَمَّد", True), (" x", False)]),
    ],
)
def test_a_text_is_parted_by_its_directions(text: str, found: list[tuple[str, bool]]) -> None:
    assert list(directions(text)) == found


@given(text=texts())
def test_no_sign_is_lost(text: str) -> None:
    assert "".join(part for part, _ in directions(text)) == text


@pytest.mark.parametrize(("text", "is_so"), [("a ב", False), ("1 ב a", True), ("12", False)])
def test_the_first_letter_says_which_way(text: str, is_so: bool) -> None:
    assert is_right_to_left(text) is is_so
