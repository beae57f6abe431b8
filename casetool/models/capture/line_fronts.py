"""What stands in front of a line: when it was said, or a number of a list."""

import re
import unicodedata

LONGEST_FRONT = 60
"""Most characters of a day, a time or a number in front of a line."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_WEEKDAYS = _words(
    "mon tue tues wed weds thu thur thurs fri sat sun monday tuesday wednesday thursday friday"
    " saturday sunday"
)
_MONTHS = _words(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july"
    " august september october november december"
)
_NUMBER_WORDS = _words("one two three four five six seven eight nine ten eleven twelve")
_CLOCK_WORDS = _words("past oclock o'clock clock noon midday midnight")
_UNITS_OF_TIME = _words("am pm a p m h hr hrs hour hours z ish")
_PARTS_OF_DAYS = _words("morning afternoon evening night today yesterday tomorrow")
_LINKS = _words(
    "at on from to until till by about around approx circa ca c w wc wb before after since between"
    " and of the next last this half quarter o gmt utc bst cet cest est week"
)
_CALENDAR = _WEEKDAYS | _MONTHS | _PARTS_OF_DAYS
_ALLOWED = _CALENDAR | _NUMBER_WORDS | _CLOCK_WORDS | _UNITS_OF_TIME | _LINKS

_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY_AND_MONTH = r"(?:(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2])|1[0-2][/.-][1-3]\d)"
_STAMP = re.compile(
    rf"(?<![\w.])(?:\d{{1,4}}\s?[-/.]\s?(?:\d{{1,2}}|{_MONTH})\s?[-/.]\s?\d{{1,4}}"
    rf"|\d{{1,2}}[-/.]?(?:{_MONTH})[-/.]?\d{{0,4}}|{_DAY_AND_MONTH}(?![/.-]?\d)|\d{{8}}"
    r"|\d{1,2}(?:st|nd|rd|th)|\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d+)?|\d{1,2}[ap]m|\d{1,2}h"
    r"|\d{1,2}noon|\d{4}h(?:rs?)?|(?!19|20)(?:[01]\d|2[0-3])[0-5]\d)"
    r"(?=[ap]\b|[ap]m\b|h\b|z\b|ish\b|\W|\Z)"
)
"""A day or a time in one piece."""

_PAIR = re.compile(rf"\W*(?:{_DAY_AND_MONTH}|\d+(?:[.,]\d+)?)\W*")
"""Two numbers, or a number with a fraction, and nothing else."""

_LABEL = re.compile(
    r"(?:(?:no|nr|item|point)\.?\s?|[#§]\s?)\d{1,3}[a-z]?(?!\w)[.):\]]?"
    r"|[(\[]?(?:\d{1,3}[a-z]?|[a-z]\d{1,2}|[ivxl]{1,6}|[a-z])(?:[.):\]°]|\s?-(?!\w))"
)
"""A number or a letter of a list, with the mark behind it."""

_CURRENCIES = "£$€"
_RATES = _words("week day month year hour night term fortnight wk hr min minute head")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")


def is_when_or_label(front: str, behind: str) -> bool:
    """Whether a text is nothing but a day, a time or a number of a list, as people write them.

    False for a number alone, and for the first half of “Monday / Tuesday”, “3.5 / 10” or
    “2 / week”.

    Args:
        front: what stands in front of a sign.
        behind: what stands behind it.
    """
    if len(front) > LONGEST_FRONT or any(each in front for each in _CURRENCIES):
        return False
    text = _plain(front)
    label = _LABEL.match(text)
    behind_label = text[label.end() :] if label is not None else text
    if is_list_label(front):
        return not _is_next_label(text, _plain(behind))
    return (_is_when(text) or _is_when(behind_label)) and not _goes_on(text, _plain(behind))


def is_list_label(front: str) -> bool:
    """Whether a text is nothing but a number of a list."""
    text = _plain(front)
    label = _LABEL.match(text)
    return label is not None and _WORD.search(text[label.end() :]) is None


def _is_next_label(front: str, behind: str) -> bool:
    """Whether a label is followed by the next one, as “b)” follows “a)”. An initial is none."""
    labels = [_LABEL.match(text) for text in (front, behind)]
    parts = [re.fullmatch(r"\W*(\d+|[a-z])(\W*)", label[0]) if label else None for label in labels]
    if None in parts:
        return False
    (first, mark), (second, other_mark) = (part.groups() for part in parts if part is not None)
    if mark != other_mark or first.isdigit() != second.isdigit():
        return False
    return (int(second) - int(first) if first.isdigit() else ord(second) - ord(first)) == 1


def _goes_on(front: str, behind: str) -> bool:
    """Whether the text after the sign is the second half of a pair: days, numbers or a rate."""
    first = _WORD.search(behind[:LONGEST_FRONT])
    if first is None:
        return False
    names = set(_WORD.findall(front))
    is_amount = names <= {*filter(_is_number, names), *_UNITS_OF_TIME} and not _STAMP.search(front)
    if _PAIR.fullmatch(front) and first[0].isdigit():
        return True
    if (is_amount or _PAIR.fullmatch(front)) and first[0] in _RATES:
        return True
    shape = _shape(front)
    return bool(shape) and _shape(behind[:LONGEST_FRONT])[: len(shape)] == shape


def _shape(text: str) -> list[str]:
    """What the words of a text are, without those that link them."""
    times = {"stamp", *_CLOCK_WORDS}
    kinds = {"weekday": _WEEKDAYS, "month": _MONTHS, "part": _PARTS_OF_DAYS, "time": times}
    names = [each for each in _WORD.findall(_STAMP.sub(" stamp ", text)) if each not in _LINKS]
    return [
        "number"
        if _is_number(each)
        else next((kind for kind in kinds if each in kinds[kind]), each)
        for each in names
    ]


def _plain(text: str) -> str:
    """A text with plain digits, dashes and apostrophes, without capitals."""
    marked = (f"{each}." if unicodedata.category(each) in ("No", "Nl") else each for each in text)
    compatible = unicodedata.normalize("NFKC", "".join(marked)).casefold()
    for pattern, plain in ((r"[’‘ʼ]", "'"), (r"[‐‑‒–—―−]", "-"), (r"(?<=\d)t(?=\d)", " ")):
        compatible = re.sub(pattern, plain, compatible)
    return compatible.strip()


def _is_when(text: str) -> bool:
    stamped = _STAMP.sub(" stamp ", text)
    parts = set(_WORD.findall(stamped))
    numbers = set(filter(_is_number, parts))
    names = parts - numbers
    if not names <= {*_ALLOWED, "stamp"}:
        return False
    has_unit = bool(numbers) and bool(names & (_UNITS_OF_TIME | _MONTHS))
    return has_unit or bool(names & {"stamp", *_WEEKDAYS, *_CLOCK_WORDS})


def _is_number(word: str) -> bool:
    return word.isdigit() and len(word) in (1, 2, 4)
