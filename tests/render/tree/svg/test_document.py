"""The picture as an XML parser reads it: words, places, shapes, and nothing else."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.tree.model import (
    Cause,
    Effect,
    Ends,
    Happened,
    Horizon,
    Level,
    Node,
    OnWhom,
    Test,
    Tree,
    walk,
)
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.tree.svg.cards import (
    CUT_NOTE,
    NOT_YET,
    NOTCH_POINTS,
    PADDING_FACTOR,
    SMALLEST_POINTS,
    Wrap,
    card_of,
    focal_card,
)
from casetool.render.tree.svg.document import (
    LANDSCAPE,
    PORTRAIT,
    TreePicture,
    best_pictures,
    tree_pictures,
)
from casetool.render.tree.svg.text_metrics import wrap_evenly, wrap_to_width
from tests.support.strategies import texts, trees

SVG = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ALLOWED = {
    "svg": {"width", "height", "viewBox", "role", "aria-labelledby", "font-family", "fill"},
    "title": {"id"},
    "desc": {"id"},
    "g": {"transform"},
    "rect": {"x", "y", "width", "height", "rx", "fill", "stroke", "stroke-width",
             "stroke-dasharray", "stroke-linecap"},
    "path": {"d", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"},
    "circle": {"cx", "cy", "r", "fill", "stroke", "stroke-width"},
    "text": {"x", "y", "font-size", "text-anchor", "font-weight", "fill", "direction",
             f"{XML}space"},
}  # fmt: skip
TREE = Tree(
    step="tree",
    focal="Nobody tells me",
    effects=(
        Effect(id="f0", text="She runs", happened=Happened.HAS, horizon=Horizon.SHORT,
               on=(OnWhom.CHILD,),
               children=(Effect(id="f1", text="She is hurt", happened=Happened.COULD,
                                horizon=Horizon.LONGER, on=(OnWhom.SERVICES,)),)),
        Effect(id="f2", text="Nobody said"),
    ),
    causes=(
        Cause(id="c0", text="Cancelled", level=Level.TEAM, children=(
            Cause(id="c1", text="One driver", ends=Ends.ROOT, test=Test.SUPPORTED),
            Cause(id="c2", text="Shifts", ends=Ends.ROOT),
            Cause(id="c3", text="Fridays", ends=Ends.ROOT, test=Test.REFUTED),
        )),
        Cause(id="c4", text="Asked", ends=Ends.WHY),
        Cause(id="c5", text="Letters", ends=Ends.INFO),
        Cause(id="c6", text="Aunt", ends=Ends.ASIDE),
        Cause(id="c7", text="Dangling"),
    ),
)  # fmt: skip


def root_of(picture: TreePicture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)


def boxes(picture: TreePicture) -> Iterator[ElementTree.Element]:
    """The group of each box."""
    drawn = root_of(picture).find(f"{SVG}g")
    assert drawn is not None
    yield from drawn.findall(f"{SVG}g")


def words_in(box: ElementTree.Element) -> str:
    """A person's words in a box."""
    lines = box.findall(f"{SVG}text[@{XML}space='preserve']")
    return "".join(line.text or "" for line in lines)


