"""Sign-in tables and address lists: one line for each person, in the usual order."""

import re

from casetool.models.parsing.table_cells import is_rule, table_cells
from casetool.models.people.attendance import read_attendance
from casetool.models.people.attendance_phrases import NO_MARKS, YES_MARKS
from casetool.models.people.contact import ADDRESS, without_contact
from casetool.models.people.roles import is_plain_agency, is_usual_role
from casetool.models.people.sections import begins_with_sign, people_of_sections

_HEADINGS = {
    "name": ("name", "names", "full name", "attendee", "attendees", "participant", "participants",
             "person", "who", "name of attendee", "print name", "invitee", "professional",
             "delegate", "representative", "representatives", "attendee name"),
    "invited": ("invited",),
    "first": ("first name", "forename", "given name", "firstname"),
    "last": ("surname", "last name", "family name", "lastname"),
    "role": ("role", "roles", "job title", "title", "position", "job role", "post", "designation",
             "job", "profession", "role job title", "job title role"),
    "agency": ("agency", "organisation", "organization", "org", "service", "team", "department",
               "employer", "company", "setting", "agency organisation", "organisation agency",
               "agency organization", "service agency", "agency service", "agency team",
               "representing"),
    "attended": ("attended", "attendance", "present", "attending", "status", "in attendance",
                 "how", "how attended", "attended y n", "attending y n", "present y n",
                 "attendance y n", "present absent", "present apologies", "attended apologies",
                 "attended present", "attendance present", "attended attendance present",
                 "in person online", "format", "mode", "attended yes no", "present yes no"),
    "absent": ("apologies", "absent", "apologies received"),
    "contact": ("email", "e mail", "email address", "e mail address", "phone", "telephone", "tel",
                "mobile", "phone number", "contact", "contact details", "contact number"),
    "dropped": ("signature", "signed", "initials", "no", "number"),
}  # fmt: skip
"""The headings of columns, by what stands below them."""

_KIND_BY_HEADING = {heading: kind for kind, names in _HEADINGS.items() for heading in names}
_NOT_LETTERS = re.compile(r"[^\w]+")
_SPACED_CELL = re.compile(r"\S+(?: \S+)*")
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_MOST_HEADING_WORDS = 4
_LEAST_REMARK_WORDS = 3
"""Words in a column of contact details or signatures that are more than a name."""

_PHONE_LABELS = frozenset(
    {"mobile", "work", "home", "office", "direct", "work mobile", "work phone", "home phone", "n/a",
     "switchboard", "ext", "none", "x", "na", "yes", "no", "y", "n", "as above", "tbc"}
)  # fmt: skip
"""What stands beside a number, or in its place, and tells nothing."""

PEOPLE_APART = " // "
"""Stands between people in one line, where the rows of a paste do not fit."""

_AFTER_ADDRESS = re.compile(r"[;,]\s*")

NOT_FILLED_IN = "not filled in"
"""Stands in the column of attendance where others have a mark and this row has none."""


def people_lines(lines: list[str]) -> list[str]:
    """A paste as one line a person, without the headings of a table.

    Rows below headings become cells of name, role, agency and attended. A list of addresses is
    parted, and so are people with ``//`` between them. Other lines are left as they are.
    """
    lines = [text for line in people_of_sections(lines) for text in _people_apart(line)]
    result: list[str] = []
    columns: tuple[str, ...] | None = None
    rows: list[tuple[str, ...]] = []
    heading = ""
    for line in lines:
        if (headings := heading_columns(line)) is not None:
            result += _table_lines(columns or (), rows)
            columns, rows, heading = headings, [], line
            continue
        cells = _row_cells(line, heading) if columns else ()
        is_whole = _delimiter(heading) != "," or len(cells) == len(columns or ())
        if columns and len(cells) > 1 and is_whole:
            rows += [cells] if not is_rule(line) else []
            continue
        result += [*_table_lines(columns or (), rows), *_addresses_apart(line)]
        rows = []
    return [*result, *_table_lines(columns or (), rows)]


def _people_apart(line: str) -> list[str]:
    """The people of one line. A part that is only a role or an agency is nobody else."""
    texts = [line] if begins_with_sign(line) else line.split(PEOPLE_APART)
    is_one = any(is_usual_role(text) or is_plain_agency(text) for text in texts)
    return [line] if len(texts) > 1 and is_one else texts


