"""Typed days as the echo tells them, by the kinds of text that people type."""

from datetime import date

import pytest

from casetool.models.parsing.typed_days import (
    DAY_NOT_UNDERSTOOD,
    DayError,
    day_echo,
    parse_typed_day,
)

TODAY = date(2026, 11, 28)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("fortnight", "Sat 12 Dec 2026"),
        ("a fortnight", "Sat 12 Dec 2026"),
        ("in a fortnight", "Sat 12 Dec 2026"),
        ("in a fortnight’s time", "Sat 12 Dec 2026"),
        ("in two weeks", "Sat 12 Dec 2026"),
        ("within six weeks", "Sat 9 Jan 2027"),
        ("Twelve weeks", "Sat 20 Feb 2027"),
        ("a couple of weeks", "Sat 12 Dec 2026"),
        ("in a couple weeks", "Sat 12 Dec 2026"),
        ("ten working days", "Fri 11 Dec 2026"),
        ("10 business days", "Fri 11 Dec 2026"),
        ("two months", "Thu 28 Jan 2027"),
        ("in 18 mths", "Sun 28 May 2028"),
        ("two weeks today", "Sat 12 Dec 2026"),
        ("a week today", "Sat 5 Dec 2026"),
        ("a week tomorrow", "Sun 6 Dec 2026"),
        ("tomorrow week", "Sun 6 Dec 2026"),
        ("a week on friday", "Fri 11 Dec 2026"),
        ("week on friday", "Fri 11 Dec 2026"),
        ("friday week", "Fri 11 Dec 2026"),
        ("on Friday week", "Fri 11 Dec 2026"),
        ("a fortnight on monday", "Mon 14 Dec 2026"),
        ("2 weeks on weds", "Wed 16 Dec 2026"),
        ("a week from monday", "Mon 7 Dec 2026"),
        ("two weeks from now", "Sat 12 Dec 2026"),
        ("3 days from friday", "Mon 7 Dec 2026"),
        ("next week", "Fri 4 Dec 2026, the Friday of that week"),
        ("by next week", "Fri 4 Dec 2026, the Friday of that week"),
        ("the week after next", "Fri 11 Dec 2026, the Friday of that week"),
        ("this week", "Fri 4 Dec 2026, the Friday of that week"),
        ("end of the week", "Fri 4 Dec 2026"),
        ("by the end of this week", "Fri 4 Dec 2026"),
        ("eow", "Fri 4 Dec 2026"),
        ("end of next week", "Fri 4 Dec 2026"),
        ("start of next week", "Mon 30 Nov 2026"),
        ("beginning of next week", "Mon 30 Nov 2026"),
        ("friday of next week", "Fri 4 Dec 2026"),
        ("next week, friday", "Fri 4 Dec 2026"),
        ("this coming friday", "Fri 4 Dec 2026"),
        ("next month", "Thu 31 Dec 2026, the end of that month"),
        ("this month", "Mon 30 Nov 2026, the end of that month"),
        ("beginning of next month", "Tue 1 Dec 2026"),
        ("end of december", "Thu 31 Dec 2026"),
        ("end of feb 2028", "Tue 29 Feb 2028"),
        ("the end of oct", "Sun 31 Oct 2027"),
        ("w/c 7 dec", "Mon 7 Dec 2026, the Monday of that week"),
        ("W/C 7th December", "Mon 7 Dec 2026, the Monday of that week"),
        ("week commencing 7/12", "Mon 7 Dec 2026, the Monday of that week"),
        ("wk commencing mon 7 dec", "Mon 7 Dec 2026, the Monday of that week"),
        ("week of 7 december", "Mon 7 Dec 2026, the Monday of that week"),
        ("week ending 11 dec", "Fri 11 Dec 2026, the end of that week"),
        ("w/e friday", "Fri 4 Dec 2026, the end of that week"),
        ("thur", "Thu 3 Dec 2026"),
        ("thurs", "Thu 3 Dec 2026"),
        ("Tues", "Tue 1 Dec 2026"),
        ("weds.", "Wed 2 Dec 2026"),
        ("thurs 3rd", "Thu 3 Dec 2026"),
        ("Thursday the 3rd", "Thu 3 Dec 2026"),
        ("thurs the third", "Thu 3 Dec 2026"),
        ("the 3rd", "Thu 3 Dec 2026"),
        ("3rd", "Thu 3 Dec 2026"),
        ("the 31st", "Thu 31 Dec 2026"),
        ("3rd of next month", "Thu 3 Dec 2026"),
        ("thu 26th", "Thu 26 Nov 2026, 2 days ago"),
        ("third of december", "Thu 3 Dec 2026"),
        ("the twenty-first of December", "Mon 21 Dec 2026"),
        ("3-12-26", "Thu 3 Dec 2026"),
        ("3–12–26", "Thu 3 Dec 2026"),
        ("3 - 12 - 2026", "Thu 3 Dec 2026"),
        ("3 / 12", "Thu 3 Dec 2026"),
        ("2026/12/03", "Thu 3 Dec 2026"),
        ("2026–12–03", "Thu 3 Dec 2026"),
        ("3-dec", "Thu 3 Dec 2026"),
        ("3-Dec-26", "Thu 3 Dec 2026"),
        ("03/DEC/2026", "Thu 3 Dec 2026"),
        ("3dec", "Thu 3 Dec 2026"),
        ("3rd Dec ’26", "Thu 3 Dec 2026"),
        ("4 dec (fri)", "Fri 4 Dec 2026"),
        ("(3 dec)", "Thu 3 Dec 2026"),
        ("no later than 3 dec", "Thu 3 Dec 2026"),
        ("until 3 dec", "Thu 3 Dec 2026"),
        ("friday at the latest", "Fri 4 Dec 2026"),
        ("cop friday", "Fri 4 Dec 2026"),
        ("close of play tomorrow", "Sun 29 Nov 2026"),
        ("tomorrow, end of day", "Sun 29 Nov 2026"),
        ("eod", "Sat 28 Nov 2026"),
        ("the day after tomorrow", "Mon 30 Nov 2026"),
        ("\u200e03/12/2026\u200f", "Thu 3 Dec 2026"),
        ("3\u00a0de\u00adc", "Thu 3 Dec 2026"),
    ],
)
def test_a_deadline_is_told_as_people_say_it(typed: str, told: str) -> None:
    assert day_echo("due", typed, TODAY) == told


