"""Symbols around people's text: drawn ones, or plain ASCII.

Some consoles and fonts lack box-drawing characters, and screen readers stumble over them. One table
maps each drawn symbol to a plain one of the same width, so that no layout changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

_LINES = {"-": "─━┄┅┈┉╌╍╴╶╸╺╼╾▀▔", "|": "│┃┆┇┊┋╎╏╵╷╹╻╽╿║▉▊▋▌▍▎▏▐▕", "=": "═", "_": "▁▂▃▄▅▆▇"}
"""Lines and bars by their plain symbol. Other characters of both blocks are joints."""

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
"""Marks by their plain symbol. The text or the position says the same as the mark."""

_BLOCKS = range(0x2500, 0x25A0)
"""The Unicode blocks of box drawing and block elements."""


def _table() -> dict[int, str]:
    table = dict.fromkeys(_BLOCKS, "+")
    for signs in (_LINES, _MARKS):
        table |= {ord(drawn): plain for plain, all_drawn in signs.items() for drawn in all_drawn}
    return table


@dataclass(frozen=True, slots=True)
class SymbolTable:
    """The symbols that a screen shows: ``DRAWN_SYMBOLS`` or ``PLAIN_SYMBOLS``."""

    table: Mapping[int, str] = field(default_factory=dict)
    """The replacement of each character code. Other characters stay as they are."""

    def of(self, text: str) -> str:
        """Replace the symbols in a text, which keeps its width.

        Args:
            text: text of the program. People's text is translated only on a screen that shows plain
                symbols alone.
        """
        return text if text.isascii() else text.translate(self.table)


DRAWN_SYMBOLS = SymbolTable()
"""Boxes, arrows and ticks as drawn."""

PLAIN_SYMBOLS = SymbolTable(_table())
"""Plain ASCII in place of each symbol."""
