"""Times of day and lengths as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.parsing.times import (
    LONGEST_MINUTES,
    SHORTEST_MINUTES,
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
        ("half past 9", time(9, 30)),
        ("Half past nine", time(9, 30)),
        ("half-past 2", time(14, 30)),
        ("half nine", time(9, 30)),
        ("quarter to ten", time(9, 45)),
        ("a quarter to 10", time(9, 45)),
        ("quarter past 2", time(14, 15)),
        ("quarter to 1", time(12, 45)),
        ("quarter to 7", time(18, 45)),
        ("quarter to 7 am", time(6, 45)),
        ("quarter to 12 noon", time(11, 45)),
        ("ten past nine", time(9, 10)),
        ("5 to 11", time(10, 55)),
        ("twenty-five past three", time(15, 25)),
        ("twenty minutes to four", time(15, 40)),
        ("half past 14", time(14, 30)),
        ("ten", time(10)),
        ("two pm", time(14)),
        ("nine thirty", time(9, 30)),
        ("ten o'clock", time(10)),
        ("12 noon", time(12)),
        ("12.00 noon", time(12)),
        ("midday", time(12)),
        ("midnight", time(0)),
        ("12 midnight", time(0)),
        ("10-00", time(10)),
        ("9–30", time(9, 30)),
        ("14-15", time(14, 15)),
        ("10.00hrs", time(10)),
        ("10.00 hrs.", time(10)),
        ("10:00 hours", time(10)),
        ("1000 hrs", time(10)),
        ("1000hrs", time(10)),
        ("1430h", time(14, 30)),
        ("0930", time(9, 30)),
        ("930", time(9, 30)),
        ("9.30a.m", time(9, 30)),
        ("9.30 a.m.", time(9, 30)),
        ("9.30 A M", time(9, 30)),
        ("9 o'clock pm", time(21)),
        ("9 in the morning", time(9)),
        ("2 in the afternoon", time(14)),
        ("7 this evening", time(19)),
        ("from 10", time(10)),
        ("@ 10am", time(10)),
        ("10.30.", time(10, 30)),
        ("\u200e10:30", time(10, 30)),
        ("10\u00a0am", time(10)),
    ],
)
def test_a_time_of_day_is_understood(typed: str, meant: time) -> None:
    assert parse_time(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "soon",
        "25:00",
        "10:60",
        "14pm",
        "0am",
        "10:0",
        "10:00:00",
        "-3",
        "24",
        "10-12",
        "9-11",
        "10 - 11.30",
        "half past",
        "quarter to 25",
        "70 past 9",
        "noonish",
        "tenish",
        "half past 13 pm",
        "1½",
        "late morning",
    ],
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
        ("two hours", 120),
        ("1½ hours", 90),
        ("1 ½ h", 90),
        ("1½", 90),
        ("2¼ hrs", 135),
        ("¾ hour", 45),
        ("½ an hour", 30),
        ("1 1/2 hours", 90),
        ("3/4 hour", 45),
        ("three quarters of an hour", 45),
        ("a quarter of an hour", 15),
        ("half hour", 30),
        ("hour and a half", 90),
        ("an hour and a half", 90),
        ("One hour and a half", 90),
        ("an hour & a quarter", 75),
        ("one and a half hours", 90),
        ("two and a half hours", 150),
        ("an hour and 20 minutes", 80),
        ("hour", 60),
        ("2", 120),
        ("1", 60),
        ("4", 240),
        ("two", 120),
        ("5", 5),
        ("ninety minutes", 90),
        ("forty-five mins", 45),
        ("1.30", 90),
        ("1.30 h", 90),
        ("1,30 hours", 90),
        ("1.15", 75),
        ("1.45h", 105),
        ("1.05", 65),
        ("1.00", 60),
        ("1.5 h", 90),
        ("1.5", 90),
        ("0.75 h", 45),
        ("1.75 hours", 105),
        ("1.50 h", 90),
        ("2.5 hrs", 150),
        ("1:30 h", 90),
        ("01:30", 90),
        ("45'", 45),
        ("45’", 45),
        ("45′", 45),
        ("45 mins", 45),
        ("45mins.", 45),
        ("1h30m", 90),
        ("1hr 30mins", 90),
        ("1 h 30'", 90),
        ("90 min (1 h 30)", 90),
        ("90\u00a0min", 90),
    ],
)
def test_a_length_is_understood(typed: str, minutes: int) -> None:
    assert parse_length(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "4 min",
        "0",
        "1441",
        "25h",
        "long",
        "1h75",
        "-60",
        "60 s",
        "half",
        "1/2 day",
        "60-90",
        "1 to 2 hours",
        "a few hours",
        "1.30 min",
        "3'",
        "two thirds",
        "45.5",
        "an",
        "and a half",
    ],
)
def test_what_is_no_length_of_a_discussion_is_none(typed: str) -> None:
    assert parse_length(typed) is None


@given(st.integers(SHORTEST_MINUTES, LONGEST_MINUTES))
def test_a_length_is_read_as_it_is_told(minutes: int) -> None:
    told = format_length(minutes)
    assert parse_length(told) == minutes
    assert parse_length(told.partition(" (")[0]) == minutes


@given(st.integers(0, 23), st.integers(15, 59))
def test_an_hour_and_its_minutes_are_one_length_however_parted(hours: int, minutes: int) -> None:
    for typed in (f"{hours}h{minutes}", f"{hours}:{minutes}", f"{hours} hours and {minutes} mins"):
        assert parse_length(typed) == hours * 60 + minutes


def test_a_long_one_is_told_in_hours_too() -> None:
    assert (format_length(45), format_length(60)) == ("45 min", "60 min")
    assert (format_length(90), format_length(120)) == ("90 min (1 h 30)", "120 min (2 h)")


@given(st.times())
def test_a_time_is_read_as_it_is_told(at: time) -> None:
    assert parse_time(f"{at:%H:%M}") == at.replace(second=0, microsecond=0)


PIECES = st.lists(
    st.sampled_from(["1", "30", "½", "half", "past", "quarter", "to", "ten", "noon", "am", "hour",
                     "hrs", "and", "a", ".", ":", "-", " ", "'", "min", "99"]),
    max_size=6,
).map("".join)  # fmt: skip


@given(st.text(max_size=12) | PIECES)
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    parse_time(text)
    parse_length(text)
