"""A private jotting that is begun within the words of something else."""

import re
from collections.abc import Sequence

from casetool.models.capture.grammar import UNSEEN
from casetool.models.capture.line_fronts import is_list_label, is_when_or_label

_SYMBOL = r"[^\w/\n#§]|[#§](?!\s?\d)|[_\u115f\u1160\u3164\uffa0]"
"""A bullet, a box, a mark of a font, or what nobody sees."""

_MARK = r"(?-i:o|x)(?=\s|\])|[øÿüvq](?=\t)"
"""A letter that stands for a bullet, or in a box."""

_SIGN = re.compile(rf"/(?:(?!\t)[{UNSEEN}]+(?=\S)|(?<![^{UNSEEN}]/)(?=[^\W\d_]))", re.IGNORECASE)
"""The sign of a jotting, with what parts it from the words."""

_FRONT_MARKS = re.compile(rf"(?:{_SYMBOL}|{_MARK})*+", re.IGNORECASE)

_AROUND = " \t-–—:;,()[]"
"""Marks round a day or a time in front of a line."""

_BEGINS = re.compile(r"\s*/\s+(?=\S)")
_SIGN_ALONE = re.compile(r"(?<=\s)/[^\S\n]*$")
_WORD = re.compile(r"[^\W_]+")
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
    if (sign := _SIGN_ALONE.search(new[:start])) is not None and not new[end:].partition("\n")[0]:
        start = sign.start()  # the field was left after it, and these are the words for it
    end = _with_line_end(old, new, start, end)
    before, after = new[:start], new[end:]
    lines = new[start:end].split("\n")
    jottings = [jotting_in(line) for line in lines]
    if before.rpartition("\n")[2].strip():
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
        is_apart = not text or after[:1].isspace()
        after = after.removeprefix("\n") if text.endswith("\n") else after
        after = after if is_apart else f" {after}"
    return (text + after).strip(), tuple(filter(None, jottings))


def _with_line_end(old: str, new: str, start: int, end: int) -> int:
    """Where what was typed ends, with the rest of the line if that goes on with a jotting.

    A sign alone is for the words behind it. What a jotting that was typed over words ends with may
    be what these ended with.
    """
    last_line = new[new.rfind("\n", 0, end) + 1 : end]
    typed_last_line = new[max(start, end - len(last_line)) : end]
    was_replaced = end - start > len(new) - len(old)
    begins_there = begins_jotting(last_line) or _BEGINS.match(typed_last_line) is not None
    if has_bare_sign(last_line) or (was_replaced and begins_there):
        return end + len(new[end:].partition("\n")[0])
    return end


def are_words_of(old: str, jottings: Sequence[str]) -> bool:
    """Whether jottings are words that stood there before: their sign was put in front of them.

    Others were typed over words that stood there.
    """
    old_words = set(_WORD.findall(old.casefold()))
    new_words = set(_WORD.findall(" ".join(jottings).casefold()))
    return len(old_words & new_words) * 2 > min(len(old_words), len(new_words))


def without_jotting_lines(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without its lines that begin with the sign of a jotting, and these.

    Bullets in front of the sign are left out. In names and dates, a sign behind words is none.
    """
    lines = [
        (line, jotting_in(line) if _FRONT_MARKS.sub("", line, count=1)[:1] == "/" else "")
        for line in text.split("\n")
    ]
    public = (line for line, jotting in lines if not jotting)
    return "\n".join(public).strip(), tuple(jotting for _, jotting in lines if jotting)


def begins_jotting(line: str) -> bool:
    """Whether a line of its own would be a private jotting."""
    return bool(jotting_in(line))


def has_bare_sign(line: str) -> bool:
    """Whether a line has the sign of a jotting, and no words of one yet."""
    return begins_jotting(f"{line}x") and not begins_jotting(line)


def jotting_in(line: str) -> str:
    """The words of a line that begins as a private jotting, empty for any other line.

    Bullets, numbers and boxes in front of the sign are left out. A time or a date stays.
    """
    sign = _SIGN.search(line)
    if sign is None:
        return ""
    front, jotting = line[: sign.start()], line[sign.end() :].strip()
    if _FRONT_MARKS.fullmatch(front):
        return jotting
    front = _FRONT_MARKS.sub("", front, count=1)
    if not is_when_or_label(front, jotting):
        return ""
    return jotting if is_list_label(front) else f"{front.strip(_AROUND)} {jotting}"


def with_sign_first(line: str) -> str:
    """A line with the sign of a jotting in front, if it begins as one. Others stay."""
    jotting = jotting_in(line)
    return f"/ {jotting}" if jotting else line


def has_sign_within(old: str, new: str) -> bool:
    """Whether the sign of a jotting was typed behind other words, where it stays a part of them."""
    start, end = _typed_part(old, new)
    return _WITHIN.search(new[start:end]) is not None


def _typed_part(old: str, new: str) -> tuple[int, int]:
    """Where what was typed begins and ends in the new text. Words put in at a line begin there."""
    start = _count_same(old, new)
    end = len(new) - _count_same(old[start:][::-1], new[start:][::-1])
    column = start - (new.rfind("\n", 0, start) + 1)
    was_put_in = end - start == len(new) - len(old)
    if was_put_in and new[start - column : start] == new[end - column : end]:
        return start - column, end - column
    return start, end


def _count_same(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(first, second, strict=False))
    length = min(len(first), len(second))
    return next(
        (index for index, (letter, other_letter) in pairs if letter != other_letter), length
    )
