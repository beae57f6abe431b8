"""A screen without drawn signs: every row is turned on its way out, whoever drew it."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from casetool.render.signs import PLAIN


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
        return [Segment(PLAIN.of(text), style, control) for text, style, control in segments]
