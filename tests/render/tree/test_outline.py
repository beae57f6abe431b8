"""The tree as nested lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.tree.model import FOCAL, Cause, Effect, Ends, Happened, Level, Tree, walk
from casetool.render.text.wrap import cells
from casetool.render.tree.layout import FOCAL_HINT
from casetool.render.tree.outline import LEAST_TEXT_CELLS, OutlineLine, outline, outline_drawing
from tests.support.characters import FLAG_OF_WALES, HARMLESS
from tests.support.strategies import trees

ROOT = Cause(
    id="c2",
    text="nobody owns it",
    level=Level.INTER_AGENCY,
    ends=Ends.ROOT,
    speaks_for=("a returned letter",),
    speaks_against=("it was read once",),
)
TREE = Tree(
    step="tree",
    focal="Nobody knows.",
    effects=(Effect(id="e1", text="tired", happened=Happened.HAS),),
    causes=(
        Cause(id="c1", text="the letter went astray", children=(ROOT,)),
        Cause(id="c3", text="nights are loud"),
    ),
)
EVIDENCE = (("speaks for it", "a returned letter"), ("speaks against it", "it was read once"))


def test_effects_then_the_focal_point_then_causes_each_with_its_own_after_it() -> None:
    assert outline(TREE) == (
        OutlineLine("e1", 1, "tired", "has happened", "effects"),
        OutlineLine(FOCAL, 0, "Nobody knows.", "", "focal"),
        OutlineLine("c1", 1, "the letter went astray", "", "causes"),
        OutlineLine(
            "c2", 2, "nobody owns it", "inter-agency · root cause, untested", "causes", EVIDENCE
        ),
        OutlineLine("c3", 1, "nights are loud", "why?", "causes"),
    )


def test_a_folded_branch_says_how_many_it_hides() -> None:
    lines = outline(TREE, folded=frozenset({"c1", "c3"}))
    assert [(line.id, line.marks) for line in lines[2:]] == [("c1", "[+1]"), ("c3", "why?")]


@pytest.mark.parametrize(
    ("root", "ids"),
    [
        ("c1", ["c1", "c2"]),
        ("c3", ["c3"]),
        ("e1", ["e1"]),
        ("gone", ["e1", FOCAL, "c1", "c2", "c3"]),
    ],
)
def test_one_branch_alone(root: str, ids: list[str]) -> None:
    assert [line.id for line in outline(TREE, root=root)] == ids


def test_the_focal_point_waits_with_a_hint() -> None:
    assert outline(Tree(step="tree"))[0].text == FOCAL_HINT


@given(trees())
def test_the_outline_holds_every_node_at_its_depth(tree: Tree) -> None:
    lines = [(line.id, line.depth, line.text) for line in outline(tree) if line.id != FOCAL]
    assert lines == [(node.id, level, node.text) for node, _, level in walk(tree)]


@given(st.integers(1, 200), st.integers(30, 120))
def test_however_deep_it_is_the_drawing_keeps_its_width(depth: int, width: int) -> None:
    node = Cause(id="c0", text="a reason of some length, told in words")
    for level in range(1, depth):
        node = Cause(id=f"c{level}", text="why is that, then?", children=(node,))
    lines = outline_drawing(Tree(step="tree", focal="x", causes=(node,)), width)
    assert max(map(cells, lines)) <= max(width, depth + LEAST_TEXT_CELLS)


def test_wide_letters_keep_the_focal_box_straight() -> None:
    lines = outline_drawing(Tree(step="tree", focal="日本語\nabc"), 40)
    assert lines[2:6] == ("╔════════╗", "║ 日本語 ║", "║ abc    ║", "╚════════╝")


def test_branches_of_a_deep_tree_draw_closer() -> None:
    tree = Tree(
        step="tree",
        focal="x",
        causes=(Cause(id="a", text="one", children=(Cause(id="b", text="two", ends=Ends.WHY),)),),
    )
    assert outline_drawing(tree, 24)[-3:] == (
        "└ one",
        "  └ two → still asking",
        "      why",
    )


@pytest.mark.parametrize("mark", HARMLESS)
def test_a_mark_that_nobody_sees_is_not_spelt_out(mark: str) -> None:
    tree = Tree(step="tree", focal=f"so{mark}ft", causes=(Cause(id="c", text=f"{mark}hy{mark}p"),))
    lines = outline_drawing(tree, 60)
    assert any("soft" in line for line in lines)
    assert any("hyp" in line for line in lines)
    assert "\\u" not in "".join(lines)


def test_a_flag_is_drawn_without_the_letters_of_its_country() -> None:
    lines = outline_drawing(Tree(step="tree", focal=f"{FLAG_OF_WALES} Siân"), 60)
    assert any("\U0001f3f4 Siân" in line for line in lines)
