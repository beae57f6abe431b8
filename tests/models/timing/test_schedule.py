"""The arithmetic of the hour: what was used, what is left, breaks, sleeps, clocks set back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.timing.schedule import (
    Break,
    Schedule,
    Visit,
    goes_on,
    in_break,
    latest,
    rested,
    seconds_left,
    seconds_planned,
    seconds_used,
    stays,
    used_by_step,
)
from tests.support.strategies import hours, instants

BEGAN = datetime(2026, 11, 12, 10, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return BEGAN + timedelta(minutes=minutes)


HOUR = Schedule(
    began=BEGAN,
    ends=at(60),
    visits=(
        Visit(step="thoughts", at=BEGAN),
        Visit(step="tree", at=at(6)),
        Visit(step="worries", at=at(20)),
        Visit(step="tree", at=at(22)),
    ),
)


def test_what_was_used_and_what_is_left_make_the_whole() -> None:
    assert (seconds_used(HOUR, at(24)), seconds_left(HOUR, at(24)), seconds_planned(HOUR)) == (
        24 * 60,
        36 * 60,
        3600,
    )
    assert seconds_left(HOUR, at(63)) == -180
    assert goes_on(HOUR)


def test_each_step_has_used_what_it_was_open_for() -> None:
    assert stays(HOUR, at(24)) == [360, 14 * 60, 120, 120]
    assert used_by_step(HOUR, at(24)) == {"thoughts": 360, "tree": 16 * 60, "worries": 120}


def test_a_break_counts_for_nothing_and_changes_nothing_that_is_left() -> None:
    paused = evolve(HOUR, breaks=(Break(since=at(30)),))
    for minutes in (30, 31, 50):
        assert seconds_left(paused, at(minutes)) == 30 * 60
        assert used_by_step(paused, at(minutes))["tree"] == 22 * 60
    assert rested(paused, at(50)) == 20 * 60
    assert in_break(paused) == Break(since=at(30))
    after = evolve(paused, breaks=(Break(since=at(30), until=at(40)),), ends=at(70))
    assert in_break(after) is None
    assert (seconds_left(after, at(45)), seconds_used(after, at(45)), seconds_planned(after)) == (
        25 * 60,
        35 * 60,
        3600,
    )


def test_once_it_has_ended_no_more_time_goes_by() -> None:
    over = evolve(HOUR, ended=at(54))
    assert not goes_on(over)
    assert seconds_used(over, at(54)) == seconds_used(over, at(9999)) == 54 * 60
    assert sum(used_by_step(over, at(9999)).values()) == 54 * 60


def test_a_sleep_or_a_restart_shows_the_truth() -> None:
    again = Schedule.model_validate(HOUR.model_dump())
    assert seconds_left(again, at(59)) == 60
    there = at(24).astimezone(timezone(timedelta(hours=-5)))
    assert seconds_used(again, there) == 24 * 60


def test_a_clock_that_was_set_back_gives_no_time_back() -> None:
    assert latest(HOUR) == at(22)
    assert seconds_used(HOUR, at(-600)) == 22 * 60
    assert used_by_step(HOUR, at(-600))["tree"] == 14 * 60
    resting = evolve(HOUR, breaks=(Break(since=at(25)),))
    assert seconds_used(resting, at(-600)) == 25 * 60


def test_breaks_that_overlap_in_a_file_are_counted_once() -> None:
    odd = evolve(
        HOUR,
        ends=at(70),
        breaks=(Break(since=at(10), until=at(20)), Break(since=at(12), until=at(15))),
    )
    assert (seconds_used(odd, at(30)), rested(odd, at(30)), seconds_planned(odd)) == (
        20 * 60,
        600,
        3600,
    )


@given(hours(), instants())
def test_nothing_is_negative_and_all_adds_up_whatever_stands_in_the_file(
    hour: Schedule, now: datetime
) -> None:
    assert seconds_used(hour, now) >= 0
    assert seconds_planned(hour) >= 0
    assert rested(hour, now) >= 0
    assert all(seconds >= 0 for seconds in used_by_step(hour, now).values())
    assert seconds_used(hour, now) + seconds_left(hour, now) == seconds_planned(hour)


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(0, 300))
def test_the_steps_together_have_used_what_the_whole_has(waits: list[int], last: int) -> None:
    place, visits = 0, [Visit(step="people", at=BEGAN)]
    for number, wait in enumerate(waits):
        place += wait
        visits.append(Visit(step=("tree", "worries")[number % 2], at=at(place)))
    hour = evolve(HOUR, visits=tuple(visits), breaks=(Break(since=at(5), until=at(9)),))
    now = at(place + last)
    assert sum(used_by_step(hour, now).values()) == seconds_used(hour, now)


@given(st.lists(st.integers(-500, 500), min_size=2, max_size=12))
def test_what_is_used_never_shrinks_while_the_clock_goes_forward(moves: list[int]) -> None:
    seen = [seconds_used(HOUR, at(minutes)) for minutes in sorted(moves)]
    assert seen == sorted(seen)


@pytest.mark.parametrize("seconds", [-1, -3600])
def test_a_share_below_nothing_is_refused(seconds: int) -> None:
    with pytest.raises(ValueError, match="greater than or equal to 0"):
        Schedule.model_validate({"began": BEGAN, "ends": at(60), "late": seconds})