def extent(box: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, upper, right and lower edge of the outline of a box."""
    xs: list[float] = []
    ys: list[float] = []
    for one in box:
        if one.tag == f"{SVG}rect":
            x, y, width, height = (float(one.attrib[a]) for a in ("x", "y", "width", "height"))
            xs += [x, x + width]
            ys += [y, y + height]
        elif one.tag == f"{SVG}path":
            numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", one.attrib["d"])]
            xs += numbers[::2]
            ys += numbers[1::2]
    return min(xs), min(ys), max(xs), max(ys)


def expected(text: str) -> str:
    shown = terminal_safe(text).rstrip(" \t\n").lstrip("\n")
    return shown.replace("\n", "")


def everything(pictures: tuple[TreePicture, ...]) -> str:
    return "\n".join(picture.svg for picture in pictures)


def chain(depth: int, text: str = "because of that") -> Tree:
    node = Cause(id=f"c{depth}", text=text)
    for level in range(depth - 1, 0, -1):
        node = Cause(id=f"c{level}", text=f"{level} {text}", children=(node,))
    return Tree(step="tree", focal="Deep", causes=(node,))


def wide(count: int) -> Tree:
    words = "somebody did not know what somebody else knew"
    return Tree(
        step="tree",
        focal="Wide",
        effects=tuple(Effect(id=f"f{n}", text=f"{n} {words}") for n in range(count)),
        causes=tuple(Cause(id=f"c{n}", text=f"{n} {words}") for n in range(count)),
    )


def bushy(deep: int, fan: int) -> Tree:
    def grown(name: str, level: int) -> tuple[Cause, ...]:
        if level > deep:
            return ()
        return tuple(
            Cause(id=f"{name}{n}", text=f"{name}{n}: nobody had said it, so nobody asked",
                  level=Level.INTER_AGENCY, children=grown(f"{name}{n}", level + 1))
            for n in range(fan)
        )  # fmt: skip

    return Tree(step="tree", focal="Bushy", causes=grown("c", 1))


def texts_of(tree: Tree) -> list[str]:
    nodes: list[Node] = [node for node, _, _ in walk(tree)]
    return [tree.focal, *(node.text for node in nodes)]


@given(trees(), st.booleans())
def test_every_text_comes_out_as_it_was_typed(tree: Tree, landscape: bool) -> None:
    found = {words_in(box) for picture in tree_pictures(tree, landscape) for box in boxes(picture)}
    for number, text in enumerate(texts_of(tree)):
        if terminal_safe(text).strip():
            assert expected(text) in found
        else:
            assert ("…" if number else NOT_YET) in found


@given(trees(), st.booleans())
def test_only_what_every_reader_of_svg_knows_and_nothing_from_elsewhere(
    tree: Tree, landscape: bool
) -> None:
    for picture in tree_pictures(tree, landscape):
        for one in root_of(picture).iter():
            name = one.tag.removeprefix(SVG)
            assert set(one.attrib) <= ALLOWED[name]
            for value in one.attrib.values():
                assert "url" not in value and ":" not in value and "&" not in value


@given(trees(), st.booleans())
def test_boxes_stand_apart_and_on_the_page(tree: Tree, landscape: bool) -> None:
    for picture in tree_pictures(tree, landscape):
        check_places(picture, landscape)


def check_places(picture: TreePicture, landscape: bool = False) -> None:
    page = LANDSCAPE if landscape else PORTRAIT
    assert picture.width_mm <= page[0] + 0.05
    assert picture.height_mm <= page[1] + 0.05
    root = root_of(picture)
    drawn = root.find(f"{SVG}g")
    assert drawn is not None
    left, top = map(float, re.findall(r"[\d.]+", drawn.attrib["transform"]))
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert float(root.attrib["width"].removesuffix("mm")) * 72 / 25.4 == pytest.approx(width, 0.01)
    places = [extent(box) for box in boxes(picture)]
    for n, (x, y, right, low) in enumerate(places):
        assert x + left >= 0 and y + top >= 0
        assert right + left <= width and low + top <= height
        for other in places[:n]:
            apart = right <= other[0] or other[2] <= x or low <= other[1] or other[3] <= y
            assert apart
    for text in root.iter(f"{SVG}text"):
        assert float(text.attrib["font-size"]) >= SMALLEST_POINTS


@pytest.mark.parametrize("wrap", [wrap_to_width, wrap_evenly])
@example(text="She was told that somebody else would come. " * 20)
@given(text=texts())
def test_words_stay_in_their_box(wrap: Wrap, text: str) -> None:
    root = Cause(id="c0", text=text, ends=Ends.ROOT, level=Level.NATIONAL)
    for card, edge in (
        (card_of(Effect(id="f0", text=text), 9, 117, wrap=wrap), PADDING_FACTOR * 9),
        (
            card_of(root, SMALLEST_POINTS, 82, "goes on in picture 99", wrap),
            PADDING_FACTOR * SMALLEST_POINTS + NOTCH_POINTS,
        ),
        (focal_card(text, 9, 117, wrap=wrap), PADDING_FACTOR * 9),
    ):
        assert all(line.width <= card.width - 2 * edge + 0.01 for line in card.lines)
        assert sum(line.size for line in card.lines) < card.height


def test_each_state_is_said_in_words() -> None:
    (picture,) = tree_pictures(TREE)
    root = root_of(picture)
    said = " ".join(" ".join(one.text or "" for one in root.iter(f"{SVG}text")).split())
    for words in (
        *("FOCAL POINT", "has happened", "could happen", "short term", "longer term"),
        *("child", "services", "team", "still asking why", "needs information", "set aside"),
        *("Effects: and then?", "Causes: why?", "why?"),
    ):
        assert words in said
    for words in ("supported", "untested", "refuted"):
        assert re.search(rf"Root cause,\s+{words}", said)
        assert f"root cause, {words}" in said  # the legend's


def test_each_state_has_a_shape_of_its_own() -> None:
    (picture,) = tree_pictures(TREE)
    looks = {}
    for box in boxes(picture):
        shapes = [one for one in box if one.tag != f"{SVG}text"]
        looks[words_in(box)] = tuple(
            (one.tag, len(re.findall("[ML]", one.get("d", ""))), one.get("stroke-dasharray"),
             one.get("rx"), one.get("stroke-width"))
            for one in shapes
        )  # fmt: skip
    assert looks.pop("Dangling") == looks["Cancelled"]
    assert len(set(looks.values())) == len(looks) == 11


def test_nothing_is_told_by_colour() -> None:
    (picture,) = tree_pictures(TREE)
    colours = set(re.findall(r'(?:fill|stroke)="(#\w+)"', picture.svg))
    assert colours <= {"#000", "#fff", "#333", "#f2f2f2"}


def test_effects_stand_above_and_causes_below() -> None:
    (picture,) = tree_pictures(TREE)
    top = {words_in(box): extent(box) for box in boxes(picture)}
    focal = top["Nobody tells me"]
    assert top["She is hurt"][3] < top["She runs"][1] < top["She runs"][3] < focal[1]
    assert focal[3] < top["Cancelled"][1] < top["Cancelled"][3] < top["One driver"][1]


def test_the_picture_has_a_title_and_all_its_words_beside_it() -> None:
    (picture,) = tree_pictures(TREE)
    root = root_of(picture)
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and words is not None
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == [title.attrib["id"], words.attrib["id"]]
    assert title.text == picture.title == "Analysis tree: Nobody tells me"
    assert words.text == picture.alt
    assert "1.1 She is hurt (could happen, longer term, services)" in picture.alt
    assert "1.3 Fridays (root cause, refuted)" in picture.alt


def test_an_empty_tree_is_a_picture_too() -> None:
    (picture,) = tree_pictures(Tree(step="tree"))
    assert [words_in(box) for box in boxes(picture)] == [NOT_YET]
    check_places(picture)


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize(
    "tree", [chain(50), wide(60), bushy(2, 7), bushy(8, 2), wide(1), bushy(3, 4)]
)
def test_a_large_tree_becomes_several_pictures_that_lose_nothing(
    tree: Tree, landscape: bool
) -> None:
    pictures = tree_pictures(tree, landscape)
    found = [words_in(box) for picture in pictures for box in boxes(picture)]
    assert set(found) == set(texts_of(tree))
    for picture in pictures:
        check_places(picture, landscape)
    for number, picture in enumerate(pictures, 1):
        if len(pictures) > 1:
            assert f"Picture {number} of {len(pictures)}" in picture.svg
    check_references(pictures)


def check_references(pictures: tuple[TreePicture, ...]) -> None:
    """A box that goes on elsewhere is the centre there, and that says where it comes from."""
    for number, picture in enumerate(pictures, 1):
        for box in boxes(picture):
            said = " ".join(one.text or "" for one in box.iter(f"{SVG}text"))
            if (to := re.search(r"goes\s+on\s+in\s+picture\s+(\d+)", said)) is not None:
                other = pictures[int(to[1]) - 1]
                assert words_in(next(boxes(other))) == words_in(box)
                assert f"goes on from picture {number}<" in other.svg
                assert int(to[1]) > number


def test_a_box_on_which_too_many_hang_is_drawn_again() -> None:
    first, second, *_ = tree_pictures(wide(60))
    assert "more of it in picture 2" in first.svg
    assert "from picture 1" in second.svg
    assert words_in(next(boxes(second))) == "Wide"


def test_a_text_that_would_fill_a_page_is_cut_and_says_so() -> None:
    long = "all that was said on that day and after it " * 200
    tree = evolve(TREE, focal=long, effects=(Effect(id="f0", text=long),))
    pictures = tree_pictures(tree, landscape=True)
    for picture in pictures:
        check_places(picture, landscape=True)
    assert CUT_NOTE in everything(pictures)
    assert long.strip() in pictures[0].alt


def test_the_mark_of_a_root_cause_stands_at_its_word_also_where_its_text_is_cut() -> None:
    long = "all that was said on that day and after it " * 40
    roots = (Cause(id="c0", text=long, ends=Ends.ROOT, test=Test.UNTESTED),)
    (picture,) = best_pictures(Tree(step="tree", focal="Here", causes=roots))
    (box,) = (one for one in boxes(picture) if one.find(f"{SVG}circle") is not None)
    (mark,) = box.iter(f"{SVG}circle")
    at = {one.text: float(one.attrib["y"]) for one in box.iter(f"{SVG}text")}
    assert abs(float(mark.attrib["cy"]) - at["Root cause, untested"]) < 5
    assert at[CUT_NOTE] < at["Root cause, untested"] - 5


def test_right_to_left_stays_in_its_box_whichever_way_it_is_read() -> None:
    (picture,) = tree_pictures(Tree(step="tree", focal="אף אחד לא אומר לי כלום (עד הסוף)"))
    line = root_of(picture).find(f".//{SVG}text[@direction='rtl']")
    assert line is not None
    assert line.attrib["text-anchor"] == "middle"


def test_the_page_is_turned_where_that_helps() -> None:
    tree = bushy(2, 6)
    best = best_pictures(tree)
    assert len(best) == min(len(tree_pictures(tree, way)) for way in (False, True))
