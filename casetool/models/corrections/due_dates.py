"""The dates that follow from a discussion: worked out in working days, unless somebody set them."""

from dataclasses import dataclass
from datetime import date

from casetool.models.parsing.dates import add_working_days, working_day
from casetool.models.session import Session

NOTES_OUT, CORRECTIONS, PLANS = "notes_out", "corrections", "plans"
"""What each date is for: the fields of ``DatesSet``."""

WORKING_DAYS_UNTIL = {NOTES_OUT: 5, CORRECTIONS: 10, PLANS: 10}
"""Working days that each has; the last is the tool's own (Case Discussion Tool, Follow Up)."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """One date that follows."""

    name: str
    day: date | None
    """None while it is not known when the discussion was."""
    is_set: bool
    """Whether somebody set it, instead of it being worked out."""


def due_dates(session: Session) -> tuple[DueDate, ...]:
    """When the notes go out, until when corrections come in, when each agency has its plan.

    The window for corrections opens with the last version that went out; until one did, on the
    day on which it is to.
    """
    return tuple(_one(session, name) for name in WORKING_DAYS_UNTIL)


def correction_window_closes(session: Session, out: date) -> date:
    """Until when corrections are asked for, for notes that go out on a day."""
    counts = working_day(session.nation)
    return add_working_days(out, WORKING_DAYS_UNTIL[CORRECTIONS], counts)


def _one(session: Session, name: str) -> DueDate:
    chosen: date | None = getattr(session.dates_set, name)
    if chosen is not None:
        return DueDate(name, chosen, is_set=True)
    return DueDate(name, _worked_out(session, name), is_set=False)


def _worked_out(session: Session, name: str) -> date | None:
    start = _day_of_discussion(session)
    if name == CORRECTIONS:
        if session.circulated:
            last = session.circulated[-1]
            return last.until or correction_window_closes(session, last.at.date())
        start = _one(session, NOTES_OUT).day
    if start is None:
        return None
    return add_working_days(start, WORKING_DAYS_UNTIL[name], working_day(session.nation))


def _day_of_discussion(session: Session) -> date | None:
    if session.discussion is not None:
        return session.discussion
    return session.begun.date() if session.begun is not None else None
