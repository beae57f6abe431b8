"""What every row passes on its way out, whoever drew it: plain signs, a style for each piece."""

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from casetool.render.text.symbols import PLAIN_SYMBOLS


class PlainSigns(LineFilter):
    """Puts plain signs in the place of drawn ones while it is enabled.

    Also in people's words, as they are shown, and only there: a console that lacks a sign would
    show a blank for it. The file keeps what was typed.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """A row with plain signs, as wide as it was.

        Args:
            segments: its pieces.
            background: its colour; it stays.
        """
        return [
            Segment(PLAIN_SYMBOLS.of(text), style, control) for text, style, control in segments
        ]


class Styled(LineFilter):
    """Gives a style to what has none: where NO_COLOR is set, Textual 8 stops at such a piece."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same row, every piece with a style.

        Args:
            segments: its pieces.
            background: its colour; it stays.
        """
        return [Segment(text, style or _NO_STYLE, control) for text, style, control in segments]


_NO_STYLE = Style()
