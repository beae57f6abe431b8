"""The plan of the hour beside what was used, as the facilitator reads it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.session_edits import begin_discussion, open_step
from casetool.models.timing.schedule_edits import end_schedule, toggle_break
from casetool.render.text.styled_lines import BOLD
from casetool.render.text.wrap import cells
from casetool.render.views.schedule_table import hour_lines
from tests.support.strategies import METHOD, instants, sessions

BEGAN = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
PREPARED = Session(id="a", child="Robin", at="thoughts", headings=empty_headings(METHOD))


def at(minutes: float) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


BEGUN = begin_discussion(PREPARED, METHOD, "thoughts", BEGAN)
TREE = open_step(BEGUN, "tree", at(6))


def text(session: Session, minutes: float, width: int = 74) -> str:
    return "\n".join(line for _, line in hour_lines(session, METHOD, at(minutes), width))


def row(session: Session, minutes: float, name: str) -> str:
    return next(line for line in text(session, minutes).splitlines() if line[2:].startswith(name))


def test_before_it_begins_the_plan_is_there_already() -> None:
    told = text(evolve(PREPARED, starts=time(10), length=45), 0)
    assert told.startswith("It has not begun. It is to start at 10:00. It may take 45 min.")
    assert row(evolve(PREPARED, length=45), 0, "All").split() == ["All", "45", "min"]


def test_each_step_has_its_share_and_what_it_took() -> None:
    assert text(TREE, 20).startswith("Began 10:04, until 11:04.")
    assert row(TREE, 20, "Thoughts").split() == ["Thoughts", "5", "min", "6", "min"]
    assert row(TREE, 20, "Tree").split() == ["▸", "Tree", "27", "min", "14", "min"]
    assert row(TREE, 20, "Actions").split()[-4:] == ["kept", "for", "the", "end"]
    assert row(TREE, 20, "All").split() == ["All", "60", "min", "20", "min"]
    bold = [line for style, line in hour_lines(TREE, METHOD, at(20), 74) if style == BOLD]
    assert [line[2:6] for line in bold] == ["Tree", "All "]


def test_what_comes_before_it_is_left_out_where_it_has_nothing() -> None:
    assert "People" not in text(TREE, 20)
    back = open_step(TREE, "people", at(20))
    assert row(back, 25, "People").split() == ["▸", "People", "0", "min", "5", "min"]


def test_how_it_stands_is_said_with_what_it_is_made_of() -> None:
    needs = "the remaining steps need"
    assert f"40 min left; {needs} 41 min: on plan." in text(TREE, 20)
    assert f"20 min left; {needs} 28 min: 8 min behind." in text(TREE, 40)
    assert "The time is over: 5 min over." in text(open_step(TREE, "round", at(57)), 65)


def test_a_late_start_breaks_and_the_end_are_told() -> None:
    late = begin_discussion(evolve(PREPARED, starts=time(10)), METHOD, "thoughts", BEGAN)
    assert text(late, 1).startswith("Began 10:04, until 11:00. It began 4 min late.")
    resting = toggle_break(TREE, METHOD, at(20))
    assert "A break since 10:24: no time goes by." in text(resting, 25)
    back = toggle_break(resting, METHOD, at(30))
    assert "until 11:14." in text(back, 31)
    assert "Breaks: 10 min, which are not counted." in text(back, 31)
    assert text(end_schedule(back, at(64)), 99).startswith("From 10:04 to 11:08.")


def test_what_was_left_open_stands_as_it_was_left() -> None:
    assert text(TREE, 9000) == text(TREE, 6)


@given(sessions(), instants(), st.integers(46, 90))
@pytest.mark.parametrize("plain", [True, False])
def test_whatever_stands_in_the_file_it_fits(
    plain: bool, session: Session, now: datetime, width: int
) -> None:
    session = evolve(session, hour=None) if plain else session
    assert all(cells(line) <= width for _, line in hour_lines(session, METHOD, now, width))
