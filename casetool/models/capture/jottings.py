"""A private jotting that is begun within the words of something else."""

import re

_BEGINS = re.compile(r"\s*/\s+(?=\S)")
_BEGINS_BARE = re.compile(r"/(?=[^\W\d_])")
"""The sign before a letter, which begins a jotting at the start of a text."""

_WITHIN = re.compile(r"\s/\s+\S")


def without_jottings(old: str, new: str) -> tuple[str, tuple[str, ...]]:
    """The words of an edit without the jottings that are begun in it, and these.

    Example: from “I like mum” to “I like mum/ Kit lies” the jotting is “Kit lies”. What begins with
    its sign is one to the end. Behind other words, each line that begins with it is one.

    Args:
        old: the text before the edit.
        new: the text after it.
    """
    start, end = _typed_part(old, new)
    typed = new[start:end]
    sign = _BEGINS.match(typed) or (_BEGINS_BARE.match(typed) if not start else None)
    if sign is not None:
        before, after = new[:start].rstrip(), new[end:].lstrip()
        return " ".join(filter(None, (before, after))), (typed[sign.end() :].strip(),)
    first_line, *lines = typed.split("\n")
    public = "\n".join((first_line, *(line for line in lines if not begins_jotting(line))))
    jottings = tuple(line.strip()[1:].strip() for line in lines if begins_jotting(line))
    ends_with_one = bool(lines) and begins_jotting(lines[-1])
    gap = " " if ends_with_one and new[end : end + 1].strip() else ""
    return f"{new[:start]}{public}{gap}{new[end:]}", jottings


def begins_jotting(line: str) -> bool:
    """Whether a line of its own would be a private jotting."""
    return bool(_BEGINS.match(line) or _BEGINS_BARE.match(line.lstrip()))


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
