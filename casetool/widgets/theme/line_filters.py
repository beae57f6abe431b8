"""Filters for every row that is drawn: plain signs, 16 colours, and a style for each segment."""

from functools import lru_cache

from rich.color import Color as RichColor
from rich.color_triplet import ColorTriplet
from rich.palette import Palette
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.color import Color
from textual.filter import LineFilter

from casetool.render.text.symbols import PLAIN_SYMBOLS


class PlainSigns(LineFilter):
    """Replaces drawn signs by plain ones while it is enabled.

    Text from people is changed too, on the screen only: a console that lacks a sign would show a
    blank. The file keeps what was typed.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The row with plain signs, as wide as before.

        Args:
            segments: the segments of the row.
            background: not used.
        """
        return [
            Segment(PLAIN_SYMBOLS.of(text), style, control) for text, style, control in segments
        ]


class Styled(LineFilter):
    """Gives a style to every segment: with NO_COLOR, Textual 8 fails at one without a style."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same row, with a style for every segment.

        Args:
            segments: the segments of the row.
            background: not used.
        """
        return [Segment(text, style or _NO_STYLE, control) for text, style, control in segments]


class SixteenColours(LineFilter):
    """Draws with colours of a 16-colour terminal that can be told apart.

    The nearest of 16 colours to a dark panel is grey, on which nearly every text is faint.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same row, in five grounds and in text that is readable on each.

        Args:
            segments: the segments of the row.
            background: the colour behind a segment that has none.
        """
        behind = background.rich_color
        return [
            Segment(text, _in_sixteen(style or _NO_STYLE, behind), control)
            for text, style, control in segments
        ]


_NO_STYLE = Style()

READABLE_COLOURS = {
    0: (7, 9, 10, 11, 13, 14, 15),
    1: (15, 11),
    4: (7, 10, 11, 13, 14, 15),
    11: (0, 1, 4, 5),
    15: (0, 1, 4, 5),
}
"""The grounds that are used, and the text colours readable on each, the plain one first.

They are ANSI numbers. `tests/widgets/theme/test_line_filters.py` measures them in two palettes.
"""

_GROUNDS = tuple(READABLE_COLOURS)


@lru_cache(maxsize=4096)
def _in_sixteen(style: Style, behind: RichColor) -> Style:
    """The style in 16 colours. Faint letters become plain ones: they fade too much."""
    ground = _nearest((style.bgcolor or behind).get_truecolor(foreground=False), _GROUNDS)
    readable = READABLE_COLOURS[ground]
    number = _nearest(style.color.get_truecolor(), readable) if style.color else readable[0]
    ground_colour, text_colour = RichColor.from_ansi(ground), RichColor.from_ansi(number)
    return style + Style(color=text_colour, bgcolor=ground_colour, dim=False)


@lru_cache(maxsize=len(READABLE_COLOURS) + 1)
def _palette(numbers: tuple[int, ...]) -> Palette:
    """Some of the 16 colours, as xterm shows them."""
    return Palette([DEFAULT_TERMINAL_THEME.ansi_colors[number] for number in numbers])


def _nearest(colour: ColorTriplet, numbers: tuple[int, ...]) -> int:
    """Which of some ANSI colours is nearest to a colour."""
    return numbers[_palette(numbers).match(colour)]
