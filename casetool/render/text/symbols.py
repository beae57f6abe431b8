"""The signs that stand round people's words: drawn ones, or plain ones of ASCII alone.

Some consoles and fonts lack box-drawing characters and marks, and a screen reader stumbles over
them. So there is one table: what each sign becomes where plain ones are wanted. A plain sign takes
the columns of the drawn one, so that nothing is laid out anew.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

_LINES = {"-": "─━┄┅┈┉╌╍╴╶╸╺╼╾▀▔", "|": "│┃┆┇┊┋╎╏╵╷╹╻╽╿║▉▊▋▌▍▎▏▐▕", "=": "═", "_": "▁▂▃▄▅▆▇"}
"""Lines and bars, by what they become; every other character of their two blocks is a joint."""

_MARKS = {
    "x": "✓✔×",  # done
    "!": "✗✘≠",  # refuted, disagreed with
    "o": "○□",  # open, begun, absent
    "*": "●◆•■",
    "&": "◐",
    "#": "☏█░▒▓",
    "-": "·◦–—‐‑",
    "/": "✎╱",
    "+": "±",
    ">": "▸→▶",
    "<": "◂←◀⏎⌫",
    "^": "▲↑",
    "v": "▼↓",
    '"': "“”„«»",
    "'": "‘’",
    "~": "…",  # cut, or still under way
    " ": "\u00a0",
    "? ": "🔎",
}
"""Marks, by what they become: of one that says something, words or a place say it too."""

_BLOCKS = range(0x2500, 0x25A0)
"""Box drawing, and block elements."""


def _table() -> dict[int, str]:
    table = dict.fromkeys(_BLOCKS, "+")
    for signs in (_LINES, _MARKS):
        table |= {ord(drawn): plain for plain, all_drawn in signs.items() for drawn in all_drawn}
    return table


@dataclass(frozen=True, slots=True)
class SymbolTable:
    """Which signs are shown: handed to whoever draws, ``DRAWN`` or ``PLAIN``."""

    table: Mapping[int, str] = field(default_factory=dict)
    """What becomes of a character, by its code; all others stay as they are."""

    def of(self, text: str) -> str:
        """A text with these signs, as wide as it was.

        Args:
            text: our own signs and words. People's words go out as they were typed; only a
                screen that is plain through and through shows them so, too.
        """
        return text if text.isascii() else text.translate(self.table)


DRAWN_SYMBOLS = SymbolTable()
"""Boxes, arrows and ticks as they are drawn."""

PLAIN_SYMBOLS = SymbolTable(_table())
"""Plain ASCII in the place of each."""
