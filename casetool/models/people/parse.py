"""Parsing a typed person: name, role, agency, how they attend, and for whom they speak too."""

import re
from collections.abc import Set
from dataclasses import dataclass

from casetool.models.people.absent_agency import (
    WHO_IS_MISSING,
    names_nobody,
    without_person,
)
from casetool.models.people.full_names import is_full_name
from casetool.models.people.hat_owners import Hat
from casetool.models.people.line_parts import LineParts, line_parts
from casetool.models.people.model import Attends, People, Person, handle_for, person_named, slug
from casetool.models.people.part_reader import PartReader
from casetool.models.people.roles import is_plain_agency, is_usual_role
from casetool.models.people.row import row_parts, tabbed
from casetool.models.people.sign_in import begins_with_headings, heading_columns, is_heading

_HEADINGS = "these are the headings of a table: type a name"
_RUN_TOGETHER = "is this one person? Put a comma after the name, the role and the agency"
_IS_HEADING = "a heading? Leave it out, or take off the colon"
_TWO_PEOPLE = "two people? Give each a line of their own"
_AND = re.compile(r"\s+(?:&|\+|and)\s+")
_MOST_NAME_WORDS = 8
_HATS_OF_ABSENT = "only somebody who is here can wear two hats"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line about a person after parsing."""

    person: Person
    hats: tuple[Hat, ...] = ()
    """Whom they also speak for."""
    question: str = ""
    """What was not understood. While there is a question, nobody is added."""
    notice: str = ""
    """What was left out."""


def person_from(text: str, people: People) -> Person:
    """Parse a new person from one line, as ``read_person`` does."""
    return read_person(text, people).person


def read_person(text: str, people: People, named_handles: Set[str] = frozenset()) -> PersonLine:
    """Parse a new person from one line, whose parts commas or other marks separate.

    Examples: ``Kit Marsh``, ``Kit Marsh, health``, ``Kit Marsh (school nurse), health, by phone``.
    Any part but the first may say how they attend or for whom they speak too. A leading comma
    means an agency without a named person. A line with four cells is a row of a sign-in table.

    Args:
        text: the line.
        people: the people so far, whose handles are in use and who can cover others.
        named_handles: the handles that something in the session names, and that are not free.
    """
    text = tabbed(without_person(text, people), people)
    parts = row_parts(text, people) or line_parts(text, people)
    reader = PartReader(people)
    reader.read(parts)
    role, agency = reader.role_and_agency()
    attends, cover = reader.attends()
    hats = reader.hats(agency)
    question = _heading_question(text, parts) or reader.question
    if not question and any(map(names_nobody, (parts.name, role, agency))):
        question = WHO_IS_MISSING
    elif not question and hats and attends in (Attends.ABSENT, Attends.COVERED):
        question = _HATS_OF_ABSENT
    person = Person(
        id=handle_for(
            parts.name or agency,
            people,
            # an agency that spoke may be listed: it is the same
            named_handles if parts.name else named_handles - {slug(agency)},
        ),
        name=parts.name,
        role=role,
        agency=agency,
        attends=attends,
        covered_by=cover,
    )
    return PersonLine(person, hats, question, parts.notice)


def _heading_question(text: str, parts: LineParts) -> str:
    """What to ask of the headings of a table, or of a row whose cells were run together."""
    is_one_heading = is_heading(parts.name) and not parts.further
    if heading_columns(text) is not None or begins_with_headings(text) or is_one_heading:
        return _HEADINGS
    if text.rstrip().endswith(":"):
        return _IS_HEADING
    if _AND.search(parts.name) and all(map(is_full_name, _AND.split(parts.name))):
        return _TWO_PEOPLE
    return _RUN_TOGETHER if _is_run_together(parts.name) else ""


def _is_run_together(name: str) -> bool:
    """Whether a name holds roles and agencies: the row of a table whose cells were run together."""
    name_words = name.split()
    if len(name_words) > _MOST_NAME_WORDS or "//" in name:
        return True
    return sum(is_usual_role(word) or is_plain_agency(word) for word in name_words[2:]) > 1


def describe_person(line: PersonLine, people: People) -> tuple[str, ...]:
    """How each part of a line was read, for the line above, a question early."""
    person = line.person
    cover = person_named(person.covered_by or "", people)
    how = f"covered by {cover.label}" if cover is not None else person.attends.value
    hats = f"two hats: {', '.join(hat.label for hat in line.hats)}" if line.hats else ""
    if line.question:
        how = ""
    parts = (line.question, person.name, person.role, person.agency, how, hats, line.notice)
    return tuple(part for part in parts if part)
