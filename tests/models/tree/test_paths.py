"""One branch on the way to an edit: where it stands, how high it is, what becomes of it."""

import pytest
from hypothesis import given

from casetool.models.tree.model import (
    FOCAL,
    Cause,
    Effect,
    Ends,
    Happened,
    Horizon,
    Level,
    OnWhom,
    Test,
    Tree,
    branches,
    find_node,
    walk,
)
from casetool.models.tree.paths import (
    NodePath,
    Siblings,
    as_side,
    height,
    node_at,
    parent_of,
    path_of,
    with_children,
    with_siblings,
)
from tests.support.strategies import trees

TREE = Tree(
    step="tree",
    effects=(Effect(id="tired", children=(Effect(id="maths"), Effect(id="late"))),),
    causes=(
        Cause(id="label"),
        Cause(id="nights", children=(Cause(id="argue", children=(Cause(id="policy"),)),)),
    ),
)


def reverse(row: Siblings) -> Siblings:
    return row[::-1]


def test_a_spot_is_the_way_from_the_focal_point() -> None:
    assert path_of(TREE, "late") == NodePath("effects", (0, 1))
    assert path_of(TREE, "policy") == NodePath("causes", (1, 0, 0))


@pytest.mark.parametrize("node", [FOCAL, "gone1"])
def test_what_is_no_node_has_no_spot_and_no_parent(node: str) -> None:
    with pytest.raises(KeyError, match=node):
        path_of(TREE, node)
    with pytest.raises(KeyError, match=node):
        parent_of(TREE, node)


def test_only_the_row_of_siblings_is_edited() -> None:
    after = with_siblings(TREE, path_of(TREE, "maths"), reverse)
    assert [node.id for node in after.effects[0].children] == ["late", "maths"]
    assert all(new is old for new, old in zip(after.causes, TREE.causes, strict=True))


def test_the_focal_point_has_children_on_either_side() -> None:
    after = with_children(TREE, FOCAL, "causes", reverse)
    assert [node.id for node in after.causes] == ["nights", "label"]
    assert after.effects[0] is TREE.effects[0]


def test_the_children_of_a_node_are_edited_where_it_stands() -> None:
    after = with_children(TREE, "argue", "causes", lambda row: (*row, Cause(id="new")))
    argue = find_node(after, "argue")
    assert argue is not None
    assert [node.id for node in argue.children] == ["policy", "new"]
    with pytest.raises(KeyError):
        with_children(TREE, "gone1", "causes", reverse)


def test_a_branch_is_as_high_as_its_longest_way() -> None:
    assert [height(node) for node in branches(TREE)] == [2, 1, 3]


def test_an_effect_turned_into_a_cause_tells_its_marks() -> None:
    effect = Effect(id="e", text="Tired", happened=Happened.HAS, horizon=Horizon.SHORT,
                    on=(OnWhom.CHILD, OnWhom.SERVICES), entry="e000")  # fmt: skip
    assert as_side(effect, "causes") == Cause(
        id="e", text="Tired (has happened; short term; on child, services)", entry="e000"
    )


def test_a_cause_turned_into_an_effect_tells_its_marks() -> None:
    cause = Cause(id="c", text="Grading", level=Level.ORGANISATION, ends=Ends.ROOT,
                  test=Test.SUPPORTED, speaks_for=("the audit", "two notices"),
                  speaks_against=("one was urgent",))  # fmt: skip
    assert as_side(cause, "effects").text == (
        "Grading (level: organisation; root cause; supported; for it: the audit;"
        " for it: two notices; against it: one was urgent)"
    )


def test_an_unmarked_branch_is_turned_without_a_bracket() -> None:
    turned_over = as_side(TREE.causes[1], "effects")
    assert turned_over == Effect(
        id="nights", children=(Effect(id="argue", children=(Effect(id="policy"),)),)
    )


def test_a_branch_that_is_on_its_side_already_is_the_very_same() -> None:
    assert as_side(TREE.causes[1], "causes") is TREE.causes[1]


def test_a_key_of_another_version_goes_along() -> None:
    newer = Cause.model_validate({"id": "c", "weight": 2, "why": [{"id": "d", "weight": 3}]})
    after = as_side(newer, "effects")
    assert after.model_extra == {"weight": 2}
    assert after.children[0].model_extra == {"weight": 3}


@given(trees())
def test_a_spot_leads_back_to_its_node(tree: Tree) -> None:
    for node, parent, level in walk(tree):
        spot = path_of(tree, node.id)
        assert node_at(tree, spot) is node
        assert len(spot.indexes) == level
        assert spot.side == ("effects" if isinstance(node, Effect) else "causes")
        assert parent_of(tree, node.id) == parent


@given(trees())
def test_a_branch_keeps_its_shape_and_every_word_when_it_is_turned(tree: Tree) -> None:
    for branch in tree.causes:
        over = as_side(branch, "effects")
        assert isinstance(over, Effect)
        old = walk(Tree(step="tree", causes=(branch,)))
        new = walk(Tree(step="tree", effects=(over,)))
        for (cause, *place), (effect, *same_place) in zip(old, new, strict=True):
            assert isinstance(cause, Cause)
            assert (effect.id, same_place) == (cause.id, place)
            for words in (cause.text, *cause.speaks_for, *cause.speaks_against):
                assert words in effect.text
