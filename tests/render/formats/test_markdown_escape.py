"""What people type comes out as they typed it, whoever's parser reads the Markdown."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casetool.models.base import sanitise, single_line
from casetool.render.formats.markdown_escape import markdown_cell, markdown_literal, markdown_title
from tests.support.pages import JUDGES, TABLE_JUDGES, Page, shown, typed, whole
from tests.support.strategies import texts

PIECES = (
    *"#>-+*_~`|[]()<>!&;:=\\/.1^@$ab \n\t",
    "http://", "https://", "HTTP://", "ftp://", "www.", "mailto:", "a@b.c", "a.b", "&amp;", "[^1]",
    "~~", "**", "__", "```", "\n\n", "\n  ", "---", "1. ", "<b>",
)  # fmt: skip
"""What Markdown is made of."""


def marked_up() -> st.SearchStrategy[str]:
    """Texts as people type them, and texts that are nothing but Markdown."""
    marks = st.lists(st.sampled_from(PIECES), max_size=20).map("".join)
    return st.one_of(texts(), marks).map(lambda text: str(sanitise(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Ash dropped out (<24h>) & nobody asked",
        "40 mph road -> no pavement, £1,940 & up",
        "+ve, 2x kids [sic], 9 * 3 = 27",
        "stays at a_b_c or C:\\Users\\x",
        "@kit asked @ school: is 5 < 6?",
        "50% | 40%, see http://a.b/c?d=e",
    ],
)
def test_ordinary_words_stay_as_pleasant_as_they_were(text: str) -> None:
    assert markdown_literal(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# 1", "\\# 1"),
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("*sic*", "\\*sic\\*"),
        ("[x] done", "\\[x] done"),
        ("[a](b)", "\\[a\\](b)"),
        ("&amp;", "\\&amp;"),
        ("<b>", "\\<b>"),
        ("  in", "\u00a0\u00a0in"),
        ("two\nlines\n", "two\\\n  lines"),
        ("http://a.b\nx", "http://a.b \\\n  x"),
        ("http://a.b/~c", "http\\://a.b/\\~c"),
    ],
)
def test_only_what_could_act_is_escaped(text: str, markdown: str) -> None:
    assert markdown_literal(text, "  ") == markdown


def test_what_acts_only_at_the_start_stays_bare_elsewhere() -> None:
    assert markdown_literal("1. one\n2. two", start=False) == "1. one\\\n2\\. two"
    assert markdown_cell("- 1 | 2\n- 3") == "- 1 \\| 2&#10;- 3"
    assert markdown_title("8. What needs to happen? #") == "8. What needs to happen? \\#"


@settings(max_examples=300)
@given(marked_up())
@example("a\n")
@example("   \n- x")
@example("http://a.b/~c_d_*e*")
@example("http://a.b\nand more")
@example("www.a.b/*\n0@http://.*")
def test_a_list_item_holds_just_the_words(text: str) -> None:
    markdown = f"- before\n- {markdown_literal(text, '  ')}\n- after\n"
    for judge in JUDGES:
        page = Page(judge(markdown))
        assert page.tags <= {"ul", "li", "br", "a"}
        assert page.of("li") == [["before"], typed(text), ["after"]]


@settings(max_examples=300)
@given(marked_up(), marked_up())
@example("0[", "![x](y)")
def test_two_texts_on_one_line_do_not_act_together(first: str, second: str) -> None:
    one, other = (
        markdown_literal(first, "  ", start=False),
        markdown_literal(second, "  ", start=False),
    )
    for judge in JUDGES:
        page = Page(judge(f"- *fact:* {one} (source: {other})\n"))
        assert page.tags <= {"ul", "li", "br", "em", "a"}
        words = f"fact: {whole(first)} (source: {whole(second)})"
        assert page.of("li") == [shown(words)]


@settings(max_examples=300)
@given(marked_up(), marked_up())
@example("http://a.b\nmore", "")
def test_a_cell_holds_just_the_words(first: str, second: str) -> None:
    for judge in TABLE_JUDGES:
        page = Page(
            judge(
                f"| a | b |\n| --- | --- |\n| {markdown_cell(first)} | {markdown_cell(second)} |\n"
            )
        )
        assert page.tags <= {"table", "thead", "tbody", "tr", "th", "td", "a"}
        assert page.of("td") == [shown(single_line(first)), shown(single_line(second))]


@given(marked_up())
@example("C #")
@example("C ##")
@example("http://a.b/#")
def test_a_heading_holds_just_the_words(text: str) -> None:
    for judge in JUDGES:
        page = Page(judge(f"## {markdown_title(text)}\n"))
        assert page.tags <= {"h2", "a"}
        assert page.of("h2") == [shown(single_line(text))]


@given(marked_up())
def test_a_paragraph_holds_just_the_words(text: str) -> None:
    for judge in JUDGES:
        page = Page(judge(f"# Notes\n\n{markdown_literal(text)}\n"))
        assert page.tags <= {"h1", "p", "br", "a"}
        assert (page.of("p") or [[""]]) == [typed(text)]
