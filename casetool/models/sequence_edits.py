"""Edits of lists, and of the headings that hold them."""

from collections.abc import Sequence
from typing import TypeVar

from casetool.models.base import FrozenModel, evolve
from casetool.models.heading import Heading
from casetool.models.session import Session

SequenceItem = TypeVar("SequenceItem")


def replace_heading(session: Session, heading: Heading) -> Session:
    """Replace the heading of a step.

    Raises:
        KeyError: the session has no such step.
    """
    if session.heading(heading.step) is heading:
        return session
    headings = tuple(heading if old.step == heading.step else old for old in session.headings)
    return evolve(session, headings=headings)


def inserted(
    items: Sequence[SequenceItem], item: SequenceItem, index: int | None
) -> tuple[SequenceItem, ...]:
    """The items with one more, at an index or at the end."""
    position = len(items) if index is None else max(0, min(index, len(items)))
    return (*items[:position], item, *items[position:])


def shifted(items: Sequence[SequenceItem], index: int, by: int) -> tuple[SequenceItem, ...]:
    """The items with one moved by some positions, within the list."""
    remaining = (*items[:index], *items[index + 1 :])
    return inserted(remaining, items[index], max(0, index + by))


def append_bracketed(text: str, parts: Sequence[str]) -> str:
    """A text followed by other texts in brackets, so that a move to another kind loses nothing."""
    additions = "; ".join(part for part in parts if part)
    bracketed = f"({additions})" if additions else ""
    return " ".join(part for part in (text, bracketed) if part)


def unknown_keys(
    value: FrozenModel, kind: type[FrozenModel]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """Sort the unknown keys of a value that is about to become another kind.

    Returns:
        The keys that the new kind can keep.
        As texts, those whose names the new kind uses itself.
    """
    own_names = {name for key, field in kind.model_fields.items() for name in (key, field.alias)}
    extras = value.model_extra or {}
    portable = {key: item for key, item in extras.items() if key not in own_names}
    return portable, tuple(f"{key}: {item}" for key, item in extras.items() if key in own_names)