def heading_columns(line: str) -> tuple[str, ...] | None:
    """What stands in each column, if a line is the headings of a table."""
    delimiter = _delimiter(line)
    if not delimiter:
        return None
    headings = [_NOT_LETTERS.sub(" ", cell).strip().casefold() for cell in _cells(line, delimiter)]
    kinds = tuple(_KIND_BY_HEADING.get(heading, "") for heading in headings)
    is_named = not {"name", "first", "last"}.isdisjoint(kinds)
    kinds = tuple({"invited": "marks" if is_named else "name"}.get(kind, kind) for kind in kinds)
    known_kinds = {kind for kind in kinds if kind}
    unknown = sum(bool(heading) and not kind for heading, kind in zip(headings, kinds, strict=True))
    is_table = len(known_kinds) > 1 and known_kinds & {"name", "first", "last"}
    if not is_table or unknown > (len(kinds) // 3 if delimiter == "\t" else 0):
        return None
    return kinds


def is_heading(text: str) -> bool:
    """Whether a text is the heading of a column, and nobody's name."""
    return _NOT_LETTERS.sub(" ", text).strip().casefold() in _KIND_BY_HEADING


def begins_with_headings(line: str) -> bool:
    """Whether a line begins as a table does whose rows and cells were run together."""
    line_words = [_NOT_LETTERS.sub(" ", word).strip().casefold() for word in line.split()[:12]]
    kinds: list[str] = []
    start = 0
    while start < len(line_words):
        sizes = range(_MOST_HEADING_WORDS, 0, -1)
        texts = {size: " ".join(line_words[start : start + size]) for size in sizes}
        size = next((size for size in sizes if texts[size] in _KIND_BY_HEADING), 0)
        if not size:
            break
        kinds.append(_KIND_BY_HEADING[texts[size]])
        start += size
    return len(set(kinds)) > 1 and not {"name", "first", "last"}.isdisjoint(kinds)


def _delimiter(line: str) -> str:
    """What parts the cells of a line: a mark or a gap of spaces. Empty where nothing does."""
    mark = next((mark for mark in "\t|;," if mark in line), "")
    return mark or ("  " if _GAP.search(line) else "")


def _row_cells(line: str, heading: str) -> tuple[str, ...]:
    """The cells of a row, in the columns of the headings above it."""
    delimiter = _delimiter(heading)
    if delimiter != "  " or "  " not in line:
        return _cells(line, delimiter)
    starts = [match.start() for match in _SPACED_CELL.finditer(heading)]
    row_cells = [(match.start(), match[0]) for match in _SPACED_CELL.finditer(line)]
    if len(row_cells) == len(starts):
        return tuple(text for _, text in row_cells)
    cells = [""] * len(starts)
    for position, text in row_cells:
        column = min(range(len(starts)), key=lambda index: abs(starts[index] - position))
        cells[column] = ", ".join(filter(None, (cells[column], text)))
    return tuple(cells)


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    if delimiter not in line:
        return ()
    if delimiter == "  ":
        return tuple(_SPACED_CELL.findall(line))
    return table_cells(line, delimiter)


def _table_lines(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """The rows as lines. A row without a mark is told, where others have one."""
    texts = [_row_texts(columns, row) for row in rows if any(row)]
    says_how = any(attended for *_, attended in texts)
    return [
        "\t".join((*others, attended or (NOT_FILLED_IN if says_how else "")))
        for *others, attended in texts
    ]


def _row_texts(columns: tuple[str, ...], row: tuple[str, ...]) -> tuple[str, str, str, str]:
    """Name, role, agency and attended of a row. Other columns are kept with the role."""
    by_kind: dict[str, list[str]] = {}
    for column, cell in zip((*columns, *[""] * len(row)), row, strict=False):
        kind, text = _kind_and_words(column, cell)
        if text:
            by_kind.setdefault(kind, []).append(text)
    name = " ".join((*by_kind.get("first", []), *by_kind.get("last", [])))
    agency, *more_agencies = by_kind.get("agency", [""])
    roles = (*by_kind.get("role", []), *more_agencies, *by_kind.get("", []))
    absent = [
        "absent" if text.casefold() in YES_MARKS or text.casefold() == "x" else text
        for text in by_kind.get("absent", [])
        if text.casefold() not in NO_MARKS
    ]
    attended = ", ".join((*by_kind.get("attended", []), *absent))
    return (
        ", ".join((*by_kind.get("name", []), *filter(None, [name]))),
        ", ".join(roles),
        agency,
        attended,
    )


def _kind_and_words(column: str, cell: str) -> tuple[str, str]:
    """Where the words of a cell go, and those that the notes may carry."""
    if column in ("contact", "dropped"):
        text = without_contact(cell)[0].strip(" ,;:")
        is_remark = len(text.split()) >= _LEAST_REMARK_WORDS  # “ring after 3 only”
        is_short_remark = column == "contact" and text[:1].islower() and text not in _PHONE_LABELS
        return "", text if is_remark or is_short_remark else ""
    if column == "marks":
        return "", "" if cell.casefold() in (*YES_MARKS, *NO_MARKS, "x") else cell
    is_remark = not column and read_attendance(cell) is not None
    return "attended" if is_remark else column, cell


def _addresses_apart(line: str) -> list[str]:
    """A list of address-book entries as one line each."""
    ends = [match.end() for match in ADDRESS.finditer(line)]
    cuts = [match for end in ends[:-1] if (match := _AFTER_ADDRESS.match(line, end)) is not None]
    starts = [0, *(match.end() for match in cuts)]
    stops = [*(match.start() for match in cuts), len(line)]
    return [line[start:stop] for start, stop in zip(starts, stops, strict=True)]
