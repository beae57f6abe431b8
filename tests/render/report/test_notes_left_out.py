"""What a team's look leaves out of the notes does not come back by another way."""

from dataclasses import fields, is_dataclass

import pytest

from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.entries.edits import edit_entry
from casetool.models.method import Step
from casetool.models.notes_options import NotesOptions
from casetool.models.notes_style import NotesStyle, can_appear
from casetool.models.people.edits import edit_person
from casetool.render.formats.markdown import markdown
from casetool.render.report.action_table import action_row
from casetool.render.report.blocks import UserText, plain_line
from casetool.render.report.notes import build_notes
from tests.support.robin_notes import ROBIN
from tests.support.room_of_robin import NOW
from tests.support.strategies import METHOD

SHOWN = [step for step in METHOD.steps if can_appear(step)]


def typed(value: object) -> set[str]:
    """Every text of people in a paper."""
    if isinstance(value, UserText):
        return {value.text}
    if isinstance(value, tuple):
        return set().union(*map(typed, value))
    if is_dataclass(value):
        return set().union(*(typed(getattr(value, one.name)) for one in fields(value)))
    return set()


def told(*out: str) -> str:
    return markdown(build_notes(ROBIN, METHOD, NotesOptions(), NotesStyle(leave_out=out)))


def test_an_action_says_only_that_it_answers_a_point_that_is_not_in_these_notes() -> None:
    assert "answers:* nobody has seen Ash; who is" in told()
    text = told("worries")
    assert "nobody has seen Ash" not in text
    assert "Uncle T" in text.split("answers:*")[1]
    assert "a point that is not in these notes" in text


def test_several_are_counted() -> None:
    text = told("worries", "missing")
    assert "answers:* 2 points that are not in these notes |" in text


def test_what_is_gone_is_not_counted() -> None:
    row = action_row(Action(id="a", what="Go", answers=("gone",)), ROBIN, left_out=("worries",))
    assert plain_line(row[0]) == "Go"


@pytest.mark.parametrize("step", SHOWN, ids=lambda one: one.id)
def test_no_text_of_a_heading_that_is_left_out_stands_anywhere(step: Step) -> None:
    before = circulate(ROBIN, METHOD, NOW)
    session = edit_person(edit_entry(before, "w1", text="Ash was seen"), "bea", role="officer")
    session = edit_entry(edit_entry(session, "b1", text="Warm"), "a1", text="Late 20 times")
    whole = typed(build_notes(session, METHOD, NotesOptions(attribution=True)).blocks)
    less = typed(
        build_notes(
            session, METHOD, NotesOptions(attribution=True), NotesStyle(leave_out=(step.id,))
        ).blocks
    )
    held = next((one for one in session.headings if one.step == step.id), None)
    texts = {one.text for one in getattr(held, "entries", ())}
    assert texts <= whole
    assert not any(text in one for text in texts for one in less)
    if step.id == "worries":
        assert any("Ash was seen" in one for one in whole)
        assert not any("nobody has seen Ash" in one for one in less)


def test_a_detail_that_is_left_out_is_not_told_as_changed() -> None:
    session = evolve(circulate(ROBIN, METHOD, NOW), reason="asleep on the stairs")
    session = edit_person(session, "bea", role="officer")
    text = markdown(build_notes(session, METHOD, NotesOptions(), NotesStyle(leave_out=("reason",))))
    assert "Changed since version 1" not in text or "officer" in text
    assert "asleep on the stairs" not in text
    text = markdown(
        build_notes(session, METHOD, NotesOptions(), NotesStyle(leave_out=("reason", "people")))
    )
    assert "officer" not in text
