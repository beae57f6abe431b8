"""A session as a whole: its stage, what stands where, and which ids are taken."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from pydantic import ValidationError

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.entries.model import Entries, Entry
from casetool.models.people.model import Person
from casetool.models.round.model import Round
from casetool.models.session import (
    Session,
    Stage,
    actions_of,
    entries_of,
    ids_of,
    step_of,
    tree_of,
    words_of,
)
from casetool.models.tree.model import FOCAL, Cause, Effect, Tree
from tests.support.strategies import sessions

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
ROBIN = Session(
    id="robin",
    child="Robin",
    people=(Person(id="kit", name="Kit Marsh"),),
    headings=(
        Entries(step="facts", entries=(Entry(id="late", text="Late 22 times"),)),
        Tree(
            step="tree",
            focal="Nobody knows where I am.",
            effects=(Effect(id="tired", text="Tired", children=(Effect(id="maths"),)),),
            causes=(Cause(id="nights", text="Loud nights", children=(Cause(id="argue"),)),),
        ),
        Entries(step="worries", entries=(Entry(id="ash", text="Ash is unseen"),)),
        Actions(step="actions", actions=(Action(id="visit", what="Nic sees Ash"),)),
        Round(step="round"),
    ),
)


def test_a_session_is_prepared_then_in_discussion_then_closed() -> None:
    begun = evolve(ROBIN, begun=NOW)
    assert ROBIN.stage is Stage.PREPARING
    assert begun.stage is Stage.DISCUSSING
    assert evolve(begun, closed=NOW).stage is Stage.CLOSED


def test_a_session_closed_before_anything_was_said_is_closed() -> None:
    assert evolve(ROBIN, closed=NOW).stage is Stage.CLOSED


def test_a_heading_is_found_by_its_step() -> None:
    assert ROBIN.heading("worries") is ROBIN.headings[2]
    with pytest.raises(KeyError, match="people"):
        ROBIN.heading("people")


@pytest.mark.parametrize(
    ("thing", "step"),
    [
        ("late", "facts"),
        ("ash", "worries"),
        ("visit", "actions"),
        ("tired", "tree"),
        ("maths", "tree"),
        ("argue", "tree"),
        (FOCAL, "tree"),
        ("kit", None),
        ("gone1", None),
    ],
)
def test_each_thing_stands_under_its_step(thing: str, step: str | None) -> None:
    assert step_of(ROBIN, thing) == step


@pytest.mark.parametrize(
    ("thing", "words"),
    [
        ("late", "Late 22 times"),
        ("visit", "Nic sees Ash"),
        ("nights", "Loud nights"),
        (FOCAL, "Nobody knows where I am."),
        ("gone1", ""),
    ],
)
def test_each_thing_has_its_words(thing: str, words: str) -> None:
    assert words_of(ROBIN, thing) == words


def test_a_method_without_a_tree_has_no_focal_point() -> None:
    plain = evolve(ROBIN, headings=ROBIN.headings[:1])
    assert tree_of(plain) is None
    assert step_of(plain, FOCAL) is None
    assert words_of(plain, FOCAL) == ""


def test_every_id_is_taken_that_somebody_could_point_at() -> None:
    taken = sorted(ids_of(ROBIN))
    assert taken == ["argue", "ash", "kit", "late", "maths", "nights", "tired", "visit"]


def test_entries_come_with_their_heading() -> None:
    found = [(heading.step, entry.id) for heading, entry in entries_of(ROBIN)]
    assert found == [("facts", "late"), ("worries", "ash")]
    assert [action.id for action in actions_of(ROBIN)] == ["visit"]


def test_a_child_has_a_name_or_a_pseudonym() -> None:
    with pytest.raises(ValidationError):
        Session(id="a", child="")


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValidationError):
        evolve(ROBIN, begun=NOW.replace(tzinfo=None))


def test_a_number_is_no_day() -> None:
    with pytest.raises(ValidationError):
        evolve(ROBIN, referral=20261014)
    assert evolve(ROBIN, referral=date(2026, 10, 14)).referral == date(2026, 10, 14)


def test_a_value_never_changes() -> None:
    with pytest.raises(ValidationError):
        ROBIN.child = "Ash"  # type: ignore[misc]
    assert evolve(ROBIN, child="Ash") is not ROBIN
    assert ROBIN.child == "Robin"


def test_what_another_version_wrote_is_kept() -> None:
    newer = Session.model_validate({"id": "a", "child": "Robin", "venue": "room 4"})
    assert evolve(newer, reason="found asleep").model_extra == {"venue": "room 4"}


@given(sessions())
def test_every_taken_id_but_of_a_person_or_a_correction_stands_somewhere(session: Session) -> None:
    nowhere = {one.id for one in session.people} | {one.id for one in session.corrections}
    for thing in ids_of(session):
        assert (step_of(session, thing) is None) == (thing in nowhere)
    for heading, entry in entries_of(session):
        assert step_of(session, entry.id) == heading.step
        assert words_of(session, entry.id) == entry.text
