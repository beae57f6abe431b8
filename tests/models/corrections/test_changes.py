"""What changed between the notes as they went round and the session now."""

from datetime import date

from hypothesis import given

from casetool.models.actions.edits import add_action, edit_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.corrections.changes import (
    HEADING_FIELD,
    changes_between,
    changes_since,
    sent_lines,
)
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import delete_entry, edit_entry, move_entry
from casetool.models.entries.model import Entry
from casetool.models.people.edits import edit_person
from casetool.models.session import Session
from casetool.models.tree.edits import add_cause, move_branch, set_focal
from casetool.models.tree.model import FOCAL, Cause
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.strategies import METHOD, sessions

FACT = Entry(id="fact1", text="Late 22 times", source="school print-out")
WORRY = Entry(id="worry", text="Nobody has seen Ash", by="kit")
OUT = circulate(
    with_lines(with_lines(ROOM, "facts", FACT), "worries", WORRY), METHOD, NOW, to="the group"
)


def told(session: Session) -> list[tuple[str, str, str, str]]:
    return [(c.thing, c.field, c.was, c.becomes) for c in changes_since(session, METHOD)]


def test_nothing_changes_by_going_round() -> None:
    assert told(OUT) == []
    assert told(ROOM) == []  # nothing went round yet


def test_each_kind_of_change_is_told_by_line_and_field() -> None:
    session = edit_entry(OUT, "fact1", text="Late 23 times", source="the register")
    session = edit_person(session, "bea", role="officer")
    session = set_focal(session, "I wait.")
    session = add_action(session, "actions", Action(id="act1", what="See Ash", who="Nic"))
    session = delete_entry(session, "worry")
    assert told(session) == [
        ("bea", "role", "", "officer"),
        ("fact1", "", "Late 22 times", "Late 23 times"),
        ("fact1", "source", "school print-out", "the register"),
        (FOCAL, "", "", "I wait."),
        ("act1", "", "", "See Ash"),
        ("worry", "", "Nobody has seen Ash", ""),
    ]


def test_a_day_is_told_as_people_read_it_and_words_count_where_it_is_none() -> None:
    one = add_action(ROOM, "actions", Action(id="act1", what="See Ash", due_words="soon"))
    session = edit_action(circulate(one, METHOD, NOW), "act1", due=date(2026, 11, 16), due_words="")
    assert told(session) == [("act1", "due", "soon", "Mon 16 Nov 2026")]


def test_a_line_under_another_heading_is_moved_and_not_new() -> None:
    (move,) = changes_since(move_entry(OUT, "worry", "missing"), METHOD)
    assert (move.field, move.was, move.becomes) == (HEADING_FIELD, "worries", "missing")


def test_a_box_that_hangs_elsewhere_is_told_and_not_what_hangs_on_it() -> None:
    tree = set_focal(ROOM, "I wait.")
    for name, parent in (("c1", FOCAL), ("c2", FOCAL), ("c3", "c2")):
        tree = add_cause(tree, Cause(id=name, text=f"cause {name}"), parent)
    session = move_branch(circulate(tree, METHOD, NOW), "c2", "c1")
    assert told(session) == [("c2", "hangs_on", FOCAL, "c1")]


def test_who_said_it_and_what_is_private_are_no_part_of_what_went_round() -> None:
    session = with_lines(OUT, "jottings", Entry(id="jot", text="Lee looked away"))
    again = circulate(edit_entry(session, "worry", by="jo"), METHOD, NOW)
    assert told(edit_entry(session, "worry", by="jo")) == []
    assert again.circulated[-1].changes == ()
    assert "Lee looked away" not in again.model_dump_json(include={"circulated"})
    moved = move_entry(again, "worry", "jottings")
    assert told(moved) == [("worry", "", "Nobody has seen Ash", "")]
    assert told(edit_entry(moved, "worry", text="what only I know"))[0][3] == ""


def test_only_the_last_version_keeps_its_lines() -> None:
    again = circulate(edit_entry(OUT, "worry", text="Ash not seen"), METHOD, NOW)
    assert [one.number for one in again.circulated] == [1, 2]
    assert again.circulated[0].lines == ()
    (change,) = again.circulated[1].changes
    assert (change.was, change.becomes) == ("Nobody has seen Ash", "Ash not seen")


@given(sessions(), sessions())
def test_what_is_told_is_all_there_is(one: Session, other: Session) -> None:
    old, new = sent_lines(one, METHOD), sent_lines(other, METHOD)
    assert changes_between(old, old) == ()
    same = {(line.step, line.thing): line for line in old} == {
        (line.step, line.thing): line for line in new
    }
    empty = all(not line.words and not line.more for line in (*old, *new))
    assert bool(changes_between(old, new)) != same or empty


@given(sessions())
def test_what_goes_round_is_the_session_as_it_stands(session: Session) -> None:
    out = circulate(session, METHOD, NOW)
    assert changes_since(out, METHOD) == ()
    left = {"circulated", "dates_set", "notes_agreed"}
    assert out.model_dump(exclude=left) == session.model_dump(exclude=left)
    assert evolve(out, circulated=()).circulated == ()
