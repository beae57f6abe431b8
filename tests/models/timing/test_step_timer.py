"""The clock of a step: pauses, added minutes, sleeps, and clocks set back."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from casetool.models.timing.step_timer import (
    StepTimer,
    start_timer,
    timer_seconds_left,
    timer_seconds_used,
    toggle_timer_value,
    with_minutes,
)

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


FIVE = start_timer("thoughts", 5, NOW)


def test_a_clock_starts_full_and_runs() -> None:
    assert StepTimer(step="thoughts", budget=300, began=NOW, since=NOW) == FIVE
    assert (timer_seconds_used(FIVE, NOW), timer_seconds_left(FIVE, NOW)) == (0, 300)
    assert (timer_seconds_used(FIVE, later(61.9)), timer_seconds_left(FIVE, later(61.9))) == (
        61,
        239,
    )


def test_past_zero_it_counts_the_overrun() -> None:
    assert timer_seconds_left(FIVE, later(300)) == 0
    assert timer_seconds_left(FIVE, later(330)) == -30


def test_a_pause_uses_nothing() -> None:
    paused = toggle_timer_value(FIVE, later(60))
    assert (paused.since, paused.used) == (None, 60)
    assert timer_seconds_left(paused, later(4000)) == 240
    running = toggle_timer_value(paused, later(4000))
    assert timer_seconds_left(running, later(4010)) == 230
    assert running.began == NOW


def test_a_minute_more_keeps_what_is_left() -> None:
    more = with_minutes(FIVE, 1, later(100))
    assert timer_seconds_left(more, later(100)) == 260
    assert more.since == NOW


def test_past_zero_a_minute_more_is_a_whole_minute() -> None:
    assert timer_seconds_left(with_minutes(FIVE, 1, later(400)), later(400)) == 60
    paused = toggle_timer_value(FIVE, later(400))
    assert timer_seconds_left(with_minutes(paused, 2, later(900)), later(900)) == 120


def test_a_sleep_or_a_restart_shows_the_truth() -> None:
    read_again = StepTimer.model_validate(FIVE.model_dump())
    assert timer_seconds_left(read_again, later(290)) == 10


def test_another_offset_is_the_same_instant() -> None:
    there = later(60).astimezone(timezone(timedelta(hours=5, minutes=45)))
    assert timer_seconds_left(FIVE, there) == 240


def test_a_wall_clock_that_was_set_back_gives_no_time_back() -> None:
    assert timer_seconds_used(FIVE, later(-3600)) == 0
    running = toggle_timer_value(toggle_timer_value(FIVE, later(60)), later(70))
    assert timer_seconds_used(running, later(-3600)) == 60


STEPS = st.lists(
    st.tuples(st.sampled_from(["toggle", "minute", "wait"]), st.integers(-600, 600)), max_size=12
)


@given(STEPS)
def test_used_never_shrinks_and_what_is_left_adds_up(steps: list[tuple[str, int]]) -> None:
    clock, at, before = FIVE, 0, 0
    for what, seconds in steps:
        at += abs(seconds)
        if what == "toggle":
            clock = toggle_timer_value(clock, later(at))
        elif what == "minute":
            clock = with_minutes(clock, 1, later(at))
            assert timer_seconds_left(clock, later(at)) >= 60
        assert timer_seconds_used(clock, later(at)) >= before
        before = timer_seconds_used(clock, later(at))
        assert timer_seconds_left(clock, later(at)) + before == clock.budget
        assert StepTimer.model_validate(clock.model_dump()) == clock
        assert timer_seconds_used(clock, later(at - 100_000)) >= clock.used
