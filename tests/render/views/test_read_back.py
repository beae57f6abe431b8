"""Lines that are read back to the room."""

from datetime import UTC, datetime

from casetool.models.entries.edits import edit_entry
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.render.report.phrases import AGREED
from casetool.render.text.wrap import cells
from casetool.render.views.read_back import (
    CHANGED_SINCE,
    NOTHING_CHOSEN,
    about_line,
    aloud,
    line_states,
    read_back_lines,
)
from tests.support.robin_notes import ROBIN

NOW = datetime(2026, 11, 12, 10, 50, tzinfo=UTC)


def test_the_chosen_lines_in_the_order_in_which_they_are_read() -> None:
    lines = [text for _, text in read_back_lines(ROBIN, ("w1", "focal"), 80)]
    assert lines == ["□ nobody has seen Ash", "", "□ Nobody knows where I am."]


def test_what_is_agreed_says_so_in_words() -> None:
    agreed = toggle_agreed(ROBIN, "w1", NOW)
    lines = read_back_lines(agreed, ("w1", "focal"), 80)
    assert lines[:2] == (("", "✓ nobody has seen Ash"), ("muted", f"  {AGREED}"))
    assert lines[-1] == ("bold", "□ Nobody knows where I am.")


def test_an_action_is_read_with_all_that_was_said_of_it() -> None:
    lines = [text for _, text in read_back_lines(ROBIN, ("x1",), 80)]
    assert lines == [
        "□ See Ash at home (Kit, by Monday 16 November 2026)",
        "  How we will know: seen | spoken to",
        "  What difference: somebody knows",
    ]
    assert about_line(ROBIN, "x2") == ()


def test_the_childs_own_words_are_in_quotation_marks() -> None:
    assert aloud(ROBIN, "b1") == "“School's warm.”"
    assert aloud(ROBIN, "d1") == "I'm angry. We've said this *three* times"


def test_what_is_gone_is_left_out() -> None:
    assert read_back_lines(ROBIN, ("gone",), 80) == (("muted", NOTHING_CHOSEN),)
    assert len(read_back_lines(ROBIN, ("gone", "w1"), 80)) == 1


def test_what_was_changed_is_told_to_the_facilitator_and_not_to_the_room() -> None:
    agreed = toggle_agreed(ROBIN, "w1", NOW)
    later = edit_entry(agreed, "w1", text="nobody has seen Wren")
    assert line_states(ROBIN) == {}
    assert line_states(agreed) == {"w1": AGREED}
    assert line_states(later) == {"w1": CHANGED_SINCE}
    assert read_back_lines(later, ("w1",), 80) == (("bold", "□ nobody has seen Wren"),)


def test_no_line_is_wider_than_the_board() -> None:
    for width in (20, 60, 100):
        lines = read_back_lines(toggle_agreed(ROBIN, "x1", NOW), ("x1", "d1"), width)
        assert all(cells(text) <= width for _, text in lines)
