"""Ways to say how somebody takes part: absent, by phone, in the room, or for a part of it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from casetool.models.people.attendance_phrases import (
    ABSENT,
    CALENDAR,
    FILLER,
    HINTS,
    IN_ROOM,
    NO_MARKS,
    NOTE,
    PART,
    PHONE,
    PRESENT,
    SURE_HINTS,
    UNEXCUSED,
    YES_MARKS,
)
from casetool.models.people.model import Attends

_KINDS = {
    "absent": ABSENT,
    "unexcused": UNEXCUSED,
    "phone": PHONE,
    "room": IN_ROOM,
    "present": PRESENT,
    "part": PART,
    "note": NOTE,
}
_PATTERNS = {
    kind: re.compile(rf"(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)
    for kind, phrases in {**_KINDS, "filler": FILLER}.items()
}
_BEGINS = re.compile("|".join(pattern.pattern for pattern in _PATTERNS.values()), re.IGNORECASE)
"""Whether any of them begins here: most words of a long text begin none."""

_CALLS_IN = re.compile(r"\bdial\w*[ -]in\b", re.IGNORECASE)
"""Joining by phone, within a phrase that names the part of the meeting."""

_CALENDAR = re.compile("|".join(CALENDAR), re.IGNORECASE)
_HINTS = re.compile(rf"(?<!\w)(?:{'|'.join(HINTS)})(?!\w)", re.IGNORECASE)
_SURE_HINTS = re.compile(rf"(?<!\w)(?:{'|'.join(SURE_HINTS)})(?!\w)", re.IGNORECASE)
_LONGEST_PHRASE = 120
"""Letters of a phrase. What is longer is no phrase."""
_MOST_WORDS = 12
"""Words of a phrase at the end of a text."""
_GAP = re.compile(r"[\s,;&+/:.()–—-]*")
_WEAK_ALONE = frozenset(
    {"al", "away", "available", "coming", "here", "holiday", "ill", "in", "late", "line", "missing",
     "off", "phone", "present", "remote", "room", "screen", "sick", "teams", "telephone", "there",
     "unwell", "video", "virtual", "webex", "zoom", "attending", "attended", "joining", "joined"}
)  # fmt: skip
"""Phrases that may be the last word of a name or an agency too."""

_ANSWERS = {
    **dict.fromkeys(("yes", "y", "✓", "✔", "✅", "☑", "√"), Attends.ROOM),
    **dict.fromkeys(("no", "n", "✗", "✘", "❌"), Attends.ABSENT),
}
"""Answers that say it in any part of a line. A table has more."""

_UNSURE = frozenset(
    {"may", "might", "hopes", "hope", "hoping", "should", "could", "possibly",
     "perhaps", "maybe", "if", "or", "not",
     "probably", "tries", "trying", "expected", "unless", "either"}
)  # fmt: skip
"""Words before a phrase that leave open whether it is so."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How somebody takes part."""

    attends: Attends | None
    """None where it says only for which part."""
    detail: str = ""
    """The words that say for which part, or until when they are away."""
    is_clear: bool = True
    """Whether it says one thing only."""


@lru_cache(maxsize=1024)  # at each key most parts are as they were
def read_attendance(text: str) -> Attendance | None:
    """How somebody takes part, if a text says that and nothing else.

    Examples: ``apologies received``, ``on Teams until 11``, ``not attending``, ``joins late``.
    """
    plain = text.replace("’", "'").strip(" \t.!,;:()[]*").strip()
    if len(plain) > _LONGEST_PHRASE:
        return None
    if plain.casefold() in _ANSWERS:
        return Attendance(_ANSWERS[plain.casefold()])
    kinds, details = _phrases(plain)
    if not kinds - {"filler"}:
        return None
    detail = ", ".join(details)
    if kinds & {"absent", "unexcused"}:
        is_dated = "part" not in kinds or _CALENDAR.search(plain) is not None
        is_clear = not kinds & {"phone", "room", "present"} and is_dated
        return Attendance(Attends.ABSENT, plain if "part" in kinds else detail, is_clear)
    if "phone" in kinds:
        return Attendance(Attends.PHONE, detail, "room" not in kinds)
    says_room = kinds & {"room", "present"}
    return Attendance(Attends.ROOM if says_room else None, detail)


