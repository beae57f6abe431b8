"""How wide words come out in proportional type, and words wrapped by that.

No font file is read: a page is shown with whatever its reader has. So widths are guessed, never
too narrow: those of Arial and its kin, and something more, which with the room that a box leaves
at its sides holds DejaVu Sans as well; other scripts get what their wide letters take.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LEADING = 1.22
"""Lines stand so many times their size apart."""

BOLD = 1.12
"""Bold letters are so many times as wide."""

_SPARE = 1.08
_ARIAL = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"',
    389: "*", 469: "^", 500: "Jckvsxyz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~",
    611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W",
    1015: "@",
}  # fmt: skip
"""Thousandths of the size, and the characters that take them."""
_WIDTHS = {char: width / 1000 for width, chars in _ARIAL.items() for char in chars}
_WIDTHS |= dict.fromkeys("‘’“”‹›·•", 0.45)
_WIDTHS |= {"\t": 0.278, "\u2e3a": 2.1, "\u2e3b": 3.1, "\ufdfd": 12.0}
_RANGES = (
    (0x0900, 0x2000, 1.4),  # from India to Indonesia some letters are very wide
    (0x2500, 0x2C00, 1.3),  # drawn characters, many of them emoji
    (0xA000, 0xAC00, 1.4),
    (0xFDF0, 0xFE00, 4.0),  # whole words in one character
    (0x12000, 0x12550, 6.0),  # cuneiform
    (0x10000, 0x20000, 1.5),  # old scripts, and most emoji
)
"""First and last but one of a block, and what its wide characters take."""

_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)
_TOKEN = re.compile(r"[^ \t]+|[ \t]")


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The width that a line may take at most, in the unit of its size.

    Args:
        text: one line.
        size: of the letters.
        bold: whether it is set in bold.
    """
    return sum(map(_advance, text)) * size * _SPARE * (BOLD if bold else 1)


def wrap_to_width(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """A text as lines of at most this width; nothing is left out but its own line ends.

    A line breaks behind a space, which stays at its end where it cannot be seen; a word that is
    longer than a line breaks wherever nothing breaks that belongs together.

    Args:
        text: the words.
        width: what a line may take.
        size: of the letters.
        bold: whether they are set in bold.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for token in _TOKEN.findall(paragraph):
            space = token in " \t"
            wide = width_of(token, size, bold)
            if line and used + wide > width:
                if space:  # it hangs over the edge, unseen
                    lines.append(line + token)
                    line, used = "", 0.0
                    continue
                lines.append(line)
                line, used = "", 0.0
            if wide > width:
                *whole, token = _pieces(token, width, size, bold)  # noqa: PLW2901
                lines += whole
                wide = width_of(token, size, bold)
            line, used = line + token, used + wide
        lines.append(line)
    return tuple(lines)


def wrap_evenly(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """A text in no more lines than it takes, and those as even as can be.

    Args:
        text: the words.
        width: what a line may take.
        size: of the letters.
        bold: whether they are set in bold.
    """
    best = wrap_to_width(text, width, size, bold)
    longest = max((width_of(word, size, bold) for word in text.split()), default=0.0)
    low, high = max(width / 2, longest - size / 2), width
    while len(best) > 1 and high - low > size / 2:
        middle = max(longest, (low + high) / 2)
        tried = wrap_to_width(text, middle, size, bold)
        if len(tried) == len(best):
            best, high = tried, middle
        else:
            low = middle
    return best


def right_to_left(line: str) -> bool:
    """Whether a line is written from right to left: its first letter says so."""
    for char in line:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    used = 0.0
    for cluster in _clusters(word):
        wide = width_of(cluster, size, bold)
        if pieces[-1] and used + wide > width:
            pieces.append("")
            used = 0.0
        pieces[-1] += cluster
        used += wide
    return pieces


def _clusters(word: str) -> Iterator[str]:
    """A word in pieces that belong together: a letter and its marks, an emoji of several."""
    held = ""
    for char in word:
        flag = ord(char) in _FLAGS and len(held) == 1 and ord(held) in _FLAGS
        if held and not (flag or held[-1] == _JOINER or _belongs(char)):
            yield held
            held = ""
        held += char
    yield held


def _belongs(char: str) -> bool:
    """Whether a character belongs to the one before it."""
    return unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" or ord(char) in _SKINS


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    code = ord(char)
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    for first, end, wide in _RANGES:
        if first <= code < end:
            return wide
    base = unicodedata.normalize("NFD", char)[:1]
    if base in _WIDTHS:
        return _WIDTHS[base]
    if 0xA0 <= code < 0xC0:
        return 0.85
    return 1.05
