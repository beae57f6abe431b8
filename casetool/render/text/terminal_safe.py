"""Escape characters that could act on a terminal, or hide text."""

import re

_HIDDEN = (
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls but tab and newline
    "\u2028\u2029\u202a-\u202e\u2065-\u206f"  # line separators, direction controls
    "\ufff9-\ufffb"  # annotations
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates, noncharacters
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "\U000e0000-\U000e007f"  # tags
    "]"
)


_HARMLESS = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f]"  # soft hyphen, breaks, marks of direction
    "|[\u2060-\u2064\ufeff]"  # word joiner, signs of mathematics, byte-order mark
    "|(?<=\U0001f3f4)[\U000e0030-\U000e007a]+\U000e007f"  # what country a flag is of
)
"""What nobody sees, and what neither hides nor reorders anything."""


def terminal_safe(text: str) -> str:
    r"""Escape controls, direction overrides and the like as ``\uXXXX``.

    Joiners (U+200C, U+200D) stay: scripts and emoji need them, and they reorder nothing. Marks
    that Word, WhatsApp and the web leave between letters are not drawn, nor is the name of a
    country in a flag. The file keeps the original text (reliability target 34).
    """
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_HIDDEN, _escape, _HARMLESS.sub("", text))


def terminal_row(text: str) -> str:
    """Make a text one terminal row. Line ends are shown as escapes."""
    return terminal_safe(text).replace("\n", "\\n").replace("\t", "\\t")


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
