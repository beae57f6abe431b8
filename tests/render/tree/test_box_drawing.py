"""The picture in characters, seen as a picture."""

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.tree.model import Cause, Tree, walk
from casetool.render.text.symbols import PLAIN_SYMBOLS
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import cells
from casetool.render.tree.box_drawing import draw, drawing, rows_of
from casetool.render.tree.layout import lay_out
from tests.support.characters import HARMLESS
from tests.support.robin_notes import TREE
from tests.support.strategies import trees


def picture(text: str) -> tuple[str, ...]:
    return tuple(line.rstrip() for line in dedent(text).strip("\n").split("\n"))


def test_effects_above_the_focal_point_below_it_the_causes() -> None:
    assert draw(lay_out(TREE)) == picture("""
                       ╭──────────────────────╮
                       │ [could happen]       │
                       │ two levels behind in │
                       │ maths                │
                       ╰───────────┬──────────╯
                                   │
                                   │
                                   │
                       ╭───────────┴───────────╮
                       │ [has happened · short │
                       │ term · child]         │
                       │ tired                 │
                       ╰───────────┬───────────╯
                                   │
                                   │
                                   │
                     ╔═════════════╧════════════╗
                     ║ Nobody knows where I am. ║
                     ╚═════════════╤════════════╝
                                   │
                    ╭──────────────┴─────────────╮
                    │                            │
        ╭───────────┴───────────╮   ╭────────────┴────────────╮
        │ mum isn't well in the │   │ [team]                  │
        │ mornings              │   │ we didn't add it up     │
        ╰───────────┬───────────╯   │ → root cause, supported │
                    │               ╰─────────────────────────╯
                    │
                    │
                    │
         ╭──────────┴─────────╮
         │ medication stopped │
         │ → why?             │
         ╰────────────────────╯
    """)


def test_an_empty_tree_asks_for_its_focal_point() -> None:
    assert draw(lay_out(Tree(step="tree"))) == picture("""
        ╔═════════════════════════════════════╗
        ║ Focal point: one plain sentence, as ║
        ║       the child would say it        ║
        ╚═════════════════════════════════════╝
    """)


def test_folded_branches_say_how_many_they_hide() -> None:
    assert draw(lay_out(TREE, folded=frozenset({"e1", "c1"}))) == picture("""
                       ╭───────────────────────╮
                       │ [has happened · short │
                       │ term · child]         │
                       │ tired                 │
                       │ → [+1]                │
                       ╰───────────┬───────────╯
                                   │
                                   │
                                   │
                     ╔═════════════╧════════════╗
                     ║ Nobody knows where I am. ║
                     ╚═════════════╤════════════╝
                                   │
                    ╭──────────────┴─────────────╮
                    │                            │
        ╭───────────┴───────────╮   ╭────────────┴────────────╮
        │ mum isn't well in the │   │ [team]                  │
        │ mornings              │   │ we didn't add it up     │
        │ → [+1]                │   │ → root cause, supported │
        ╰───────────────────────╯   ╰─────────────────────────╯
    """)


def test_wide_letters_long_words_and_line_ends_keep_the_boxes_straight() -> None:
    tree = Tree(
        step="tree",
        focal="日本語テキスト日本語テキスト日本語テキスト",
        causes=(
            Cause(id="c1", text="日本語 and more"),
            Cause(id="c2", text="x" * 40),
            Cause(id="c3", text="two\nlines\n\nthree"),
            Cause(id="c4"),
        ),
    )
    assert draw(lay_out(tree)) == picture("""
                            ╔══════════════════════════════════════╗
                            ║ 日本語テキスト日本語テキスト日本語テ ║
                            ║                キスト                ║
                            ╚═══════════════════╤══════════════════╝
                                                │
                 ╭──────────────────────────┬───┴──────────────────┬──────────────╮
                 │                          │                      │              │
        ╭────────┴────────╮   ╭─────────────┴────────────╮   ╭─────┴────╮   ╭─────┴────╮
        │ 日本語 and more │   │ xxxxxxxxxxxxxxxxxxxxxxxx │   │ two      │   │ …        │
        │ → why?          │   │ xxxxxxxxxxxxxxxx         │   │ lines    │   │ → why?   │
        ╰─────────────────╯   │ → why?                   │   │          │   ╰──────────╯
                              ╰──────────────────────────╯   │ three    │
                                                             │ → why?   │
                                                             ╰──────────╯
    """)


def test_boxes_become_narrower_where_there_is_less_room() -> None:
    widest, narrow = lay_out(TREE), lay_out(TREE, 16)
    assert drawing(TREE) == drawing(TREE, widest.width) == "\n".join(draw(widest))
    assert drawing(TREE, narrow.width) == "\n".join(draw(narrow))


def test_a_tree_too_broad_for_its_place_becomes_an_outline() -> None:
    assert tuple(drawing(TREE, 30).split("\n")) == picture("""
        EFFECTS (and then?)
        └── [has happened · short
            │ term · child] tired
            └── [could happen] two
                  levels behind in
                  maths

        ╔══════════════════════════╗
        ║ Nobody knows where I am. ║
        ╚══════════════════════════╝

        CAUSES (why?)
        ├── mum isn't well in the
        │   │ mornings
        │   └── medication stopped →
        │         why?
        └── we didn't add it up →
              team · root cause,
              supported
    """)


