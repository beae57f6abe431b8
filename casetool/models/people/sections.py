"""Headings within a list of people, such as “Apologies:”, and several people in one line."""

import re
from collections.abc import Iterator

from casetool.models.people.absent_agency import ABSENT_AGENCY
from casetool.models.people.attendance import is_placeholder, read_attendance
from casetool.models.people.full_names import is_full_name
from casetool.models.people.line_parts import first_name_first, is_last_first
from casetool.models.people.model import Attends
from casetool.models.people.roles import is_known_agency, is_usual_role

HERE, MISSING = "", "missing"
"""What a heading says of the people below: nothing, or that their agency sent nobody."""

_OF_PRESENT = frozenset(
    {"attendees", "participants", "attendance", "those present", "people present", "invitees",
     "invited", "in the room", "professionals", "professionals present", "delegates", "names",
     "present at the meeting", "present at meeting", "accepted", "family", "family members"}
)  # fmt: skip
"""Headings over people who are here, or of whom nothing is said."""

_OF_INVITED = frozenset({"required", "optional", "organiser", "organizer", "to", "cc"})
"""Labels before the people of an invitation, with a tab or a colon between."""

_OF_MISSING = frozenset({"not represented", "unrepresented", "agencies not represented"})
"""Headings over agencies that sent nobody."""

_OF_ABSENT = re.compile(r"(?:apolog(?:y|ies)|apols?)(?: (?:received|given|sent|noted))*(?: from)?")
_LONGEST_HEADING, _SHORTEST_HEADING = 40, 4
"""Letters of a heading. A shorter word is an answer, such as “yes”."""

_HEADED = re.compile(r"([^:\t,;(]{2,40})(:\s*|\t+)(.*)", re.DOTALL)
_COMMA = re.compile(r",(?![^(]*\))")
_LEAST_NAMES = 3
"""Names without a role or an agency that are more than one person, and no role and agency."""


def people_of_sections(lines: list[str]) -> Iterator[str]:
    """The lines of a list of people, with what the heading above them says.

    Example: below “Apologies:” the line “Cy Fox, GP” becomes “Cy Fox, GP, absent”.

    Args:
        lines: the lines, as they were typed or pasted.
    """
    section_above = HERE
    for line in lines:
        heading, people = _parted(line)
        section = section_of(heading) if people or len(lines) > 1 else None
        if section is None and not people and len(lines) > 1 and line.rstrip().endswith(":"):
            section = HERE  # whatever it is called, another part begins
        if section is None and is_usual_role(heading) and is_full_name(people):
            section_above = HERE  # “Chair: Cy Fox” is no part of a list of apologies
            yield f"{people}, {heading}"
        elif section is None:
            yield from (_with(each, section_above) for each in several_people(line))
        elif not people:
            section_above = section
        elif not is_placeholder(people):  # as in “Apologies: none”
            yield from (_with(each, section) for each in several_people(people, is_list=True))


def section_of(heading: str) -> str | None:
    """What a heading says of the people below it. None if it is no heading."""
    plain = " ".join(heading.casefold().split())
    if not _SHORTEST_HEADING <= len(plain) <= _LONGEST_HEADING:
        return HERE if plain in _OF_INVITED else None
    if plain in _OF_PRESENT or plain in _OF_INVITED:
        return HERE
    if plain in _OF_MISSING:
        return MISSING
    if _OF_ABSENT.fullmatch(plain):
        return Attends.ABSENT.value
    reading = read_attendance(plain)
    if reading is None or reading.attends is None:
        return None
    return HERE if reading.attends is Attends.ROOM else plain


def several_people(line: str, is_list: bool = False) -> list[str]:
    """The people of one line, if it names several: ``Bell, Ann; Lee, Bob``.

    Args:
        line: the line.
        is_list: whether it stood behind a heading, where commas part people, too.
    """
    parts = [part.strip() for part in line.split(";") if part.strip()]
    if len(parts) > 1 and all(map(_is_person, parts)):
        return [first_name_first(part) if _is_turned(part) else part for part in parts]
    if len(parts) >= (2 if is_list else _LEAST_NAMES) and all(map(is_full_name, parts)):
        return parts
    parts = [part.strip() for part in _COMMA.split(line) if part.strip()]
    names = [part for part in parts if is_full_name(part)]
    has_others = not all(part in names or is_known_agency(part) for part in parts)
    is_parted = not has_others and len(names) != 1
    return parts if is_list and parts and is_parted else [line]


def _parted(line: str) -> tuple[str, str]:
    """A heading and the people behind it. A line without a mark may be a heading alone."""
    match = _HEADED.fullmatch(line.strip())
    if match is None:
        return line.strip(), ""
    heading, mark, people = match.groups()
    if "\t" in mark and heading.strip().casefold() not in _OF_INVITED:
        return "", line  # the cells of a table
    return heading.strip(), people.strip()


def _is_person(part: str) -> bool:
    """Whether a part is a name and what belongs to it."""
    name, comma, more = part.partition(",")
    after = more.partition(",")[0].strip()
    if not comma:
        return False
    is_known = is_usual_role(after) or is_known_agency(after) or read_attendance(after) is not None
    return _is_turned(part) or (is_known and is_full_name(name))


def _is_turned(part: str) -> bool:
    last, _, first = part.partition(",")
    return "," not in first and is_last_first(last.strip(), first.partition("(")[0].strip(), ())


def _with(line: str, section: str) -> str:
    """A line with what its heading says."""
    if section == MISSING:
        return ABSENT_AGENCY.format(line.strip(" ,"))
    mark = "\t" if "\t" in line else ", "  # one more cell of a row
    return f"{line}{mark}{section}" if section and line.strip() else line
