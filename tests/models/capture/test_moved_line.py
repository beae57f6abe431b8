"""A pasted line that goes to another heading keeps all its words, and who said them."""

import pytest

from casetool.models.capture.line import CapturedLine
from casetool.models.capture.moved_line import moved_line
from casetool.models.entries.model import EntryKind
from casetool.models.people.model import Person
from tests.support.strategies import METHOD

PEOPLE = (Person(id="bryn", name="Bryn Hale", agency="Police"),)


def line(step: str, **fields: object) -> CapturedLine:
    return CapturedLine(METHOD.step(step), "he is frightened", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("step", "text", "by"),
    [
        ("worked", "he is frightened", "bryn"),
        ("tree", "he is frightened @bryn", None),
        ("people", "he is frightened @bryn", None),
        ("actions", "he is frightened", "bryn"),
    ],
)
def test_who_said_it_stays_in_the_words_where_nobody_speaks(
    step: str, text: str, by: str | None
) -> None:
    moved = moved_line(line("worries", by="bryn"), METHOD.step(step), PEOPLE)
    assert (moved.step.id, moved.text, moved.by) == (step, text, by)


def test_the_words_of_the_child_stay_quoted_in_the_tree() -> None:
    moved = moved_line(line("worries", kind=EntryKind.CHILD), METHOD.step("tree"), PEOPLE)
    assert moved.text == "“he is frightened”"


def test_back_at_its_own_heading_it_is_as_it_was_read() -> None:
    read = line("worries", by="bryn", source="GP letter")
    assert moved_line(read, METHOD.step("worries"), PEOPLE) is read
