"""Sums that stay within the calendar, and days that nobody means."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from casetool.models.parsing.days import (
    day_after,
    format_date_short,
    how_far_off,
    instant_after,
    instant_in,
    is_odd,
    likely_days,
)
from tests.support.strategies import extreme_days, extreme_instants, extreme_numbers

TODAY = date(2026, 11, 28)
EAST = timezone(timedelta(hours=23, minutes=59))


@given(extreme_days(), extreme_numbers())
def test_a_sum_of_days_is_never_beyond_the_calendar(day: date, count: int) -> None:
    after = day_after(day, count)
    assert date.min <= after <= date.max
    if (date.min - day).days <= count <= (date.max - day).days:
        assert (after - day).days == count


@given(extreme_instants(), extreme_numbers())
def test_a_sum_of_instants_is_never_beyond_it_either(at: datetime, seconds: int) -> None:
    after = instant_after(at, seconds)
    assert (after >= at) if seconds >= 0 else (after <= at)


@given(extreme_instants(), extreme_instants())
def test_an_instant_is_told_in_every_zone(at: datetime, other: datetime) -> None:
    assert instant_in(at, other.tzinfo).tzinfo == other.tzinfo
    assert instant_in(at, None).tzinfo is not None


def test_sums_within_the_calendar_are_what_they_are() -> None:
    noon = datetime(2026, 11, 12, 12, tzinfo=UTC)
    assert day_after(date(2026, 12, 31), 1) == date(2027, 1, 1)
    assert instant_after(noon, -3600) == datetime(2026, 11, 12, 11, tzinfo=UTC)
    assert instant_after(noon, timedelta(minutes=5)).minute == 5
    assert instant_in(noon, EAST) == noon


@pytest.mark.parametrize(
    ("name", "day", "odd"),
    [
        ("discussion", date(9999, 12, 31), True),
        ("discussion", date(1, 1, 1), True),
        ("discussion", date(2031, 11, 28), False),
        ("discussion", date(2031, 11, 29), True),
        ("discussion", date(2006, 11, 28), False),
        ("discussion", date(2006, 11, 27), True),
        ("referral", date(2027, 12, 1), True),
        ("review", date(2101, 1, 1), False),
        ("review", date(2126, 11, 29), True),
        ("due", date(2044, 1, 1), False),
        ("done", date(2044, 1, 1), True),
        ("plans", date(2044, 1, 1), True),
    ],
)
def test_which_days_are_odd(name: str, day: date, odd: bool) -> None:
    assert is_odd(name, day, TODAY) == odd


@given(extreme_days())
def test_there_are_likely_days_whatever_the_clock_says(today: date) -> None:
    first, last = likely_days("discussion", today)
    assert first <= today <= last
    assert not is_odd("discussion", today, today)


def test_days_are_told_alike_on_every_system() -> None:
    assert format_date_short(date(2026, 10, 3)) == "3 Oct 2026"
    assert format_date_short(date(1, 1, 1)) == "1 Jan 1"
    assert how_far_off(date(9999, 12, 31), TODAY) == "7,973 years from now"
    assert how_far_off(date(1, 1, 1), TODAY) == "2,025 years ago"
    assert how_far_off(date(2027, 12, 1), TODAY) == "1 year from now"
