"""How long the discussion has gone on without the child."""

from datetime import datetime

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.meeting.child_focus import (
    LONG_MINUTES,
    WithoutChild,
    about_the_child,
    without_child,
)
from casetool.models.session import Session
from casetool.models.timing.schedule import Break, Schedule
from casetool.models.tree.model import Cause, Effect, OnWhom, Tree
from tests.support.room_of_robin import NOW, ROOM, minutes, said, with_lines, with_tree
from tests.support.strategies import METHOD, instants, sessions


def without(session: Session, at: float) -> WithoutChild | None:
    return without_child(session, METHOD, minutes(at))


OWN_WORDS = evolve(said("jo", 5), kind=EntryKind.CHILD)
ON_THE_CHILD = Effect(id="e", text="tired", on=(OnWhom.SERVICES, OnWhom.CHILD), at=minutes(5))
DEEPER = Tree(step="tree", effects=(Effect(id="top", at=NOW, children=(ON_THE_CHILD,)),))


@pytest.mark.parametrize(
    "session",
    [
        with_lines(ROOM, "thoughts", OWN_WORDS, said("jo", 8)),
        with_lines(ROOM, "worries", OWN_WORDS),
        with_lines(ROOM, "about", said(None, 5, "about")),
        with_tree(ROOM, DEEPER),
    ],
)
def test_a_line_of_what_it_is_like_for_the_child_begins_the_time_anew(session: Session) -> None:
    assert without(session, 9) == WithoutChild(4, ever=True)


@pytest.mark.parametrize(
    "session",
    [
        ROOM,
        with_lines(ROOM, "thoughts", said("jo", 5)),
        with_lines(ROOM, "jottings", OWN_WORDS),
        with_lines(ROOM, "about", said(None, -20, "about"), said(None, None, "about")),
        with_tree(ROOM, Tree(step="tree", causes=(Cause(id="c", at=minutes(5)),))),
        with_tree(
            ROOM,
            Tree(step="tree", effects=(evolve(ON_THE_CHILD, on=(OnWhom.FAMILY,)),)),
        ),
    ],
)
def test_nothing_else_does(session: Session) -> None:
    assert without(session, 9) == WithoutChild(9, ever=False)


def test_it_is_time_to_ask_after_ten_minutes() -> None:
    assert LONG_MINUTES == 10
    found = [without(ROOM, at) for at in (9.99, 10)]
    assert [one.long for one in found if one is not None] == [False, True]


def test_a_break_does_not_count() -> None:
    coffee = Break(since=minutes(1), until=minutes(11))
    session = evolve(ROOM, hour=Schedule(began=NOW, ends=minutes(60), breaks=(coffee,)))
    assert without(session, 14) == WithoutChild(4, ever=False)


def test_before_the_discussion_there_is_nothing_to_count() -> None:
    assert without(evolve(ROOM, begun=None), 14) is None


def test_which_step_is_about_the_child() -> None:
    assert [step.id for step in METHOD.steps if about_the_child(step)] == ["about"]


@given(sessions(), instants())
def test_any_session_can_be_asked(session: Session, now: datetime) -> None:
    found = without_child(session, METHOD, now)
    assert (found is None) == (session.begun is None)
    entry = Entry(id="zzz", text="I get up", kind=EntryKind.CHILD, at=now)
    if found is not None and session.begun is not None and session.begun <= now:
        later = without_child(with_lines(session, "worries", entry), METHOD, now)
        assert later is not None
        assert (later.minutes, later.ever) == (0, True)
