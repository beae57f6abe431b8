"""The first lines of the notes: the child, the dates, the reason, and who took part."""

from collections.abc import Iterator
from datetime import date

from casetool.models.method import Method, StepKind
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


def details(session: Session, method: Method, look: NotesStyle = PLAIN_STYLE) -> Iterator[Fact]:
    """What stands above the first heading: the child, the days, who took part."""
    for label, words in _known(session, method, look):
        if words:
            yield Fact(label, ((UserText(words),),))
    yield from version_facts(session, method)
    if any(step.kind is StepKind.PEOPLE for step in apply_style(method, look).steps):
        yield from _people(session)


def _known(session: Session, method: Method, look: NotesStyle) -> Iterator[tuple[str, str]]:
    yield label_of(look, NotesDetail.CHILD, "Child Name"), session.child
    yield label_of(look, NotesDetail.REFERRAL, "Date of Referral"), _day(session.referral)
    yield (
        label_of(look, NotesDetail.DISCUSSION, "Date of Case Discussion"),
        _day(session.discussion),
    )
    if shows(look, NotesPart.REASON):
        yield label_of(look, NotesDetail.REASON, "Reason"), session.reason
    if shows(look, NotesPart.FACILITATOR):
        yield label_of(look, NotesDetail.FACILITATOR, "Facilitator"), session.facilitator
    if shows(look, NotesPart.TIMES):
        yield from session_times(session, method)


def _day(day: date | None) -> str:
    return format_date_long(day) if day is not None else "not recorded"


def _people(session: Session) -> Iterator[Fact]:
    people = tuple(_person(person, session) for person in session.people)
    if people:
        yield Fact("Taking part", people, listed=True)
    missing: list[ReportLine] = [(UserText(one),) for one in missing_agencies(session.people)]
    if missing:
        yield Fact("Not represented", (joined(missing, ", "),))


def _person(person: Person, session: Session) -> ReportLine:
    parts = (person.label, person.role, person.agency if person.name else "")
    known: list[ReportLine] = [(UserText(part),) for part in parts if part]
    label = joined(known or [(OwnText("…"),)], ", ")
    return (*label, OwnText(": "), UserText(how_attending(person, session)))
