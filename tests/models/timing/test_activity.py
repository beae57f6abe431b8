"""Whether the room is talking now, and how long ago something was."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.session import Session
from casetool.models.timing.activity import AWAY_AFTER, going_on, minutes_since, sitting
from casetool.models.timing.schedule import Break, Schedule, Visit
from casetool.models.tree.model import Cause, Tree
from tests.support.room_of_robin import NOW, ROOM, minutes, said, with_lines, with_tree
from tests.support.strategies import instants, sessions


def hour(*breaks: Break, **changes: object) -> Schedule:
    return evolve(Schedule(began=NOW, ends=minutes(60), breaks=breaks), **changes)


COFFEE = Break(since=minutes(10), until=minutes(15))


def test_it_goes_on_from_when_it_has_begun_until_it_is_over() -> None:
    assert not going_on(evolve(ROOM, begun=None), NOW)
    assert going_on(ROOM, minutes(20))
    assert not going_on(evolve(ROOM, closed=minutes(30)), minutes(31))
    assert not going_on(evolve(ROOM, hour=hour(ended=minutes(30))), minutes(31))


def test_nobody_talks_in_a_break() -> None:
    assert not going_on(evolve(ROOM, hour=hour(Break(since=minutes(10)))), minutes(12))
    assert going_on(evolve(ROOM, hour=hour(COFFEE)), minutes(16))


@pytest.mark.parametrize(
    "session",
    [
        with_lines(ROOM, "thoughts", said(None, 200)),
        with_tree(ROOM, Tree(step="tree", causes=(Cause(id="c", at=minutes(200)),))),
        evolve(ROOM, hour=hour(visits=(Visit(step="tree", at=minutes(200)),))),
    ],
)
def test_a_file_that_is_read_hours_later_is_no_discussion(session: Session) -> None:
    assert going_on(session, minutes(200) + AWAY_AFTER - timedelta(seconds=1))
    assert not going_on(session, minutes(200) + AWAY_AFTER)


def test_a_break_does_not_count() -> None:
    session = evolve(ROOM, hour=hour(COFFEE))
    assert minutes_since(session, NOW, minutes(20)) == 15
    assert minutes_since(session, minutes(12), minutes(20)) == 5
    assert minutes_since(session, minutes(16), minutes(20)) == 4
    assert minutes_since(session, minutes(2), minutes(8)) == 6
    still = evolve(ROOM, hour=hour(Break(since=minutes(10))))
    assert minutes_since(still, NOW, minutes(20)) == 10


def test_a_clock_that_was_set_back_never_makes_it_less_than_nothing() -> None:
    assert minutes_since(ROOM, minutes(5), minutes(1)) == 0


def test_a_discussion_taken_up_again_counts_no_nights() -> None:
    next_day = 24 * 60
    session = with_lines(ROOM, "thoughts", said("jo", 3), said("kit", next_day))
    assert sitting(session) == minutes(next_day)
    assert minutes_since(session, minutes(3), minutes(next_day + 4)) == 4
    assert sitting(with_lines(ROOM, "thoughts", said("jo", 3))) == NOW
    assert sitting(evolve(ROOM, begun=None)) is None


@given(sessions(), instants(), instants())
def test_any_session_can_be_asked(session: Session, at: datetime, now: datetime) -> None:
    assert minutes_since(session, at, now) >= 0
    if going_on(session, now):
        assert sitting(session) is not None
