"""The tree in a plane: every box in its place, none over another, whatever the tree."""

from itertools import pairwise
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.tree.model import FOCAL, Cause, Effect, Ends, Level, OnWhom, Tree, walk
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.render.tree.layout import (
    BOX_GAP,
    FOCAL_HINT,
    Box,
    Layout,
    describe_node,
    hidden_behind,
    lay_out,
)
from tests.support.strategies import trees

Kind = TypeVar("Kind", Cause, Effect)


def big(seed: int, count: int) -> Tree:
    """A tree of so many causes and as many effects, each hung somewhere by chance."""
    chance = Random(seed)

    def grown(letter: str, kind: type[Kind]) -> tuple[Kind, ...]:
        below: dict[int, list[Kind]] = {-1: []}
        for n in range(count - 1, -1, -1):
            words = "why " * chance.randrange(1, 20)
            node = kind(id=f"{letter}{n}", text=words, children=tuple(below.pop(n, [])))
            below.setdefault(chance.randrange(-1, n), []).insert(0, node)
        return tuple(below[-1])

    return Tree(step="tree", focal="x", effects=grown("f", Effect), causes=grown("c", Cause))


any_tree = st.one_of(trees(), st.builds(big, st.integers(), st.integers(1, 40)))
any_width = st.sampled_from([8, 12, 16, 28, 40])


@given(any_tree, any_width)
def test_every_node_has_one_box_and_none_lies_over_another(tree: Tree, width: int) -> None:
    layout = lay_out(tree, width)
    assert sorted(box.id for box in layout.boxes) == sorted(
        [FOCAL, *(node.id for node, _, _ in walk(tree))]
    )
    for n, one in enumerate(layout.boxes):
        assert one.x >= 0 and one.y >= 0
        assert one.x + one.width <= layout.width
        assert one.y + one.height <= layout.height
        for other in layout.boxes[n + 1 :]:
            assert apart(one, other)


def apart(one: Box, other: Box) -> bool:
    beside = one.x + one.width < other.x or other.x + other.width < one.x
    above = one.y + one.height <= other.y or other.y + other.height <= one.y
    return beside or above


@given(any_tree, any_width)
def test_words_are_whole_and_fit_their_box(tree: Tree, width: int) -> None:
    layout = lay_out(tree, width)
    for node, _, _ in walk(tree):
        box = found(layout, node.id)
        assert bare("".join(box.lines)) == (bare(terminal_safe(node.text)) or "…")
        assert box.height == len(box.head) + len(box.lines) + len(box.foot) + 2
        assert max(map(cells, (*box.head, *box.lines, *box.foot))) + 4 <= box.width
        assert box.width <= max(width, 12)
    assert bare("".join(found(layout, FOCAL).lines)) == (
        bare(terminal_safe(tree.focal)) or bare(FOCAL_HINT)
    )


def bare(text: str) -> str:
    return "".join(text.split())


def found(layout: Layout, node: str) -> Box:
    box = layout.box(node)
    assert box is not None
    return box


@given(any_tree)
def test_effects_stand_above_and_causes_below_in_rows(tree: Tree) -> None:
    layout = lay_out(tree)
    rows: dict[int, set[int]] = {}
    for node, parent_id, level in walk(tree):
        box, parent = found(layout, node.id), found(layout, parent_id)
        assert box.parent == parent_id
        if isinstance(node, Effect):
            assert box.level == -level
            assert box.y + box.height < parent.y
            rows.setdefault(box.level, set()).add(box.y + box.height)
        else:
            assert box.level == level
            assert parent.y + parent.height < box.y
            rows.setdefault(box.level, set()).add(box.y)
    assert all(len(edges) == 1 for edges in rows.values())


@given(any_tree)
def test_siblings_stand_in_order_and_their_parent_in_their_middle(tree: Tree) -> None:
    layout = lay_out(tree)
    for row, parent in families(tree):
        boxes = [found(layout, node) for node in row]
        for left, right in pairwise(boxes):
            assert left.x + left.width + BOX_GAP - 2 <= right.x
        if boxes:
            # a column by halves that come out uneven, another where a box was put over its child
            assert boxes[0].middle - 2 <= found(layout, parent).middle <= boxes[-1].middle + 2


def families(tree: Tree) -> list[tuple[list[str], str]]:
    below: dict[tuple[str, bool], list[str]] = {}
    for node, parent, _ in walk(tree):
        below.setdefault((parent, isinstance(node, Effect)), []).append(node.id)
    return [(row, parent) for (parent, _), row in below.items()]


