"""The rows of entries: made anew where something is different, and nowhere else."""

import pytest

from casetool.models.base import evolve
from casetool.models.entries.edits import add_entry, edit_entry
from casetool.models.entries.model import Entry
from casetool.models.method import empty_headings
from casetool.models.people.model import Person
from casetool.models.session import Session
from casetool.widgets.common.item_list import ListRow
from casetool.widgets.panes.entries_pane import _Rows
from tests.support.characters import FLAG_OF_WALES, HARMLESS
from tests.support.strategies import METHOD

KIT = Person(id="kit", name="Kit Marsh", agency="health")


def session(*words: str) -> Session:
    value = Session(id="a", child="Robin", people=(KIT,), headings=empty_headings(METHOD))
    for number, text in enumerate(words):
        value = add_entry(value, "worries", Entry(id=f"e{number}", text=text, by="kit"))
    return value


def plain(row: ListRow) -> str:
    return row.content.plain


def test_only_what_changed_is_made_anew() -> None:
    rows, value = _Rows("worries"), session("one", "two", "three")
    before = rows(value)
    after = rows(edit_entry(value, "e1", text="two, and more"))
    assert [a is b for a, b in zip(before, after, strict=True)] == [True, False, True]
    assert "two, and more" in plain(after[1])


def test_another_name_of_who_spoke_is_seen_in_each_row() -> None:
    rows, value = _Rows("worries"), session("one", "two")
    rows(value)
    renamed = evolve(value, people=(evolve(KIT, name="Kit Marsh-Hill"),))
    assert all("Kit Marsh-Hill" in plain(row) for row in rows(renamed))


def test_one_that_was_away_and_is_back_is_there_again() -> None:
    rows, value = _Rows("worries"), session("one", "two")
    both = rows(value)
    assert len(rows(session("one"))) == 1
    assert [plain(row) for row in rows(value)] == [plain(row) for row in both]


@pytest.mark.parametrize("mark", HARMLESS)
def test_a_mark_that_nobody_sees_is_not_spelt_out(mark: str) -> None:
    (row,) = _Rows("worries")(session(f"{mark}so{mark}ft{mark}"))
    assert "soft" in plain(row)
    assert "\\u" not in plain(row)


def test_a_flag_is_drawn_and_what_turns_words_round_is_spelt_out() -> None:
    (row,) = _Rows("worries")(session(f"{FLAG_OF_WALES} Siân \u202egnirts"))
    assert "\U0001f3f4 Siân \\u202egnirts" in plain(row)
