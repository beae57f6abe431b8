"""What is read out, and whether it stands as it was agreed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.actions.edits import edit_action
from casetool.models.base import evolve
from casetool.models.entries.edits import delete_entry
from casetool.models.meeting.read_back import (
    agreed_things,
    changed_since,
    is_agreed,
    promise_words,
    read_out,
    readable_things,
)
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.models.session import Session, ids_of
from casetool.models.tree.edits import edit_node
from tests.support.robin_notes import ACTIONS, ROBIN
from tests.support.strategies import METHOD, sessions

NOW = datetime(2026, 11, 12, 10, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ("focal", "Nobody knows where I am."),
        ("c2", "we didn't add it up"),
        ("w1", "nobody has seen Ash"),
        ("x1", "See Ash at home (Kit, by Monday 16 November 2026)"),
        ("x2", "Grading patterns (Lee, 10 days)"),
        ("nowhere", ""),
    ],
)
def test_an_action_is_read_out_with_who_and_when(thing: str, words: str) -> None:
    assert read_out(ROBIN, thing) == words


def test_an_action_that_promises_nothing_is_its_words() -> None:
    bare = evolve(ACTIONS[0], who="", due=None)
    assert promise_words(bare) == ""
    assert promise_words(evolve(bare, who="Kit")) == "Kit"


def test_another_day_or_another_person_is_not_what_was_agreed() -> None:
    agreed = toggle_agreed(ROBIN, "x1", NOW)
    assert is_agreed(agreed, "x1")
    for changes in ({"due": date(2026, 11, 17)}, {"who": "Nic"}, {"what": "See Ash"}):
        later = edit_action(agreed, "x1", **changes)
        assert not is_agreed(later, "x1")
        assert changed_since(later) == {"x1"}
    assert is_agreed(edit_action(agreed, "x1", known="seen"), "x1")


def test_what_was_changed_or_deleted_since_is_told_apart() -> None:
    session = ROBIN
    for thing in ("w1", "focal", "c2"):
        session = toggle_agreed(session, thing, NOW)
    assert agreed_things(session) == {"w1", "focal", "c2"}
    assert changed_since(session) == frozenset()
    session = edit_node(delete_entry(session, "w1"), "c2", text="we did add it up")
    assert agreed_things(session) == {"focal"}
    assert changed_since(session) == {"w1", "c2"}


def test_what_was_said_can_be_read_back_before_what_was_prepared_and_nothing_private() -> None:
    found = dict(readable_things(ROBIN, METHOD))
    assert list(found) == ["thoughts", "tree", "worries", "missing", "actions", "else", "facts",
                           "about"]  # fmt: skip
    assert found["facts"] == ("a1",)  # nobody agrees to a document
    assert found["thoughts"] == ("d2", "d1")  # the newest first
    assert found["tree"][:3] == ("focal", "e1", "e2")


def test_what_is_agreed_stands_after_what_is_not() -> None:
    found = dict(readable_things(toggle_agreed(ROBIN, "d2", NOW), METHOD))
    assert found["thoughts"] == ("d1", "d2")


@given(sessions(), st.data())
def test_whatever_can_be_read_back_has_words_and_can_be_agreed(
    session: Session, data: st.DataObject
) -> None:
    things = [thing for _, under in readable_things(session, METHOD) for thing in under]
    assert len(things) == len(set(things))
    assert set(things) <= {"focal", *ids_of(session)}
    if things:
        thing = data.draw(st.sampled_from(things))
        once = session if is_agreed(session, thing) else toggle_agreed(session, thing, NOW)
        assert is_agreed(once, thing)
        assert not is_agreed(toggle_agreed(once, thing, NOW), thing)
