"""The notes as a page: each text as typed in its place, and nothing that acts or is loaded."""

import re
from collections import Counter
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve, sanitise
from casetool.models.entries.model import Entries, Entry
from casetool.models.method import KindName
from casetool.models.notes_options import NotesOptions
from casetool.models.notes_style import NotesStyle
from casetool.models.session import Session, actions_of, tree_of
from casetool.models.session import SessionHeading as Held
from casetool.models.tree.model import Cause, walk
from casetool.render.formats.html.page import POLICY, html_page
from casetool.render.report.blocks import Paragraph, Report, ReportHeading, UserText
from casetool.render.report.notes import build_notes
from casetool.render.report.phrases import title_of
from tests.render.tree.svg.test_document import ALLOWED as IN_A_PICTURE
from tests.support.action_columns import HEADINGS, further_texts, with_further_texts
from tests.support.parsed import (
    HTML,
    SVG,
    Second,
    every,
    parsed,
    sections,
    shown,
    typed,
    within,
    words,
)
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD, NASTY, sessions, texts

XMLNS = "{http://www.w3.org/2000/xmlns/}xmlns"
ALLOWED: dict[str, set[str]] = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"},
    "title": set(), "style": set(), "body": {"class"}, "main": set(), "header": {"class"},
    "footer": {"data-room"}, "h1": set(), "h2": {"class", "style"}, "h3": set(), "p": {"class"},
    "table": {"class"}, "caption": set(), "span": set(), "colgroup": set(), "col": {"style"},
    "thead": set(), "tbody": set(), "tr": set(), "th": {"scope"}, "td": {"data-label"},
    "ul": set(), "li": {"class"}, "bdi": {"class", "dir"}, "i": {"class"}, "b": set(),
    "br": set(), "figure": set(), "div": {"class", "aria-hidden"}, "section": set(),
}  # fmt: skip
HOSTILE = (
    "</bdi></li></ul><script>alert(1)</script>", "</style><style>*{display:none}</style>",
    "</title><h1>no", "<!-- ", "--><b>", "]]>", "<![CDATA[x", "&amp; &lt; &#65; &copy &notin;",
    "\"'><img src=x onerror=alert(1)>", "'\"` onmouseover=alert(1) ", "javascript:alert(1)",
    "<svg onload=alert(1)>", "</svg></figure>", "<plaintext>", "<noscript>", "<base href=//x.y>",
    "<?xml version='1.0'?>", "{{7*7}} ${x}", "\n\nline ends in front", "  \ttabs and spaces  ",
    "שלום (x) \u202egnirts", "\u2068open", "\ufeffmark", "\ufdd0\ufffe\U0001ffff", "\u2028\u2029",
    "</textarea></table></td>", "expression(alert(1))", "@import url(//x.y)", "\\0000", "x" * 4000,
)  # fmt: skip


def notes(
    session: Session, choice: NotesOptions | None = None, look: NotesStyle | None = None
) -> str:
    return html_page(build_notes(session, METHOD, choice or NotesOptions(), look or NotesStyle()))


def one_text(text: str) -> Session:
    """A small session that has a text wherever people type."""
    line = f"x{text}x"  # one line, whose ends are trimmed
    entry = Entry(id="a1", text=text, source=line)
    action = with_further_texts(Action(id="x1", what=text, who=line, answers=("a1",)), text)

    def filled(held: Held) -> Held:
        match held:
            case Entries():
                return evolve(held, entries=(entry,) if held.step == "facts" else ())
            case Actions():
                return evolve(held, actions=(action,))
        return held

    headings = tuple(map(filled, ROBIN.headings))
    return evolve(ROBIN, child="x", reason=line, headings=headings)


def attributes(element: Element) -> set[str]:
    """Its attributes; what a picture says it is of, is no address that anything is loaded from."""
    names = set(element.attrib)
    if element.attrib.get(XMLNS) == SVG.strip("{}"):
        names.discard(XMLNS)
    return names


