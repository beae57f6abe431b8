"""What a draft in the tree is for, and whether its place is there."""

import pytest

from casetool.models.session import Session
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause, Effect, Tree
from casetool.services.tree.box_drafts import (
    BoxAim,
    box_below,
    is_in_tree,
    line_text,
    place_in_tree,
    waiting_slot,
)
from casetool.storage.autosave.draft_versions import DraftVersion, merge_versions
from tests.support.driving import START

TREE = Tree(
    step="tree",
    focal="I hide it.",
    effects=(Effect(id="eff", text="I am late"),),
    causes=(Cause(id="cau", text="nobody asks", speaks_for=("the log",)),),
)
SESSION = Session(id="a", child="Child A", headings=(TREE,))

AIMS = (
    BoxAim("words", FOCAL),
    BoxAim("words", "cau"),
    BoxAim("for", "cau"),
    BoxAim("against", "cau"),
    BoxAim("causes", "new", FOCAL),
    BoxAim("effects", "new", "eff"),
    BoxAim("causes", "new", FOCAL, "cau"),
)


@pytest.mark.parametrize("aim", AIMS)
def test_a_slot_says_what_its_text_is_for_also_while_it_waits(aim: BoxAim) -> None:
    assert place_in_tree(SESSION, aim.slot, "half") == aim
    assert place_in_tree(SESSION, waiting_slot(aim.slot, 2), "half") == aim


def test_no_two_texts_about_boxes_are_one_field() -> None:
    assert len({aim.slot.split(" ")[0] for aim in AIMS[:5]}) == 5


@pytest.mark.parametrize("aim", [
    BoxAim("words", "gone"), BoxAim("for", "eff"), BoxAim("against", "gone"),
    BoxAim("causes", "new", "eff"), BoxAim("effects", "new", "cau"),
    BoxAim("causes", "new", "gone"),
])  # fmt: skip
def test_where_there_is_no_place(aim: BoxAim) -> None:
    assert place_in_tree(SESSION, aim.slot, "half") is None
    assert not is_in_tree(SESSION, aim.slot, "half")


def test_no_place_is_in_a_session_without_a_tree_or_below_the_deepest_box() -> None:
    assert place_in_tree(Session(id="a", child="Child A"), AIMS[0].slot, "half") is None
    cause = Cause(id="c0", text="why")
    for number in range(1, DEEPEST_TREE):
        cause = Cause(id=f"c{number}", text="why", children=(cause,))
    tree = Tree(step="tree", focal="I hide it.", causes=(cause,))
    deep = Session(id="a", child="Child A", headings=(tree,))
    assert place_in_tree(deep, BoxAim("causes", "new", "c0").slot, "half") is None
    assert place_in_tree(deep, BoxAim("causes", "new", "c1").slot, "half") is not None


@pytest.mark.parametrize("aim, text", [
    (BoxAim("words", "cau"), "nobody asks "), (BoxAim("words", FOCAL), "I hide it."),
    (BoxAim("for", "cau"), "the log"), (BoxAim("causes", "cau", FOCAL), "nobody"),
])  # fmt: skip
def test_what_is_stored_already(aim: BoxAim, text: str) -> None:
    assert is_in_tree(SESSION, aim.slot, text)
    assert not is_in_tree(SESSION, aim.slot, "nobody else")
    assert not is_in_tree(SESSION, f"capture {aim.slot}", text)


def test_a_new_box_that_is_there_with_other_words_has_them_changed() -> None:
    aim = BoxAim("causes", "cau", FOCAL)
    assert place_in_tree(SESSION, aim.slot, "nobody else") == BoxAim("words", "cau")


def test_a_slot_of_an_older_version_names_only_its_box() -> None:
    assert place_in_tree(SESSION, "node-cau", "nobody asks him") == BoxAim("words", "cau")
    assert place_in_tree(SESSION, "node-focal", "anew") == BoxAim("words", FOCAL)
    assert place_in_tree(SESSION, "node-cau", "the school log") is None
    assert place_in_tree(SESSION, "node-new", "half") is None
    assert is_in_tree(SESSION, "node-cau", "nobody asks")


def test_the_line_takes_an_effect_with_its_sign_and_goes_where_the_box_was() -> None:
    assert line_text(BoxAim("effects", "new", "eff").slot, "half") == "^ half"
    assert line_text(BoxAim("words", "eff").slot, "half") == "half"
    assert line_text("capture effects", "half") == "half"
    assert box_below(BoxAim("effects", "new", "eff").slot) == "eff"
    assert box_below(BoxAim("causes", "new", "par", "cau").slot) == "par"
    assert box_below(BoxAim("against", "cau").slot) == "cau"
    assert box_below("node-cau") == "cau"


def test_of_two_texts_for_one_box_both_know_what_they_are_for() -> None:
    slot = BoxAim("words", "cau").slot
    merged = merge_versions([DraftVersion(START, {slot: text}) for text in ("theirs", "ours")])
    assert sorted(merged.values()) == ["ours", "theirs"]
    aims = [place_in_tree(SESSION, each, text) for each, text in merged.items()]
    assert aims == [BoxAim("words", "cau")] * 2
