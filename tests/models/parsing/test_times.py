"""Times of day and lengths as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.parsing.times import (
    LONGEST,
    SHORTEST,
    format_length,
    parse_length,
    parse_time,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("10:00", time(10)),
        ("10.00", time(10)),
        ("10", time(10)),
        ("1000", time(10)),
        ("10am", time(10)),
        ("10 AM", time(10)),
        ("at 10.30 a.m.", time(10, 30)),
        ("2pm", time(14)),
        ("2.15 pm", time(14, 15)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("12:30", time(12, 30)),
        ("2", time(14)),
        ("2:30", time(14, 30)),
        ("02:30", time(2, 30)),
        ("14h", time(14)),
        ("9h30", time(9, 30)),
        ("9 o’clock", time(9)),
        ("noon", time(12)),
    ],
)
def test_a_time_of_day_is_understood(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "soon", "25:00", "10:60", "14pm", "0am", "ten", "10:0", "10:00:00", "-3", "24"]
)
def test_what_is_no_time_of_day_is_none(typed: str) -> None:
    assert parse_time(typed) is None


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45", 45),
        ("90", 90),
        ("90 min", 90),
        ("90m", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1 hour and 15 minutes", 75),
        ("1:30", 90),
        ("1.5 h", 90),
        ("1,25 hours", 75),
        ("An hour", 60),
        ("half an hour", 30),
        ("2 hours", 120),
    ],
)
def test_a_length_is_understood(typed: str, minutes: int) -> None:
    assert parse_length(typed) == minutes


@pytest.mark.parametrize("typed", ["", "4", "0", "1441", "25h", "long", "1h75", "-60", "60 s"])
def test_what_is_no_length_of_a_discussion_is_none(typed: str) -> None:
    assert parse_length(typed) is None


@given(st.integers(SHORTEST, LONGEST))
def test_a_length_is_read_as_it_is_told(minutes: int) -> None:
    told = format_length(minutes)
    assert parse_length(told.partition(" (")[0]) == minutes


def test_a_long_one_is_told_in_hours_too() -> None:
    assert (format_length(45), format_length(60)) == ("45 min", "60 min")
    assert (format_length(90), format_length(120)) == ("90 min (1 h 30)", "120 min (2 h)")


@given(st.times())
def test_a_time_is_read_as_it_is_told(at: time) -> None:
    assert parse_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


@given(st.text(max_size=12))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    parse_time(text)
    parse_length(text)
