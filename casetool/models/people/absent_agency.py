"""An agency that sent nobody: “nobody from housing”, “Police: no one”."""

import re

from casetool.models.people.attendance import read_attendance
from casetool.models.people.full_names import is_full_name
from casetool.models.people.model import Attends, People
from casetool.models.people.roles import is_known_agency, is_usual_role

_ABSENT = ", absent"

WHO_IS_MISSING = "did an agency send nobody? Write it as “, housing, absent”"

_LONGEST_LINE = 120
"""Letters of a line that is looked at. A longer one says more than that."""

_REP = r"rep(?:resentatives?|resentation|s)?"
_NOBODY = (
    rf"(?:nobody|no[ -]?one|not any(?:body|one)|no (?:{_REP}|attendees?|staff|worker|professional)"
    rf"|(?:is |was |are |were )?(?:not|un)[ -]?represented|(?:the )?(?:post|seat)? ?(?:is )?vacant)"
)
_CAME = (
    r"(?: (?:is|was|are|were|has|have|had|could|can|came|come|coming|attended|attend|attending|"
    r"present|here|there|today|sent|available|able|to|yet|been|be|will|in attendance))*"
)
_FORMS = (
    re.compile(rf"{_NOBODY}{_CAME} (?:from|for|of) (?P<agency>.+?){_CAME}", re.IGNORECASE),
    re.compile(rf"{_NOBODY}\s*[,:–—-]\s*(?P<agency>.+)", re.IGNORECASE),
    re.compile(rf"(?P<agency>[^,;:\t(]+?)[\s,;:(–—-]+{_NOBODY}{_CAME}\)?", re.IGNORECASE),
)
_OF_KNOWN = (
    re.compile(rf"no (?P<agency>[^,;:]+?){_CAME}", re.IGNORECASE),
    re.compile(r"(?P<agency>[^,;:\t(]+?)\s*[:–—-]\s*(?:none|nil)", re.IGNORECASE),
)
"""Forms that say it only of an agency, and of a person or a role something else."""

_NAMES_NOBODY = re.compile(
    rf"{_NOBODY}\b.*|none|(?:none|not?) (?-i:[a-z]).*|.+ vacant", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:the|our|their) ", re.IGNORECASE)


def without_person(line: str, people: People) -> str:
    """A line about an agency that sent nobody in the form that says so. Others stay.

    Example: “Nobody from adult mental health” becomes “, adult mental health, absent”.

    Args:
        line: the typed line.
        people: the people so far, whose agencies are known.
    """
    if len(line) > _LONGEST_LINE:
        return line
    plain, absence = _without_absence(" ".join(line.strip(" \t,;").split()).rstrip("."))
    for form in _FORMS:
        if (match := form.fullmatch(plain)) is not None and _can_be_agency(match["agency"]):
            return line_of_agency(_ARTICLE.sub("", match["agency"], count=1), absence)
    for form in _OF_KNOWN:
        if (match := form.fullmatch(plain)) and is_known_agency(match["agency"], people):
            return line_of_agency(match["agency"], absence)
    return line


def line_of_agency(agency: str, absence: str = _ABSENT) -> str:
    """A line about an agency without a person, which is not there."""
    return f", {agency}{absence}"


def _without_absence(line: str) -> tuple[str, str]:
    """A line without “, absent” at its end, and that or what it says of until when."""
    before, comma, end = line.rpartition(",")
    reading = read_attendance(end) if before and names_nobody(before) else None
    if reading is None or reading.attends is not Attends.ABSENT:
        return line, _ABSENT
    return before, f"{comma}{end}" if reading.detail else _ABSENT


def names_nobody(text: str) -> bool:
    """Whether a name, a role or an agency begins as the words for nobody do."""
    return _NAMES_NOBODY.fullmatch(text) is not None


def _can_be_agency(text: str) -> bool:
    is_several = re.search(r"[,;:]|\b(?:or|nobody|no one)\b", text) is not None
    is_none = is_several or is_usual_role(text) or read_attendance(text) is not None
    return not (is_none or is_full_name(text))
