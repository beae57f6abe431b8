"""People: who is invited, and how they attend."""

from collections.abc import Iterator
from functools import partial

from casetool.models.capture.line import CapturedLine, CaptureRefused, NewLines
from casetool.models.finding import Finding, shortened
from casetool.models.method import Step
from casetool.models.people.edits import add_person_line
from casetool.models.people.handles import handles_in
from casetool.models.people.model import missing_agencies
from casetool.models.people.parse import describe_person, read_person
from casetool.models.session import Session
from casetool.models.step_kind import StepKind

_NO_PERSON = "Who is it? Type a name, or a comma and the agency if you have no name."

NOBODY_ADDED = " Nobody was added."
"""The end of a refusal. In a paste others may have been added."""


def _people_findings(session: Session, step: Step) -> Iterator[Finding]:
    finding = partial(Finding, step=step.id)
    if session.discussion is None:
        yield finding("no-date", item_id="details", message="The discussion has no date.")
    if not session.facilitator:
        message = "Nobody is named as facilitator."
        yield finding("no-facilitator", item_id="details", message=message)
    if not any(person.present for person in session.people):
        yield finding("nobody-present", item_id=None, message="Nobody is written down as present.")
    invited = {person.agency: person.id for person in session.people[::-1]}
    for agency in missing_agencies(session.people):
        message = f"{shortened(agency)}: absent, and nobody wears two hats for it."
        yield finding("agency-absent", item_id=invited[agency], message=message)


def _add_people(session: Session, lines: NewLines) -> Session:
    for captured, _ in lines:  # one by one: a person can be named in the line of another
        session = _add_person(session, captured)
    return session


def _add_person(session: Session, captured: CapturedLine) -> Session:
    line = read_person(captured.text, session.people, handles_in(session))
    if line.question:
        mark = "" if line.question.endswith("?") else "."
        label = line.person.name or line.person.agency
        whom = f"{shortened(label)}: " if label and label not in line.question else ""
        raise CaptureRefused(f"{whom}{line.question}{mark}{NOBODY_ADDED}", captured)
    if not (line.person.name or line.person.agency):
        raise CaptureRefused(_NO_PERSON, captured)
    return add_person_line(session, line)


def _describe(captured: CapturedLine, session: Session, under: str) -> tuple[str, ...]:
    line = read_person(captured.text, session.people)
    return "new person", *describe_person(line, session.people)


KIND = StepKind(
    heading=None,
    findings=_people_findings,
    add_lines=_add_people,
    describe=_describe,
    takes_plain_lines=True,
    names_speakers=False,
    line_options=frozenset(),
)
