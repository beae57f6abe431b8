"""Days as they are typed: understood, or refused in words that say what is odd."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.parsing.typed_days import (
    DAY_NOT_UNDERSTOOD,
    DayError,
    day_echo,
    parse_typed_day,
)
from casetool.models.session import Nation
from tests.support.strategies import extreme_days, texts

TODAY = date(2026, 11, 28)
NAMES = ("referral", "discussion", "review", "due", "done", "notes_out", "corrections", "plans")


def test_a_day_is_understood_as_what_it_is_for_has_it() -> None:
    assert parse_typed_day("referral", "14 oct", TODAY) == date(2026, 10, 14)
    assert parse_typed_day("discussion", "27 nov", TODAY) == date(2026, 11, 27)
    assert parse_typed_day("review", "7y", TODAY) == date(2033, 11, 28)
    assert parse_typed_day("due", "27 nov", TODAY) == date(2026, 11, 27)
    assert parse_typed_day("due", "  ", TODAY) is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["31/12/9999", "1/1/0001", "1.1.2399", "0001-01-01"])
def test_a_day_that_nobody_means_is_refused_in_words(name: str, text: str) -> None:
    with pytest.raises(DayError) as refused:
        parse_typed_day(name, text, TODAY)
    words = str(refused.value)
    assert words.startswith(f"“{text}” is ")
    assert ("years ago" in words) or ("years from now" in words)
    assert "Type a day between 28 Nov 2006 and 28 Nov 2" in words


def test_what_is_no_day_is_refused_with_an_example() -> None:
    with pytest.raises(DayError, match=r"“31 feb” is not a date that can be read\. Try 14 oct"):
        parse_typed_day("discussion", "31 feb", TODAY)
    assert day_echo("discussion", "31 feb", TODAY) == DAY_NOT_UNDERSTOOD


def test_what_stands_beside_the_field() -> None:
    assert day_echo("discussion", "thu", TODAY) == "Thu 3 Dec 2026"
    assert day_echo("discussion", "31/12/9999", TODAY) == "31 Dec 9999: 7,973 years from now"
    assert day_echo("discussion", "", TODAY) == ""


@given(
    st.sampled_from(NAMES),
    texts() | st.dates().map(str) | st.sampled_from(["999y", "999wd", "999w", "next friday",
                                                     "end of next month", "yesterday", "2/7",
                                                     "29 feb", "the 31st", "mon 4 dec"]),
    extreme_days(),
    st.sampled_from(Nation),
)  # fmt: skip
def test_nothing_that_is_typed_at_any_time_is_a_fault(
    name: str, text: str, today: date, nation: Nation
) -> None:
    told = day_echo(name, text, today, nation)
    try:
        day = parse_typed_day(name, text, today, nation)
    except DayError as error:
        assert told
        assert any(
            words in str(error) for words in ("Try ", "Type a day between", "Write ", "type ", "?")
        )
    else:
        assert (day is None) == (told == "")
