"""Filters for every row that is drawn: plain signs, and a style for each segment."""

from rich.segment import Segment
from rich.style import Style
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


_NO_STYLE = Style()
