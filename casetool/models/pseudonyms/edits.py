"""Edits of the list of real names and their stand-ins."""

from collections import Counter

from casetool.models.base import evolve
from casetool.models.pseudonyms.names import Name, Names
from casetool.models.session import Session
from casetool.models.vanished_items import GoneError


def add_name(session: Session, name: Name) -> Session:
    """Add a name at the end of the list."""
    return evolve(session, names=(*session.names, name))


def name_keys(names: Names) -> tuple[str, ...]:
    """A key for each name of a list. It stays the same whatever else comes into the list or goes.

    A real name that is listed several times has a key each time.
    """
    counts: Counter[str] = Counter()
    keys = []
    for name in names:
        counts[name.name] += 1
        number = counts[name.name]
        keys.append(f"{number if number > 1 else ''}={name.name}")
    return tuple(keys)


def edit_name(session: Session, key: str, /, **changes: object) -> Session:
    """Change fields of a name.

    Args:
        session: the session.
        key: the key of the name.
        changes: the fields.

    Raises:
        GoneError: there is no such name.
        pydantic.ValidationError: the name would be empty.
    """
    index = _index_of(session, key)
    edited = evolve(session.names[index], **changes)
    names = (*session.names[:index], edited, *session.names[index + 1 :])
    return evolve(session, names=names)


def remove_name(session: Session, key: str) -> Session:
    """Remove a name from the list. Texts stay as they are.

    Raises:
        GoneError: there is no such name.
    """
    index = _index_of(session, key)
    return evolve(session, names=(*session.names[:index], *session.names[index + 1 :]))


def _index_of(session: Session, key: str) -> int:
    keys = name_keys(session.names)
    if key not in keys:
        raise GoneError(key)
    return keys.index(key)
