"""The words in what a session calls its child that name the child."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import takewhile

from casetool.models.people.ordinary_words import NAME_WORDS, is_ordinary
from casetool.models.pseudonyms.names import is_title

_LABELS = frozenset(
    {"the", "child", "children", "baby", "unborn", "boy", "girl", "sibling", "siblings", "young",
     "person", "people", "teenager", "family", "case", "cases", "pupil", "client", "one", "two",
     "three", "twin", "twins", "daughter", "infant", "toddler", "and", "of", "for", "with", "from",
     "age", "aged", "born", "carer", "concern", "concerns", "conference", "discussion", "dob",
     "neglect", "nhs", "number", "plan", "referral", "review", "second", "third", "year", "years"}
)  # fmt: skip
"""Ways to call a child without a name. In other sentences they are ordinary words."""

_BEFORE_NAMES = frozenset({"little", "big", "wee", "old", "young", "son", "foster"})
"""Words that may stand before a first name, and are a name only with a capital."""

_NOTES = frozenset(
    {"age", "aged", "born", "case", "cases", "class", "concern", "concerns", "conference",
     "discussion", "dob", "neglect", "nhs", "number", "nursery", "plan", "reception", "ref",
     "referral", "review", "school", "year", "years"}
)  # fmt: skip
"""Words that begin a note behind a name, such as “Year 5”: no ordinary word there is a surname."""

_NAME_ENDS = re.compile(r"[()\[\]{},;:/|&+]|\s[-–—]+\s")
"""What parts a name from a note, or from another name."""

_APOSTROPHES = "'’‘ʼ`"
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$")


@dataclass(frozen=True, slots=True)
class ChildWord:
    """A word that names the child."""

    text: str
    is_first_name: bool
    """Whether it is what people say: the first of the words, and no ordinary one."""
    needs_capital: bool
    """Whether it is a name only where a capital letter begins it."""


def is_label(child: str) -> bool:
    """Whether a child is called without a name, such as “Baby” or “Child A”."""
    return all(len(word) < 2 or word.casefold() in _LABELS for word in child.split())


def child_words(child: str) -> tuple[ChildWord, ...]:
    """The words of a child's name that name the child. Marks and signs part them.

    Ordinary words are left out, unless they look like a surname: “Ward” with a capital, and not
    inside a note. One that may be either needs a capital, unless it comes first.

    Args:
        child: what the session calls the child.
    """
    name_words: list[ChildWord] = []
    is_first, surnames = True, _surnames(child)
    for text in _parted(child):
        small = text.casefold()
        if small in _LABELS - _BEFORE_NAMES or is_title(text):
            continue
        is_before, can_be_name = small in _BEFORE_NAMES, small in NAME_WORDS
        is_word = is_ordinary(small) and not can_be_name
        if is_word and not is_first and text not in surnames:
            continue
        is_small = text.islower() and not (child.islower() or child.startswith(text))
        needs_capital = is_before or is_word or is_small or (can_be_name and not is_first)
        name_words.append(ChildWord(text, is_first and not needs_capital, needs_capital))
        is_first = is_first and is_before
    return tuple(name_words)


def _surnames(child: str) -> frozenset[str]:
    """The words that are a name with a capital, though they are ordinary otherwise: “Ward”."""
    parts = (takewhile(_is_of_name, part.split()) for part in _NAME_ENDS.split(child))
    pieces = (piece for part in parts for word in part for piece in _parted(word))
    return frozenset(piece for piece in pieces if piece[0].isupper())


def _is_of_name(word: str) -> bool:
    return word.casefold().strip(".") not in _NOTES


def _parted(child: str) -> list[str]:
    """The words of a text that begin with a letter. One with a hyphen goes before its parts."""
    text = "".join(map(_kept_letter, child))
    whole_words = (_POSSESSIVE.sub("", word.strip(f"-{_APOSTROPHES}")) for word in text.split())
    pieces = (piece for word in whole_words for piece in dict.fromkeys((word, *word.split("-"))))
    return [piece for piece in pieces if len(piece) > 1 and piece[0].isalpha()]


def _kept_letter(letter: str) -> str:
    """A letter, a hyphen, nothing for an invisible mark, or a space for what parts words."""
    match unicodedata.category(letter):
        case "Cf":
            return ""
        case "Pd":
            return "-"
        case category:
            return letter if category[0] in "LMN" or letter in _APOSTROPHES else " "
