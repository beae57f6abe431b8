"""Two trees become one: all, nothing or a part of what differs, without losing a box or a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import FrozenModel, evolve
from casetool.models.merge.diff import differences
from casetool.models.merge.merge import merge_parts
from casetool.models.merge.tree import MergedTooDeepError
from casetool.models.method import empty_headings
from casetool.models.session import Session, tree_of
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause, Effect, Node, OnWhom, Tree, walk
from tests.support.strategies import METHOD

NAMES = ("n0", "n1", "n2", "n3", "n4", "n5", "focal-point", "above", "below")
BARE = Session(id="a", child="Robin", headings=empty_headings(METHOD))


def _with_tree(tree: Tree) -> Session:
    headings = tuple(tree if isinstance(one, Tree) else one for one in BARE.headings)
    return evolve(BARE, headings=headings)


def _tree(parents: dict[str, str], words: dict[str, str], effects: frozenset[str]) -> Tree:
    """A tree of boxes by the id of their parent. The first level says which side a branch is on."""

    def branch(name: str, kind: type[Effect] | type[Cause]) -> Node:
        children = tuple(branch(child, kind) for child, above in parents.items() if above == name)
        return kind.model_validate(
            {"id": name, "text": words.get(name, name), "children": children}
        )

    tops = [name for name, above in parents.items() if above == FOCAL]
    upper = [branch(name, Effect) for name in tops if name in effects]
    lower = [branch(name, Cause) for name in tops if name not in effects]
    return Tree.model_validate({"step": "tree", "effects": upper, "causes": lower})


def causes(*edges: tuple[str, str], **words: str) -> Session:
    """A session whose tree has these causes, each under its parent."""
    return _with_tree(_tree(dict(edges), words, frozenset()))


@st.composite
def drawn(draw: st.DrawFn) -> Session:
    """A session with a tree of boxes that another tree may have too, with the same few words."""
    names = draw(st.permutations(NAMES))[: draw(st.integers(0, len(NAMES)))]
    parents = {
        name: draw(st.sampled_from((FOCAL, *names[:place]))) for place, name in enumerate(names)
    }
    words = {name: draw(st.sampled_from(("", "words", name))) for name in names}
    return _with_tree(_tree(parents, words, draw(st.frozensets(st.sampled_from(NAMES)))))


def chain(prefix: str, length: int, above: str = FOCAL) -> list[tuple[str, str]]:
    names = [above, *(f"{prefix}{place}" for place in range(length))]
    return list(zip(names[1:], names, strict=False))


def boxes(session: Session) -> dict[str, tuple[str, FrozenModel]]:
    """Each box without children, and the id of its parent."""
    tree = tree_of(session)
    assert tree is not None
    placed = [(node, parent) for node, parent, _ in walk(tree)]
    assert len({node.id for node, _ in placed}) == len(placed)
    return {node.id: (parent, evolve(node, children=())) for node, parent in placed}


def parents_of(session: Session) -> dict[str, str]:
    return {name: parent for name, (parent, _) in boxes(session).items()}


def keys(here: Session, there: Session) -> frozenset[str]:
    return frozenset(difference.key for difference in differences(here, there))


@given(drawn(), drawn(), st.data())
def test_all_gives_theirs_nothing_gives_ours_and_a_part_loses_nothing(
    here: Session, there: Session, data: st.DataObject
) -> None:
    every = keys(here, there)
    assert boxes(merge_parts(here, there, every)) == boxes(there)
    assert merge_parts(here, there, frozenset()) == here
    take = frozenset(data.draw(st.sets(st.sampled_from(sorted(every))))) if every else every
    merged, ours, theirs = boxes(merge_parts(here, there, take)), boxes(here), boxes(there)
    chosen = {name: (theirs if f"node:{name}" in take else ours) for name in ours | theirs}
    expected = {name: source[name][1] for name, source in chosen.items() if name in source}
    assert {name: box for name, (_, box) in merged.items()} == expected


def test_an_unchanged_box_does_not_hold_on_to_where_its_parents_hung() -> None:
    here = causes(("a", FOCAL), ("c", "a"), ("b", "c"))
    there = causes(("c", FOCAL), ("b", "c"), ("a", "b"))
    assert keys(here, there) == {"node:a", "node:c"}
    assert parents_of(merge_parts(here, there, keys(here, there))) == parents_of(there)


def test_a_loop_of_both_is_undone_where_it_was_made() -> None:
    here = causes(("a", FOCAL), ("c", "a"), ("b", "c"))
    there = causes(("c", FOCAL), ("b", "c"), ("a", "b"))
    merged = merge_parts(here, there, frozenset({"node:a"}))
    assert parents_of(merged) == {"a": "c", "b": "c", "c": FOCAL}


@pytest.mark.parametrize("words", ["same words", ""])
def test_a_box_under_another_with_the_same_words_differs_and_is_shown_so(words: str) -> None:
    here = causes(("a", FOCAL), ("b", FOCAL), ("c", "a"), a=words, b=words)
    there = causes(("a", FOCAL), ("b", FOCAL), ("c", "b"), a=words, b=words)
    (difference,) = differences(here, there)
    assert difference.key == "node:c"
    assert difference.here != difference.there
    assert parents_of(merge_parts(here, there, frozenset({"node:c"})))["c"] == "b"


def test_a_mark_is_no_word() -> None:
    here = _with_tree(Tree(step="tree", effects=(Effect(id="a", text="x · child"),)))
    there = _with_tree(Tree(step="tree", effects=(Effect(id="a", text="x", on=(OnWhom.CHILD,)),)))
    (difference,) = differences(here, there)
    assert difference.here != difference.there
    assert boxes(merge_parts(here, there, keys(here, there))) == boxes(there)


def test_together_no_deeper_than_a_tree_may_be() -> None:
    most = DEEPEST_TREE - 10
    here = causes(*chain("c", most), *chain("d", 10))
    there = causes(*chain("c", most), ("d0", f"c{most - 1}"))
    merged = merge_parts(here, there, frozenset({"node:d0"}))
    assert parents_of(merged)["d9"] == "d8"
    here = causes(*chain("c", most), *chain("d", 11))
    with pytest.raises(MergedTooDeepError, match="more than 50 levels"):
        merge_parts(here, there, frozenset({"node:d0"}))
    assert merge_parts(here, there, frozenset()) == here
