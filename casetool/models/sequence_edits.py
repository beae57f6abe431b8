"""A heading put in the place of the one before."""

from collections.abc import Sequence
from typing import TypeVar

from casetool.models.base import FrozenModel, evolve
from casetool.models.session import Session, SessionHeading

SequenceItem = TypeVar("SequenceItem")


def replace_heading(session: Session, heading: SessionHeading) -> Session:
    """The session with this heading in the place of the one for the same step.

    Raises:
        KeyError: the session has no such step.
    """
    if session.heading(heading.step) is heading:
        return session
    headings = tuple(heading if old.step == heading.step else old for old in session.headings)
    return evolve(session, headings=headings)


def inserted(
    things: Sequence[SequenceItem], thing: SequenceItem, place: int | None
) -> tuple[SequenceItem, ...]:
    """A row of things with one more: at a place, or at the end."""
    at = len(things) if place is None else max(0, min(place, len(things)))
    return (*things[:at], thing, *things[at:])


def shifted(things: Sequence[SequenceItem], place: int, by: int) -> tuple[SequenceItem, ...]:
    """A row of things with one moved along, as far as the row goes."""
    rest = (*things[:place], *things[place + 1 :])
    return inserted(rest, things[place], max(0, place + by))


def append_bracketed(text: str, aside: Sequence[str]) -> str:
    """A text with what its new place cannot hold, in brackets: no words are lost."""
    kept = "; ".join(part for part in aside if part)
    return f"{text} ({kept})" if text and kept else text or (kept and f"({kept})")


def unknown_keys(
    value: FrozenModel, kind: type[FrozenModel]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """The keys of a value that this version does not know, for when it becomes another kind.

    Returns:
        Those that the new kind can keep; and in words those that it would take for its own.
    """
    own = {name for key, field in kind.model_fields.items() for name in (key, field.alias)}
    extra = value.model_extra or {}
    kept = {key: held for key, held in extra.items() if key not in own}
    return kept, tuple(f"{key}: {held}" for key, held in extra.items() if key in own)
