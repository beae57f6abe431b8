"""Words wrapped by the cells that they take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.render.text.wrap import cells, wrap, wrap_to
from tests.support.strategies import texts


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, ("",)),
        ("one two three", 7, ("one two", "three")),
        ("one\ntwo", 20, ("one", "two")),
        ("one\n\ntwo", 20, ("one", "", "two")),
        ("a\tb   c", 20, ("a b c",)),
        ("Dr\u00a0Oyelaran came", 12, ("Dr\u00a0Oyelaran", "came")),
        ("abcdefgh i", 4, ("abcd", "efgh", "i")),
        ("see abcdefgh", 4, ("see", "abcd", "efgh")),
        ("日本語テキスト", 6, ("日本語", "テキス", "ト")),
        ("日本語 a", 7, ("日本語", "a")),
    ],
)
def test_lines_break_between_words_and_else_within_them(
    text: str, width: int, lines: tuple[str, ...]
) -> None:
    assert wrap(text, width) == lines


@given(texts(), st.integers(2, 60))
def test_no_line_is_too_long_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cells(line) <= width for line in lines)
    assert bare("".join(lines)) == bare(text)


def bare(text: str) -> str:
    return text.translate({ord(char): None for char in " \t\n"})


@given(st.text(alphabet="ab 漢\n", max_size=80), st.integers(2, 20), st.integers(1, 4))
def test_what_is_cut_to_rows_ends_in_a_sign_and_fits(text: str, width: int, rows: int) -> None:
    whole, shown = wrap(text, width), wrap_to(text, width, rows)
    assert all(cells(row) <= width for row in shown)
    if len(whole) <= rows:
        assert shown == whole
    else:
        assert len(shown) == rows
        assert shown[:-1] == whole[: rows - 1]
        assert shown[-1].endswith("…")
        assert whole[rows - 1].startswith(shown[-1].removesuffix("…"))
