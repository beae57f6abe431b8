"""Which way a text runs: scripts from right to left among others."""

import unicodedata
from collections.abc import Iterator

RIGHT_TO_LEFT = ("R", "AL")
_KEPT_ALONG = (*RIGHT_TO_LEFT, "AN", "NSM")
"""What goes on with letters that run from right to left: numbers of theirs, marks on them."""


def is_right_to_left(text: str) -> bool:
    """Whether a text begins with letters of a script that runs from right to left."""
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(sign) for sign in text)
    return next((one in RIGHT_TO_LEFT for one in strong if one in ("L", *RIGHT_TO_LEFT)), False)


def directions(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a text, each with whether it runs from right to left; none where it is empty."""
    start = end = 0
    now = is_right_to_left(text)
    for place, sign in enumerate("" if text.isascii() else text):
        strong = unicodedata.bidirectional(sign)
        if strong in RIGHT_TO_LEFT and not now:
            if text[start:place]:
                yield text[start:place], False
            start, now = place, True
        elif strong == "L" and now:
            # what stands between two directions goes with the line, or it would show elsewhere
            yield text[start:end], True
            start, now = end, False
        if strong in _KEPT_ALONG:
            end = place + 1
    if text[start:]:
        yield text[start:], now
