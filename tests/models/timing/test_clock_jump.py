"""What runs goes on as it was when the computer's clock is set; what is over keeps its times."""

from datetime import timedelta

import pytest

from casetool.models.base import evolve
from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.models.timing.clock_jump import shift_time
from casetool.models.timing.schedule import Break, Schedule, Visit, seconds_used
from casetool.models.timing.step_timer import start_timer, timer_seconds_left, toggle_timer_value
from tests.support.driving import START
from tests.support.strategies import METHOD

LATER = START + timedelta(minutes=3)
HOUR = Schedule(
    began=START,
    ends=START + timedelta(hours=1),
    visits=(Visit(step="facts", at=START),),
    breaks=(Break(since=START + timedelta(minutes=1), until=START + timedelta(minutes=2)),),
)


def session(**details: object) -> Session:
    data = {"id": "a", "child": "Ash", "headings": empty_headings(METHOD), **details}
    return Session.model_validate(data)


@pytest.mark.parametrize("seconds", [3600, -3600, 86_400 * 400, -11])
def test_what_is_used_and_left_stays_what_it_was(seconds: int) -> None:
    clock = start_timer("thoughts", 5, START)
    before = session(clocks=(clock,), hour=HOUR)
    after = shift_time(before, seconds)
    now = LATER + timedelta(seconds=seconds)
    assert timer_seconds_left(after.clocks[0], now) == timer_seconds_left(clock, LATER) == 120
    assert after.hour is not None
    assert seconds_used(after.hour, now) == seconds_used(HOUR, LATER) == 120


def test_what_is_over_keeps_its_times() -> None:
    paused = toggle_timer_value(start_timer("thoughts", 5, START), LATER)
    over = session(clocks=(paused,), hour=evolve(HOUR, ended=LATER))
    assert shift_time(over, 3600) is over
    assert shift_time(session(), 3600) == session()
