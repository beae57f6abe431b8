"""A paste without its marks: text that came as keys, faster than anybody types."""

from textual.events import Paste

from casetool.widgets.common.keyboard import TypedKey

FEW_CHARACTERS = 32
"""Fewer than these are typed on in a line that takes words only: it may be type-ahead."""

_LINE_ENDS = "\r\n\v\f\x85\u2028\u2029"


class TypedAtOnce(Paste):
    """Such a paste, with the keys that it came as.

    Args:
        text: the words, without line ends around them.
        typed: all that came, with the line ends behind them.
    """

    def __init__(self, text: str, typed: str) -> None:
        super().__init__(text)
        self.typed = typed

    @property
    def is_short(self) -> bool:
        """Whether somebody may have typed it ahead, while the terminal was held up."""
        return len(self.typed) < FEW_CHARACTERS

    def keys(self) -> list[TypedKey]:
        """The keys, for fields of which each takes a line."""
        text = self.typed.replace("\r\n", "\r")
        return [
            TypedKey("enter", "\r") if character in _LINE_ENDS else TypedKey(character, character)
            for character in text.replace("\t", " ")
        ]


TypedAtOnce.handler_name = Paste.handler_name
