"""Keys that identify the items of a session in two values of it."""

from collections.abc import Sequence
from datetime import UTC

from casetool.models.base import FrozenModel
from casetool.models.corrections.model import CirculatedVersion, Correction
from casetool.models.heading import HeadingItem
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.parsing.days import instant_in
from casetool.models.people.model import Person
from casetool.models.pseudonyms.edits import name_keys
from casetool.models.pseudonyms.names import Name
from casetool.models.round.model import Answer
from casetool.models.tree.model import Cause, Effect

DATE_KEY = "date:"
"""Begins the key of a date that somebody set. The name of its field follows."""

TIME_KEY = "time:"
"""Begins the key of a time that is only added, never replaced."""


def difference_keys(items: Sequence[FrozenModel]) -> tuple[str, ...]:
    """A key for each item of a list.

    A real name has no id: it is known by itself, wherever it stands.
    """
    names = tuple(item for item in items if isinstance(item, Name))
    if names:
        return tuple(f"name:{key}" for key in name_keys(names))
    return tuple(map(difference_key, items))


def difference_key(item: FrozenModel) -> str:
    """The key of an item in a list or in the tree."""
    match item:
        case Tick():
            return f"tick:{item.step}:{item.words}"
        case Agreed():
            return f"agreed:{item.thing}"
        case CirculatedVersion():
            return f"version:{item.number}:{instant_in(item.at, UTC).isoformat()}"
        case Answer():
            return f"said:{item.person}"
        case Person() | HeadingItem() | Correction():
            return f"{type(item).__name__.casefold()}:{item.id}"
        case Effect() | Cause():
            return f"node:{item.id}"
    raise TypeError(type(item).__name__)
