"""A walk through every text that people typed, wherever it stands in a session."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from casetool.models.base import FrozenModel, FrozenValue, evolve
from casetool.models.ids import DETAILS_ID
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Tree

_FIELDS_WITHOUT_TEXT = frozenset(
    {"id", "kind", "step", "at", "by", "person", "covered_by", "entry", "answers", "about",
     "format", "method", "names", "clocks", "hour", "ticked", "agreed", "thing", "field", "form",
     "digest", "lines", "dates_set"}
)  # fmt: skip
"""Fields without typed text: ids, handles, and the list of names itself.

The lines of a circulated version are copies of texts that are walked elsewhere.
"""


@dataclass(frozen=True, slots=True)
class TextLocation:
    """Where a text stands in a session."""

    step: str
    """The step of its heading. Empty for the details and the people."""
    item_id: str | None
    """Id of the entry, node, action or person, ``details``, or None."""
    field: str


Rewrite = Callable[[TextLocation, str], str]
"""Takes a location and its text, and returns the new text."""


def map_user_text(session: Session, rewrite: Rewrite) -> Session:
    """Rewrite every text that people typed, in the order of the notes.

    Unchanged texts leave the objects around them the same.
    """
    return _rewrite_value(session, "", DETAILS_ID, rewrite)


def _rewrite_value(
    value: FrozenValue, step: str, item_id: str | None, rewrite: Rewrite
) -> FrozenValue:
    changes: dict[str, object] = {}
    for name in type(value).model_fields:
        old = getattr(value, name)
        if name in _FIELDS_WITHOUT_TEXT:
            continue
        new = _rewrite_part(old, TextLocation(step, item_id, name), rewrite)
        if new is not old:
            changes[name] = new
    return evolve(value, **changes) if changes else value


def _rewrite_part(part: object, location: TextLocation, rewrite: Rewrite) -> object:
    match part:
        case Enum():
            return part
        case str():
            new = rewrite(location, part)
            return part if new == part else new
        case FrozenModel():
            step = getattr(part, "step", location.step)
            item_id = getattr(part, "id", None) or getattr(part, "person", None)
            return _rewrite_value(part, step, FOCAL if isinstance(part, Tree) else item_id, rewrite)
        case tuple():
            parts = tuple(_rewrite_part(element, location, rewrite) for element in part)
            return part if all(a is b for a, b in zip(part, parts, strict=True)) else parts
    return part
