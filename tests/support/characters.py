"""Characters that a keyboard, an input method or an emoji picker may type."""

from functools import cache
from unicodedata import category

from casetool.models.session import Session
from casetool.models.text_walk import map_user_text

_NO_TEXT = {"Cc", "Cs"}


@cache
def every_character() -> tuple[str, ...]:
    """All that is neither a control nor half of a character, assigned yet or not."""
    return tuple(char for char in map(chr, range(0x110000)) if category(char) not in _NO_TEXT)


@cache
def assigned() -> tuple[str, ...]:
    """What Unicode has given a meaning, as far as this Python knows."""
    return tuple(char for char in every_character() if category(char) not in ("Cn", "Co"))


def denied() -> list[str]:
    """What Python calls not printable: spaces but the common one, joiners, marks, separators."""
    return [char for char in assigned() if not char.isprintable()]


PRIVATE = ["\ue000", "\uf8ff", "\U000f0000", "\U000ffffd", "\U00100000", "\U0010fffd"]
"""The first and the last of each range that is left to private use."""

ODD = (
    "\u00e910\u00a0Downing\u202fRd\u3000"  # spaces
    "\u062e\u0648\u200c\u0645 "  # a joiner in a Persian word
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f44d\U0001f3fd \u2764\ufe0f"  # a family
    "so\u00adft\u2060\u200b\u0600\u180e\ufeff\u200e\u202e.\u202c"
    "\u065e \ue000\U0010fffd\ufffe\U0001faea\u0378\U000e0067 \u65e5z"
)
"""One line with all of these kinds in it, such as nobody says."""

HARMLESS = (
    "\u00ad",  # soft hyphen
    "\u200e", "\u200f", "\u061c",  # marks of direction
    "\u200b", "\u180e",  # breaks without width
    "\u2060", "\u2061", "\u2063",  # word joiner, signs of mathematics
    "\ufeff",  # byte-order mark
)  # fmt: skip
"""Marks that nobody sees, and that neither hide nor reorder anything."""

FLAG_OF_WALES = (
    "\U0001f3f4" + "".join(chr(0xE0000 + ord(letter)) for letter in "gbwls") + "\U000e007f"
)
"""A flag, the letters of its country as tags, and the end of the tags."""

LINE_ENDS = (
    "\n",
    "\r",
    "\r\n",
    "\v",
    "\f",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
    "\t",
)
"""Whatever ends a line somewhere, and the tab, which leaves its column."""


def with_texts(session: Session, words: str) -> Session:
    """A session with these words in each text that people can type.

    Args:
        session: has something of every kind in it.
        words: what is put into each of its texts, those that are empty too.
    """
    return map_user_text(session, lambda place, text: words)
