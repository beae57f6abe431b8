"""A text as it is compared with another one that somebody typed."""

import unicodedata


def compared_text(text: str) -> str:
    """A text without case, and with composed letters: names from a Mac have decomposed ones."""
    return unicodedata.normalize("NFC", text.casefold())
