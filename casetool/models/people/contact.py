"""E-mail addresses and telephone numbers in a line about a person, which the notes never carry."""

import re

ADDRESS = re.compile(
    r"(?:\be-?mail(?:\s+address)?\s*[:=]\s*|\bmailto:)?"
    r"(?:<\s*(?:mailto:)?[^\s<>@]+@[^\s<>@]+(?:\s*>)?"
    r"|[\[(]\s*(?:mailto:)?[^\s<>()\[\]]+@[^\s<>()\[\]]+\s*[\])]"
    r"|(?:mailto:)?[^\s<>,;:()\[\]\"“”，；]+@[^\s<>,;:()\[\]\"“”@，；]+\.[^\s<>,;:()\[\]\"“”，；]+)"
    r"(?:\s*<mailto:[^<>]*>?)?",
    re.IGNORECASE,
)
_NOT_HOW = r"(?<!by )(?<!on )(?<!via )(?<!over )(?<!the )(?<!her )(?<!his )(?<!their )"
"""Not after such a word: “by phone” says how somebody attends."""

_WORDS = (
    rf"(?:\b[tm]\s*[:=]\s*|{_NOT_HOW}"
    r"\b(?:(?:contact|direct|work|office|home|mob(?:ile)?) )?"
    r"(?:tel(?:ephone)?|mob(?:ile)?|cell|landline|phone|ph|fax|line|ddi|contact|call|ring)\b\.?"
    r"(?:\s*(?:no|nos|number|num)\b\.?)?\s*[:=]?\s*(?:on\s+)?|\bon\s+)"
)
"""What stands before a number."""

_EXTENSION = r"\bext(?:ension|n)?\b\.?\s*[:=]?\s*\d{2,6}\b"
_BARE_EXTENSION = r"(?:(?<=[,;(\t])|(?<=[,;(\t] )|^)x\d{2,6}(?=\s*(?:[,;)\t]|$))"
"""An “x12” that stands alone. In “Unit X12” it is a name."""

_DIGITS = rf"(?<![\w@])\(?(?:\+\d|0\d{{2}})[\d ()-]{{6,}}\d(?:\s*(?:{_EXTENSION}|x\s*\d+))?(?!\w)"
_LABELLED = (
    rf"{_NOT_HOW}\b(?:tel(?:ephone)?|mob(?:ile)?|phone)\b\.?\s*[:=]?\s*\d[\d -]{{2,}}\d(?!\w)"
)
_KIND = r"(?:\s*\((?:mobile|mob|work|home|office|direct|tel|phone|landline)\))"
_NUMBER = re.compile(
    rf"{_WORDS}?(?:{_DIGITS}|{_EXTENSION}){_KIND}?"
    rf"|{_WORDS}x\d{{2,6}}\b|{_BARE_EXTENSION}|{_LABELLED}",
    re.IGNORECASE,
)
_EMPTY_BRACKETS = re.compile(r"\s*(?:\(\s*\)|\[\s*\])")

ADDRESS_LEFT_OUT = "the address is left out"
"""Notice of an e-mail address or a telephone number, which the notes must not carry."""


def without_contact(text: str) -> tuple[str, bool]:
    """A text without e-mail addresses and telephone numbers, and whether there were any."""
    plain = without_numbers(without_address(text))
    return (plain if plain == text else plain.strip()), plain != text


def without_address(text: str, mark: str = "") -> str:
    """A text with a mark for each e-mail address.

    Args:
        text: the text.
        mark: what stands there instead.
    """
    return ADDRESS.sub(mark, text) if "@" in text else text


def without_numbers(text: str) -> str:
    """A text without telephone numbers, the words before them and the brackets around them."""
    plain = _NUMBER.sub(_bracket_left, text)
    return text if plain == text else _EMPTY_BRACKETS.sub("", plain)


def _bracket_left(match: re.Match[str]) -> str:
    """The bracket that a number began with, where it is closed behind the number."""
    return "(" if match[0].count("(") > match[0].count(")") else ""