def everything_is_allowed(root: Element) -> None:
    for one in root.iter():
        assert isinstance(one.tag, str), "a comment"
        known = ALLOWED if one.tag.startswith(HTML) else IN_A_PICTURE
        name = one.tag.removeprefix(HTML).removeprefix(SVG)
        assert name in known
        assert attributes(one) <= known[name], name
        for key, value in one.attrib.items():
            assert key != "style" or re.fullmatch(r"width:[0-9.]+%|--rows:[0-9]+pt", value)


def in_order(root: Element) -> None:
    """Headings go down one level at a time, from the one title."""
    levels = [int(one.tag[-1]) for one in root.iter() if one.tag in [f"{HTML}h{n}" for n in "123"]]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def typed_under(session: Session) -> dict[str, Counter[str]]:
    """What each heading has to have in it, by its title, as a page shows it."""
    wanted: dict[str, Counter[str]] = {}
    for step in METHOD.steps:
        held = next((one for one in session.headings if one.step == step.id), None)
        if isinstance(held, Entries) and not step.private:
            told = [text for one in held.entries for text in (one.text, one.source)]
            wanted[title_of(step)] = Counter(shown(text) for text in told if text.strip(" \t\n"))
    tree = tree_of(session)
    assert tree is not None
    for title, side in (("EFFECTS", "effects"), ("ROOT CAUSES", "causes")):
        causes = side == "causes"
        nodes = [node for node, _, _ in walk(tree) if isinstance(node, Cause) == causes]
        told = [node.text for node in nodes]
        for node in nodes:
            told += (*node.speaks_for, *node.speaks_against) if isinstance(node, Cause) else ()
        wanted[title] = Counter(shown(text) for text in told if text.strip(" \t\n"))
    return wanted


@given(sessions())
def test_every_word_is_there_as_typed_under_its_own_heading(session: Session) -> None:
    text = notes(session)
    root = parsed(text)
    everything_is_allowed(root)
    in_order(root)
    under = dict(sections(root))
    for title, wanted in typed_under(session).items():
        found = Counter(typed(under[title]))
        assert wanted <= found, title
    tree = tree_of(session)
    if tree is not None and tree.count and tree.focal.strip(" \t\n"):
        assert typed(under["FOCAL POINT"])[0] == shown(tree.focal)
    (actions,) = [title_of(one) for one in METHOD.steps if one.kind == KindName.ACTIONS]
    header, *rows = [[words(cell) for cell in row] for row in every(under[actions], "tr")] or [[]]
    assert header == [heading for heading in HEADINGS if rows]
    for action, (what, _, *further) in zip(actions_of(session), rows, strict=True):
        assert what.startswith(shown(action.what))
        assert further == [shown(text) for text in further_texts(action)]
    assert Second(text).typed == typed(root)


@given(texts().map(lambda text: str(sanitise(text))))
def test_a_text_reads_the_same_to_both_parsers_wherever_it_stands(text: str) -> None:
    blocks = (ReportHeading((UserText(text),)), Paragraph((UserText(text),)))
    out = html_page(Report(text, blocks, marking=text, author=text, logo=text, footer=text))
    root = parsed(out)
    everything_is_allowed(root)
    assert set(typed(root)) == {shown(text)}
    assert Second(out).typed == typed(root)
    (title,) = every(root, "title")
    assert words(title) == shown(text)
    author = [one.get("content") for one in every(root, "meta") if one.get("name") == "author"]
    assert author == [shown(text)] * bool(text)


@pytest.mark.parametrize("text", [*HOSTILE, *NASTY])
def test_what_is_hostile_is_only_text(text: str) -> None:
    session = one_text(text)
    root, out = parsed(notes(session)), notes(session)
    everything_is_allowed(root)
    told = Counter(typed(root))
    assert told[shown(text)] >= 4
    assert told[shown(session.reason)] == 3
    assert Second(out).tags.count("script") == 0
    assert Counter(Second(out).tags) == Counter(Second(notes(one_text("harmless"))).tags)


