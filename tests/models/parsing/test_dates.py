"""Days told in English, names of days and months, and working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.parsing.dates import (
    add_working_days,
    format_date,
    format_date_long,
    month_name,
    month_number,
    weekday_name,
    weekday_number,
    working_day,
)
from casetool.models.session import Nation

LONG_AGO = date(2000, 1, 1)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def test_a_name_is_known_by_its_first_letters() -> None:
    for word in ("thu", "thur", "thurs", "thursday"):
        assert weekday_number(word) == 3
    assert [weekday_number(word) for word in ("tues", "weds", "t", "s", "friyay")] == [
        1, 2, None, None, None
    ]  # fmt: skip
    assert [month_number(word) for word in ("sept", "dec", "ma", "june", "decent")] == [
        9, 12, None, 6, None
    ]  # fmt: skip
    assert all(weekday_number(weekday_name(number).casefold()) == number for number in range(7))
    assert all(month_number(month_name(number).casefold()) == number for number in range(1, 13))


def test_a_day_is_told_in_english_whatever_the_computer_speaks() -> None:
    assert format_date(date(2026, 11, 16)) == "Mon 16 Nov 2026"
    assert format_date(date(2027, 1, 6)) == "Wed 6 Jan 2027"
    assert format_date_long(date(2026, 11, 12)) == "Thursday 12 November 2026"


@pytest.mark.parametrize(
    ("nation", "day"),
    [
        (Nation.ENGLAND, date(2027, 1, 6)),
        (Nation.WALES, date(2027, 1, 6)),
        (Nation.NORTHERN_IRELAND, date(2027, 1, 6)),
        (Nation.SCOTLAND, date(2027, 1, 7)),
    ],
)
def test_ten_working_days_over_christmas(nation: Nation, day: date) -> None:
    """Fri 18 Dec 2026: Christmas, Boxing Day's substitute, New Year; 2 January in Scotland."""
    assert add_working_days(date(2026, 12, 18), 10, working_day(nation)) == day


def test_bank_holidays_differ_between_the_nations() -> None:
    st_andrew, st_patrick = date(2026, 11, 30), date(2026, 3, 17)
    assert not working_day(Nation.SCOTLAND)(st_andrew)
    assert working_day(Nation.ENGLAND)(st_andrew)
    assert not working_day(Nation.NORTHERN_IRELAND)(st_patrick)
    assert working_day(Nation.WALES)(st_patrick)


@given(st.dates(LONG_AGO, date(2090, 1, 1)), st.integers(1, 60))
def test_working_days_end_on_one_and_count_each(day: date, count: int) -> None:
    end = add_working_days(day, count, weekdays)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert weekdays(end)
    assert sum(map(weekdays, between)) == count
    assert add_working_days(day, 0, weekdays) == day
