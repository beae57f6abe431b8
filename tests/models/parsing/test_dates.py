"""Typed dates: what is understood, what is not, and what never happens."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.parsing.dates import (
    add_working_days,
    format_date,
    format_date_long,
    parse_date,
    parse_near_date,
    parse_past_date,
    working_day,
)
from casetool.models.session import Nation
from tests.support.strategies import texts

FRIDAY = date(2026, 11, 20)
LONG_AGO = date(2000, 1, 1)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-12", date(2026, 12, 12)),
        ("12/12", date(2026, 12, 12)),
        ("3/4", date(2027, 4, 3)),
        ("12/12/2026", date(2026, 12, 12)),
        ("12.12.26", date(2026, 12, 12)),
        ("12-12-26", date(2026, 12, 12)),
        ("14-10-2027", date(2027, 10, 14)),
        ("12 11 2026", date(2026, 11, 12)),
        ("2026/12/03", date(2026, 12, 3)),
        ("2026.12.3", date(2026, 12, 3)),
        ("in a week", date(2026, 11, 27)),
        ("in a year", date(2027, 11, 20)),
        ("12.12.", date(2026, 12, 12)),
        ("12 dec", date(2026, 12, 12)),
        ("12th December 2026", date(2026, 12, 12)),
        ("dec 12", date(2026, 12, 12)),
        ("Dec. 12th, 2027", date(2027, 12, 12)),
        ("the 1st of sept 27", date(2027, 9, 1)),
        ("Mon 23 Nov", date(2026, 11, 23)),
        ("Thursday 10 December", date(2026, 12, 10)),
        ("by 12 dec", date(2026, 12, 12)),
        ("  Before 12  DEC, ", date(2026, 12, 12)),
        ("12 jan", date(2027, 1, 12)),
        ("20 nov", FRIDAY),
        ("19 nov", date(2027, 11, 19)),
        ("29 feb", date(2028, 2, 29)),
        ("2025-01-01", date(2025, 1, 1)),
        ("today", FRIDAY),
        ("Tomorrow", date(2026, 11, 21)),
        ("friday", date(2026, 11, 27)),
        ("on fri", date(2026, 11, 27)),
        ("this friday", FRIDAY),
        ("next friday", date(2026, 11, 27)),
        ("mon", date(2026, 11, 23)),
        ("weds", date(2026, 11, 25)),
        ("thurs", date(2026, 11, 26)),
        ("next sunday", date(2026, 11, 29)),
        ("+3d", date(2026, 11, 23)),
        ("+2w", date(2026, 12, 4)),
        ("2w", date(2026, 12, 4)),
        ("in 2 weeks", date(2026, 12, 4)),
        ("in 2 weeks' time", date(2026, 12, 4)),
        ("within 2 weeks", date(2026, 12, 4)),
        ("+1m", date(2026, 12, 20)),
        ("14 months", date(2028, 1, 20)),
        ("7y", date(2033, 11, 20)),
        ("1 year", date(2027, 11, 20)),
        ("10wd", date(2026, 12, 4)),
        ("+10wd", date(2026, 12, 4)),
        ("in 10 working days", date(2026, 12, 4)),
        ("end of month", date(2026, 11, 30)),
        ("by the end of the month", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
    ],
)
def test_a_deadline_is_understood_as_people_type_it(typed: str, day: date) -> None:
    assert parse_date(typed, FRIDAY, weekdays) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "by", "soon", "asap", "31 feb", "12/13", "0/1", "29/2/2027", "2026-13-01",
        "12 xyz", "12 septemberish", "12 ma", "f", "t", "12", "2x kids", "next week",
        "before the panel", "yesterday", "last friday", "2 weeks today", "-2w", "1000d",
        "1998 - 2004", "10wdx",
        "+", "0000-01-01", "12-14", "12 11", "2026-12/03", "12-11 2026", "a child", "2 weeks ago",
    ],
)  # fmt: skip
def test_what_is_no_date_or_cannot_be_one_is_not_guessed(typed: str) -> None:
    assert parse_date(typed, FRIDAY, weekdays) is None


def test_next_friday_is_the_one_of_next_week_from_any_day_of_this_week() -> None:
    monday = date(2026, 11, 16)
    for offset in range(7):
        day = monday + timedelta(days=offset)
        assert parse_date("next friday", day, weekdays) == date(2026, 11, 27)


def test_a_month_from_its_last_day_stays_in_the_next_month() -> None:
    assert parse_date("+1m", date(2027, 1, 31), weekdays) == date(2027, 2, 28)
    assert parse_date("end of next month", date(2027, 1, 31), weekdays) == date(2027, 2, 28)


RELATIVE = st.one_of(
    st.builds("{}{}".format, st.integers(0, 999), st.sampled_from(["d", "w", "m", "wd", " weeks"])),
    st.builds(
        "{}{}".format,
        st.sampled_from(["", "this ", "next "]),
        st.sampled_from(["mon", "tuesday", "wed", "thu", "friday", "sat", "sunday"]),
    ),
    st.builds("{}/{}".format, st.integers(1, 28), st.integers(1, 12)),
    st.sampled_from(["today", "tomorrow", "end of month", "29 feb"]),
)


@given(RELATIVE, st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_what_names_no_year_is_never_past(typed: str, today: date) -> None:
    day = parse_date(typed, today, weekdays)
    assert day is not None
    assert day >= today


@given(st.dates(LONG_AGO, date(2099, 12, 31)), st.dates(LONG_AGO, date(2090, 1, 1)))
def test_what_is_told_back_is_understood_as_the_same_day(day: date, today: date) -> None:
    for told in (
        format_date(day),
        format_date_long(day),
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%y}",
    ):
        assert parse_date(told, today, weekdays) == day
        assert parse_past_date(told, today) == day


@given(texts(), st.dates(LONG_AGO, date(2090, 1, 1)))
def test_no_text_is_too_odd_to_be_read(typed: str, today: date) -> None:
    day = parse_date(typed, today, lambda _: True)
    assert day is None or isinstance(day, date)
    assert parse_past_date(typed, today) is None or any(letter.isalnum() for letter in typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14 october", date(2026, 10, 14)),
        ("12 dec", date(2025, 12, 12)),
        ("20/11", FRIDAY),
        ("29 feb", date(2024, 2, 29)),
        ("14.10.2026", date(2026, 10, 14)),
        ("today", FRIDAY),
        ("yesterday", date(2026, 11, 19)),
        ("2 weeks ago", date(2026, 11, 6)),
        ("3 days ago", date(2026, 11, 17)),
        ("a month ago", date(2026, 10, 20)),
        ("9 months ago", date(2026, 2, 20)),
        ("2 years ago", date(2024, 11, 20)),
        ("10wd ago", None),
        ("999 years ago", date(1027, 11, 20)),
        ("friday", FRIDAY),
        ("last friday", date(2026, 11, 13)),
        ("on monday", date(2026, 11, 16)),
        ("last mon", date(2026, 11, 16)),
        ("sunday", date(2026, 11, 15)),
        ("m", None),
        ("2026-12-24", date(2026, 12, 24)),
        ("tomorrow", None),
        ("+2w", None),
        ("31 feb", None),
        ("last week", None),
    ],
)
def test_a_referral_lies_behind_us(typed: str, day: date | None) -> None:
    assert parse_past_date(typed, FRIDAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12 nov", date(2026, 11, 12)),
        ("12 dec", date(2026, 12, 12)),
        ("12 jan", date(2027, 1, 12)),
        ("12 aug", date(2026, 8, 12)),
        ("friday", date(2026, 11, 27)),
        ("yesterday", date(2026, 11, 19)),
        ("2028-01-12", date(2028, 1, 12)),
        ("300d", date(2027, 9, 16)),
        ("soon", None),
    ],
)
def test_a_discussion_is_ahead_or_was_a_short_while_ago(typed: str, day: date | None) -> None:
    assert parse_near_date(typed, FRIDAY, weekdays) == day


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
