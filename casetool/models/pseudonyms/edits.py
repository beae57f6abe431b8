"""Edits of the list of real names and their stand-ins."""

from casetool.models.base import evolve
from casetool.models.gone import GoneError
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session


def add_name(session: Session, name: Name) -> Session:
    """One more name, at the end of the list."""
    return evolve(session, names=(*session.names, name))


def edit_name(session: Session, place: int, /, **changes: object) -> Session:
    """A name with some fields changed.

    Args:
        session: the session.
        place: where it stands in the list, from 0.
        changes: the fields.

    Raises:
        GoneError: there is no such name.
        pydantic.ValidationError: the name would be empty.
    """
    new = evolve(_name_at(session, place), **changes)
    names = (*session.names[:place], new, *session.names[place + 1 :])
    return evolve(session, names=names)


def remove_name(session: Session, place: int) -> Session:
    """The session without a name; what stands in its texts stays.

    Raises:
        GoneError: there is no such name.
    """
    _name_at(session, place)
    return evolve(session, names=(*session.names[:place], *session.names[place + 1 :]))


def _name_at(session: Session, place: int) -> Name:
    if not 0 <= place < len(session.names):
        raise GoneError(place)
    return session.names[place]
