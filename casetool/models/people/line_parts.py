"""The parts of a typed line about a person, whatever separates them."""

import re
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from casetool.models.people.attendance import (
    looks_like_attendance,
    read_attendance,
    split_attendance,
)
from casetool.models.people.contact import (
    ADDRESS_LEFT_OUT,
    without_address,
    without_numbers,
)
from casetool.models.people.full_names import is_full_name
from casetool.models.people.hats import read_cover, read_hat, split_hat
from casetool.models.people.model import Attends, People
from casetool.models.people.roles import is_known_agency, is_plain_agency, is_usual_role
from casetool.models.pseudonyms.names import is_title

_ADDRESS_MARK = "\x00"
_ADDRESS_BETWEEN = re.compile(rf"(?<=\w)\s*{_ADDRESS_MARK}\s*(?=\w)")
BULLET = re.compile(
    r"^\s*(?:(?:[-*+•–—◦·▪●○‣⁃►➢☐☑✓✔]|\[[ xX]?\]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+)+"
    r"|^\s*[•▪●◦‣➢]\s*|^\s*\d{1,3}[.)]?\t"
    r"|^\s*[-–—*>]+(?=\w)|^\s*\d{1,2}(?:[.)]|\s)\s*(?=[^\W\d])"
)
_STRONG = re.compile(r"[,;\t\n，、；،؛|]|\s·\s|\s•\s")
_MOST_PARTS = 40
"""Parts of a line. Whatever follows is one more."""
_SPACES = re.compile(r" {2,}")
_DASH = re.compile(
    r"(?<!\d)\s+[-–—]+\s+|\s+[-–—]+\s+(?!\d)"
    r"|(?<=[^\W\d])—(?=[^\W\d])|\s+(?:[/:=→]|[-=]*>)\s+|\s+:(?=\w)"
)
_GROUP = re.compile(r"^(.*)(?<!\s)\s*[(\[（]([^()\[\]（）]*)(?:[)\]）]\s*(.*)|$)$")
_PRONOUNS = re.compile(r"(?:she|he|they|ze|xe|her|him|them|any)(?:\s*/\s*\w+)*", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:[\"“]\s*([^\"“”]+?)\s*[\"”]|['‘]([^'‘’]+,[^'‘’]+)['’])")
_LAST_FIRST = re.compile(r"([^,(]+),\s*([^,(]+?)(\s*\(.*)?")
_TURNED_NAME = re.compile(
    rf"([^,;\t(]+),\s*([^,;\t({_ADDRESS_MARK}]+?)\s*(?=[(,;\t{_ADDRESS_MARK}])"
)
_MEETING_SOFTWARE = re.compile(r"\s*\((?:guest|external|unverified)\)", re.IGNORECASE)
"""What meeting software writes behind the names of people from other organisations."""

_CLOSING_STOP = re.compile(r"(?<=\w\w)[.。]+$|(?<=[)\]])\.+$")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=\S)")
_PARTICLE = re.compile(
    r"(?:van|von|de|del|della|der|den|di|da|la|le|al|el|bin|ibn|mac|mc|st\.?|o')\b.*"
)


@dataclass(frozen=True, slots=True)
class LineParts:
    """A line in its parts."""

    name: str
    further: tuple[str, ...]
    """The other parts in their order. Empty ones are left out."""
    notice: str = ""
    """What was left out."""
    columns: tuple[str, str] | None = None
    """The role and the agency, where a table says which is which."""


def line_parts(line: str, people: People) -> LineParts:
    """Part a line about a person: ``Kit Marsh (school nurse) - health; by phone``.

    Args:
        line: the line, with any separators, brackets, bullets and addresses.
        people: the people so far, whose agencies are known.
    """
    typed = _SPACES.sub(" ", BULLET.sub("", line, count=1)).strip()
    plain = without_numbers(without_address(typed, f" {_ADDRESS_MARK} ")).strip()
    notice = ADDRESS_LEFT_OUT if plain != typed else ""
    if plain.startswith(_ADDRESS_MARK):
        plain = plain.lstrip(f"{_ADDRESS_MARK} ,;\t")
    if software_mark := _MEETING_SOFTWARE.search(plain):
        notice = notice or f"{software_mark[0].strip()} is left out"
        plain = _MEETING_SOFTWARE.sub(f" {_ADDRESS_MARK}", plain)
    name, remaining = _address_book_name(plain, people)
    plain = _ADDRESS_BETWEEN.sub(", ", remaining).replace(_ADDRESS_MARK, " ").strip(" ")
    if plain.startswith("(") and plain.endswith(")"):
        plain = plain[1:-1]
    pieces = _split_outside_brackets(plain)
    if len(pieces) == 1 and not _DASH.search(plain):
        pieces = _split_sentences(plain)
    if name:
        pieces = [name, *pieces]
    first, *later = [_clean(piece) for piece in pieces] or [""]
    parts = [*_name_parts(first, people), *_attendance_apart(later, people)]
    parts = [parts[0], *filter(None, parts[1:])]
    return LineParts(*_name_first(parts, people), notice)


