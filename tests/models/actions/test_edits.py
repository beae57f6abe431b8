"""Actions are added, edited, reordered, moved, done and deleted; what they answer is kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from pydantic import ValidationError

from casetool.models.actions.edits import (
    action_answering,
    add_action,
    delete_action,
    edit_action,
    move_action,
    set_done,
    shift_action,
)
from casetool.models.actions.model import Action, Scope
from casetool.models.entries.edits import add_entry, move_entry
from casetool.models.entries.model import Entry
from casetool.models.method import empty_headings
from casetool.models.session import Session, actions_of, entries_of
from casetool.models.tree.edits import add_cause
from casetool.models.tree.model import Cause
from tests.support.action_columns import further_texts
from tests.support.strategies import METHOD, action

NOW = datetime(2026, 11, 12, 10, 48, tzinfo=UTC)
DUE = date(2026, 11, 16)
VISIT = Action(id="visit", what="Nic sees Ash and Wren", who="Nic", due=DUE)
PANEL = Action(id="panel", what="One-year extension", known="panel minute")
MAP = Action(id="map", what="Jo asks Robin, with the map")
EMPTY = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def with_actions(*actions: Action) -> Session:
    session = EMPTY
    for one in actions:
        session = add_action(session, "actions", one)
    return session


PLAN = with_actions(VISIT, PANEL, MAP)


def ids(session: Session) -> list[str]:
    return [one.id for one in actions_of(session)]


def the_action(session: Session, action_id: str) -> Action:
    return next(one for one in actions_of(session) if one.id == action_id)


def the_entry(session: Session, entry_id: str) -> Entry:
    return next(one for _, one in entries_of(session) if one.id == entry_id)


def test_actions_stand_in_the_order_in_which_they_were_agreed() -> None:
    assert ids(PLAN) == ["visit", "panel", "map"]
    assert ids(add_action(PLAN, "actions", Action(id="call"), 0)) == [
        "call",
        "visit",
        "panel",
        "map",
    ]


@pytest.mark.parametrize("step", ["worries", "tree", "round", "gone1"])
def test_an_action_is_refused_by_a_step_that_holds_none(step: str) -> None:
    with pytest.raises(KeyError):
        add_action(EMPTY, step, VISIT)


def test_an_edit_changes_what_it_names_and_nothing_else() -> None:
    after = edit_action(PLAN, "panel", who="Bea", scope=Scope.SINGLE_AGENCY)
    new = the_action(after, "panel")
    assert (new.who, new.scope, new.known) == ("Bea", Scope.SINGLE_AGENCY, "panel minute")
    assert the_action(after, "visit") is VISIT
    assert the_action(after, "map") is MAP


def test_a_date_is_a_date_or_words_but_never_a_guess() -> None:
    with pytest.raises(ValidationError):
        edit_action(PLAN, "panel", due="next Friday")
    assert the_action(edit_action(PLAN, "panel", due_words="next Friday"), "panel").due is None


def test_a_deleted_action_is_gone() -> None:
    assert ids(delete_action(PLAN, "panel")) == ["visit", "map"]


def test_an_action_moves_along_and_stops_at_the_end() -> None:
    assert ids(shift_action(PLAN, "visit", 1)) == ["panel", "visit", "map"]
    assert ids(shift_action(PLAN, "visit", 9)) == ["panel", "map", "visit"]
    assert shift_action(PLAN, "map", 1) is PLAN


def test_an_action_is_done_on_a_day_and_can_be_opened_again() -> None:
    done = set_done(PLAN, "visit", DUE)
    assert the_action(done, "visit").done == DUE
    assert set_done(done, "visit", None) == PLAN


def test_a_new_action_answers_a_worry() -> None:
    session = add_entry(EMPTY, "worries", Entry(id="ash", text="Ash is unseen"))
    after = action_answering(session, "actions", "ash", "new1", NOW)
    assert the_action(after, "new1") == Action(id="new1", answers=("ash",), at=NOW)
    assert after.heading("worries") is session.heading("worries")


def test_a_new_action_takes_over_who_finds_a_gap_out_and_by_when() -> None:
    gap = Entry(id="gp", text="GP summary", owner="Kit", due=DUE, due_words="by Monday")
    after = action_answering(add_entry(EMPTY, "missing", gap), "actions", "gp", "new1", NOW)
    new = the_action(after, "new1")
    assert (new.who, new.due, new.due_words, new.what) == ("Kit", DUE, "by Monday", "")


def test_a_new_action_answers_a_cause() -> None:
    session = add_cause(EMPTY, Cause(id="nights", text="Loud nights"))
    after = action_answering(session, "actions", "nights", "new1", NOW)
    assert the_action(after, "new1").answers == ("nights",)


def test_nothing_can_be_answered_that_is_not_there() -> None:
    with pytest.raises(KeyError, match="gone1"):
        action_answering(PLAN, "actions", "gone1", "new1", NOW)


def test_an_action_becomes_an_entry_and_keeps_what_an_entry_can_hold() -> None:
    session = with_actions(
        Action(id="act", what="Ask the EHE team", who="Nic", due=DUE, due_words="Monday",
               answers=("nights",), at=NOW),
        VISIT,
    )  # fmt: skip
    after = move_action(session, "act", "missing")
    assert ids(after) == ["visit"]
    assert the_entry(after, "act") == Entry(
        id="act", text="Ask the EHE team", owner="Nic", due=DUE, due_words="Monday",
        about=("nights",), at=NOW,
    )  # fmt: skip


def test_what_an_entry_cannot_hold_stands_in_brackets() -> None:
    full = edit_action(PLAN, "panel", difference="Christmas in one place", done=DUE,
                       scope=Scope.SINGLE_AGENCY)  # fmt: skip
    assert the_entry(move_action(full, "panel", "worked"), "panel").text == (
        "One-year extension (how we will know: panel minute; what difference: Christmas in one"
        " place; single agency; done: Mon 16 Nov 2026)"
    )


def test_a_key_of_another_version_goes_along() -> None:
    newer = Action.model_validate({"id": "new", "what": "Call", "from_later": 3, "source": "Bea"})
    moved = the_entry(move_action(with_actions(newer), "new", "missing"), "new")
    assert moved.model_extra == {"from_later": 3}
    assert (moved.text, moved.source) == ("Call (source: Bea)", "")


@pytest.mark.parametrize("step", ["tree", "round", "actions", "gone1"])
def test_an_action_is_moved_only_to_where_entries_stand(step: str) -> None:
    with pytest.raises(KeyError):
        move_action(PLAN, "visit", step)


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: edit_action(session, "gone1", what="x"),
        lambda session: delete_action(session, "gone1"),
        lambda session: shift_action(session, "gone1", 1),
        lambda session: set_done(session, "gone1", DUE),
        lambda session: move_action(session, "gone1", "facts"),
    ],
)
def test_an_action_that_is_not_there_is_refused(edit: Callable[[Session], Session]) -> None:
    with pytest.raises(KeyError, match="gone1"):
        edit(PLAN)


@given(action("new1"))
def test_an_action_that_came_back_from_the_worries_has_lost_no_word(one: Action) -> None:
    away = move_action(with_actions(one), "new1", "worries")
    back = the_action(move_entry(away, "new1", "actions"), "new1")
    for words in (one.what, *further_texts(one)):
        assert words in back.what
    assert (back.who, back.due, back.due_words) == (one.who, one.due, one.due_words)
    assert (back.answers, back.at) == (one.answers, one.at)
