"""A private jotting that is begun within the words of something else."""

import re

_BEGINS = re.compile(r"\s*/\s+(?=\S)")
_BEGINS_BARE = re.compile(r"/(?=[^\W\d_])")
"""The sign before a letter, which begins a jotting at the start of a text."""

_WITHIN = re.compile(r"\s/\s+\S")


def without_jotting(old: str, new: str) -> tuple[str, str]:
    """The words of an edit without the jotting that is begun in it, and the jotting.

    Example: from “I like mum” to “I like mum/ Kit lies” the jotting is “Kit lies”.

    Args:
        old: the text before the edit.
        new: the text after it.
    """
    start, end = _typed_part(old, new)
    typed = new[start:end]
    sign = _BEGINS.match(typed) or (_BEGINS_BARE.match(typed) if not start else None)
    if sign is None:
        return new, ""
    before, after = new[:start].rstrip(), new[end:].lstrip()
    return " ".join(filter(None, (before, after))), typed[sign.end() :].strip()


def has_sign_within(old: str, new: str) -> bool:
    """Whether the sign of a jotting was typed behind other words, where it stays a part of them."""
    start, end = _typed_part(old, new)
    return _WITHIN.search(new[start:end]) is not None


def _typed_part(old: str, new: str) -> tuple[int, int]:
    """Where what was typed begins and ends in the new text."""
    start = _count_same(old, new)
    return start, len(new) - _count_same(old[start:][::-1], new[start:][::-1])


def _count_same(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    length = min(len(first), len(second))
    return next(
        (index for index, (letter, other_letter) in pairs if letter != other_letter), length
    )