def _name_first(parts: list[str], people: People) -> tuple[str, tuple[str, ...]]:
    """The name and the other parts. An agency or “Apologies:” may stand before the name."""
    name, *further = parts
    if further and read_attendance(name) is not None:
        name, *further = [*further, name]
    plain_parts = [part for part in further if not says_how(part)]
    if plain_parts and _is_surely_role(name) and is_full_name(plain_parts[0]):
        name, *further = [plain_parts[0], name, *(p for p in further if p is not plain_parts[0])]
    if is_plain_agency(name) and not (plain_parts and is_known_agency(plain_parts[-1], people)):
        is_name = bool(plain_parts) and not is_usual_role(plain_parts[0])
        others = [part for part in further if not is_name or part is not plain_parts[0]]
        return (plain_parts[0] if is_name else ""), (*others, name)
    return name.removeprefix("@"), tuple(further)


def _is_surely_role(text: str) -> bool:
    """Whether a text is a role and no name: “School nurse” is, “Sam Cook” need not be."""
    has_small_word = any(word[0].islower() for word in text.split())
    return (text.isupper() or has_small_word) and is_usual_role(text)


def _address_book_name(line: str, people: People) -> tuple[str, str]:
    """The name of ``Last, First (Org)`` or ``"Last, First"`` in order, and the other text."""
    quoted = _QUOTED.match(line)
    if quoted is not None:
        return "", f"{first_name_first(quoted[1] or quoted[2])} {line[quoted.end() :]}"
    match = _TURNED_NAME.match(line)
    if match is None or not is_last_first(match[1].strip(), match[2].strip(), people):
        return "", line
    if line[match.end()] in ",;\t" and not _goes_on_with_role(line[match.end() :], people):
        return "", line
    group = re.match(r"\(([^()]*)\)?", line[match.end() :])
    if group is not None and says_how(group[1]):
        return "", line
    name, remaining = first_name_first(f"{match[1]}, {match[2]}"), line[match.end() :]
    if group is not None:
        remaining = f"{group[1]};{remaining[group.end() :]}"
    return name, remaining


def _goes_on_with_role(text: str, people: People) -> bool:
    """Whether a role comes next, or another mark than a comma and an agency.

    Otherwise “Bea, Kooth” is a name and an agency.
    """
    part = _clean(_split_outside_brackets(text[1:])[0])
    return is_usual_role(part) or (text[0] != "," and is_known_agency(part, people))


def first_name_first(name: str) -> str:
    """A name with the first name first: ``Dr Marsh, Kit (NHS)`` is ``Dr Kit Marsh (NHS)``."""
    match = _LAST_FIRST.fullmatch(name.strip())
    if match is None:
        return name
    names = match[1].split()
    titles = list(takewhile(is_title, names))
    return " ".join((*titles, match[2], *names[len(titles) :])) + (match[3] or "")


def is_last_first(last: str, first: str, people: People, may_be_long: bool = False) -> bool:
    """Whether two texts can be a surname and a first name.

    Args:
        last: the surname, if it is one.
        first: the first name, if it is one.
        people: the people so far, whose agencies are known.
        may_be_long: whether a surname may have two words.
    """
    surname = " ".join(dropwhile(is_title, last.split()))
    is_long = not may_be_long and " " in surname and not _PARTICLE.fullmatch(surname.lower())
    if is_long or len(first.split()) > 2:
        return False
    if any(letter.isdigit() for letter in last + first) or first[:1].islower():
        return False
    return not (is_usual_role(first) or is_known_agency(first, people) or says_how(first))


def says_how(text: str) -> bool:
    """Whether a text says how somebody attends, or for whom."""
    if read_attendance(text) is not None or read_cover(text) is not None:
        return True
    hat = read_hat(text)
    return hat is not None and hat.is_sure


def _split_outside_brackets(line: str, separator: re.Pattern[str] = _STRONG) -> list[str]:
    pieces, start, depth = [], 0, 0
    matches = {match.start(): match.end() for match in separator.finditer(line)}
    for index, letter in enumerate(line):
        depth = max(0, depth + (letter in "([（") - (letter in ")]）"))
        if index in matches and index >= start and not depth:
            pieces.append(line[start:index])
            start = matches[index]
        if len(pieces) == _MOST_PARTS:
            break
    return [*pieces, line[start:]]