def read_together(phrases: list[str]) -> Attendance | None:
    """How somebody takes part, by all that a line says of it. Unclear if that does not agree."""
    answers = {answer for phrase in phrases if (answer := _ANSWERS.get(_plain_answer(phrase)))}
    others = [phrase for phrase in phrases if _plain_answer(phrase) not in _ANSWERS]
    if not phrases or (not others and len(answers) == 1):
        return Attendance(answers.pop()) if answers else None
    reading = read_attendance(", ".join(others))
    if reading is None:
        return Attendance(None, is_clear=False)
    absence = {True: Attends.ABSENT, False: Attends.ROOM}[reading.attends is Attends.ABSENT]
    if answers and reading.attends is None and len(answers) == 1:
        return replace(reading, attends=answers.pop())
    return reading if answers <= {absence} else replace(reading, is_clear=False)


def _plain_answer(text: str) -> str:
    return text.strip(" \t.!,;:()[]*").casefold()


def read_attended_cell(text: str) -> Attendance | None:
    """How somebody takes part, from the column of a sign-in table: also yes, no and ticks."""
    mark = text.strip().rstrip(".").casefold()
    if mark in YES_MARKS:
        return Attendance(Attends.ROOM)
    if mark in NO_MARKS:
        return Attendance(Attends.ABSENT)
    return read_attendance(text)


@lru_cache(maxsize=1024)
def looks_like_attendance(text: str) -> bool:
    """Whether a text mentions how somebody takes part, so that it is hardly an agency."""
    return _HINTS.search(text.replace("’", "'")) is not None


@lru_cache(maxsize=1024)
def surely_mentions_attendance(text: str) -> bool:
    """Whether a text mentions it in words that no role and no agency has."""
    return _SURE_HINTS.search(text.replace("’", "'")) is not None


def is_bare_mark(text: str) -> bool:
    """Whether a text is no word: “x”, “-”, “?”, a tick or a box."""
    plain = text.strip(" .()[]*")
    is_short_ascii = plain.isascii() and (len(plain) == 1 or (len(plain) == 2 and plain.isdigit()))
    return is_short_ascii or is_wordless(plain)


def is_wordless(text: str) -> bool:
    """Whether a text has no letter and no digit."""
    return not any(map(str.isalnum, text))


def is_placeholder(text: str) -> bool:
    """Whether a text stands for nothing, as “-” in the cell of a table does."""
    return text.strip().strip(".").casefold() in ("-", "–", "—", "--", "n/a", "na", "nil", "none")


def is_unsure(text: str) -> bool:
    """Whether a text leaves open whether somebody came: “Sam may”."""
    return any(word.casefold() in _UNSURE for word in text.split()[1:])


def split_attendance(text: str) -> tuple[str, str]:
    """The words before a phrase such as “by phone” at the end of a text, and that phrase.

    Single words that can end a name or an agency count as part of it.
    """
    text_words = text.split()
    if read_attendance(text) is not None:
        return text, ""  # nobody is named
    for index in range(max(1, len(text_words) - _MOST_WORDS), len(text_words)):
        phrase = " ".join(text_words[index:])
        if phrase.strip(".").casefold() not in _WEAK_ALONE and _begins_phrase(phrase):
            before = " ".join(text_words[:index]).rstrip(" :-–—")
            if not before or is_unsure(f"x {before}") or looks_like_attendance(before):
                return text, ""
            return before, phrase
    return text, ""


def _begins_phrase(phrase: str) -> bool:
    """Whether a text is a phrase, and begins with more than a filler such as “the”."""
    reading = read_attendance(phrase)
    return reading is not None and (reading.attends is not None or bool(reading.detail))


def _phrases(text: str) -> tuple[set[str], list[str]]:
    """The kinds of the phrases that make up a text, and those that name a part of the meeting.

    Both are empty if any word is left over.
    """
    kinds: set[str] = set()
    details: list[str] = []
    start = 0
    while start < len(text):
        if _BEGINS.match(text, start) is None:
            return set(), []
        lengths = {
            kind: match.end() - start
            for kind, pattern in _PATTERNS.items()
            if (match := pattern.match(text, start))
        }
        kind = max(lengths, key=lengths.__getitem__, default="")
        if not kind or not lengths[kind]:
            return set(), []
        kinds.add(kind)
        if kind == "part" and _CALLS_IN.search(text, start, start + lengths[kind]):
            kinds.add("phone")
        if kind in ("part", "note", "unexcused"):
            details.append(text[start : start + lengths[kind]].strip())
        gap = _GAP.match(text, start + lengths[kind])
        start = gap.end() if gap is not None else len(text)
    return kinds, details
