"""Edits that work on the items of any list, whatever their kind."""

import pytest

from casetool.models.actions.model import Action, Actions
from casetool.models.entries.model import Entries, Entry
from casetool.models.item_edits import add_item, delete_item, edit_item, shift_item
from casetool.models.round.model import Round
from casetool.models.session import Session, actions_of, words_of
from casetool.models.vanished_items import GoneError

SESSION = Session(
    id="robin",
    child="Robin",
    headings=(
        Entries(step="facts", entries=(Entry(id="e1", text="Late"), Entry(id="e2", text="Tired"))),
        Actions(step="actions", actions=(Action(id="a1", what="Ring the aunt"),)),
        Round(step="round"),
    ),
)


def ids(session: Session, step: str) -> list[str]:
    return [item_id for item_id, _ in session.heading(step).texts()]


def test_an_item_takes_the_values_that_its_kind_has_a_field_for() -> None:
    session = add_item(SESSION, "actions", "a2", "Ask school", who="Kit", source="a letter")
    assert actions_of(session)[-1] == Action(id="a2", what="Ask school", who="Kit")


def test_a_step_that_holds_no_list_takes_no_item() -> None:
    with pytest.raises(GoneError):
        add_item(SESSION, "round", "x", "Words")


def test_an_item_is_edited_moved_and_deleted_by_its_id_alone() -> None:
    assert words_of(edit_item(SESSION, "a1", what="Ring her"), "a1") == "Ring her"
    assert ids(shift_item(SESSION, "e2", -1), "facts") == ["e2", "e1"]
    assert shift_item(SESSION, "e1", -1) is SESSION
    assert ids(delete_item(SESSION, "e1"), "facts") == ["e2"]
    for edit in (delete_item, edit_item):
        with pytest.raises(GoneError):
            edit(SESSION, "gone")
