"""Edits of the list of real names and their stand-ins."""

from casetool.models.base import evolve
from casetool.models.gone import GoneError
from casetool.models.pseudonyms.names import Name
from casetool.models.session import Session


def add_name(session: Session, name: Name) -> Session:
    """Add a name at the end of the list."""
    return evolve(session, names=(*session.names, name))


def edit_name(session: Session, index: int, /, **changes: object) -> Session:
    """Change fields of a name.

    Args:
        session: the session.
        index: position of the name in the list, from 0.
        changes: the fields.

    Raises:
        GoneError: there is no such name.
        pydantic.ValidationError: the name would be empty.
    """
    edited = evolve(_name_at(session, index), **changes)
    names = (*session.names[:index], edited, *session.names[index + 1 :])
    return evolve(session, names=names)


def remove_name(session: Session, index: int) -> Session:
    """Remove a name from the list. Texts stay as they are.

    Raises:
        GoneError: there is no such name.
    """
    _name_at(session, index)
    return evolve(session, names=(*session.names[:index], *session.names[index + 1 :]))


def _name_at(session: Session, index: int) -> Name:
    if not 0 <= index < len(session.names):
        raise GoneError(index)
    return session.names[index]
