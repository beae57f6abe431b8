"""The days of a session that nobody can mean: shown as they stand, and told of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casetool.models.actions.model import Action
from casetool.models.entries.model import Entry
from casetool.models.parsing.days import format_date_short, how_far_off, is_odd
from casetool.models.session import Session, actions_of, entries_of, step_of, tree_of
from casetool.models.text_walk import DETAILS_ID
from casetool.models.tree.model import Node, walk

_DETAILS = {"referral": "The referral", "discussion": "The discussion", "review": "The review"}
_FOLLOWING = {
    "notes_out": "The day on which the notes go out",
    "corrections": "The day until which corrections are asked for",
    "plans": "The day by which each agency has its plan",
}
_HAPPENED = {
    "begun": "The beginning of the discussion",
    "closed": "The end of the discussion",
    "notes_agreed": "The agreement to the notes",
}


@dataclass(frozen=True, slots=True)
class OddDay:
    """A day that lies further away than anybody means."""

    step: str | None
    """The step under which it stands; None for the details."""
    item_id: str
    """The line that it is of, or the details."""
    message: str


def odd_days(session: Session, today: date) -> tuple[OddDay, ...]:
    """The days of a session that lie further away than anybody means.

    Args:
        session: the session.
        today: the day from which they are looked at.
    """
    found = (*_of_details(session), *_of_lines(session))
    return tuple(
        OddDay(step, thing, f"{label}: {format_date_short(day)}, {how_far_off(day, today)}.")
        for step, thing, label, name, day in found
        if is_odd(name, day, today)
    )


_Dated = tuple[str | None, str, str, str, date]
"""A step, a thing, what the day is called, what it is for, and the day."""


def _of_details(session: Session) -> Iterator[_Dated]:
    for name, label in _DETAILS.items():
        if (day := getattr(session, name)) is not None:
            yield None, DETAILS_ID, label, name, day
    for name, label in _FOLLOWING.items():
        if (day := getattr(session.dates_set, name)) is not None:
            yield None, DETAILS_ID, label, name, day
    for name, label in _HAPPENED.items():
        if (at := getattr(session, name)) is not None:
            yield None, DETAILS_ID, label, "instant", at.date()
    for version in session.circulated:
        yield (
            None,
            DETAILS_ID,
            f"Version {version.number} of the notes",
            "instant",
            version.at.date(),
        )


def _of_lines(session: Session) -> Iterator[_Dated]:
    """The days of lines; what they say is not told: it may be private."""
    for heading, entry in entries_of(session):
        yield from _of_line(entry, heading.step, "An entry")
    for action in actions_of(session):
        yield from _of_line(action, step_of(session, action.id), "An action")
    tree = tree_of(session)
    if tree is not None:
        for node, _, _ in walk(tree):
            yield from _of_line(node, tree.step, "A box of the tree")


def _of_line(thing: Entry | Action | Node, step: str | None, label: str) -> Iterator[_Dated]:
    for name in ("due", "done"):
        if (day := getattr(thing, name, None)) is not None:
            yield step, thing.id, f"{label}, {name}", name, day
    if thing.at is not None:
        yield step, thing.id, f"{label}, written down", "instant", thing.at.date()
