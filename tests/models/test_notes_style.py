"""The team's own look: order, texts, and that nothing is left out in silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casetool.models.notes_style import (
    PLAIN_STYLE,
    NotesDetail,
    NotesPart,
    NotesStyle,
    apply_style,
    can_appear,
    can_move,
    in_order,
    label_of,
    left_out,
    shows,
)
from tests.support.strategies import METHOD

SHOWN = [step.id for step in METHOD.steps if can_appear(step)]
MOVABLE = [step.id for step in METHOD.steps if can_move(step)]


def ids(look: NotesStyle) -> list[str]:
    return [step.id for step in apply_style(METHOD, look).steps if can_appear(step)]


def test_the_plain_look_changes_nothing() -> None:
    assert apply_style(METHOD, PLAIN_STYLE) == METHOD
    assert left_out(PLAIN_STYLE, METHOD) == ()
    assert all(shows(PLAIN_STYLE, part) for part in NotesPart)


def test_neither_jottings_nor_the_notes_themselves_can_be_named() -> None:
    assert set(SHOWN) == {step.id for step in METHOD.steps} - {"jottings", "notes"}
    assert set(MOVABLE) == set(SHOWN) - {"people"}


def test_what_is_named_comes_first_and_the_rest_follows_in_its_order() -> None:
    found = ids(NotesStyle(order=("actions", "about")))
    assert found[:4] == ["people", "actions", "about", "facts"]
    assert found[4:] == [one for one in SHOWN[3:] if one != "actions"]


@given(st.permutations(MOVABLE), st.integers(0, len(MOVABLE)))
def test_an_order_loses_no_heading(order: list[str], named: int) -> None:
    look = NotesStyle(order=tuple(order[:named]))
    moved = [step.id for step in in_order(look, METHOD.steps)]
    assert sorted(moved) == sorted(step.id for step in METHOD.steps)
    assert [one for one in moved if one in order[:named]] == order[:named]
    assert [one for one in moved if one in order[named:]] == [
        one for one in MOVABLE if one in order[named:]
    ]


@given(st.sets(st.sampled_from([*SHOWN, *NotesPart])))
def test_whatever_is_left_out_is_said(names: set[str]) -> None:
    look = NotesStyle(leave_out=tuple(sorted(names)))
    said = left_out(look, METHOD)
    assert len(said) == len(names)
    for step in METHOD.steps:
        gone = step.id not in [one.id for one in apply_style(METHOD, look).steps]
        assert gone == any(words.endswith(step.title) for words in said)


def test_a_heading_keeps_its_number_unless_numbers_are_off() -> None:
    own = {"facts": "What we know"}
    step = apply_style(METHOD, NotesStyle(headings=own)).step("facts")
    assert (step.number, step.notes_title, step.title) == ("1", "What we know", "Facts")
    bare = apply_style(METHOD, NotesStyle(headings=own, numbers=False))
    assert {step.number for step in bare.steps} == {""}


def test_the_title_and_the_labels_of_the_details() -> None:
    look = NotesStyle(title="Our notes", details={NotesDetail.CHILD: "Young person"})
    assert apply_style(METHOD, look).notes_title == "Our notes"
    assert label_of(look, NotesDetail.CHILD, "Child Name") == "Young person"
    assert label_of(look, NotesDetail.REASON, "Reason") == "Reason"


def test_a_step_of_another_method_is_passed_over() -> None:
    look = NotesStyle(order=("matrix",), leave_out=("matrix",), headings={"matrix": "Matrix"})
    assert apply_style(METHOD, look) == METHOD
    assert left_out(look, METHOD) == ()


@pytest.mark.parametrize(
    "wrong", [{"marking": 1}, {"numbers": "yes"}, {"headings": {"facts": ""}}, {"colour": "red"}]
)
def test_what_is_no_look_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        NotesStyle.model_validate(wrong)
