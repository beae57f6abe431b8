"""The present instant, and a clock that was set."""

from casetool.clock import LEAST_JUMP_SECONDS, JumpWatch, steady_seconds
from tests.support.driving import HandClock


def test_a_clock_that_nobody_sets_goes_on() -> None:
    first = steady_seconds()
    assert steady_seconds() >= first


def test_only_what_the_steady_clock_does_not_know_of_is_a_jump() -> None:
    clock, seconds = HandClock(), [0.0]
    watch = JumpWatch(clock, lambda: seconds[0])
    for passed, set_by, jumped in (
        (30, 0, 0), (30, 3600, 3600), (8 * 3600, 0, 0), (1, -3600, -3600),
        (1, LEAST_JUMP_SECONDS - 1, 0), (1, LEAST_JUMP_SECONDS, LEAST_JUMP_SECONDS),
    ):  # fmt: skip
        clock.on(seconds=passed + set_by)
        seconds[0] += passed
        assert watch.jump() == jumped


def test_without_a_steady_clock_nothing_is_noticed() -> None:
    clock = HandClock()
    watch = JumpWatch(clock, None)
    clock.on(hours=1)
    assert watch.jump() == 0
