"""The first lines of the notes: the child, the dates, the reason, and the people."""

from collections.abc import Iterator
from datetime import date

from casetool.models.method import KindName, Method
from casetool.models.notes_style import (
    PLAIN_STYLE,
    NotesDetail,
    NotesPart,
    NotesStyle,
    apply_style,
    label_of,
    shows,
)
from casetool.models.parsing.dates import format_date_long
from casetool.models.people.model import Person, missing_agencies
from casetool.models.session import Session
from casetool.render.report.blocks import (
    Fact,
    OwnText,
    ReportLine,
    UserText,
    joined,
)
from casetool.render.report.phrases import (
    how_attending,
    session_times,
)
from casetool.render.report.version_blocks import version_facts


def details(session: Session, method: Method, style: NotesStyle = PLAIN_STYLE) -> Iterator[Fact]:
    """The details above the first heading: the child, the dates and the people."""
    for label, text in _labelled_details(session, method, style):
        if text:
            yield Fact(label, ((UserText(text),),))
    yield from version_facts(session, method)
    if any(step.kind == KindName.PEOPLE for step in apply_style(method, style).steps):
        yield from _people_facts(session)


def _labelled_details(
    session: Session, method: Method, style: NotesStyle
) -> Iterator[tuple[str, str]]:
    yield label_of(style, NotesDetail.CHILD, "Child Name"), session.child
    yield (
        label_of(style, NotesDetail.REFERRAL, "Date of Referral"),
        _date_or_missing(session.referral),
    )
    yield (
        label_of(style, NotesDetail.DISCUSSION, "Date of Case Discussion"),
        _date_or_missing(session.discussion),
    )
    if shows(style, NotesPart.REASON):
        yield label_of(style, NotesDetail.REASON, "Reason"), session.reason
    if shows(style, NotesPart.FACILITATOR):
        yield label_of(style, NotesDetail.FACILITATOR, "Facilitator"), session.facilitator
    if shows(style, NotesPart.TIMES):
        yield from session_times(session, method)


def _date_or_missing(day: date | None) -> str:
    return format_date_long(day) if day is not None else "not recorded"


def _people_facts(session: Session) -> Iterator[Fact]:
    people = tuple(_person_line(person, session) for person in session.people)
    if people:
        yield Fact("Taking part", people, listed=True)
    missing: list[ReportLine] = [(UserText(agency),) for agency in missing_agencies(session.people)]
    if missing:
        yield Fact("Not represented", (joined(missing, ", "),))


def _person_line(person: Person, session: Session) -> ReportLine:
    parts = (person.label, person.role, person.agency if person.name else "")
    name_parts: list[ReportLine] = [(UserText(part),) for part in parts if part]
    label = joined(name_parts or [(OwnText("…"),)], ", ")
    return (*label, OwnText(": "), UserText(how_attending(person, session)))