def _split_sentences(line: str) -> list[str]:
    """The parts of ``Jo Pell. Social worker. By phone.``, whose stops end no title."""
    pieces, start = [], 0
    for match in _SENTENCE_END.finditer(line):
        word = line[start : match.start()].rpartition(" ")[2]
        if not (is_title(word) and word.istitle()):
            pieces.append(line[start : match.start()])
            start = match.end()
        if len(pieces) == _MOST_PARTS:
            break
    return [*pieces, line[start:]]


def _clean(piece: str) -> str:
    """A part without outer spaces, quotation marks and a full stop at its end."""
    return _CLOSING_STOP.sub("", piece.strip(' \t"“”')).rstrip(" :")


def _name_parts(piece: str, people: People) -> list[str]:
    """The name, and what follows it after a dash, a colon or in brackets."""
    name, *later = _split_outside_brackets(piece, _DASH)
    before_colon, colon, after_colon = name.partition(": ")
    if colon and "(" not in before_colon:
        texts = [after_colon] if says_how(after_colon) else after_colon.split(": ")
        name, later = before_colon, [*texts, *later]
    groups: list[str] = []
    while (
        (match := _GROUP.match(name)) is not None and match[1] and not _PRONOUNS.fullmatch(match[2])
    ):
        after = match[3] or ""
        inner = (match[2], after, *_split_outside_brackets(match[2]))
        if after and not any(_is_telling(text, people) for text in inner):
            break
        name, groups = match[1], [*_split_outside_brackets(match[2]), after, *groups]
    before_hat, hat = split_hat(_clean(name))
    before_agency, word, agency = before_hat.rpartition(" from ")
    if word and is_known_agency(agency, people):
        before_hat, later = before_agency, [agency, *later]
    name, phrase = split_attendance(before_hat)
    further = _attendance_apart([_clean(part) for part in groups], people)
    hat_parts = split_attendance(hat)
    return [name, *further, *(_clean(part) for part in (phrase, *hat_parts, *later))]


def _is_telling(text: str, people: People) -> bool:
    """Whether a text is plainly a role, an agency or a way to take part."""
    return is_usual_role(text) or is_known_agency(text, people) or says_how(text)


def _attendance_apart(pieces: list[str], people: People) -> list[str]:
    """Later parts, with what says how somebody attends as parts of their own."""
    parts: list[str] = []
    for piece in pieces:
        dashed = [_clean(part) for part in _split_outside_brackets(piece, _DASH)]
        is_parted = not says_how(piece) and _are_parts(dashed, people)
        for part in dashed if is_parted else [piece]:
            parts += _without_group(part, people)
    return parts


def _are_parts(dashed: list[str], people: People) -> bool:
    """Whether a dash separates a role from an agency, and is not within the agency's name."""
    if any(is_usual_role(part) or says_how(part) or looks_like_attendance(part) for part in dashed):
        return len(dashed) > 1
    return is_known_agency(dashed[-1], people) and not is_known_agency(dashed[0], people)


def _without_group(part: str, people: People) -> list[str]:
    """A part, and what its brackets or its last words say of how somebody attends."""
    match = _GROUP.match(part)
    if read_attendance(part) is not None or read_cover(part) is not None:
        return [part]
    if match is None:
        before, hat = ("", part) if says_how(part) else split_hat(part)
        return [*split_attendance(before), *split_attendance(hat)]
    inner = [_clean(text) for text in _inner_parts(match[2])]
    is_hat = says_how(part)
    readings = [read_attendance(text) for text in inner]
    absent = [each for each in readings if each is not None and each.attends is Attends.ABSENT]
    if is_hat and len(absent) == len(inner):  # those whom they cover are absent
        has_detail = any(reading.detail for reading in absent)
        return [part if has_detail else f"{match[1]} {match[3] or ''}".strip()]
    telling = [
        text
        for text in inner
        if says_how(text) or (not is_hat and _is_other(text, match[1], people))
    ]
    if not telling:
        return [part]
    group = ", ".join(text for text in inner if text not in telling)
    name = f"{match[1]} ({group})" if group and match[1] else match[1] or group
    return [f"{name} {match[3] or ''}".strip(), *telling]


def _inner_parts(text: str) -> list[str]:
    """What stands in brackets, in parts unless it is one phrase."""
    return [text] if says_how(text) else _split_outside_brackets(text)


def _is_other(inner: str, before: str, people: People) -> bool:
    """Whether brackets hold the role of an agency, or the agency of a role."""
    if is_usual_role(before):
        return is_known_agency(inner, people)
    return is_usual_role(inner) and not inner.isupper()