def test_what_no_page_may_hold_is_shown_wherever_it_came_from() -> None:
    root = parsed(
        html_page(Report("x", (Paragraph((UserText("a\x00\x1b\r\x7f\x85\ud800\ufffeb"),)),)))
    )
    assert typed(root) == ["x", r"a\u0000\u001b\u000d\u007f\u0085\ud800\ufffeb"]


def test_nothing_is_loaded_and_nothing_runs() -> None:
    out = notes(
        ROBIN, NotesOptions(marking="OFFICIAL"), NotesStyle(organisation="Us", footer="Foot")
    )
    root = parsed(out)
    (style,) = every(root, "style")
    assert not re.search(r"url|@import|expression|<", words(style), re.IGNORECASE)
    meta = {one.get("http-equiv"): one.get("content") for one in every(root, "meta")}
    assert POLICY == "default-src 'none'; style-src 'unsafe-inline'"
    assert meta["Content-Security-Policy"] == POLICY
    assert not re.search(r"\s(src|href|on[a-z]+)=", out)
    assert "script" not in out.casefold()


def test_it_says_what_it_is() -> None:
    out = notes(ROBIN)
    root = parsed(out)
    assert out.startswith("<!doctype html>\n")
    assert root.get("lang") == "en-GB"
    assert every(root, "meta")[0].get("charset") == "utf-8"
    assert [words(one) for one in every(root, "title")] == ["Case Discussion Notes"]
    assert [words(one) for one in every(root, "h1")] == ["Case Discussion Notes"]
    assert [one.get("content") for one in every(root, "meta") if one.get("name") == "author"] == [
        ROBIN.facilitator
    ]


def test_its_headings_are_those_of_the_method() -> None:
    titles = [words(one) for one in every(parsed(notes(ROBIN)), "h2")]
    hidden = (KindName.PEOPLE, KindName.NOTES)
    assert titles == [
        title_of(one) for one in METHOD.steps if not one.private and one.kind not in hidden
    ]


def test_the_marking_stands_at_the_head_and_the_foot() -> None:
    look = NotesStyle(organisation="The Partnership", footer="Ours alone")
    root = parsed(notes(ROBIN, NotesOptions(marking="OFFICIAL & SENSITIVE"), look))
    (header,), (footer,) = every(root, "header"), every(root, "footer")
    assert words(header).strip() == "OFFICIAL & SENSITIVE"
    assert typed(footer) == ["Ours alone", "OFFICIAL & SENSITIVE"]
    assert footer.get("data-room") == "Ours alone\nOFFICIAL & SENSITIVE"
    assert words(within(root)).strip().startswith("The Partnership")


def test_nothing_stands_at_the_head_and_the_foot_where_nothing_is_set() -> None:
    root = parsed(notes(ROBIN))
    assert every(root, "header") == every(root, "footer") == []


def test_what_is_private_never_goes_out() -> None:
    assert "Ask Bea why" not in notes(ROBIN)


@pytest.mark.parametrize(("landscape", "size"), [(False, "A4;"), (True, "A4 landscape;")])
def test_the_sheet_lies_as_the_paper_does(landscape: bool, size: str) -> None:
    root = parsed(html_page(Report("x", (), landscape=landscape)))
    sizes = re.findall(r"[^-]size: (.+?;)", words(every(root, "style")[0]))
    assert sizes[-1] == size
    assert every(root, "body")[0].get("class") == ("landscape" if landscape else "portrait")


@given(st.lists(st.sampled_from(NASTY), min_size=40, max_size=60))
def test_a_paper_is_told_block_by_block(several: list[str]) -> None:
    out = html_page(Report("x", tuple(Paragraph((UserText(one),)) for one in several)))
    assert [words(one) for one in every(parsed(out), "p")] == list(map(shown, several))
