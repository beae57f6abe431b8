"""Lines for the board."""

from hypothesis import given
from hypothesis import strategies as st

from casetool.render.text.styled_lines import NARROWEST_TEXT, hang_indent
from casetool.render.text.wrap import cells


def test_further_rows_stand_under_the_first_word() -> None:
    assert hang_indent("bold", "one two three", 10, "✓ ") == (
        ("bold", "✓ one two"),
        ("bold", "  three"),
    )


def test_nothing_reaches_the_terminal_that_could_act_on_it() -> None:
    assert hang_indent("", "a\x1b[31mb\u202ec", 40) == (("", "a\\u001b[31mb\\u202ec"),)


@given(st.text(), st.integers(1, 60), st.sampled_from(["", "✓ ", "    "]))
def test_no_row_is_wider_than_there_is_room(text: str, width: int, mark: str) -> None:
    rows = hang_indent("muted", text, width, mark)
    assert rows
    assert all(style == "muted" for style, _ in rows)
    assert all(cells(row) <= max(width, NARROWEST_TEXT + cells(mark)) for _, row in rows)
