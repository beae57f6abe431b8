"""Every text that people typed, wherever in a session it stands: one walk for all who ask."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from casetool.models.base import FrozenModel, FrozenValue, evolve
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Tree

DETAILS_ID = "details"
"""The thing that stands for the session's own details."""

_NOT_TYPED = frozenset(
    {"id", "kind", "step", "at", "by", "person", "covered_by", "entry", "answers", "about",
     "format", "method", "names", "clocks", "hour", "ticked", "agreed", "thing", "field", "form",
     "digest", "lines", "dates_set"}
)  # fmt: skip
"""Fields that hold no words of people: ids, handles, and the list of names itself.

The lines of a version that was sent are a copy of what is looked at elsewhere.
"""


@dataclass(frozen=True, slots=True)
class TextLocation:
    """Where a text stands."""

    step: str
    """The step of its heading; empty for the details and the people."""
    item_id: str | None
    """The id of the entry, node, action or person; ``DETAILS``, or None."""
    field: str


Rewrite = Callable[[TextLocation, str], str]
"""A text as it is to be, by where it stands and what it is."""


def map_user_text(session: Session, rewrite: Rewrite) -> Session:
    """The session with each text of people as ``rewrite`` gives it, in the order of the notes.

    What is given back as it was leaves everything around it the same object.
    """
    return _value(session, "", DETAILS_ID, rewrite)


def _value(value: FrozenValue, step: str, thing: str | None, rewrite: Rewrite) -> FrozenValue:
    changes: dict[str, object] = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        new = old if name in _NOT_TYPED else _part(old, TextLocation(step, thing, name), rewrite)
        if new is not old:
            changes[name] = new
    return evolve(value, **changes) if changes else value


def _part(part: object, place: TextLocation, rewrite: Rewrite) -> object:
    match part:
        case Enum():
            return part
        case str():
            new = rewrite(place, part)
            return part if new == part else new
        case FrozenModel():
            step = getattr(part, "step", place.step)
            thing = getattr(part, "id", None) or getattr(part, "person", None)
            return _value(part, step, FOCAL if isinstance(part, Tree) else thing, rewrite)
        case tuple():
            parts = tuple(_part(one, place, rewrite) for one in part)
            return part if all(a is b for a, b in zip(part, parts, strict=True)) else parts
    return part
