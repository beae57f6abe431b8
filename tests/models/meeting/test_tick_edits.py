"""Ticks, and what was read back and agreed."""

from datetime import UTC, datetime

import pytest

from casetool.models.entries.edits import edit_entry
from casetool.models.meeting.read_back import is_agreed
from casetool.models.meeting.tick_edits import toggle_agreed, toggle_tick
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.pseudonyms.names import Name
from casetool.models.pseudonyms.replace import replace_names
from tests.support.robin_notes import ROBIN

NOW = datetime(2026, 11, 12, 10, 50, tzinfo=UTC)


def test_a_question_is_ticked_for_its_own_step_and_unticked() -> None:
    once = toggle_tick(ROBIN, "Who is missing?", NOW, "facts")
    twice = toggle_tick(once, "Who is missing?", NOW)
    assert twice.ticked == (
        Tick(words="Who is missing?", at=NOW, step="facts"),
        Tick(words="Who is missing?", at=NOW),
    )
    assert toggle_tick(twice, "Who is missing?", NOW, "facts").ticked == twice.ticked[1:]


def test_a_line_is_agreed_in_the_words_in_which_it_was_read_out() -> None:
    agreed = toggle_agreed(ROBIN, "z1", NOW)
    assert agreed.agreed == (Agreed(thing="z1", words="an aunt in Leigh", at=NOW),)
    assert is_agreed(agreed, "z1")
    assert not is_agreed(toggle_agreed(agreed, "z1", NOW), "z1")


def test_a_line_that_was_changed_is_no_longer_agreed_and_can_be_agreed_anew() -> None:
    later = edit_entry(toggle_agreed(ROBIN, "z1", NOW), "z1", text="an aunt in Wigan")
    assert not is_agreed(later, "z1")
    again = toggle_agreed(later, "z1", NOW)
    assert [one.words for one in again.agreed] == ["an aunt in Wigan"]


def test_nothing_without_words_is_agreed() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        toggle_agreed(ROBIN, "nowhere", NOW)


def test_with_stand_ins_a_line_is_still_agreed_and_no_name_is_left_in_it() -> None:
    agreed = toggle_agreed(toggle_agreed(ROBIN, "z1", NOW), "focal", NOW)
    old = edit_entry(agreed, "z1", text="an aunt")
    replaced, _ = replace_names(agreed, (Name(name="Leigh", stand_in="a town"),))
    assert is_agreed(replaced, "z1")
    assert is_agreed(replaced, "focal")
    gone, _ = replace_names(old, (Name(name="Leigh", stand_in="a town"),))
    assert "Leigh" not in gone.model_dump_json()
