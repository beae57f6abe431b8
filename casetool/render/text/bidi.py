"""Writing direction of text, with right-to-left scripts among others."""

import unicodedata
from collections.abc import Iterator

RIGHT_TO_LEFT = ("R", "AL")
_JOINS_RIGHT_TO_LEFT = (*RIGHT_TO_LEFT, "AN", "NSM")
"""Bidirectional classes that continue a right-to-left run, such as Arabic digits and marks."""


def is_right_to_left(text: str) -> bool:
    """Whether a text begins with letters of a right-to-left script."""
    if text.isascii():
        return False
    classes = (unicodedata.bidirectional(character) for character in text)
    return next(
        (
            bidi_class in RIGHT_TO_LEFT
            for bidi_class in classes
            if bidi_class in ("L", *RIGHT_TO_LEFT)
        ),
        False,
    )


def directions(text: str) -> Iterator[tuple[str, bool]]:
    """Split a text into runs, each with whether it runs from right to left."""
    start = end = 0
    is_rtl = is_right_to_left(text)
    for index, character in enumerate("" if text.isascii() else text):
        bidi_class = unicodedata.bidirectional(character)
        if bidi_class in RIGHT_TO_LEFT and not is_rtl:
            if text[start:index]:
                yield text[start:index], False
            start, is_rtl = index, True
        elif bidi_class == "L" and is_rtl:
            # characters between two directions follow the line, or they would move elsewhere
            yield text[start:end], True
            start, is_rtl = end, False
        if bidi_class in _JOINS_RIGHT_TO_LEFT:
            end = index + 1
    if text[start:]:
        yield text[start:], is_rtl