ARMS = {
    "─": "lr", "│": "ud", "╭": "rd", "╮": "ld", "╰": "ru", "╯": "lu", "┬": "lrd", "┴": "lru",
    "┼": "lrud", "├": "rud", "┤": "lud", "═": "lr", "║": "ud", "╔": "rd", "╗": "ld", "╚": "ru",
    "╝": "lu", "╧": "lru", "╤": "lrd",
}  # fmt: skip
STEPS = {"l": (-1, 0, "r"), "r": (1, 0, "l"), "u": (0, -1, "d"), "d": (0, 1, "u")}


def words() -> st.SearchStrategy[str]:
    return st.text(st.sampled_from("ab 日é👩\n"), max_size=60)


@st.composite
def plain_trees(draw_one: st.DrawFn) -> Tree:
    """Trees in whose words there are no lines drawn."""

    def row(letter: str, depth: int) -> tuple[dict[str, object], ...]:
        count = draw_one(st.integers(0, 3)) if depth < 3 else 0
        return tuple(
            {
                "id": f"{letter}{n}",
                "text": draw_one(words()),
                "children": row(f"{letter}{n}", depth + 1),
            }
            for n in range(count)
        )

    return Tree.model_validate(
        {"step": "tree", "focal": draw_one(words()), "effects": row("e", 0), "causes": row("c", 0)}
    )


@given(plain_trees(), st.sampled_from([12, 16, 28]))
def test_every_line_that_is_drawn_leads_somewhere(tree: Tree, width: int) -> None:
    layout = lay_out(tree, width)
    at = {}
    for y, line in enumerate(draw(layout)):
        x = 0
        for char in line:
            at[x, y] = char
            x += cells(char)
    for (x, y), char in at.items():
        for arm in ARMS.get(char, ""):
            right, down, back = STEPS[arm]
            assert back in ARMS.get(at.get((x + right, y + down), ""), "")


@given(trees(), st.sampled_from([12, 16, 28]))
def test_lines_are_as_long_as_said_and_end_in_no_space(tree: Tree, width: int) -> None:
    layout = lay_out(tree, width)
    lines = draw(layout)
    assert len(lines) == layout.height
    assert max(map(cells, lines)) == layout.width
    assert all(line == line.rstrip(" ") for line in lines)


@given(trees())
def test_each_piece_belongs_to_a_box_or_to_a_link(tree: Tree) -> None:
    layout = lay_out(tree)
    rows = rows_of(layout)
    for box in layout.boxes:
        own = [piece for row in rows for piece in row if piece.node == box.id]
        told = {part: "".join(p.text.strip() for p in own if p.part == part) for part in PARTS}
        assert told["head"].replace(" ", "") == "".join(box.head).replace(" ", "")
        assert told["foot"].replace(" ", "") == "".join(box.foot).replace(" ", "")
    assert all((piece.node is None) == (piece.part == "link") for row in rows for piece in row)


PARTS = ("head", "text", "foot")


@given(trees(), st.integers(24, 140))
def test_a_drawing_stays_within_its_width_and_leaves_nothing_out(tree: Tree, width: int) -> None:
    text = drawing(tree, width)
    assert max(map(cells, text.split("\n"))) <= width
    assert text == terminal_safe(text)
    letters = "".join(char for char in text if char not in ARMS)
    for node, _, _ in walk(tree):
        said = "".join(char for char in terminal_safe(node.text) if char not in ARMS)
        first = said.split()[:1]
        assert not first or first[0][:6] in letters


@pytest.mark.parametrize("width", [None, 200, 30])
def test_what_people_typed_cannot_act_on_the_terminal(width: int | None) -> None:
    tree = Tree(step="tree", focal="\u202ea", causes=(Cause(id="c", text="b\u2066\u2069"),))
    text = drawing(tree, width)
    assert "\\u202ea" in text
    assert "b\\u2066\\u2069" in text


@pytest.mark.parametrize("mark", HARMLESS)
@pytest.mark.parametrize("width", [None, 30])
def test_a_mark_that_nobody_sees_is_not_spelt_out_in_a_box(width: int | None, mark: str) -> None:
    tree = Tree(step="tree", focal=f"so{mark}ft", causes=(Cause(id="c", text=f"{mark}hy{mark}p"),))
    plain = Tree(step="tree", focal="soft", causes=(Cause(id="c", text="hyp"),))
    assert drawing(tree, width) == drawing(plain, width)


def test_plain_signs_draw_the_same_picture_and_leave_words_alone() -> None:
    tree = evolve(TREE, focal="Nobody → “knows” where I am")
    drawn, plain = drawing(tree), drawing(tree, symbols=PLAIN_SYMBOLS)
    assert PLAIN_SYMBOLS.of(plain) == PLAIN_SYMBOLS.of(drawn)
    left = [line for line in plain.splitlines() if not line.isascii()]
    assert left == [line for line in plain.splitlines() if "Nobody →" in line] != []
    assert "+==" in plain
    assert "+--" in plain


@given(trees(), st.one_of(st.none(), st.integers(24, 90)))
def test_a_plain_drawing_differs_only_in_its_signs(tree: Tree, width: int | None) -> None:
    assert PLAIN_SYMBOLS.of(drawing(tree, width, PLAIN_SYMBOLS)) == PLAIN_SYMBOLS.of(
        drawing(tree, width)
    )