@pytest.mark.parametrize(
    "typed",
    [
        "3 dec at 2pm", "3 dec 2pm", "3 dec, 14:00", "3/12 at 14.00hrs", "3 dec @ 2",
        "2pm on 3 dec", "thurs at half past 2", "thursday morning", "3 dec am", "thu 10.30",
        "3 dec at quarter to ten",
        "2026-12-03 14:00", "12 noon on thursday", "3rd december at 2 in the afternoon",
    ],
)  # fmt: skip
def test_a_time_of_day_has_no_place_and_that_is_told(typed: str) -> None:
    assert day_echo("due", typed, TODAY) == "Thu 3 Dec 2026, without the time"
    assert day_echo("discussion", typed, TODAY) == "Thu 3 Dec 2026, without the time"


@pytest.mark.parametrize(
    "typed",
    [
        "asap", "ASAP", "soon", "december", "after christmas", "end of term", "before easter",
        "2 to 3 weeks", "2-3 weeks", "a week or two", "a few weeks", "for 2 weeks", "every friday",
        "fridays", "the weekend", "first week of december", "middle of december", "mid dec",
        "7-9 dec", "30 nov or 1 dec", "7/8 dec", "friday 10", "friday 10-12", "not before 12 dec",
        "after 12 dec", "3-12", "w/c", "end of the year", "2 weeks after the panel", "the 32nd",
        "31st of this month", "week 7", "one", "couple", "3 dec to 5 dec", "at 2pm", "by noon",
        "last week", "last month", "5 friday", "a day friday", "the 0th", "99/52 ago ago",
    ],
)  # fmt: skip
def test_what_is_not_sure_stays_words(typed: str) -> None:
    assert day_echo("due", typed, TODAY) == DAY_NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("name", "typed", "question"),
    [
        ("due", "mon 4 dec", "4 Dec 2026 is a Friday, not a Monday: which is meant?"),
        (
            "due",
            "Monday 4th December 2026",
            "4 Dec 2026 is a Friday, not a Monday: which is meant?",
        ),
        ("due", "mon 2026-12-04", "4 Dec 2026 is a Friday, not a Monday: which is meant?"),
        ("due", "4/12 (mon)", "4 Dec 2026 is a Friday, not a Monday: which is meant?"),
        ("due", "mon 4th", "4 Dec 2026 is a Friday, not a Monday: which is meant?"),
        ("due", "mon 4 dec at 2pm", "4 Dec 2026 is a Friday, not a Monday: which is meant?"),
        ("due", "fri 26 nov", "26 Nov 2026 is a Thursday, not a Friday: which is meant?"),
        ("discussion", "thu 4 dec", "4 Dec 2026 is a Friday, not a Thursday: which is meant?"),
        ("referral", "mon 14 oct", "14 Oct 2026 is a Wednesday, not a Monday: which is meant?"),
        ("review", "mon 4/12/2030", "4 Dec 2030 is a Wednesday, not a Monday: which is meant?"),
        ("due", "w/c 9 dec", "9 Dec 2026 is a Wednesday, not a Monday: which is meant?"),
        ("due", "w/e 9 dec", "9 Dec 2026 is a Wednesday: which week is meant?"),
        ("due", "2/7", "two days, or 2 July? Write 2 days or 2 jul."),
        ("due", "by 3/7", "three days, or 3 July? Write 3 days or 3 jul."),
        ("due", "1/7", "one day, or 1 July? Write 1 day or 1 jul."),
        ("due", "10 / 7", "ten days, or 10 July? Write 10 days or 10 jul."),
        ("discussion", "2/7", "two days, or 2 July? Write 2 days or 2 jul."),
        ("referral", "2/7", "two days ago, or 2 July? Write 2 days ago or 2 jul."),
        ("done", "1/7", "one day ago, or 1 July? Write 1 day ago or 1 jul."),
        ("due", "29 feb", "2027 has no 29 February: type its year, or another day."),
        ("discussion", "29 feb", "2027 has no 29 February: type its year, or another day."),
        ("referral", "29/2", "2026 has no 29 February: type its year, or another day."),
        ("due", "29/2/2027", "2027 has no 29 February: type its year, or another day."),
        ("due", "the 27th", "27 November, or 27 December?"),
        ("discussion", "next week", "which day is meant?"),
        ("discussion", "w/c 7 dec", "which day is meant?"),
        ("referral", "w/c 7/12/2026", "which day is meant?"),
    ],
)
def test_a_doubtful_day_is_asked_about_and_not_taken(name: str, typed: str, question: str) -> None:
    assert day_echo(name, typed, TODAY) == question
    with pytest.raises(DayError) as refused:
        parse_typed_day(name, typed, TODAY)
    assert str(refused.value) == f"“{typed}”: {question}"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("in 2/7", "Mon 30 Nov 2026"),
        ("2/7 time", "Mon 30 Nov 2026"),
        ("3/7 ago", "Wed 25 Nov 2026, 3 days ago"),
        ("2/52", "Sat 12 Dec 2026"),
        ("6/52", "Sat 9 Jan 2027"),
        ("within 2/12", "Thu 28 Jan 2027"),
        ("2/12", "Wed 2 Dec 2026"),
        ("12/12", "Sat 12 Dec 2026"),
        ("on 2/7", "Fri 2 Jul 2027, 7 months from now"),
        ("2.7.", "Fri 2 Jul 2027, 7 months from now"),
        ("02/07", "Fri 2 Jul 2027, 7 months from now"),
        ("fri 2/7", "Fri 2 Jul 2027, 7 months from now"),
        ("2/7/27", "Fri 2 Jul 2027"),
        ("21/7", "Wed 21 Jul 2027, 7 months from now"),
    ],
)
def test_days_weeks_and_months_as_nurses_write_them(typed: str, told: str) -> None:
    assert day_echo("due", typed, TODAY) == told


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("due", "27 nov", "Fri 27 Nov 2026, yesterday"),
        ("due", "fri 27 nov", "Fri 27 Nov 2026, yesterday"),
        ("due", "27/11", "Fri 27 Nov 2026, yesterday"),
        ("due", "by nov 26th", "Thu 26 Nov 2026, 2 days ago"),
        ("due", "31 oct", "Sat 31 Oct 2026, 28 days ago"),
        ("due", "30 oct", "Sat 30 Oct 2027, 11 months from now"),
        ("due", "28 nov", "Sat 28 Nov 2026"),
        ("due", "27/11/2026", "Fri 27 Nov 2026, yesterday"),
        ("due", "yesterday", "Fri 27 Nov 2026, yesterday"),
        ("due", "last friday", "Fri 27 Nov 2026, yesterday"),
        ("due", "2 weeks ago", "Sat 14 Nov 2026, 14 days ago"),
        ("due", "a fortnight ago", "Sat 14 Nov 2026, 14 days ago"),
        ("due", "1 jan 2025", "Wed 1 Jan 2025, that was 99 weeks ago: is that meant?"),
        ("due", "30/10/2026", "Fri 30 Oct 2026, that was 4 weeks ago: is that meant?"),
        ("review", "27 nov", "Fri 27 Nov 2026, yesterday"),
        ("plans", "27 nov", "Fri 27 Nov 2026, yesterday"),
        ("discussion", "27 nov", "Fri 27 Nov 2026"),
        ("referral", "1 jan 2025", "Wed 1 Jan 2025"),
    ],
)
def test_a_deadline_that_is_past_is_told(name: str, typed: str, told: str) -> None:
    assert day_echo(name, typed, TODAY) == told


