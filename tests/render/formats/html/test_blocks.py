"""Each block of a paper as HTML: tables with headers, lists in lists, pictures, room to write."""

from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.tree.model import Cause, Effect, Tree
from casetool.render.formats.html.blocks import DEEPEST_IN_HTML
from casetool.render.formats.html.page import html_page
from casetool.render.report.blocks import (
    BlankLines,
    Fact,
    FactList,
    OwnText,
    Paragraph,
    Report,
    ReportBlock,
    ReportGrid,
    ReportHeading,
    ReportItem,
    ReportItems,
    ReportTable,
    TreeDiagram,
    UserText,
    own_line,
)
from tests.support.parsed import HTML, SVG, every, parsed, typed, within, words

UL, LI = f"{HTML}ul", f"{HTML}li"


def main_of(*blocks: ReportBlock, landscape: bool = False) -> Element:
    return within(parsed(html_page(Report("Title", blocks, landscape=landscape))))


def own(item: Element) -> str:
    """The words of an item without those of the lists in it."""
    told = item.text or ""
    for one in item:
        told += "" if one.tag == UL else words(one)
        told += one.tail or ""
    return told.strip()


def nested(lists: list[Element], level: int = 1) -> list[tuple[str, int]]:
    """Each item with how many lists it stands in; only what may stand in a list does."""
    found = []
    for one in lists:
        assert {item.tag for item in one} == {LI}
        for item in one:
            found.append((own(item), level))
            found += nested([inner for inner in item if inner.tag == UL], level + 1)
    return found


def listed(depths: list[int]) -> list[tuple[str, int]]:
    items = tuple(ReportItem((UserText(f"n{n}"),), depth) for n, depth in enumerate(depths))
    return nested([one for one in main_of(ReportItems(items)) if one.tag == UL])


def test_a_list_in_a_list_belongs_to_the_item_above_it() -> None:
    assert listed([1, 2, 3, 2, 1]) == [("n0", 1), ("n1", 2), ("n2", 3), ("n3", 2), ("n4", 1)]


def test_fifty_deep_is_fifty_lists_and_what_hardly_moves_says_its_level() -> None:
    told = listed(list(range(1, 51)))
    assert [level for _, level in told] == list(range(1, 51))
    assert told[DEEPEST_IN_HTML - 1][0] == f"n{DEEPEST_IN_HTML - 1}"
    assert told[DEEPEST_IN_HTML][0] == f"level {DEEPEST_IN_HTML + 1}: n{DEEPEST_IN_HTML}"
    assert told[49][0] == "level 50: n49"


@given(st.lists(st.integers(1, 50), max_size=30))
def test_whatever_is_skipped_no_item_is_lost_or_changes_its_place(depths: list[int]) -> None:
    told = listed(depths)
    assert [name.split()[-1] for name, _ in told] == [f"n{n}" for n in range(len(depths))]
    for ((_, before), (_, after)), (higher, deeper) in zip(
        pairwise(told), pairwise(depths), strict=True
    ):
        assert (after > before) == (deeper > higher)
        assert after <= before + 1
    assert all(level <= depth for (_, level), depth in zip(told, depths, strict=True))


def test_what_only_says_more_is_marked_and_has_no_level() -> None:
    items = (
        ReportItem(own_line("cause"), DEEPEST_IN_HTML),
        ReportItem(own_line("speaks for it"), DEEPEST_IN_HTML + 1, remark=True),
    )
    plain, remark = every(main_of(ReportItems(items)), "li")
    assert plain.get("class") is None
    assert (remark.get("class"), own(remark)) == ("remark", "speaks for it")


def test_details_are_rows_with_their_name_as_the_header() -> None:
    people = ((UserText("Kit"), OwnText(": here")), (UserText("Sam"),))
    main = main_of(
        FactList((Fact("Child", ((UserText("Ash"),),)), Fact("Who", people, listed=True)))
    )
    first, second = every(main, "tr")
    assert [(one.get("scope"), words(one)) for one in every(main, "th")] == [
        ("row", "Child"), ("row", "Who")
    ]  # fmt: skip
    assert [words(one) for one in every(first, "td")] == ["Ash"]
    assert [words(one) for one in every(second, "li")] == ["Kit: here", "Sam"]


