"""Entries are added, edited, reordered, moved and deleted; no word of them is lost."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from pydantic import ValidationError

from casetool.models.actions.edits import add_action, move_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.entries.edits import (
    add_entry,
    delete_entry,
    edit_entry,
    move_entry,
    shift_entry,
)
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.method import empty_headings
from casetool.models.people.model import Person
from casetool.models.session import Session, actions_of, entries_of, step_of
from casetool.render.formats.markdown import notes_markdown
from tests.support.strategies import METHOD, entry

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
ROAD = Entry(id="road", text="Robin on the road")
ASH = Entry(id="ash", text="Ash is unseen", kind=EntryKind.FEELING, by="lee", at=NOW)
TENANCY = Entry(id="tenancy", text="The tenancy")
EMPTY = Session(
    id="a",
    child="Robin",
    people=(Person(id="lee", name="Lee Garner", agency="police"),),
    headings=empty_headings(METHOD),
)


def with_worries(*entries: Entry) -> Session:
    session = EMPTY
    for one in entries:
        session = add_entry(session, "worries", one)
    return session


WORRIED = with_worries(ROAD, ASH, TENANCY)


def ids(session: Session, step: str = "worries") -> list[str]:
    heading = session.heading(step)
    assert isinstance(heading, Entries)
    return [one.id for one in heading.entries]


def the_entry(session: Session, entry_id: str) -> Entry:
    return next(one for _, one in entries_of(session) if one.id == entry_id)


def the_action(session: Session, action_id: str) -> Action:
    return next(one for one in actions_of(session) if one.id == action_id)


def test_entries_stand_in_the_order_in_which_they_were_said() -> None:
    assert ids(WORRIED) == ["road", "ash", "tenancy"]


def test_an_entry_can_go_between_two() -> None:
    christmas = Entry(id="christmas", text="Christmas")
    assert ids(add_entry(WORRIED, "worries", christmas, 1)) == [
        "road",
        "christmas",
        "ash",
        "tenancy",
    ]


@pytest.mark.parametrize("step", ["actions", "tree", "round", "gone1"])
def test_an_entry_is_refused_by_a_step_that_holds_none(step: str) -> None:
    with pytest.raises(KeyError):
        add_entry(EMPTY, step, ROAD)


def test_an_edit_changes_what_it_names_and_nothing_else() -> None:
    after = edit_entry(WORRIED, "ash", text="No one has seen Ash", kind=EntryKind.FACT)
    new = the_entry(after, "ash")
    assert (new.text, new.kind, new.by, new.at) == (
        "No one has seen Ash",
        EntryKind.FACT,
        "lee",
        NOW,
    )
    assert the_entry(after, "road") is ROAD
    assert the_entry(after, "tenancy") is TENANCY


def test_an_edit_passes_the_one_door_for_typed_words() -> None:
    after = edit_entry(WORRIED, "ash", text="two\r\nlines\x00")
    assert the_entry(after, "ash").text == "two\nlines\\u0000"
    with pytest.raises(ValidationError):
        edit_entry(WORRIED, "ash", kind="gossip")


def test_a_deleted_entry_is_gone() -> None:
    assert ids(delete_entry(WORRIED, "ash")) == ["road", "tenancy"]


def test_an_entry_moves_along_and_stops_at_the_end() -> None:
    assert ids(shift_entry(WORRIED, "road", 1)) == ["ash", "road", "tenancy"]
    assert ids(shift_entry(WORRIED, "tenancy", -9)) == ["tenancy", "road", "ash"]
    assert shift_entry(WORRIED, "road", -1) is WORRIED


def test_an_entry_moves_to_the_end_of_another_heading_as_it_is() -> None:
    session = add_entry(WORRIED, "missing", Entry(id="gp", text="GP summary"))
    after = move_entry(session, "ash", "missing")
    assert ids(after) == ["road", "tenancy"]
    assert ids(after, "missing") == ["gp", "ash"]
    assert the_entry(after, "ash") is ASH


def test_an_entry_moved_to_its_own_heading_stays() -> None:
    assert move_entry(WORRIED, "road", "worries") is WORRIED


def test_an_entry_becomes_an_action_and_keeps_what_an_action_can_hold() -> None:
    due = date(2026, 11, 16)
    gap = Entry(id="gap", text="Who has seen Ash?", owner="Nic", due=due, due_words="Monday",
                about=("nights",), at=NOW)  # fmt: skip
    after = move_entry(add_entry(EMPTY, "missing", gap), "gap", "actions")
    assert ids(after, "missing") == []
    assert the_action(after, "gap") == Action(
        id="gap", what="Who has seen Ash?", who="Nic", due=due, due_words="Monday",
        answers=("nights",), at=NOW,
    )  # fmt: skip


def test_what_an_action_cannot_hold_stands_in_brackets() -> None:
    full = edit_entry(WORRIED, "ash", source="Lee's notes", answer="Nobody, since May")
    after = move_entry(full, "ash", "actions")
    assert the_action(after, "ash").what == (
        "Ash is unseen (feeling; source: Lee's notes; answer: Nobody, since May)"
    )
    assert the_action(after, "ash").who == ""


def test_who_said_it_goes_along_and_stands_in_no_words() -> None:
    after = move_entry(WORRIED, "ash", "actions")
    assert the_action(after, "ash").by == "lee"
    assert the_action(after, "ash").what == "Ash is unseen (feeling)"
    assert "Lee" not in notes_markdown(evolve(after, people=()), METHOD)
    assert the_entry(move_action(after, "ash", "worries"), "ash").by == "lee"


def test_a_key_of_another_version_goes_along() -> None:
    newer = Entry.model_validate({"id": "new", "text": "A draft", "tags": ["x"], "known": "panel"})
    moved = the_action(move_entry(with_worries(newer), "new", "actions"), "new")
    assert moved.model_extra == {"tags": ["x"]}
    assert (moved.what, moved.known) == ("A draft (known: panel)", "")


def test_an_entry_is_not_moved_into_the_tree_but_sent() -> None:
    with pytest.raises(ValueError, match=r"sent into the tree as an effect or as a cause\.$"):
        move_entry(WORRIED, "road", "tree")


@pytest.mark.parametrize("step", ["round", "gone1", "people"])
def test_an_entry_is_not_moved_where_it_cannot_stand(step: str) -> None:
    with pytest.raises(KeyError):
        move_entry(WORRIED, "road", step)


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: edit_entry(session, "gone1", text="x"),
        lambda session: delete_entry(session, "gone1"),
        lambda session: shift_entry(session, "gone1", 1),
        lambda session: move_entry(session, "gone1", "facts"),
        lambda session: edit_entry(
            add_action(session, "actions", Action(id="act")), "act", text=""
        ),
    ],
)
def test_an_entry_that_is_not_there_is_refused(edit: Callable[[Session], Session]) -> None:
    with pytest.raises(KeyError):
        edit(WORRIED)


@given(entry("new1"))
def test_an_entry_that_came_back_from_the_actions_has_lost_no_word(one: Entry) -> None:
    session = move_entry(with_worries(one), "new1", "actions")
    assert step_of(session, "new1") == "actions"
    back = the_entry(move_action(session, "new1", "worries"), "new1")
    for words in (one.text, one.source, one.answer, str(one.kind or "")):
        assert words in back.text
    assert (back.owner, back.due, back.due_words) == (one.owner, one.due, one.due_words)
    assert (back.about, back.at) == (one.about, one.at)
