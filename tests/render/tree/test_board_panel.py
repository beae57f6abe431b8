"""The tree on the wall: a picture where it fits, else its outline, and what is new always seen."""

from casetool.models.tree.model import FOCAL, Cause, Effect, Tree
from casetool.render.text.wrap import cells
from casetool.render.tree.board_panel import BoardTreeLine, tree_lines, tree_width

SMALL = Tree(
    step="tree",
    focal="Nobody knows where I am.",
    effects=(Effect(id="e1", text="tired"),),
    causes=(Cause(id="c1", text="nights are loud", children=(Cause(id="c2", text="why so"),)),),
)
WIDE = Tree(
    step="tree",
    focal="Nobody knows where I am.",
    causes=tuple(Cause(id=f"c{n}", text=f"cause {n}") for n in range(60)),
)


def text(lines: tuple[BoardTreeLine, ...]) -> list[str]:
    return ["".join(words for _, words in line) for line in lines]


def style(lines: tuple[BoardTreeLine, ...], part: str) -> set[str]:
    return {look for line in lines for look, words in line if part in words}


def test_a_picture_where_it_fits() -> None:
    drawn = tree_lines(SMALL, 100, 40, None, None)
    assert any("╔" in line for line in text(drawn))
    assert all(cells(line) <= 100 for line in text(drawn))
    assert style(drawn, "Nobody knows") == {"focal"}


def test_an_outline_where_it_does_not() -> None:
    drawn = text(tree_lines(SMALL, 40, 9, None, None))
    assert [line.strip() for line in drawn[:3]] == [
        "EFFECTS (and then?)", "· tired", "· “Nobody knows where I am.”",
    ]  # fmt: skip
    assert any(line.startswith("  · why so") for line in drawn)


def test_what_is_new_is_lit_and_in_view_in_both() -> None:
    assert style(tree_lines(SMALL, 100, 40, "c2", "c2"), "why so") == {"lit"}
    assert style(tree_lines(SMALL, 40, 9, "c2", "c2"), "why so") == {"lit"}
    drawn = tree_lines(WIDE, 60, 12, "c55", "c55")
    assert style(drawn, "cause 55") == {"lit"}
    assert len(drawn) <= 12


def test_what_is_left_out_is_counted() -> None:
    drawn = text(tree_lines(WIDE, 60, 12, FOCAL, None))
    assert drawn[-1].startswith("↓ ")
    shown = sum("cause" in line.casefold() and "·" in line for line in drawn)
    assert drawn[-1] == f"↓ {60 - shown} more"


def test_an_empty_tree_says_what_is_wanted() -> None:
    assert any("one plain sentence" in line for line in text(tree_lines(
        Tree(step="tree"), 60, 12, None, None)))  # fmt: skip


def test_the_width_that_a_tree_likes_is_that_of_its_narrowest_picture() -> None:
    assert tree_width(SMALL) < tree_width(WIDE)
    assert tree_width(Tree(step="tree", causes=WIDE.causes * 3)) == 0
