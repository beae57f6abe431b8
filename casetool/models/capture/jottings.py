"""A private jotting that is begun within the words of something else."""

import re

from casetool.models.capture.grammar import UNSEEN

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[.,]?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|[’']?\d\d)\b(?!:|\.\d|\s?[ap]\.?m\b|\s?o\s?[’']?clock|\s(?:past|to)\s\d)"
_CLOCK = r"\d{1,2}(?:[:.]\d\d){0,2}"
_TIMES = (
    rf"{_CLOCK}\s?[ap]\.?m\b\.?",
    r"\d{1,2}(?:[:.]\d\d){1,2}(?:\.\d+)?(?:-?ish|z|h(?:rs?)?|\s(?:gmt|utc|bst|hrs?))?(?!\w)",
    r"\d{1,2}h(?:\d\d)?(?!\w)",
    r"\d{4}\s?h(?:rs?)?\b",
    r"(?!19\d\d|20\d\d)(?:[01]\d|2[0-3])[0-5]\d(?!\w|\s*/\s*\d)",
    r"\d{1,2}\s?-?ish\b",
    r"\d{1,2}\s?o\s?[’']?\s?clock\b",
    r"(?:half|quarter|\d{1,2})\s(?:past|to)\s\d{1,2}(?!\w)",
    r"(?:noon|midday|midnight)\b(?=\W*(?:/|\Z))",
)
_DATES = (
    r"\d{4}[-/.]\d\d?[-/.]\d\d?(?:t\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?",
    r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{1,4})?(?!\w|\s*/\s+\d)",
    rf"{_DAY}(?:\sof)?[\s.\-]{{0,2}}{_MONTH}(?:,?[\s\-]{_YEAR})?",
    rf"{_MONTH}\s?{_DAY}(?!\w)(?:,?\s\d{{4}}\b)?",
    rf"{_WEEKDAY}(?!\s*[/&]\s*{_WEEKDAY})(?=\W*(?:/|\d|\Z|{_MONTH}))",
)
_LINK = r"(?:at|on|from|to|until|till|by|about|around|approx|circa|ca?|w/[bce])\b\.?"
_WHEN = (
    rf"(?<![£$€\d\w])(?:(?:{_LINK}\s+)?(?:{'|'.join((*_TIMES, *_DATES))})"
    rf"|{_LINK}\s+(?=\d|{_WEEKDAY}))"
)
"""A time or a date in front of a line. Two numbers, as in “3.5 / 10”, are none."""

_NUMBER = r"(?:\d{1,3}|[a-z]|[ivxl]{1,6})[.)\]:](?=\W)|(?-i:o)(?=\s)|[øÿüvq](?=\t)"
_SYMBOL = r"[^\w/\n]|[_\u115f\u1160\u3164\uffa0]"
"""A bullet, a box, a mark of a font, or what nobody sees."""

_JOTTING = re.compile(
    rf"(?P<front>(?>{_WHEN}|{_NUMBER}|{_SYMBOL})*+)"
    rf"/(?:(?!\t)[{UNSEEN}]+(?=\S)|(?<![^{UNSEEN}]/)(?=[^\W\d_]))",
    re.IGNORECASE,
)
"""The sign at the beginning of a line, whatever list it was copied from."""

_TIME_OR_DATE = re.compile(_WHEN, re.IGNORECASE)
_BEGINS = re.compile(r"\s*/\s+(?=\S)")
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
    before, after = new[:start], new[end:]
    lines = new[start:end].split("\n")
    jottings = [jotting_in(line) for line in lines]
    if before.strip() and not before.endswith("\n"):
        sign = _BEGINS.match(lines[0])
        jottings[0] = lines[0][sign.end() :].strip() if sign is not None else ""
    if not any(jottings):
        return new, ()
    if jottings[0]:
        gap = "\n" if before.endswith("\n") else " "
        before = f"{before.rstrip()}{gap}" if before.strip() else ""
    public = (line for line, jotting in zip(lines, jottings, strict=True) if not jotting)
    text = before + "\n".join(public)
    if jottings[-1]:
        text = text.rstrip(" ")
        after = after if not text or after[:1].isspace() else f" {after}"
    return (text + after).strip(), tuple(filter(None, jottings))


def without_jotting_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its lines that begin with the bare sign of a jotting, and these.

    In names and dates, a sign or a date in front of words is none.
    """
    lines = [
        (line, jotting_in(line) if line.lstrip()[:1] == "/" else "") for line in text.split("\n")
    ]
    public = (line for line, jotting in lines if not jotting)
    return "\n".join(public).strip(), tuple(jotting for _, jotting in lines if jotting)


def begins_jotting(line: str) -> bool:
    """Whether a line of its own would be a private jotting."""
    return bool(jotting_in(line))


def jotting_in(line: str) -> str:
    """The words of a line that begins as a private jotting, empty for any other line.

    Bullets, numbers and boxes in front of the sign are left out. A time or a date stays.
    """
    match = _JOTTING.match(line)
    if match is None:
        return ""
    marks = (mark[0] for mark in _TIME_OR_DATE.finditer(match["front"]))
    return " ".join((*marks, line[match.end() :].strip()))


def with_sign_first(line: str) -> str:
    """A line with the sign of a jotting in front, if it begins as one. Others stay."""
    jotting = jotting_in(line)
    return f"/ {jotting}" if jotting else line


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
