"""Dates that follow from a discussion, calculated in working days unless somebody set them."""

from dataclasses import dataclass
from datetime import date

from casetool.models.corrections.model import CirculatedVersion
from casetool.models.parsing.dates import add_working_days, working_day
from casetool.models.session import Session

NOTES_OUT, CORRECTIONS, PLANS = "notes_out", "corrections", "plans"
"""The fields of ``DatesSet``."""

WORKING_DAYS_UNTIL = {NOTES_OUT: 5, CORRECTIONS: 10, PLANS: 10}
"""Working days to each date. Only the last figure is the tool's (Follow Up)."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date that follows from the discussion."""

    name: str
    day: date | None
    """None while the day of the discussion is unknown."""
    is_set: bool
    """Whether somebody set it, instead of it being calculated."""


def due_dates(session: Session) -> tuple[DueDate, ...]:
    """The days for sending the notes, for corrections, and for each agency's plan.

    The window for corrections opens with the last circulated version, or else on the day that the
    notes are due.
    """
    return tuple(_due_date(session, name) for name in WORKING_DAYS_UNTIL)


def correction_window_closes(session: Session, out: date) -> date:
    """Last day for corrections to notes that go out on a day."""
    counts = working_day(session.nation)
    return add_working_days(out, WORKING_DAYS_UNTIL[CORRECTIONS], counts)


def corrections_until(session: Session, version: CirculatedVersion) -> date:
    """Last day for corrections to a circulated version, unless somebody set another."""
    return version.until or correction_window_closes(session, version.at.date())


def _due_date(session: Session, name: str) -> DueDate:
    set_day: date | None = getattr(session.dates_set, name)
    if set_day is not None:
        return DueDate(name, set_day, is_set=True)
    return DueDate(name, _calculated_day(session, name), is_set=False)


def _calculated_day(session: Session, name: str) -> date | None:
    start = _day_of_discussion(session)
    if name == CORRECTIONS:
        if session.circulated:
            return corrections_until(session, session.circulated[-1])
        start = _due_date(session, NOTES_OUT).day
    if start is None:
        return None
    return add_working_days(start, WORKING_DAYS_UNTIL[name], working_day(session.nation))


def _day_of_discussion(session: Session) -> date | None:
    if session.discussion is not None:
        return session.discussion
    return session.begun.date() if session.begun is not None else None
