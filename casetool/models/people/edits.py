"""Edits of the people."""

from casetool.models.base import evolve
from casetool.models.ids import DETAILS_ID
from casetool.models.people.handles import handles_in, with_handles
from casetool.models.people.model import (
    Attends,
    People,
    Person,
    agencies,
    free_handle,
    handle_for,
    person_named,
    slug,
)
from casetool.models.people.ordinary_words import NAME_WORDS
from casetool.models.people.parse import PersonLine
from casetool.models.round.model import Round
from casetool.models.sequence_edits import shifted
from casetool.models.session import Session
from casetool.models.vanished_items import GoneError


def add_person(session: Session, person: Person) -> Session:
    """Add a person.

    Raises:
        ValueError: the handle is in use.
    """
    if person_named(person.id, session.people) is not None:
        raise ValueError(f"Somebody is @{person.id} already.")
    session = _with_agency_apart(session, person.agency)
    return evolve(session, people=(*session.people, person))


def add_person_line(session: Session, line: PersonLine) -> Session:
    """Add the person of a line, and whom they also speak for as covered by them.

    Raises:
        ValueError: the handle is in use.
    """
    session = add_person(session, line.person)
    cover = {"attends": Attends.COVERED, "covered_by": line.person.id}
    for hat in line.hats:
        if hat.person_id is not None:
            session = edit_person(session, hat.person_id, **cover)
            continue
        named_handles = handles_in(session) - ({slug(hat.agency)} if not hat.name else set())
        handle = handle_for(hat.name or hat.agency, session.people, named_handles)
        covered = Person(id=handle, name=hat.name, role=hat.role, agency=hat.agency)
        session = add_person(session, evolve(covered, **cover))
    return session


def edit_person(session: Session, person_id: str, /, **changes: object) -> Session:
    """Change fields of a person. A covered person needs somebody present to cover them.

    People covered by this person become absent if this person is no longer present.

    Raises:
        GoneError: there is no such person.
        ValueError: nobody present was named to cover them.
    """
    index = _index_of(session, person_id)
    edited = evolve(session.people[index], **changes)
    session = _with_agency_apart(session, edited.agency)
    if edited.attends is Attends.COVERED:
        cover = person_named(edited.covered_by or "", session.people)
        if cover is None or not cover.present or cover.id == person_id:
            raise ValueError("Only somebody who is here can wear two hats.")
    elif edited.covered_by is not None:
        edited = evolve(edited, covered_by=None)
    people = (*session.people[:index], edited, *session.people[index + 1 :])
    if not edited.present:
        people = _without_cover(people, person_id)
    return evolve(session, people=people)


def remove_person(session: Session, person_id: str) -> Session:
    """Remove a person and their answer. People they covered become absent.

    Lines that they said stay attributed to their handle, which nobody else gets. Where it is also
    the name of an agency, they get another.

    Raises:
        GoneError: there is no such person.
    """
    index = _index_of(session, person_id)
    is_agency = not session.people[index].name
    people = _without_cover((*session.people[:index], *session.people[index + 1 :]), person_id)
    headings = tuple(
        evolve(heading, said=tuple(answer for answer in heading.said if answer.person != person_id))
        if isinstance(heading, Round) and any(answer.person == person_id for answer in heading.said)
        else heading
        for heading in session.headings
    )
    session = evolve(session, people=people, headings=headings)
    if is_agency or person_id not in _agency_handles(session):
        return session
    return _with_other_handle(session, person_id)


def shift_person(session: Session, person_id: str, offset: int) -> Session:
    """Move a person up (negative offset) or down in the list.

    Raises:
        GoneError: there is no such person.
    """
    people = shifted(session.people, _index_of(session, person_id), offset)
    return session if people == session.people else evolve(session, people=people)


def _with_agency_apart(session: Session, agency: str) -> Session:
    """The session before an agency comes that is called like somebody who was taken off.

    Only a name that people have tells so. Any other may be that of an agency which comes again.
    """
    handle = slug(agency)
    is_known = person_named(handle, session.people) or handle in _agency_handles(session)
    return session if is_known or handle not in NAME_WORDS else _with_other_handle(session, handle)


def _with_other_handle(session: Session, handle: str) -> Session:
    """The session with another handle for somebody who is not among the people any more."""
    used_handles = {DETAILS_ID, handle, *handles_in(session), *_agency_handles(session)}
    return with_handles(session, {handle: free_handle(handle, used_handles)})


def _agency_handles(session: Session) -> set[str]:
    return {slug(agency) for agency in agencies(session.people)}


def _without_cover(people: People, cover: str) -> People:
    """The people once somebody covers nobody any more: those they covered become absent."""
    return tuple(
        evolve(person, attends=Attends.ABSENT, covered_by=None)
        if person.covered_by == cover
        else person
        for person in people
    )


def _index_of(session: Session, person_id: str) -> int:
    for index, person in enumerate(session.people):
        if person.id == person_id:
            return index
    raise GoneError(person_id)
