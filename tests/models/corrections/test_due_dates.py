"""The dates that follow from a discussion, with the bank holidays of its nation."""

from datetime import UTC, date, datetime

from casetool.models.base import evolve
from casetool.models.corrections.due_dates import due_dates
from casetool.models.corrections.edits import circulate, set_date
from casetool.models.session import Nation, Session
from tests.support.room_of_robin import ROOM
from tests.support.strategies import METHOD

BEFORE_CHRISTMAS = evolve(ROOM, discussion=date(2026, 12, 22))


def days(session: Session) -> tuple[date | None, ...]:
    return tuple(one.day for one in due_dates(session))


def test_working_days_are_those_of_the_nation() -> None:
    # Christmas Day, the Monday for Boxing Day, New Year's Day
    assert days(BEFORE_CHRISTMAS) == (date(2026, 12, 31), date(2027, 1, 15), date(2027, 1, 8))
    scots = evolve(BEFORE_CHRISTMAS, nation=Nation.SCOTLAND)  # there 4 January is one, too
    assert days(scots) == (date(2026, 12, 31), date(2027, 1, 18), date(2027, 1, 11))


def test_the_window_opens_when_the_notes_have_gone_out() -> None:
    out = circulate(BEFORE_CHRISTMAS, METHOD, datetime(2027, 2, 1, 9, tzinfo=UTC))
    assert days(out)[1] == date(2027, 2, 15)


def test_what_somebody_set_counts_and_a_new_version_opens_a_new_window() -> None:
    chosen = set_date(BEFORE_CHRISTMAS, "corrections", date(2027, 3, 1))
    assert [(one.day, one.is_set) for one in due_dates(chosen)][1] == (
        date(2027, 3, 1),
        True,
    )
    out = circulate(chosen, METHOD, datetime(2027, 2, 1, 9, tzinfo=UTC))
    assert out.circulated[-1].until == date(2027, 3, 1)
    again = circulate(out, METHOD, datetime(2027, 3, 2, 9, tzinfo=UTC))
    assert days(again)[1] == date(2027, 3, 16)


def test_without_a_discussion_nothing_follows() -> None:
    assert days(evolve(ROOM, begun=None, discussion=None)) == (None, None, None)
    assert days(evolve(ROOM, discussion=None))[2] == date(2026, 11, 26)  # it began on that day
