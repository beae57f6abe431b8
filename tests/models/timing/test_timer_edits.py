"""The clock of a step is started, paused, and given minutes; the others run on untouched."""

from datetime import UTC, datetime, timedelta

from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.timing.step_timer import StepTimer, timer_seconds_left
from casetool.models.timing.timer_edits import add_minutes, timer_of, toggle_timer
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
THOUGHTS, TREE = METHOD.step("thoughts"), METHOD.step("tree")
SESSION = Session(id="a", child="Robin", headings=empty_headings(METHOD))
RUNNING = toggle_timer(SESSION, THOUGHTS, NOW)


def after(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def the_clock(session: Session, step: str = "thoughts") -> StepTimer:
    clock = timer_of(session, step)
    assert clock is not None
    return clock


def test_a_step_has_no_clock_until_it_is_started() -> None:
    assert timer_of(SESSION, "thoughts") is None
    assert timer_of(RUNNING, "tree") is None


def test_a_clock_starts_with_the_minutes_of_its_step() -> None:
    assert THOUGHTS.minutes == 5
    assert the_clock(RUNNING) == StepTimer(step="thoughts", budget=300, began=NOW, since=NOW)


def test_a_clock_is_paused_and_runs_on() -> None:
    paused = toggle_timer(RUNNING, THOUGHTS, after(100))
    assert (the_clock(paused).since, the_clock(paused).used) == (None, 100)
    again = toggle_timer(paused, THOUGHTS, after(1000))
    assert timer_seconds_left(the_clock(again), after(1050)) == 150
    assert the_clock(again).began == NOW


def test_a_running_clock_gets_more_minutes() -> None:
    assert (
        timer_seconds_left(the_clock(add_minutes(RUNNING, THOUGHTS, 1, after(200))), after(200))
        == 160
    )


def test_past_zero_the_minutes_count_from_now() -> None:
    assert (
        timer_seconds_left(the_clock(add_minutes(RUNNING, THOUGHTS, 2, after(900))), after(900))
        == 120
    )


def test_more_minutes_start_a_clock_that_has_not_been_started() -> None:
    assert the_clock(add_minutes(SESSION, THOUGHTS, 1, NOW)) == StepTimer(
        step="thoughts", budget=360, began=NOW, since=NOW
    )


def test_each_step_has_its_own_clock_and_keeps_its_place() -> None:
    both = toggle_timer(RUNNING, TREE, after(300))
    later = toggle_timer(both, THOUGHTS, after(400))
    assert [clock.step for clock in later.clocks] == ["thoughts", "tree"]
    assert the_clock(later, "tree") is the_clock(both, "tree")
    assert all(new is old for new, old in zip(later.headings, SESSION.headings, strict=True))
