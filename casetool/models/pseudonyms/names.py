"""Real names, their stand-ins, and where names occur in a text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated

from pydantic import StringConstraints

from casetool.models.base import FrozenModel, LineText, is_unseen
from casetool.models.people.model import PLAIN_LETTERS

WITHHELD = "(name withheld)"
"""Replaces a name that has no stand-in yet."""

_SEPARATOR = r"[\s\-_\u2010-\u2015]+"
"""What can separate the words of a name: “Anne-Marie” also matches “Anne Marie”."""
_APOSTROPHES = "'’‘ʼ`"
_TITLES = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "prof", "rev", "cllr", "nurse", "sister",
     "pc", "ds", "dc", "di", "dci", "sgt", "insp", "pcso", "doctor", "professor", "detective",
     "sergeant", "constable", "inspector", "reverend", "councillor"}
)  # fmt: skip
_UNSPACED_SCRIPTS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese, which put no spaces between words."""


class NameDisplay(StrEnum):
    """What the room's screen shows instead of real names."""

    NAMES = "names"
    INITIALS = "initials"
    STAND_INS = "stand-ins"


class Name(FrozenModel):
    """A real name, and its stand-in for texts that go out."""

    name: Annotated[LineText, StringConstraints(min_length=1)]
    stand_in: LineText = ""
    also: tuple[Annotated[LineText, StringConstraints(min_length=1)], ...] = ()
    """Other forms of the name: a nickname, the first name alone."""

    @property
    def replacement(self) -> str:
        """The text that replaces the name."""
        return self.stand_in or WITHHELD


class WordName(Name):
    """A name that is an ordinary word as well: with a small letter it is the word."""


Names = tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a name occurs in a text."""

    start: int
    end: int
    name: Name


def find_names(text: str, names: Names) -> tuple[Span, ...]:
    """Find real names in a text, in order and without overlaps.

    Case, accents and invisible marks are ignored, and a hyphen counts as a space. Names match in
    “Robin's” and “Robin-led”, never inside another word. Of overlapping names the longest wins.
    """
    if not names or not text:
        return ()
    plain, offsets = _plain_text(text)
    spans: list[Span] = []
    covered = bytearray(len(plain))
    for pattern, name in _name_patterns(names):
        for match in pattern.finditer(plain):
            start, end = match.span()
            if isinstance(name, WordName) and text[offsets[start]].islower():
                continue
            if not any(covered[start:end]) and _stands_alone(plain, start, end):
                covered[start:end] = b"\x01" * (end - start)
                spans.append(
                    Span(offsets[start], _end_with_marks(text, offsets[end - 1] + 1), name)
                )
    return tuple(sorted(spans, key=lambda span: span.start))


def without_names(text: str, names: Names) -> str:
    """A text with each real name replaced by its stand-in."""
    for span in reversed(find_names(text, names)):
        text = f"{text[: span.start]}{span.name.replacement}{text[span.end :]}"
    return text


def first_name(name: str) -> str:
    """First word of a name that has several, also in “Lee, Robin”. Empty if it is a title."""
    surname, _, forenames = name.partition(",")
    first_letter = forenames.strip()[:1]
    begins_name = first_letter.isalpha() and not first_letter.islower()
    is_turned = begins_name and len(surname.split()) == 1
    name_words = (forenames if is_turned else name).split()
    has_several = len(name.split()) > 1 and not is_title(name_words[0])
    return name_words[0].strip(",") if has_several else ""


def is_title(word: str) -> bool:
    """Whether a word is a title such as “Dr”, not a name."""
    return word.casefold().rstrip(".") in _TITLES


@lru_cache(maxsize=64)
def _name_patterns(names: Names) -> tuple[tuple[re.Pattern[str], Name], ...]:
    """A pattern for each form of each name, the longest first."""
    forms = []
    for name in names:
        for spelling in (name.name, *name.also):
            plain = _plain_text(spelling)[0].strip()
            patterns = [_word_pattern(word) for word in re.split(_SEPARATOR, plain) if word]
            if patterns:
                forms.append((plain, re.compile(_SEPARATOR.join(patterns)), name))
    forms.sort(key=lambda form: -len(form[0]))
    return tuple((pattern, name) for _, pattern, name in forms)


def _word_pattern(word: str) -> str:
    """A pattern for a word. An apostrophe may be missing, or a hyphen in a file name."""
    parts = (
        rf"[{_APOSTROPHES}\s\-]?" if letter in _APOSTROPHES else re.escape(letter)
        for letter in word
    )
    return "".join(parts) if word.strip(_APOSTROPHES) else re.escape(word)


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether both ends lie between words."""
    return not (_splits_word(plain, start) or _splits_word(plain, end))


def _splits_word(plain: str, offset: int) -> bool:
    inside = 0 < offset < len(plain)
    return inside and _is_word_letter(plain[offset - 1]) and _is_word_letter(plain[offset])


@cache
def _is_word_letter(letter: str) -> bool:
    code = ord(letter)
    if any(first <= code <= last for first, last in _UNSPACED_SCRIPTS):
        return False
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _plain_text(text: str) -> tuple[str, list[int] | range]:
    """A text in lower case without accents and invisible marks, with each letter's offset."""
    if text.isascii():
        return text.lower(), range(len(text))
    plain: list[str] = []
    offsets: list[int] = []
    for offset, letter in enumerate(text):
        for plain_letter in _plain_letter(letter):
            plain.append(plain_letter)
            offsets.append(offset)
    return "".join(plain), offsets


@cache
def _plain_letter(letter: str) -> str:
    return "".join(_plain_characters(letter))


def _plain_characters(letter: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFKD", letter).casefold().translate(PLAIN_LETTERS)
    for character in unicodedata.normalize("NFKD", folded):
        if not (unicodedata.combining(character) or is_unseen(character)):
            yield character


def _end_with_marks(text: str, end: int) -> int:
    """End of a name, including the marks on its last letter."""
    while end < len(text) and not text[end].isascii() and not _plain_letter(text[end]):
        end += 1
    return end
