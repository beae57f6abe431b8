"""What stands on which picture, and where it stands there."""

from hypothesis import given
from hypothesis import strategies as st

from casetool.models.tree.model import FOCAL, Cause, Effect, Tree
from casetool.render.tree.svg.cards import SMALLEST_POINTS
from casetool.render.tree.svg.pagination import TreePlan, ids_on_page, plan_pages
from casetool.render.tree.svg.placement import Sketch
from tests.support.strategies import trees

PAGE = (500.0, 700.0)
WORDS = "nobody had told anybody what had been said on the day"


def everything(made: TreePlan) -> list[str]:
    """Each node as often as it hangs on something in a picture."""
    return [one for leaf in made.pages for one in ids_on_page(leaf, made.split_ids)]


def several(count: int, fan: int) -> Tree:
    causes = tuple(
        Cause(id=f"c{n}", text=WORDS, children=tuple(
            Cause(id=f"c{n}-{m}", text=WORDS) for m in range(fan)))
        for n in range(count)
    )  # fmt: skip
    return Tree(step="tree", focal="I wait", effects=(Effect(id="f0", text=WORDS),), causes=causes)


def touches(one: Sketch, x: float, y: float) -> bool:
    """Whether a point is on the border of a box."""
    return any(
        box.x - 0.1 <= x <= box.x + box.card.width + 0.1
        and box.y - 0.1 <= y <= box.y + box.card.height + 0.1
        for box in one.cards
    )


@given(trees())
def test_what_fits_a_page_is_on_one(tree: Tree) -> None:
    made = plan_pages(tree, (5000, 5000))
    assert len(made.pages) == 1
    assert not made.split_ids
    assert sorted(everything(made)) == sorted(made._nodes)


@given(trees(), st.sampled_from([(400, 330), (560, 480)]))
def test_on_small_pages_each_box_hangs_on_another_once(
    tree: Tree, page: tuple[float, float]
) -> None:
    made = plan_pages(tree, page)
    assert sorted(everything(made)) == sorted(made._nodes)
    roots = [leaf.root for leaf in made.pages if not leaf.again]
    assert sorted(roots) == sorted({FOCAL, *made.split_ids})
    for number, leaf in enumerate(made.pages, 1):
        if leaf.root != FOCAL:
            assert made.parent_number(leaf) < number


def test_as_little_as_can_be_is_taken_off() -> None:
    made = plan_pages(several(9, 4), PAGE)
    assert 1 < len(made.pages) < 9
    first = list(ids_on_page(made.pages[0], made.split_ids))
    assert len(first) > 20


def test_letters_are_as_large_as_the_page_allows() -> None:
    assert plan_pages(several(2, 1), PAGE).letter_size == 10
    assert SMALLEST_POINTS <= plan_pages(several(7, 4), PAGE).letter_size < 10


@given(trees())
def test_every_line_begins_or_ends_at_a_box(tree: Tree) -> None:
    made = plan_pages(tree, PAGE)
    for leaf in made.pages:
        drawn = made.sketch(leaf)
        ends = [line for line in drawn.lines if any(touches(drawn, *point) for point in line)]
        # the others run along between two levels, or down to boxes that hang on them
        assert len(ends) >= len(drawn.cards) - 1


def test_boxes_of_a_row_stand_at_one_height() -> None:
    made = plan_pages(several(3, 0), PAGE)
    drawn = made.sketch(made.pages[0])
    causes = [one for one in drawn.cards if one.card.id.startswith("c")]
    assert len({one.y for one in causes}) == 1
    assert [one.card.id for one in sorted(causes, key=lambda one: one.x)] == ["c0", "c1", "c2"]
