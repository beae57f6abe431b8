"""What a row passes on its way to the terminal."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import Monochrome

from casetool.widgets.theme.line_filters import PlainSigns, Styled

BLACK = Color(0, 0, 0)
BOLD = Style(bold=True)


def test_signs_become_plain_ones_and_styles_stay() -> None:
    row = [Segment("╭─ “Zoë” →", BOLD), Segment("x", None)]
    assert PlainSigns().apply(row, BLACK) == [Segment('+- "Zoë" >', BOLD), Segment("x", None)]


def test_what_has_no_style_does_not_stop_a_window_without_colour() -> None:
    row = [Segment("x", None), Segment("y", BOLD)]
    styled = Styled().apply(row, BLACK)
    assert [segment.text for segment in Monochrome().apply(styled, BLACK)] == ["x", "y"]
    assert styled[1] == row[1]
