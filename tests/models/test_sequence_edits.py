"""A heading put in the place of the one before, and what carries words along."""

import pytest

from casetool.models.entries.model import Entries, Entry
from casetool.models.method import empty_headings
from casetool.models.sequence_edits import (
    append_bracketed,
    inserted,
    replace_heading,
    shifted,
    unknown_keys,
)
from casetool.models.session import Session
from casetool.models.tree.model import Cause, Effect
from tests.support.strategies import METHOD

SESSION = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def test_one_heading_is_replaced_and_the_others_stay_the_very_same() -> None:
    new = Entries(step="worries", entries=(Entry(id="e1", text="Ash is unseen"),))
    after = replace_heading(SESSION, new)
    for old, now in zip(SESSION.headings, after.headings, strict=True):
        assert now is (new if old.step == "worries" else old)


def test_the_same_heading_makes_no_new_session() -> None:
    assert replace_heading(SESSION, SESSION.heading("worries")) is SESSION


def test_a_step_that_the_session_has_not_got_is_refused() -> None:
    with pytest.raises(KeyError, match="gone1"):
        replace_heading(SESSION, Entries(step="gone1"))


@pytest.mark.parametrize(
    ("place", "row"), [(None, "abcx"), (0, "xabc"), (2, "abxc"), (9, "abcx"), (-4, "xabc")]
)
def test_a_thing_goes_to_its_place_or_to_the_end(place: int | None, row: str) -> None:
    assert "".join(inserted("abc", "x", place)) == row


@pytest.mark.parametrize(
    ("by", "row"),
    [(1, "acbd"), (2, "acdb"), (99, "acdb"), (-1, "bacd"), (-99, "bacd"), (0, "abcd")],
)
def test_a_thing_moves_along_as_far_as_the_row_goes(by: int, row: str) -> None:
    assert "".join(shifted("abcd", 1, by)) == row


def test_what_a_place_cannot_hold_stands_in_brackets() -> None:
    assert (
        append_bracketed("Late", ("source: print-out", "", "fact"))
        == "Late (source: print-out; fact)"
    )
    assert append_bracketed("  Late", ("fact",)) == "  Late (fact)"
    assert append_bracketed("", ("fact",)) == "(fact)"
    assert append_bracketed("  Late ", ("", "")) == "  Late "


def test_unknown_keys_are_kept_where_they_fit_and_told_where_they_would_be_mistaken() -> None:
    known = {"id": "a", "text": "loud nights"}
    cause = Cause.model_validate({**known, "weight": 3, "horizon": "years", "then": "what"})
    kept, told = unknown_keys(cause, Effect)
    assert kept == {"weight": 3}
    assert told == ("horizon: years", "then: what")


def test_a_value_without_unknown_keys_has_none_to_carry() -> None:
    assert unknown_keys(Cause(id="a"), Effect) == ({}, ())
