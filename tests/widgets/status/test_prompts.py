"""The prompts of a step: as many as are wanted, what is answered passed over, ticks by shape."""

from casetool.models.base import evolve
from casetool.models.meeting.ticks import Tick
from casetool.widgets.status.prompts import Prompts, mark, ticked_off
from tests.support.robin_notes import TREE
from tests.support.room_of_robin import NOW, ROOM, with_tree
from tests.support.strategies import METHOD

THOUGHTS = METHOD.step("thoughts")
FIRST, SECOND = THOUGHTS.assurance


def test_a_question_is_ticked_by_its_own_words_at_its_own_step() -> None:
    ticked = (
        Tick(words=FIRST, at=NOW, step="thoughts"),
        Tick(words=SECOND, at=NOW, step="tree"),
        Tick(words=SECOND, at=NOW),
    )
    assert ticked_off(ticked, THOUGHTS) == {FIRST}
    assert mark(True) != mark(False)


def test_what_was_ticked_is_shown_by_shape() -> None:
    prompts = Prompts()
    prompts.step, prompts.amount = THOUGHTS, 2
    assert str(prompts.content).count("◦") == 2
    prompts.follow(evolve(ROOM, ticked=(Tick(words=FIRST, at=NOW, step="thoughts"),)))
    assert f"✓ {FIRST}\n◦ {SECOND}" in str(prompts.content)
    prompts.amount = 1
    assert FIRST not in str(prompts.content)


def test_a_focal_point_that_is_agreed_is_not_asked_for_again() -> None:
    prompts = Prompts()
    tree = METHOD.step("tree")
    prompts.step = tree
    prompts.follow(evolve(ROOM, at="tree"))
    assert str(prompts.content) == tree.prompts[0]
    prompts.follow(evolve(with_tree(ROOM, TREE), at="tree"))
    assert str(prompts.content) == tree.prompts[1]
    prompts.follow(evolve(with_tree(ROOM, TREE), at="thoughts"))
    assert prompts.start == 0
