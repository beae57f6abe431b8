"""Where the headings stand: the tool's own arrangement, in pages where a screen is small."""

from itertools import combinations

import pytest

from casetool.models.method import Method
from casetool.render.board.pages import (
    FOOT_ROWS,
    NARROWEST_COLUMN,
    Page,
    front_page,
    page_of,
    pages,
)
from tests.support.strategies import METHOD

SIZES = [(80, 20), (100, 28), (120, 38), (160, 43), (200, 48), (240, 60)]
ON_THE_BOARD = [step.id for step in METHOD.steps if step.on_the_board and not step.always]


def steps(page: Page) -> list[str]:
    return [panel.step.id for panel in page if not panel.whole]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tree", [0, 60, 90, 400])
def test_each_heading_stands_once_and_in_order(size: tuple[int, int], tree: int) -> None:
    found = pages(METHOD, *size, tree)
    assert [step for page in found for step in steps(page)] == ON_THE_BOARD


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("tree", [0, 60, 90, 400])
def test_nothing_overlaps_and_nothing_leaves_the_wall(size: tuple[int, int], tree: int) -> None:
    for page in pages(METHOD, *size, tree):
        for panel in page:
            assert panel.x >= 0
            assert panel.y >= 0
            assert panel.x + panel.width <= size[0]
            assert panel.y + panel.height <= size[1]
            assert panel.width >= NARROWEST_COLUMN
        for one, other in combinations(page, 2):
            beside = one.x + one.width <= other.x or other.x + other.width <= one.x
            above = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert beside or above


@pytest.mark.parametrize("size", SIZES)
def test_what_stays_in_view_lies_across_the_bottom_of_each_page(size: tuple[int, int]) -> None:
    for page in pages(METHOD, *size):
        (foot,) = (panel for panel in page if panel.whole)
        assert foot.step.id == "else"
        assert (foot.width, foot.height, foot.y) == (size[0], FOOT_ROWS, size[1] - FOOT_ROWS)


@pytest.mark.parametrize(
    ("size", "wanted"),
    [
        ((200, 48), [["facts", "about", "thoughts", "tree", "worries", "worked", "missing",
                      "actions"]]),
        ((160, 43), [["facts", "about", "thoughts", "tree"],
                     ["worries", "worked", "missing", "actions"]]),
        ((120, 38), [["facts", "about", "thoughts"], ["tree"], ["worries", "worked"],
                     ["missing", "actions"]]),
        ((100, 28), [["facts", "about", "thoughts"], ["tree"], ["worries", "worked"],
                     ["missing", "actions"]]),
    ],
)  # fmt: skip
def test_as_many_on_a_page_as_can_be_read(size: tuple[int, int], wanted: list[list[str]]) -> None:
    assert [steps(page) for page in pages(METHOD, *size)] == wanted


def test_facts_stand_above_the_child_on_the_left() -> None:
    page = pages(METHOD, 200, 48)[0]
    facts, about = page[0], page[1]
    assert (facts.step.id, facts.x, facts.y) == ("facts", 0, 0)
    assert (about.step.id, about.x, about.y) == ("about", 0, facts.height)


def test_the_tree_has_the_room_that_it_needs_as_far_as_others_can_be_read() -> None:
    def width(tree: int) -> int:
        return next(one.width for one in pages(METHOD, 240, 60, tree)[0] if one.step.id == "tree")

    assert width(0) == 60
    assert width(80) == 80
    assert width(400) == 240 - 6 * NARROWEST_COLUMN - 6 * 2


def test_a_heading_alone_has_the_whole_wall() -> None:
    (panel,) = front_page(METHOD.step("worries"), 100, 28)
    assert (panel.width, panel.height) == (100, 28)


def test_the_page_of_a_heading_is_found() -> None:
    found = pages(METHOD, 100, 28)
    assert page_of(found, "tree") == 1
    assert page_of(found, "else") is None
    assert page_of(found, "jottings") is None


def test_the_arrangement_comes_from_the_method_alone() -> None:
    kept = [step for step in METHOD.steps if step.id in ("people", "worries", "notes")]
    other = Method(id="m", title="M", notes_title="M", steps=tuple(kept))
    assert [steps(page) for page in pages(other, 100, 28)] == [["worries"]]
    nothing = Method(id="m", title="M", notes_title="M", steps=(METHOD.step("notes"),))
    assert pages(nothing, 100, 28) == ((),)