def test_a_table_has_a_caption_headers_and_widths() -> None:
    rows = ((own_line("a"), (UserText("b"), OwnText("!"))), ((), own_line("d")))
    (table,) = every(main_of(ReportTable("Things", ("One", "Two"), rows, (1, 3))), "table")
    assert [words(one) for one in every(table, "caption")] == ["Things"]
    assert [(one.get("scope"), words(one)) for one in every(table, "th")] == [
        ("col", "One"), ("col", "Two")
    ]  # fmt: skip
    assert [one.get("style") for one in every(table, "col")] == ["width:25%", "width:75%"]
    assert [(one.get("data-label"), words(one)) for one in every(table, "td")] == [
        ("One", "a"), ("Two", "b!"), ("One", ""), ("Two", "d")
    ]  # fmt: skip


def test_headings_have_their_level_and_our_words_their_marks() -> None:
    main = main_of(
        ReportHeading(own_line("Second")), ReportHeading(own_line("Third"), 3),
        Paragraph((OwnText("so", strong=True), OwnText("soft", soft=True), UserText("theirs"))),
    )  # fmt: skip
    assert [words(main.findall(f"{HTML}{tag}")[0]) for tag in ("h2", "h3")] == ["Second", "Third"]
    (paragraph,) = every(main, "p")
    told = [(one.tag.removeprefix(HTML), words(one)) for one in paragraph]
    assert told == [("b", "so"), ("i", "soft"), ("bdi", "theirs")]


def test_people_s_words_keep_their_direction_to_themselves() -> None:
    (paragraph,) = every(main_of(Paragraph((UserText("עברית"), OwnText(" (source: x)")))), "p")
    (one,) = every(paragraph, "bdi")
    assert (one.get("dir"), one.get("class")) == ("auto", "typed")


@pytest.mark.parametrize("lines", [0, 1, 12])
def test_there_is_room_for_as_many_lines_as_asked(lines: int) -> None:
    (room,) = [one for one in main_of(BlankLines(lines)) if one.tag == f"{HTML}div"]
    assert room.get("aria-hidden") == "true"
    assert len(room) == lines


def test_a_grid_has_its_columns_beside_one_another_and_its_foot_below() -> None:
    grid = ReportGrid(
        (((own_line("a"), own_line("b")), (own_line("c"),)), ((own_line("d"),),)),
        ((own_line("foot"),),),
    )
    outer, columns, first, second = every(main_of(grid), "div")
    assert [[words(p) for p in every(one, "p")] for one in every(first, "section")] == [
        ["a", "b"], ["c"]
    ]  # fmt: skip
    assert words(second) == "d"
    assert [words(one) for one in outer if one is not columns] == ["foot"]


def wide_tree(step: str) -> Tree:
    causes = tuple(
        Cause(id=f"c{n}", text="why it is so " * 6, children=tuple(
            Cause(id=f"c{n}x{m}", text="and why is that " * 6) for m in range(6)
        )) for n in range(12)
    )  # fmt: skip
    return Tree(step=step, focal="Nobody <knows> & asks", effects=(Effect(id="f", text="x"),),
                causes=causes)  # fmt: skip


def test_a_tree_is_pictures_with_words_for_those_who_do_not_see_them() -> None:
    main = main_of(TreeDiagram(wide_tree("tree")), TreeDiagram(wide_tree("other")))
    pictures = [one for figure in every(main, "figure") for one in figure]
    assert len(pictures) > 4
    ids = [one.get("id") for one in main.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in pictures:
        assert (one.tag, one.get("role")) == (f"{SVG}svg", "img")
        named = (one.get("aria-labelledby") or "").split()
        told = {child.get("id"): words(child) for child in one if child.get("id")}
        assert list(told) == named
        assert all(told.values())
    assert "Nobody <knows> & asks" in words(pictures[0])
    assert typed(main) == ["Title"]


def test_a_tree_lies_as_the_paper_does() -> None:
    tree = Tree(step="tree", focal="x " * 40, causes=wide_tree("tree").causes[:5])
    sides = [
        {one.get("width") for figure in every(main_of(TreeDiagram(tree), landscape=lies), "figure")
         for one in figure} for lies in (False, True)
    ]  # fmt: skip
    assert sides[0] != sides[1]
