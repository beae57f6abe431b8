"""Typed text made plain for a grammar: one kind of space, dash and apostrophe, and digits."""

import re
import unicodedata

_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINAL_UNITS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
)  # fmt: skip
_ORDINAL_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_ORDINAL_TENS = ("twentieth", "thirtieth")

_NUMBERS = {
    **{word: number for number, word in enumerate((*_UNITS, *_TEENS), 1)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
}
_ORDINALS = {
    **{word: number for number, word in enumerate((*_ORDINAL_UNITS, *_ORDINAL_TEENS), 1)},
    **{word: number * 10 for number, word in enumerate(_ORDINAL_TENS, 2)},
}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})[- ]({'|'.join((*_UNITS, *_ORDINAL_UNITS))})\b")
_SIMPLE = re.compile(rf"\b({'|'.join((*_NUMBERS, *_ORDINALS))})\b")
_COUPLE = re.compile(r"\b(?:an? )?couple(?: of)?\b")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ‛′´`", "'"))


def plain_text(text: str) -> str:
    """Text without invisible marks, in lower case, with plain spaces, dashes and apostrophes.

    Vulgar fractions become such as ``1/2``, parted from a number before them.
    """
    letters = "".join(map(_plain_letter, text.translate(_APOSTROPHES)))
    return " ".join(letters.casefold().split())


def with_digits(text: str) -> str:
    """Plain text with its number words as digits: ``two weeks`` as ``2 weeks``."""
    text = _COUPLE.sub("2", text)
    text = _COMPOUND.sub(_compound_digits, text)
    return _SIMPLE.sub(lambda match: _digits(match[1]), text)


def number_word(number: int) -> str:
    """A small number in words, up to twelve, or else its digits."""
    number_words = (*_UNITS, *_TEENS)
    return number_words[number - 1] if 1 <= number <= 12 else str(number)


def _plain_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":  # a soft hyphen, a mark of direction, a joiner
        return ""
    if category == "Pd" or letter == "−":
        return "-"
    if category == "No" and "⁄" in (fraction := unicodedata.normalize("NFKC", letter)):
        return f" {fraction.replace('⁄', '/')}"
    return letter


def _compound_digits(match: re.Match[str]) -> str:
    tens, unit = _NUMBERS[match[1]], match[2]
    if unit in _NUMBERS:
        return str(tens + _NUMBERS[unit])
    return f"{tens + _ORDINALS[unit]}th"


def _digits(word: str) -> str:
    return str(_NUMBERS[word]) if word in _NUMBERS else f"{_ORDINALS[word]}th"