@given(any_tree)
def test_each_box_is_joined_to_its_parent(tree: Tree) -> None:
    layout = lay_out(tree)
    joined = {(link.parent, link.up): link for link in layout.links}
    assert len(joined) == len(layout.links) == len(families(tree))
    for box in layout.boxes:
        if box.parent is None:
            continue
        link, parent = joined[box.parent, box.level < 0], found(layout, box.parent)
        assert box.middle in link.children
        assert link.column == parent.middle
        if link.up:
            assert box.y + box.height < link.row < parent.y
        else:
            assert parent.y + parent.height < link.row < box.y


@given(any_tree, st.data())
def test_a_folded_branch_is_counted_and_not_shown(tree: Tree, data: st.DataObject) -> None:
    nodes = [node for node, _, _ in walk(tree)]
    folded = data.draw(st.sets(st.sampled_from([node.id for node in nodes] or ["none"])))
    layout = lay_out(tree, folded=frozenset(folded))
    hidden = sum(box.folded for box in layout.boxes)
    assert len(layout.boxes) + hidden == len(nodes) + 1
    for node in nodes:
        box = layout.box(node.id)
        if box is not None and node.id in folded:
            assert box.folded == hidden_behind(node)
            assert all(layout.box(child.id) is None for child in node.children)


SMALL = Tree(
    step="tree",
    focal="Nobody knows",
    effects=(Effect(id="e1", children=(Effect(id="e2"),)),),
    causes=(Cause(id="c1", children=(Cause(id="c2", children=(Cause(id="c3"),)),)), Cause(id="c4")),
)


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        ("c1", {"c1": 0, "c2": 1, "c3": 2}),
        ("c3", {"c3": 0}),
        ("e1", {"e1": 0, "e2": -1}),
        (FOCAL, {"focal": 0, "e1": -1, "e2": -2, "c1": 1, "c2": 2, "c3": 3, "c4": 1}),
        ("gone", {"focal": 0, "e1": -1, "e2": -2, "c1": 1, "c2": 2, "c3": 3, "c4": 1}),
    ],
)
def test_one_branch_alone_stands_in_the_centre(root: str, shown: dict[str, int]) -> None:
    layout = lay_out(SMALL, root=root)
    assert {box.id: box.level for box in layout.boxes} == shown
    centre = next(box for box in layout.boxes if box.level == 0)
    assert centre.parent is None


def test_a_branch_shown_alone_is_open_though_it_was_folded() -> None:
    layout = lay_out(SMALL, folded=frozenset({"c1"}), root="c1")
    assert found(layout, "c1").folded == 0
    assert layout.box("c2") is not None


def test_the_focal_point_waits_with_a_hint() -> None:
    assert " ".join(found(lay_out(Tree(step="tree", focal=" \n")), FOCAL).lines) == FOCAL_HINT


def test_what_is_not_shown_has_no_box() -> None:
    assert lay_out(SMALL).box("gone") is None


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Cause(id="c"), ((), "why?")),
        (Cause(id="c", children=(Cause(id="d"),)), ((), "")),
        (Cause(id="c", level=Level.TEAM, ends=Ends.WHY), (("team",), "still asking why")),
        (Cause(id="c", ends=Ends.ROOT), ((), "root cause, untested")),
        (Cause(id="c", ends=Ends.INFO), ((), "needs information")),
        (Effect(id="e"), ((), "")),
        (Effect(id="e", on=(OnWhom.CHILD, OnWhom.SERVICES)), (("child", "services"), "")),
    ],
)
def test_what_is_known_is_told_in_words(
    node: Cause | Effect, words: tuple[tuple[str, ...], str]
) -> None:
    assert describe_node(node) == words


@pytest.mark.parametrize(("depth", "breadth"), [(1000, 1), (1, 2000), (2, 40)])
def test_no_tree_is_too_deep_or_too_broad(depth: int, breadth: int) -> None:
    def row(level: int, below: tuple[Cause, ...]) -> tuple[Cause, ...]:
        return tuple(
            Cause(id=f"c{level}-{n}", text="why", children=below if n == 0 else ())
            for n in range(breadth)
        )

    causes: tuple[Cause, ...] = ()
    for level in range(depth, 0, -1):
        causes = row(level, causes)
    layout = lay_out(Tree(step="tree", focal="x", causes=causes))
    assert len(layout.boxes) == depth * breadth + 1
    assert found(layout, f"c{depth}-0").level == depth
