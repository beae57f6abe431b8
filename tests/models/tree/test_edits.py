"""The analysis tree grows, is pruned and rearranged; whose words is never in question."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.method import empty_headings
from casetool.models.sequence_edits import replace_heading
from casetool.models.session import Session, tree_of
from casetool.models.tree.edits import (
    TooDeepError,
    add_cause,
    add_effect,
    delete_branch,
    demote,
    edit_node,
    evidence,
    move_branch,
    promote,
    set_focal,
    shift_node,
)
from casetool.models.tree.model import (
    DEEPEST_TREE,
    FOCAL,
    Cause,
    Effect,
    Ends,
    Happened,
    Node,
    Test,
    Tree,
    find_node,
    walk,
)
from casetool.models.tree.paths import Side
from tests.support.strategies import METHOD, trees

SIDES: tuple[Side, ...] = ("effects", "causes")
EMPTY = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def holding(tree: Tree) -> Session:
    return replace_heading(EMPTY, tree)


DRAWN = holding(
    Tree(
        step="tree",
        focal="Nobody knows where I am in the morning.",
        effects=(Effect(id="tired", children=(Effect(id="maths"),)), Effect(id="unseen")),
        causes=(
            Cause(id="nights", children=(Cause(id="argue"), Cause(id="phone"))),
            Cause(id="label", text="A label"),
            Cause(id="afraid"),
        ),
    )
)


def the_tree(session: Session) -> Tree:
    tree = tree_of(session)
    assert tree is not None
    return tree


def the_node(session: Session, node_id: str) -> Node:
    node = find_node(the_tree(session), node_id)
    assert node is not None
    return node


def the_cause(session: Session, node_id: str) -> Cause:
    node = the_node(session, node_id)
    assert isinstance(node, Cause)
    return node


def shape(session: Session) -> list[tuple[str, str]]:
    return [(node.id, parent) for node, parent, _ in walk(the_tree(session))]


def children(session: Session, node_id: str) -> list[str]:
    return [node for node, parent in shape(session) if parent == node_id]


def chain(length: int, name: str = "c") -> Cause:
    branch = Cause(id=f"{name}{length}")
    for n in range(length - 1, 0, -1):
        branch = Cause(id=f"{name}{n}", children=(branch,))
    return branch


def test_the_focal_point_is_set_and_set_again() -> None:
    first = set_focal(EMPTY, "Robin is neglected")
    assert the_tree(edit_node(first, FOCAL, text="I am cold.")).focal == "I am cold."


def test_effects_grow_above_and_causes_below() -> None:
    session = add_cause(add_effect(EMPTY, Effect(id="e")), Cause(id="c"))
    session = add_cause(add_effect(session, Effect(id="then"), "e"), Cause(id="why"), "c")
    assert shape(session) == [("e", FOCAL), ("then", "e"), ("c", FOCAL), ("why", "c")]


def test_a_node_can_go_between_two() -> None:
    between = add_cause(DRAWN, Cause(id="new"), "nights", 1)
    assert children(between, "nights") == ["argue", "new", "phone"]
    first = add_effect(DRAWN, Effect(id="new"), index=0)
    assert children(first, FOCAL)[:3] == ["new", "tired", "unseen"]


def test_a_node_on_the_wrong_side_is_refused_with_a_sentence() -> None:
    with pytest.raises(ValueError, match=r"^Effects stand above the focal point, causes below it"):
        add_effect(DRAWN, Effect(id="new"), "nights")
    with pytest.raises(ValueError, match=r"^Effects stand above the focal point, causes below it"):
        add_cause(DRAWN, Cause(id="new"), "tired")


@pytest.mark.parametrize("test", list(Test))
@pytest.mark.parametrize("ends", list(Ends))
def test_a_cause_that_gets_a_child_ends_nowhere_any_more(ends: Ends, test: Test) -> None:
    session = edit_node(DRAWN, "label", ends=ends, test=test)
    after = the_cause(add_cause(session, Cause(id="new"), "label"), "label")
    assert (after.ends, after.test, after.text) == (None, test, "A label")


def test_the_tree_goes_as_deep_as_it_can_be_drawn_and_no_deeper() -> None:
    deep = add_cause(EMPTY, chain(DEEPEST_TREE))
    with pytest.raises(TooDeepError, match="50 levels"):
        add_cause(deep, Cause(id="new"), f"c{DEEPEST_TREE}")
    wide = add_cause(deep, Cause(id="new"), f"c{DEEPEST_TREE - 1}")
    assert children(wide, f"c{DEEPEST_TREE - 1}") == [f"c{DEEPEST_TREE}", "new"]


def test_a_whole_branch_counts_when_it_is_moved_or_added() -> None:
    deep = add_cause(add_cause(EMPTY, chain(DEEPEST_TREE - 2)), chain(3, "d"))
    with pytest.raises(TooDeepError):
        move_branch(deep, "d1", f"c{DEEPEST_TREE - 2}")
    with pytest.raises(TooDeepError):
        add_cause(EMPTY, chain(DEEPEST_TREE + 1))
    with pytest.raises(TooDeepError):
        demote(add_cause(add_cause(EMPTY, Cause(id="one")), chain(DEEPEST_TREE)), "c1")


def test_an_edit_of_a_node_leaves_its_branch_and_its_siblings_the_very_same() -> None:
    after = edit_node(DRAWN, "nights", text="Loud nights")
    assert the_node(after, "nights").text == "Loud nights"
    for node in ("argue", "phone", "label", "afraid", "tired"):
        assert the_node(after, node) is the_node(DRAWN, node)


def test_an_effect_has_its_marks() -> None:
    node = the_node(edit_node(DRAWN, "maths", happened=Happened.HAS), "maths")
    assert isinstance(node, Effect)
    assert node.happened is Happened.HAS


def test_a_deleted_node_takes_its_branch_along() -> None:
    left = [node for node, _ in shape(delete_branch(DRAWN, "nights"))]
    assert left == ["tired", "maths", "unseen", "label", "afraid"]


def test_a_node_moves_along_among_its_siblings_and_stops_at_the_end() -> None:
    assert children(shift_node(DRAWN, "phone", -1), "nights") == ["phone", "argue"]
    assert children(shift_node(DRAWN, "nights", 9), FOCAL)[2:] == ["label", "afraid", "nights"]
    assert shift_node(DRAWN, "phone", 1) is DRAWN


def test_a_branch_moves_to_the_end_under_another_parent() -> None:
    after = move_branch(DRAWN, "nights", "afraid")
    assert children(after, "afraid") == ["nights"]
    assert the_node(after, "nights") is the_node(DRAWN, "nights")
    assert children(move_branch(DRAWN, "argue", "nights"), "nights") == ["phone", "argue"]


def test_a_branch_moves_to_a_side_of_the_focal_point() -> None:
    assert children(move_branch(DRAWN, "argue", FOCAL, "causes"), FOCAL)[-1] == "argue"
    with pytest.raises(ValueError, match="Above the focal point, or below it"):
        move_branch(DRAWN, "argue", FOCAL)


def test_a_branch_that_changes_sides_changes_its_kind_and_loses_no_word() -> None:
    session = evidence(DRAWN, "argue", "for", "Ash said so")
    after = move_branch(edit_node(session, "argue", text="They argue"), "nights", "maths")
    assert children(after, "maths") == ["nights"]
    assert isinstance(the_node(after, "nights"), Effect)
    assert the_node(after, "argue").text == "They argue (for it: Ash said so)"
    back = the_cause(move_branch(after, "tired", FOCAL, "causes"), "argue")
    assert back.text == "They argue (for it: Ash said so)"


def test_a_cause_under_which_a_branch_is_moved_ends_nowhere_any_more() -> None:
    session = edit_node(DRAWN, "label", ends=Ends.ROOT)
    assert the_cause(move_branch(session, "afraid", "label"), "label").ends is None


@pytest.mark.parametrize("parent", ["nights", "argue"])
def test_a_branch_cannot_hang_on_itself(parent: str) -> None:
    with pytest.raises(ValueError, match="cannot hang on itself"):
        move_branch(DRAWN, "nights", parent)


def test_demoting_hangs_a_node_on_the_sibling_before_it() -> None:
    assert children(demote(DRAWN, "label"), "nights") == ["argue", "phone", "label"]
    assert demote(DRAWN, "nights") is DRAWN
    assert demote(DRAWN, "tired") is DRAWN


def test_promoting_puts_a_node_after_its_parent() -> None:
    assert children(promote(DRAWN, "argue"), FOCAL)[2:] == ["nights", "argue", "label", "afraid"]
    assert promote(DRAWN, "nights") is DRAWN


@given(trees())
def test_promoting_undoes_a_demotion(tree: Tree) -> None:
    session = holding(tree)
    for node, _ in shape(session):
        lower = demote(session, node)
        if lower is not session:
            assert shape(promote(lower, node)) == shape(session)


@given(trees(), st.data())
def test_a_move_loses_no_node_and_makes_none(tree: Tree, data: st.DataObject) -> None:
    session = holding(tree)
    nodes = [node for node, _ in shape(session)]
    if not nodes:
        return
    node, parent = data.draw(st.sampled_from(nodes)), data.draw(st.sampled_from([FOCAL, *nodes]))
    side = data.draw(st.sampled_from(SIDES))
    try:
        after = move_branch(session, node, parent, side)
    except ValueError:
        parents = dict(shape(session))
        while parent not in (node, FOCAL):
            parent = parents[parent]
        assert parent == node
        return
    assert sorted(n for n, _ in shape(after)) == sorted(nodes)
    assert children(after, parent)[-1] == node or (parent, side) == (FOCAL, "effects")
    kinds = [isinstance(one, Effect) for one, _, _ in walk(the_tree(after))]
    assert kinds == sorted(kinds, reverse=True)
    assert Tree.model_validate(the_tree(after).model_dump()) == the_tree(after)


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: edit_node(session, "gone1", text="x"),
        lambda session: delete_branch(session, "gone1"),
        lambda session: shift_node(session, "gone1", 1),
        lambda session: move_branch(session, "gone1", "label"),
        lambda session: move_branch(session, "label", "gone1"),
        lambda session: demote(session, "gone1"),
        lambda session: promote(session, "gone1"),
        lambda session: add_cause(session, Cause(id="new"), "gone1"),
        lambda session: add_effect(session, Effect(id="new"), "gone1"),
        lambda session: delete_branch(session, FOCAL),
        lambda session: set_focal(evolve(session, headings=()), "a method without a tree"),
    ],
)
def test_what_is_not_there_is_refused(edit: Callable[[Session], Session]) -> None:
    with pytest.raises(KeyError):
        edit(DRAWN)


@pytest.mark.parametrize("build", [add_cause, edit_node])
def test_in_a_big_tree_only_the_path_to_the_focal_point_is_new(build: object) -> None:
    rows = [
        Cause(id=f"c{a}", children=tuple(
            Cause(id=f"c{a}-{b}", children=tuple(Cause(id=f"c{a}-{b}-{c}") for c in range(10)))
            for b in range(10)
        ))
        for a in range(18)
    ]  # fmt: skip
    before = holding(Tree(step="tree", causes=tuple(rows)))
    if build is add_cause:
        after = add_cause(before, Cause(id="new"), "c9-5-3")
    else:
        after = edit_node(before, "c9-5-3", text="why")
    old = {node.id: node for node, _, _ in walk(the_tree(before))}
    new = [node.id for node, _, _ in walk(the_tree(after)) if old.get(node.id) is not node]
    assert [node for node in new if node != "new"] == ["c9", "c9-5", "c9-5-3"]
