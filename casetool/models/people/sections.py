"""Headings within a list of people, such as “Apologies:”, and several people in one line."""

import re
from collections.abc import Iterator
from itertools import groupby

from casetool.models.people.absent_agency import line_of_agency
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
     "present at the meeting", "present at meeting", "accepted"}
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
_SIGN = re.compile(r"\s*[/!+?>&=~%#]")
"""What begins a line that is no person."""

_PARTS = re.compile(r"[,;:\t()]|\s[-–—]\s")
_MOST_AGENCY_WORDS = 3
"""Words of an agency that stands over its people. A longer heading is asked about."""

_COMMA = re.compile(r",(?![^(]*\))")
_TENTATIVE = frozenset({"tentative", "tentatively accepted"})
"""Answers of meeting software that leave it open."""

_LEAST_ANSWERED_LINES = 4
"""Lines of two people and their answers. Of fewer lines, the second may be a heading."""

_LEAST_NAMES = 3
"""Names without a role or an agency that are more than one person, and no role and agency."""


def people_of_sections(lines: list[str]) -> Iterator[str]:
    """The lines of a list of people, with what the heading above them says.

    Examples: below “Apologies:” the line “Cy Fox, GP” becomes “Cy Fox, GP, absent”, and below
    “Health:” the line “Kit Marsh” becomes “Kit Marsh, Health”.

    Args:
        lines: the lines, as they were typed or pasted.
    """
    reader = _SectionReader(has_several=len(lines) > 1)
    for line in _with_answers_below(lines):
        yield from reader.read(line)
    yield from reader.end_section()


def _with_answers_below(lines: list[str]) -> Iterator[str]:
    """The lines, where each second one answers for the person above: “Ann Bell”, “Declined”.

    Meeting software lists its answers that way. A worry or a private jotting may stand between.
    """
    for is_other, run in groupby(lines, begins_with_sign):
        run_lines = list(run)
        filled = [line for line in run_lines if line.strip()]
        names, answers = filled[::2], filled[1::2]
        alternates = len(filled) % 2 == 0 and len(filled) >= _LEAST_ANSWERED_LINES
        are_answers = all(map(_is_answer, answers)) and not any(map(_is_answer, names))
        if is_other or not alternates or not are_answers:
            yield from run_lines
        else:
            yield from map(_answered, names, answers)


def _answered(name: str, answer: str) -> str:
    """A person with the answer below. Who accepted or is here says no more than the list."""
    if section_of(answer) == HERE:
        return name.strip()
    is_open = answer.strip().casefold() in _TENTATIVE
    return _with_part(name.strip(), "tentative" if is_open else answer.strip())


def _is_answer(line: str) -> bool:
    """Whether a line says how somebody attends, and names nobody."""
    return ":" not in line and (
        read_attendance(line) is not None
        or section_of(line) is not None
        or line.strip().casefold() in _TENTATIVE
    )


class _SectionReader:
    """Reads the lines of a list one by one. No line is left out but a heading that was heeded."""

    def __init__(self, has_several: bool) -> None:
        self._has_several = has_several
        self._section, self._agency = HERE, ""
        self._open = ""
        """A line such as “By phone”, as long as nobody stood below it."""
        self._unused = ""
        """The heading of an agency, as long as nobody below it took the agency."""

    def read(self, line: str) -> Iterator[str]:
        """The people of a line, or nothing if it is a heading."""
        if begins_with_sign(line):
            yield line
            return
        heading, people = _parted(line)
        section = section_of(heading) if people or self._has_several else None
        if section is not None and people:
            parts = () if is_placeholder(people) else several_people(people, is_list=True)
            yield from (_with(part, section) for part in parts)  # “Apologies: none” is nobody
        elif section is not None and not self._is_remark(line):
            yield from self.end_section()
            self._section = section
            self._open = "" if _is_usual_heading(heading) else line
        elif self._has_several and not people and line.rstrip().endswith(":"):
            yield from self._other_heading(line, heading)
        elif is_usual_role(heading) and is_full_name(people):
            self._section = HERE  # “Chair: Cy Fox” is no part of a list of apologies
            yield f"{people}, {heading}"
        else:
            yield from (self._person(part) for part in several_people(line))

    def _is_remark(self, line: str) -> bool:
        """Whether a line says something of the person above: small letters, and no colon."""
        heading = line.strip()
        is_small = heading == heading.lower() and not heading.endswith((":", "\t"))
        return is_small and not _is_usual_heading(heading)

    def end_section(self) -> Iterator[str]:
        """End a part. A remark below which nobody stood is asked about: it may be of who is above.

        An empty list under a usual heading, such as “Apologies:”, says nothing.
        """
        remark, self._open = self._open, ""
        yield from filter(None, [remark])
        yield from self.end_agency()

    def end_agency(self) -> Iterator[str]:
        """End the part of an agency. Where nobody stood below it, its heading is asked about."""
        unused, self._unused, self._agency = self._unused, "", ""
        yield from filter(None, [unused])

    def _other_heading(self, line: str, heading: str) -> Iterator[str]:
        """An agency over its people. Any other heading ends the part, and is asked about."""
        yield from self.end_agency()
        is_short = heading != line.strip() and len(heading.split()) <= _MOST_AGENCY_WORDS
        if is_short and is_known_agency(heading):
            self._agency, self._unused = heading, line
        else:
            yield from self.end_section()
            self._section = HERE
            yield line

    def _person(self, line: str) -> str:
        self._open = "" if line.strip() else self._open
        names_agency = any(is_known_agency(part.strip()) for part in _PARTS.split(line))
        if self._agency and line.strip() and not names_agency:
            line, self._unused = _with_part(line, self._agency), ""
        return _with(line, self._section)


def begins_with_sign(line: str) -> bool:
    """Whether a line among people is a worry, an action or a private jotting."""
    return _SIGN.match(line) is not None


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
    if reading is None or reading.attends is None or reading.detail:
        return None  # “on leave until 9 April” is said of one person
    return HERE if reading.attends is Attends.ROOM else plain


def _is_usual_heading(heading: str) -> bool:
    """Whether a line is a heading even if nobody stands below it: “Apologies”, “Present”."""
    plain = " ".join(heading.casefold().split())
    usual_words = (*_OF_PRESENT, *_OF_INVITED, *_OF_MISSING, "present", "absent", "in attendance")
    return plain in usual_words or _OF_ABSENT.fullmatch(plain) is not None


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


def _with_part(line: str, part: str) -> str:
    """A line with one more part, or a row with one more cell."""
    return f"{line}\t{part}" if "\t" in line else f"{line}, {part}"


def _with(line: str, section: str) -> str:
    """A line with what its heading says."""
    if section == MISSING:
        return line_of_agency(line.strip(" ,"))
    return _with_part(line, section) if section and line.strip() else line
