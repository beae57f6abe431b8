"""Edits of the people."""

from casetool.models.base import evolve
from casetool.models.gone import GoneError
from casetool.models.people.model import Attends, People, Person, person_named
from casetool.models.round.model import Round
from casetool.models.sequence_edits import shifted
from casetool.models.session import Session


def add_person(session: Session, person: Person) -> Session:
    """One more person.

    Raises:
        ValueError: somebody has that handle already.
    """
    if person_named(person.id, session.people) is not None:
        raise ValueError(f"Somebody is @{person.id} already.")
    return evolve(session, people=(*session.people, person))


def edit_person(session: Session, person_id: str, /, **changes: object) -> Session:
    """A person with some fields changed. Who is covered needs somebody present to cover them.

    Whom they covered themselves is absent once they are not present any more.

    Raises:
        GoneError: there is no such person.
        ValueError: nobody present was named to wear two hats for them.
    """
    place = _find(session, person_id)
    new = evolve(session.people[place], **changes)
    if new.attends is Attends.COVERED:
        cover = person_named(new.covered_by or "", session.people)
        if cover is None or not cover.present or cover.id == person_id:
            raise ValueError("Only somebody who is here can wear two hats.")
    elif new.covered_by is not None:
        new = evolve(new, covered_by=None)
    people = (*session.people[:place], new, *session.people[place + 1 :])
    if not new.present:
        people = _uncovered(people, person_id)
    return evolve(session, people=people)


def remove_person(session: Session, person_id: str) -> Session:
    """The session without a person: who was covered by them is absent, their answer goes.

    Words that they said stay attributed to their handle.

    Raises:
        GoneError: there is no such person.
    """
    place = _find(session, person_id)
    people = _uncovered((*session.people[:place], *session.people[place + 1 :]), person_id)
    headings = tuple(
        evolve(heading, said=tuple(one for one in heading.said if one.person != person_id))
        if isinstance(heading, Round) and any(one.person == person_id for one in heading.said)
        else heading
        for heading in session.headings
    )
    return evolve(session, people=people, headings=headings)


def shift_person(session: Session, person_id: str, by: int) -> Session:
    """A person moved up (below zero) or down in the list, as far as it goes.

    Raises:
        GoneError: there is no such person.
    """
    people = shifted(session.people, _find(session, person_id), by)
    return session if people == session.people else evolve(session, people=people)


def _uncovered(people: People, cover: str) -> People:
    """The people once somebody can no longer wear two hats: whom they covered is absent."""
    return tuple(
        evolve(person, attends=Attends.ABSENT, covered_by=None)
        if person.covered_by == cover
        else person
        for person in people
    )


def _find(session: Session, person_id: str) -> int:
    for place, person in enumerate(session.people):
        if person.id == person_id:
            return place
    raise GoneError(person_id)
