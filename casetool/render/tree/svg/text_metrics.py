"""Estimate the width of text in proportional type, and wrap it.

No font file is read, because a reader shows the page in any font. Widths are estimates that are
never too small: those of Arial and a margin, which suffices for DejaVu Sans in a padded box. Other
scripts count with their widest letters.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LEADING = 1.22
"""Distance between lines, in units of their size."""

BOLD_FACTOR = 1.12
"""Width of bold letters, in units of normal ones."""

_SPARE = 1.08
_ARIAL = {
    191: "'", 222: "ijl", 260: "|", 278: " !,./:;I[\\]ft", 333: "()-`r", 334: "{}", 355: '"',
    389: "*", 469: "^", 500: "Jckvsxyz", 556: "#$0123456789?L_abdeghnopqu", 584: "+<=>~",
    611: "FTZ", 667: "&ABEKPSVXY", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W",
    1015: "@",
}  # fmt: skip
"""Characters by their width in thousandths of the size."""
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
"""First code, end code and relative width of the wide characters in a block."""

_JOINER = "\u200d"
_FLAGS = range(0x1F1E6, 0x1F200)
_SKINS = range(0x1F3FB, 0x1F400)
_TOKEN = re.compile(r"[^ \t]+|[ \t]")


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The greatest width of a line, in the unit of its size.

    Args:
        text: one line.
        size: size of the letters.
        bold: whether the line is bold.
    """
    return sum(map(_advance, text)) * size * _SPARE * (BOLD_FACTOR if bold else 1)


def wrap_to_width(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Wrap a text to a width without losing anything but its line ends.

    A line breaks after a space, which stays invisible at its end. A longer word breaks wherever no
    combined characters are split.

    Args:
        text: text to wrap.
        width: width of a line.
        size: size of the letters.
        bold: whether the text is bold.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used_width = "", 0.0
        for token in _TOKEN.findall(paragraph):
            is_space = token in " \t"
            token_width = width_of(token, size, bold)
            if line and used_width + token_width > width:
                if is_space:  # it hangs over the edge, invisible
                    lines.append(line + token)
                    line, used_width = "", 0.0
                    continue
                lines.append(line)
                line, used_width = "", 0.0
            if token_width > width:
                *full_lines, token = _pieces(token, width, size, bold)  # noqa: PLW2901
                lines += full_lines
                token_width = width_of(token, size, bold)
            line, used_width = line + token, used_width + token_width
        lines.append(line)
    return tuple(lines)


def wrap_evenly(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """Wrap a text to as few lines as needed, as even as possible.

    Args:
        text: text to wrap.
        width: width of a line.
        size: size of the letters.
        bold: whether the text is bold.
    """
    best = wrap_to_width(text, width, size, bold)
    longest = max((width_of(word, size, bold) for word in text.split()), default=0.0)
    too_narrow, wide_enough = max(width / 2, longest - size / 2), width
    while len(best) > 1 and wide_enough - too_narrow > size / 2:
        candidate_width = max(longest, (too_narrow + wide_enough) / 2)
        candidate = wrap_to_width(text, candidate_width, size, bold)
        if len(candidate) == len(best):
            best, wide_enough = candidate, candidate_width
        else:
            too_narrow = candidate_width
    return best


def right_to_left(line: str) -> bool:
    """Whether a line is written from right to left, by its first letter."""
    for char in line:
        bidi_class = unicodedata.bidirectional(char)
        if bidi_class in ("R", "AL"):
            return True
        if bidi_class == "L":
            return False
    return False


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    used_width = 0.0
    for cluster in _clusters(word):
        cluster_width = width_of(cluster, size, bold)
        if pieces[-1] and used_width + cluster_width > width:
            pieces.append("")
            used_width = 0.0
        pieces[-1] += cluster
        used_width += cluster_width
    return pieces


def _clusters(word: str) -> Iterator[str]:
    """Split a word into inseparable parts, such as a letter with its marks or a combined emoji."""
    cluster = ""
    for char in word:
        completes_flag = ord(char) in _FLAGS and len(cluster) == 1 and ord(cluster) in _FLAGS
        if cluster and not (completes_flag or cluster[-1] == _JOINER or _is_joined(char)):
            yield cluster
            cluster = ""
        cluster += char
    yield cluster


def _is_joined(char: str) -> bool:
    """Whether a character joins the previous one."""
    return unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" or ord(char) in _SKINS


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    arial_width = _WIDTHS.get(char)
    if arial_width is not None:
        return arial_width
    code = ord(char)
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0.0
    for first, end, block_width in _RANGES:
        if first <= code < end:
            return block_width
    base_letter = unicodedata.normalize("NFD", char)[:1]
    if base_letter in _WIDTHS:
        return _WIDTHS[base_letter]
    if 0xA0 <= code < 0xC0:
        return 0.85
    return 1.05
