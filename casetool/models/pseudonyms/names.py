"""Real names that must not go out, what stands for each, and where they stand in a text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import Annotated

from pydantic import StringConstraints

from casetool.models.base import FrozenModel, LineText
from casetool.models.people.model import PLAIN_LETTERS

WITHHELD = "(name withheld)"
"""What stands for a name that has no stand-in yet."""

_BETWEEN = r"[\s\-_\u2010-\u2015]+"
"""What can stand between the words of a name: “Anne-Marie” is “Anne Marie” too."""
_APOSTROPHES = "'’‘ʼ`"
_TITLES = frozenset(
    {"dr", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "prof", "rev", "cllr", "nurse", "sister",
     "pc", "ds", "dc", "di", "dci", "sgt", "insp", "pcso"}
)  # fmt: skip
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese: no space tells where a word ends."""


class NameDisplay(StrEnum):
    """What the room's screen shows in the place of real names."""

    NAMES = "names"
    INITIALS = "initials"
    STAND_INS = "stand-ins"


class Name(FrozenModel):
    """A real name, and what stands for it in what goes out."""

    name: Annotated[LineText, StringConstraints(min_length=1)]
    stand_in: LineText = ""
    also: tuple[Annotated[LineText, StringConstraints(min_length=1)], ...] = ()
    """Other forms of the name: a nickname, the first name alone."""

    @property
    def replacement(self) -> str:
        """What stands in the place of the name."""
        return self.stand_in or WITHHELD


Names = tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a name stands in a text."""

    start: int
    end: int
    name: Name


def find_names(text: str, names: Names) -> tuple[Span, ...]:
    """Every place in a text where a real name stands, in order; none overlaps another.

    Case, accents and invisible marks make no difference, nor whether a space or a hyphen stands
    between the words of a name. A name is found in “Robin's” and “Robin-led”, never inside
    another word. Where two begin at one place or overlap, the longer one is meant.
    """
    if not names or not text:
        return ()
    plain, places = _plain(text)
    found: list[Span] = []
    taken = bytearray(len(plain))
    for form, name in _forms(names):
        for match in form.finditer(plain):
            start, end = match.span()
            if not any(taken[start:end]) and _stands_alone(plain, start, end):
                taken[start:end] = b"\x01" * (end - start)
                found.append(Span(places[start], _end(text, places[end - 1] + 1), name))
    return tuple(sorted(found, key=lambda span: span.start))


def without_names(text: str, names: Names) -> str:
    """A text in which the stand-in stands for each real name."""
    for span in reversed(find_names(text, names)):
        text = f"{text[: span.start]}{span.name.replacement}{text[span.end :]}"
    return text


def first_name(name: str) -> str:
    """The first word of a name, where more follows: what people mostly say. Titles are none."""
    words = name.split()
    return "" if len(words) < 2 or is_title(words[0]) else words[0]


def is_title(word: str) -> bool:
    """Whether a word in front of a name is none itself, such as “Dr”."""
    return word.casefold().rstrip(".") in _TITLES


@lru_cache(maxsize=64)
def _forms(names: Names) -> tuple[tuple[re.Pattern[str], Name], ...]:
    """What to look for, the longest first."""
    forms = []
    for name in names:
        for form in (name.name, *name.also):
            plain = _plain(form)[0].strip()
            words = [_word(word) for word in re.split(_BETWEEN, plain) if word]
            if words:
                forms.append((plain, re.compile(_BETWEEN.join(words)), name))
    return tuple((form, name) for _, form, name in sorted(forms, key=lambda one: -len(one[0])))


def _word(word: str) -> str:
    """A word as a pattern; people leave an apostrophe out, and file names make it a hyphen."""
    parts = (rf"[{_APOSTROPHES}\s\-]?" if one in _APOSTROPHES else re.escape(one) for one in word)
    return "".join(parts) if word.strip(_APOSTROPHES) else re.escape(word)


def _stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether no word goes on across either end."""
    return not (_goes_on(plain, start) or _goes_on(plain, end))


def _goes_on(plain: str, place: int) -> bool:
    return 0 < place < len(plain) and _in_a_word(plain[place - 1]) and _in_a_word(plain[place])


@cache
def _in_a_word(letter: str) -> bool:
    code = ord(letter)
    if any(first <= code <= last for first, last in _UNSPACED):
        return False
    return letter.isalnum() or unicodedata.category(letter).startswith("M")


def _plain(text: str) -> tuple[str, list[int] | range]:
    """A text in lower case, without accents and invisible marks; and where each letter was."""
    if text.isascii():
        return text.lower(), range(len(text))
    plain: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for one in _plain_letter(letter):
            plain.append(one)
            places.append(place)
    return "".join(plain), places


@cache
def _plain_letter(letter: str) -> str:
    return "".join(_kept(letter))


def _kept(letter: str) -> Iterator[str]:
    folded = unicodedata.normalize("NFKD", letter).casefold().translate(PLAIN_LETTERS)
    for one in unicodedata.normalize("NFKD", folded):
        if not unicodedata.combining(one) and unicodedata.category(one) != "Cf":
            yield one


def _end(text: str, end: int) -> int:
    """The end of a name with the marks that belong to its last letter."""
    while end < len(text) and not text[end].isascii() and not _plain_letter(text[end]):
        end += 1
    return end
