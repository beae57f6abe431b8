"""What a row passes on its way to the terminal."""

import pytest
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.color import Color
from textual.filter import Monochrome

from casetool.widgets.theme.line_filters import (
    READABLE_COLOURS,
    PlainSigns,
    SixteenColours,
    Styled,
)
from tests.support.contrast import contrast

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


LINUX_CONSOLE = "000a000a0a5000aa0a0aaaaa555f555f5ff555ff5f5fffff"
"""The 16 colours of a console without windows: three digits a colour."""


@pytest.mark.parametrize("ground", READABLE_COLOURS)
def test_text_in_sixteen_colours_is_readable_on_its_ground(ground: int) -> None:
    xterm = [Color(*DEFAULT_TERMINAL_THEME.ansi_colors[number]) for number in range(16)]
    console = [Color.parse(f"#{LINUX_CONSOLE[at : at + 3]}") for at in range(0, 48, 3)]
    for palette in (xterm, console):
        for text in READABLE_COLOURS[ground]:
            assert contrast(palette[text], palette[ground]) >= 4.5


def test_in_sixteen_colours_a_dark_panel_is_black_and_a_chosen_row_blue() -> None:
    faint = Style(color="#a0a0a0", bgcolor="#242F38", dim=True)
    chosen = Style(color="#e0e0e0", bgcolor="#004A86", bold=True)
    row = SixteenColours().apply(
        [Segment("saved", faint), Segment("Milo", chosen), Segment("x", None)], BLACK
    )
    seen = [
        (style.color and style.color.number, style.bgcolor and style.bgcolor.number)
        for _, style, _ in row
        if style is not None
    ]
    assert seen == [(7, 0), (15, 4), (7, 0)]
    assert [bool(style and style.dim) for _, style, _ in row] == [False] * 3
    assert row[1].style is not None
    assert row[1].style.bold
