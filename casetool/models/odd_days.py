"""Days in a session that can hardly be meant. They are shown as they are, and reported."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casetool.models.actions.model import Action
from casetool.models.entries.model import Entry
from casetool.models.heading import HeadingItem
from casetool.models.ids import DETAILS_ID
from casetool.models.parsing.calendar_days import JUST_PASSED_DAYS
from casetool.models.parsing.days import (
    day_after,
    format_date_short,
    how_far_off,
    is_odd,
    weeks_between,
)
from casetool.models.session import Session, actions_of, entries_of, listed_items, step_of, tree_of
from casetool.models.tree.model import Node, walk

_DETAIL_LABELS = {
    "referral": "The referral",
    "discussion": "The discussion",
    "review": "The review",
}
_DUE_DATE_LABELS = {
    "notes_out": "The day on which the notes go out",
    "corrections": "The day until which corrections are asked for",
    "plans": "The day by which each agency has its plan",
}
_EVENT_LABELS = {
    "begun": "The beginning of the discussion",
    "closed": "The end of the discussion",
    "notes_agreed": "The agreement to the notes",
}


_ITEM_LABELS: dict[type[HeadingItem], str] = {Entry: "An entry", Action: "An action"}


@dataclass(frozen=True, slots=True)
class OddDay:
    """A day that can hardly be meant."""

    step: str | None
    """The step it belongs to. None for the details."""
    item_id: str
    """The line it belongs to, or ``details``."""
    message: str


def odd_days(session: Session, today: date) -> tuple[OddDay, ...]:
    """List the days of a session that are too far away to be meant.

    Args:
        session: the session.
        today: the day to compare with.
    """
    days = (*_days_of_details(session), *_days_of_lines(session))
    return tuple(
        OddDay(step, item_id, f"{label}: {format_date_short(day)}, {how_far_off(day, today)}.")
        for step, item_id, label, name, day in days
        if is_odd(name, day, today)
    )


def long_past_deadlines(session: Session, today: date) -> tuple[OddDay, ...]:
    """List open deadlines that were long past when their line was written down.

    Args:
        session: the session.
        today: the day to compare with. A day that is odd today is not listed twice.
    """
    gaps = ((heading.step, entry) for heading, entry in entries_of(session) if not entry.answer)
    actions = ((step_of(session, each.id), each) for each in actions_of(session) if not each.done)
    return tuple(
        OddDay(step, item.id, f"{label}, due: {format_date_short(item.due)}, {how_long}.")
        for label, lines in (("A gap", gaps), ("An action", actions))
        for step, item in lines
        if item.due is not None
        and not is_odd("due", item.due, today)
        and (how_long := _how_long_before(item.due, item.at))
    )


def _how_long_before(due: date, written_at: datetime | None) -> str:
    if written_at is None or due >= day_after(written_at.date(), -JUST_PASSED_DAYS):
        return ""
    return f"{weeks_between(due, written_at.date())} before it was written down"


_DatedItem = tuple[str | None, str, str, str, date]
"""Step, item id, label of the day, its purpose, and the day."""


def _days_of_details(session: Session) -> Iterator[_DatedItem]:
    for name, label in _DETAIL_LABELS.items():
        if (day := getattr(session, name)) is not None:
            yield None, DETAILS_ID, label, name, day
    for name, label in _DUE_DATE_LABELS.items():
        if (day := getattr(session.dates_set, name)) is not None:
            yield None, DETAILS_ID, label, name, day
    for name, label in _EVENT_LABELS.items():
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


def _days_of_lines(session: Session) -> Iterator[_DatedItem]:
    """The days of lines, without their texts, which may be private."""
    for heading, item in listed_items(session):
        yield from _days_of_line(item, heading.step, _ITEM_LABELS.get(type(item), "A line"))
    tree = tree_of(session)
    if tree is not None:
        for node, _, _ in walk(tree):
            yield from _days_of_line(node, tree.step, "A box of the tree")


def _days_of_line(item: HeadingItem | Node, step: str, label: str) -> Iterator[_DatedItem]:
    for name in ("due", "done"):
        if (day := getattr(item, name, None)) is not None:
            yield step, item.id, f"{label}, {name}", name, day
    if (at := getattr(item, "at", None)) is not None:
        yield step, item.id, f"{label}, written down", "instant", at.date()
