"""A row of a sign-in table in its parts."""

import re

from casetool.models.people.attendance import (
    is_placeholder,
    looks_like_attendance,
    read_attended_cell,
)
from casetool.models.people.contact import ADDRESS_LEFT_OUT, without_contact
from casetool.models.people.full_names import is_full_name
from casetool.models.people.hats import read_cover, read_hat
from casetool.models.people.line_parts import (
    BULLET,
    LineParts,
    first_name_first,
    is_last_first,
    line_parts,
    says_how,
)
from casetool.models.people.model import People
from casetool.models.people.roles import is_known_agency, is_plain_agency, is_usual_role

_ROW_CELLS = 4
_GAP = re.compile(r" {2,}")
_LONGEST_MARK = 3
"""Letters of a mark such as a tick or “n/a” in the column of attendance."""


def row_as_line(row: str) -> str:
    """A row with tabs as a line that can be typed on: ``Sam Hill, PC, police``.

    Args:
        row: the row. Other lines are left as they are.
    """
    first, *others = (cell.strip() for cell in row.strip(" \r\n").split("\t"))
    if not others:
        return row
    return ", ".join((_name_in_order(first), *others)).rstrip(", ")


def tabbed(line: str, people: People) -> str:
    """A line whose cells two or more spaces part, with tabs instead.

    Args:
        line: the line. It is left as it is unless a cell is a role, an agency or an attendance.
        people: the people so far, whose agencies are known.
    """
    _, *others = cells = _GAP.split(line.strip(" "))
    if not others or any(mark in line for mark in "\t,;|"):
        return line
    is_row = any(is_usual_role(cell) or is_known_agency(cell, people) for cell in others)
    return "\t".join(cells) if is_row or any(says_how(cell) for cell in others) else line


def row_parts(line: str, people: People) -> LineParts | None:
    """The parts of a row with name, role, agency and attended. None for any other line.

    Args:
        line: the line, with tabs between its cells.
        people: the people so far, whose agencies are known.
    """
    typed_cells = BULLET.sub("", line.strip("\n "), count=1).split("\t")
    cells = [without_contact(cell)[0] for cell in typed_cells]
    if len(cells) != _ROW_CELLS or not _is_row(cells, people):
        return None
    name, role, agency, attended = (cell.strip(' "“”') for cell in cells)
    if is_plain_agency(name) and is_full_name(role):
        name, role, agency = role, agency, name
    role, agency = ("" if is_placeholder(cell) else cell for cell in (role, agency))
    name_parts = line_parts(_name_in_order(name, may_be_long=True), people)
    attendance = tuple(part for part in name_parts.further if says_how(part))
    roles = (*(part for part in name_parts.further if part not in attendance), role)
    role = ", ".join(part for part in roles if part)
    if is_known_agency(role, people) and (not agency or is_usual_role(agency)):
        role, agency = agency, role
    has_contact = cells != [cell.strip() for cell in typed_cells] and "@" in line
    notice = ADDRESS_LEFT_OUT if has_contact else name_parts.notice
    return LineParts(
        name_parts.name, (*attendance, *_attended_words(attended)), notice, (role, agency)
    )


def _name_in_order(cell: str, may_be_long: bool = False) -> str:
    """A name with the first name first. A cell with other words after a comma is left.

    Args:
        cell: the cell.
        may_be_long: whether a surname may have two words, as in a column of names.
    """
    name = cell.strip('"“”')
    last, comma, first = name.partition(",")
    is_turned = comma and is_last_first(last.strip(), first.strip(), (), may_be_long)
    return first_name_first(name) if is_turned else cell


def _is_row(cells: list[str], people: People) -> bool:
    """Whether the last cell says how somebody attended, or tries to."""
    attended = cells[-1].strip()
    if not attended or _says_attended(attended):
        return True
    if is_usual_role(attended) or is_known_agency(attended, people):
        return False
    if any(says_how(cell) for cell in cells[1:-1]):
        return False
    return len(attended) <= _LONGEST_MARK or looks_like_attendance(attended)


def _says_attended(text: str) -> bool:
    return (
        read_attended_cell(text) is not None
        or read_cover(text) is not None
        or read_hat(text) is not None
    )


def _attended_words(attended: str) -> tuple[str, ...]:
    """What the cell says, in words: a tick is “present”."""
    cell = read_attended_cell(attended)
    if cell is None:
        return line_parts(f"x;{attended}", ()).further
    return (cell.attends.value,) if cell.attends is not None and not cell.detail else (attended,)
