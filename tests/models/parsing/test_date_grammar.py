"""Typed dates of each direction: what is understood, what is not, and what never happens."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.parsing.calendar_days import JUST_PASSED_DAYS, DateReading, DayDirection
from casetool.models.parsing.date_grammar import read_date
from casetool.models.parsing.dates import format_date, format_date_long
from tests.support.strategies import extreme_days, texts

FRIDAY = date(2026, 11, 20)
LONG_AGO = date(2000, 1, 1)


def weekdays(day: date) -> bool:
    return day.weekday() < 5


def day_read(typed: str, today: date, direction: DayDirection) -> date | None:
    reading = read_date(typed, today, direction, weekdays)
    return reading.day if reading is not None else None


def ahead(typed: str, today: date = FRIDAY) -> date | None:
    return day_read(typed, today, DayDirection.AHEAD)


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
        ("19 nov", date(2026, 11, 19)),
        ("23 oct", date(2026, 10, 23)),
        ("22 oct", date(2027, 10, 22)),
        ("29 feb 28", date(2028, 2, 29)),
        ("yesterday", date(2026, 11, 19)),
        ("last friday", date(2026, 11, 13)),
        ("2 weeks ago", date(2026, 11, 6)),
        ("2 weeks today", date(2026, 12, 4)),
        ("next week", date(2026, 11, 27)),
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
    assert ahead(typed, FRIDAY) == day


@pytest.mark.parametrize(
    "typed",
    [
        "", "   ", "by", "soon", "asap", "31 feb", "12/13", "0/1", "29/2/2027", "2026-13-01",
        "12 xyz", "12 septemberish", "12 ma", "f", "t", "12", "2x kids", "29 feb", "2/7",
        "before the panel", "-2w", "1000d", "tue 20 nov",
        "1998 - 2004", "10wdx",
        "+", "0000-01-01", "12-14", "12 11", "2026-12/03", "12-11 2026", "a child",
    ],
)  # fmt: skip
def test_what_is_no_date_or_cannot_be_one_is_not_guessed(typed: str) -> None:
    assert ahead(typed, FRIDAY) is None


def test_next_friday_is_the_one_of_next_week_from_any_day_of_this_week() -> None:
    monday = date(2026, 11, 16)
    for offset in range(7):
        day = monday + timedelta(days=offset)
        assert ahead("next friday", day) == date(2026, 11, 27)


def test_a_month_from_its_last_day_stays_in_the_next_month() -> None:
    assert ahead("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert ahead("end of next month", date(2027, 1, 31)) == date(2027, 2, 28)


RELATIVE = st.one_of(
    st.builds("{}{}".format, st.integers(0, 999), st.sampled_from(["d", "w", "m", "wd", " weeks"])),
    st.builds(
        "{}{}".format,
        st.sampled_from(["", "this ", "next "]),
        st.sampled_from(["mon", "tuesday", "wed", "thu", "friday", "sat", "sunday"]),
    ),
    st.builds("{}.{}".format, st.integers(1, 28), st.integers(1, 12)),
    st.sampled_from(["today", "tomorrow", "end of month", "end of the week", "next week",
                     "next month", "fortnight", "a week on friday", "2/52", "end of may"]),
)  # fmt: skip
DIRECTIONS = st.sampled_from(DayDirection)


@given(RELATIVE, st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_what_names_no_year_has_hardly_passed(typed: str, today: date) -> None:
    day = ahead(typed, today)
    assert day is not None
    assert (today - day).days <= (JUST_PASSED_DAYS if "." in typed else 0)


@given(st.integers(1, 28), st.integers(1, 12), st.dates(LONG_AGO, date(2090, 1, 1)))
def test_a_year_that_was_not_typed_fits_the_direction(day: int, month: int, today: date) -> None:
    typed = f"{day}.{month}."
    past, near = (day_read(typed, today, way) for way in (DayDirection.PAST, DayDirection.NEAR))
    assert past is not None
    assert near is not None
    assert 0 <= (today - past).days <= 366
    assert abs((today - near).days) <= 184


@given(st.dates(), st.dates(LONG_AGO, date(2090, 1, 1)), DIRECTIONS)
def test_what_is_told_back_is_understood_as_the_same_day(
    day: date, today: date, direction: DayDirection
) -> None:
    if day.year < 1000:
        day = day.replace(year=day.year + 1000, day=min(day.day, 28))
    for told in (
        format_date(day),
        format_date_long(day),
        day.isoformat(),
        f"{day:%d/%m}/{day.year}",
        f"{day:%d}-{day:%m}-{day.year}",
        f"{format_date(day)} at 2pm",
    ):
        assert day_read(told, today, direction) == day


@given(st.dates(LONG_AGO, date(2099, 12, 31)), DIRECTIONS)
def test_two_digits_are_a_year_of_now(day: date, direction: DayDirection) -> None:
    for told in (f"{day:%d.%m.%y}", f"{day.day}-{day:%m}-{day:%y}"):
        assert day_read(told, day, direction) == day


@given(
    st.dates(LONG_AGO, date(2090, 1, 1)), st.integers(1, 6), st.dates(LONG_AGO, date(2090, 1, 1))
)
def test_a_weekday_that_does_not_fit_is_never_taken(day: date, off: int, today: date) -> None:
    weekday = format_date(day + timedelta(days=off))[:3]
    for typed in (f"{weekday} {day:%d/%m}/{day.year}", f"{day.isoformat()} ({weekday})"):
        for direction in DayDirection:
            reading = read_date(typed, today, direction, weekdays)
            assert reading is not None
            assert reading.day is None
            assert "which is meant?" in reading.question


PIECES = st.lists(
    st.sampled_from(["2", "31", "a", "week", "month", "fortnight", "on", "from", "friday", "next",
                     "last", "ago", "end", "of", "dec", "feb", "the", "3rd", "/", "7", "52", "-",
                     "w/c", "at", "2pm", "today", "wd", "99", "2026", "time", "start", "first"]),
    max_size=6,
).map(" ".join)  # fmt: skip


@given(
    texts() | PIECES | PIECES.map(lambda text: text.replace(" ", "")), extreme_days(), DIRECTIONS
)
def test_no_text_is_too_odd_to_be_read(typed: str, today: date, direction: DayDirection) -> None:
    reading = read_date(typed, today, direction, lambda _: True)
    assert reading is None or isinstance(reading, DateReading)
    if reading is not None:
        assert (reading.day is None) == bool(reading.question)
        assert any(letter.isalnum() for letter in typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("14 october", date(2026, 10, 14)),
        ("12 dec", date(2025, 12, 12)),
        ("20/11", FRIDAY),
        ("29 feb", None),
        ("29 feb 2024", date(2024, 2, 29)),
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
    assert day_read(typed, FRIDAY, DayDirection.PAST) == day


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
    assert day_read(typed, FRIDAY, DayDirection.NEAR) == day
