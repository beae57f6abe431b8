"""The session as a whole: its details, the open step, begun and closed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from casetool.models.base import evolve
from casetool.models.method import Phase, empty_headings
from casetool.models.session import Nation, Session, Stage
from casetool.models.session_edits import (
    begin_discussion,
    close_session,
    edit_details,
    open_step,
    reopen_session,
)
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
LATER = NOW + timedelta(minutes=54)
SESSION = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def test_details_are_changed_by_name_and_the_headings_stay_the_very_same() -> None:
    after = edit_details(
        SESSION,
        child="Ash",
        referral=date(2026, 10, 14),
        discussion=date(2026, 11, 12),
        reason=" found\nasleep ",
        facilitator="Mo Ferris",
        nation=Nation.SCOTLAND,
    )
    assert (after.child, after.referral, after.discussion) == (
        "Ash",
        date(2026, 10, 14),
        date(2026, 11, 12),
    )
    assert (after.reason, after.facilitator) == ("found asleep", "Mo Ferris")
    assert after.nation is Nation.SCOTLAND
    assert all(new is old for new, old in zip(after.headings, SESSION.headings, strict=True))


@pytest.mark.parametrize("child", ["", "  \n "])
def test_a_child_always_has_a_name(child: str) -> None:
    with pytest.raises(ValidationError):
        edit_details(SESSION, child=child)


def test_another_step_is_opened() -> None:
    after = open_step(SESSION, "tree")
    assert after.at == "tree"
    assert open_step(after, "tree") is after


@pytest.mark.parametrize("step", [step.id for step in METHOD.steps])
def test_the_discussion_begins_in_a_step_of_the_discussion_itself(step: str) -> None:
    after = begin_discussion(SESSION, METHOD, step, NOW)
    if METHOD.step(step).phase is Phase.DURING:
        assert (after.begun, after.stage) == (NOW, Stage.DISCUSSING)
    else:
        assert after is SESSION


def test_the_discussion_begins_once() -> None:
    begun = begin_discussion(SESSION, METHOD, "thoughts", NOW)
    assert begin_discussion(begun, METHOD, "tree", LATER) is begun


def test_it_does_not_begin_in_a_step_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="gone1"):
        begin_discussion(SESSION, METHOD, "gone1", NOW)


def test_a_session_is_closed_once_and_can_be_opened_again() -> None:
    begun = begin_discussion(SESSION, METHOD, "thoughts", NOW)
    closed = close_session(begun, LATER)
    assert (closed.closed, closed.stage) == (LATER, Stage.CLOSED)
    assert close_session(closed, NOW) is closed
    assert evolve(reopen_session(closed), hour=begun.hour) == begun
    assert reopen_session(begun) is begun
