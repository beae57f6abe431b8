"""Lines that are read back to the room."""

from datetime import UTC, datetime

from casetool.models.base import evolve
from casetool.models.entries.edits import edit_entry
from casetool.models.entries.model import Entries, Entry
from casetool.models.heading import HeadingItem
from casetool.models.meeting.read_back import readable_things
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.models.meeting.ticks import Agreed
from casetool.models.session import Session
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
from tests.support.strategies import METHOD

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


def many_worries(count: int) -> Session:
    """Robin's session with so many more worries, each agreed in the room."""
    entries = tuple(Entry(id=f"many{index}", text=f"worry {index}") for index in range(count))
    headings = tuple(
        evolve(heading, entries=entries) if heading.step == "worries" else heading
        for heading in ROBIN.headings
    )
    agreed = tuple(Agreed(thing=entry.id, words=entry.text, at=NOW) for entry in entries)
    return evolve(ROBIN, headings=headings, agreed=agreed)


def test_each_heading_is_walked_once_however_many_lines_are_read_back() -> None:
    session = many_worries(200)
    walked: list[str] = []

    class CountedEntries(Entries):
        @property
        def all_items(self) -> tuple[HeadingItem, ...]:
            walked.append(self.step)
            return super().all_items

    headings = tuple(
        CountedEntries.model_construct(**dict(heading)) if isinstance(heading, Entries) else heading
        for heading in session.headings
    )
    session = session.model_copy(update={"headings": headings})
    item_ids = dict(readable_things(session, METHOD))["worries"]
    lines = read_back_lines(session, item_ids, 80)
    assert all(line_states(session)[item_id] == AGREED for item_id in item_ids)
    assert sum(text.startswith("✓") for _, text in lines) == 200
    assert walked.count("worries") <= 4