def test_what_just_passed_is_so_over_the_new_year() -> None:
    assert parse_typed_day("due", "20 dec", date(2027, 1, 5)) == date(2026, 12, 20)
    assert parse_typed_day("due", "1 dec", date(2027, 1, 5)) == date(2027, 12, 1)
    assert parse_typed_day("due", "29 feb", date(2028, 3, 5)) == date(2028, 2, 29)
    assert parse_typed_day("due", "29 feb", date(2027, 6, 1)) == date(2028, 2, 29)
    assert parse_typed_day("referral", "29 feb", date(2028, 12, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize("name", ["referral", "done", "discussion"])
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("12/12/99", "12 Dec 1999: 27 years ago"),
        ("01/01/70", "1 Jan 1970: 56 years ago"),
        ("1-1-70", "1 Jan 1970: 56 years ago"),
        ("3 dec 48", "3 Dec 1948: 78 years ago"),
    ],
)
def test_a_past_day_of_two_digits_is_not_decades_ahead(name: str, typed: str, told: str) -> None:
    assert day_echo(name, typed, TODAY) == told


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/10/26", date(2026, 10, 12)),
        ("12/10/08", date(2008, 10, 12)),
        ("a fortnight ago", date(2026, 11, 14)),
        ("two weeks ago", date(2026, 11, 14)),
        ("2/52 ago", date(2026, 11, 14)),
        ("the day before yesterday", date(2026, 11, 26)),
        ("the 3rd", date(2026, 11, 3)),
        ("thurs 26th", date(2026, 11, 26)),
        ("monday last week", date(2026, 11, 16)),
        ("14-oct", date(2026, 10, 14)),
        ("on 2/7", date(2026, 7, 2)),
        ("2/7/26", date(2026, 7, 2)),
        ("20/7", date(2026, 7, 20)),
        ("yesterday afternoon", date(2026, 11, 27)),
    ],
)
def test_a_referral_lies_behind_us_however_it_is_typed(typed: str, day: date) -> None:
    assert parse_typed_day("referral", typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("the 27th", date(2026, 11, 27)),
        ("the 3rd", date(2026, 12, 3)),
        ("a week on thursday", date(2026, 12, 10)),
        ("two weeks ago", date(2026, 11, 14)),
    ],
)
def test_a_discussion_is_near(typed: str, day: date) -> None:
    assert parse_typed_day("discussion", typed, TODAY) == day


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 27)])
def test_the_end_of_the_week_is_its_friday_up_to_that_day(today: date) -> None:
    assert parse_typed_day("due", "end of the week", today) == date(2026, 11, 27)
    assert parse_typed_day("due", "next week", today) == date(2026, 12, 4)
