"""The analysis tree: the order of its nodes, what is found, and what is left dangling."""

from hypothesis import given

from casetool.models.tree.model import (
    FOCAL,
    Cause,
    Effect,
    Ends,
    Tree,
    branches,
    dangling,
    find_node,
    root_causes,
    walk,
)
from tests.support.strategies import trees

TIRED = Effect(id="tired", text="Robin is tired", children=(Effect(id="maths"), Effect(id="late")))
UNSEEN = Effect(id="unseen", text="Nobody sees Wren")
NIGHTS = Cause(
    id="nights",
    text="Nights are loud",
    children=(
        Cause(id="argue", children=(Cause(id="policy", ends=Ends.ROOT),)),
        Cause(id="phone", ends=Ends.WHY),
    ),
)
LABEL = Cause(id="label", text="A label")
TREE = Tree(
    step="tree",
    focal="Nobody knows where I am.",
    effects=(TIRED, UNSEEN),
    causes=(NIGHTS, LABEL),
)


def test_a_walk_goes_from_the_focal_point_outwards_effects_first() -> None:
    assert [(node.id, parent, level) for node, parent, level in walk(TREE)] == [
        ("tired", FOCAL, 1),
        ("maths", "tired", 2),
        ("late", "tired", 2),
        ("unseen", FOCAL, 1),
        ("nights", FOCAL, 1),
        ("argue", "nights", 2),
        ("policy", "argue", 3),
        ("phone", "nights", 2),
        ("label", FOCAL, 1),
    ]


def test_the_first_level_is_effects_then_causes() -> None:
    assert [node.id for node in branches(TREE)] == ["tired", "unseen", "nights", "label"]


def test_a_node_is_found_at_any_level_and_is_the_very_one() -> None:
    assert find_node(TREE, "unseen") is UNSEEN
    assert find_node(TREE, "argue") is NIGHTS.children[0]


def test_the_focal_point_and_what_is_not_there_are_no_nodes() -> None:
    assert find_node(TREE, FOCAL) is None
    assert find_node(TREE, "gone1") is None


def test_a_leaf_that_nobody_said_the_end_of_is_dangling() -> None:
    assert [cause.id for cause in dangling(TREE)] == ["label"]


def test_any_end_will_do_for_a_leaf() -> None:
    leaves = tuple(Cause(id=f"c{n}", ends=ends) for n, ends in enumerate(Ends))
    assert dangling(Tree(step="tree", causes=leaves)) == ()


def test_an_effect_is_never_dangling() -> None:
    assert dangling(Tree(step="tree", effects=(UNSEEN,))) == ()


def test_root_causes_are_those_that_are_called_so() -> None:
    assert [cause.id for cause in root_causes(TREE)] == ["policy"]


def test_the_focal_point_counts_once_it_has_words() -> None:
    assert Tree(step="tree").count == 0
    assert Tree(step="tree", focal=" \n").count == 0
    assert Tree(step="tree", focal="I am cold.").count == 1
    assert TREE.count == 10


def test_branches_read_the_names_that_stand_in_the_file() -> None:
    held = {"id": "a", "why": [{"id": "b", "why": [{"id": "c"}]}]}
    cause = Cause.model_validate(held)
    assert cause.children[0].children == (Cause(id="c"),)
    assert Effect.model_validate({"id": "a", "then": [{"id": "b"}]}).children == (Effect(id="b"),)


def test_a_walk_goes_as_deep_as_anybody_can_dig() -> None:
    branch = Cause(id="c2000")
    for n in range(1999, 0, -1):
        branch = Cause.model_construct(id=f"c{n}", children=(branch,))
    tree = Tree.model_construct(step="tree", effects=(), causes=(branch,))
    assert [level for _, _, level in walk(tree)] == list(range(1, 2001))


@given(trees())
def test_every_node_is_walked_once_after_its_parent(tree: Tree) -> None:
    levels = {FOCAL: 0}
    for node, parent, level in walk(tree):
        assert node.id not in levels
        assert levels[parent] == level - 1
        levels[node.id] = level
        assert find_node(tree, node.id) is node
    assert tree.count == len(levels) - (not tree.focal.strip())
