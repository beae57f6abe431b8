"""What stands under one heading on the wall, and what is said of what is left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.people.model import Attends
from casetool.render.board.panel_item import PanelItem
from casetool.render.board.panels import fit_items, items_of
from casetool.render.text.wrap import cells
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD, texts

TEN = tuple(PanelItem(f"e{n}", f"thing {n}") for n in range(10))


def shown(*items: PanelItem, rows: int, anchor: str | None = None, top: bool = False) -> list[str]:
    return [row.text for row in fit_items(items, 20, rows, anchor, None, top)]


def test_all_of_it_where_there_is_room() -> None:
    assert shown(*TEN[:3], rows=3) == ["· thing 0", "· thing 1", "· thing 2"]


def test_the_newest_stay_and_what_is_above_is_counted() -> None:
    assert shown(*TEN, rows=4) == ["↑ 7 more", "· thing 7", "· thing 8", "· thing 9"]


def test_what_was_prepared_begins_with_the_first() -> None:
    assert shown(*TEN, rows=4, top=True) == ["· thing 0", "· thing 1", "· thing 2", "↓ 7 more"]


def test_the_thing_that_must_be_seen_is_seen() -> None:
    assert shown(*TEN, rows=5, anchor="e4") == [
        "↑ 2 more", "· thing 2", "· thing 3", "· thing 4", "↓ 5 more",
    ]  # fmt: skip


def test_what_is_lit_up_has_another_mark_and_another_style() -> None:
    rows = fit_items(TEN, 20, 3, "e9", "e9", False)
    assert (rows[-1].style, rows[-1].text) == ("lit", "▸ thing 9")
    assert "lit" not in {row.style for row in rows[:-1]}


def test_a_thing_longer_than_the_panel_shows_that_it_is_cut() -> None:
    rows = shown(PanelItem("a", "word " * 40), rows=3)
    assert len(rows) == 3
    assert rows[-1].endswith("…")


def test_nothing_is_shown_of_nothing() -> None:
    assert fit_items((), 20, 5, None, None, False) == ()
    assert fit_items(TEN, 20, 0, None, None, False) == ()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(texts(), min_size=1, max_size=12),
    st.integers(12, 70),
    st.integers(1, 14),
    st.integers(0, 11),
    st.booleans(),
)
def test_it_never_leaves_its_panel_and_the_anchor_is_always_there(
    words: list[str], width: int, rows: int, place: int, top: bool
) -> None:
    items = tuple(PanelItem(f"e{n}", text) for n, text in enumerate(words))
    anchor = f"e{place % len(items)}"
    found = fit_items(items, width, rows, anchor, anchor, top)
    assert len(found) <= rows
    assert all(cells(row.text + row.about) <= width for row in found)
    if rows >= 3:
        assert any(row.style == "lit" for row in found)


def test_who_said_it_is_never_on_the_wall() -> None:
    entry = Entry(id="a", text="cold", by="kit", kind=EntryKind.FEELING)
    told = items_of(Entries(step="worries", entries=(entry,)), METHOD.step("worries"))
    assert told == (PanelItem("a", "cold", "feeling"),)
    assert ROBIN.people[0].attends is Attends.ROOM


@pytest.mark.parametrize(
    ("entry", "step", "item"),
    [
        (Entry(id="a", text="Warm.", kind=EntryKind.CHILD, source="to Jo"), "about",
         PanelItem("a", "“Warm.”", "", "to Jo")),
        (Entry(id="a", text="Warm.", kind=EntryKind.CHILD), "thoughts",
         PanelItem("a", "Warm.", "child's own words")),
        (Entry(id="a", text="late", kind=EntryKind.FACT, source="school"), "facts",
         PanelItem("a", "late", "", "school")),
        (Entry(id="a", text="when?", owner="Kit", due_words="soon", answer="May"), "missing",
         PanelItem("a", "when?", "", "Kit · soon · answer: May")),
    ],
)  # fmt: skip
def test_an_entry_on_the_wall(entry: Entry, step: str, item: PanelItem) -> None:
    assert items_of(Entries(step=step, entries=(entry,)), METHOD.step(step)) == (item,)


def test_an_action_says_who_and_when() -> None:
    found = items_of(ROBIN.heading("actions"), METHOD.step("actions"))
    assert all(item.item_id and item.text for item in found)
    assert any(" · " in item.about for item in found)
