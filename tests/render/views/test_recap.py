"""What was prepared, made to be read aloud."""

import pytest

from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.session import Session
from casetool.render.text.wrap import cells
from casetool.render.views.recap import NOTHING_YET, recap, recap_lines, recap_pages
from tests.support.robin_notes import ROBIN
from tests.support.strategies import METHOD


def with_facts(*entries: Entry) -> Session:
    return Session(
        id="s1",
        child="Robin",
        headings=(Entries(step="facts", entries=entries), Entries(step="about")),
    )


def fact(text: str, kind: EntryKind | None = EntryKind.FACT, thing: str = "a1") -> Entry:
    return Entry(id=thing, text=text, kind=kind)


def test_the_headings_are_those_of_the_method_before_the_discussion() -> None:
    assert [block.heading for block in recap(ROBIN, METHOD)] == ["1 Facts", "2 About the child"]


def test_documents_come_first_and_in_one_sentence() -> None:
    session = with_facts(
        fact("late 22 times"),
        fact("Referral form.", EntryKind.DOCUMENT, "a2"),
        fact("Police notices (2)", EntryKind.DOCUMENT, "a3"),
    )
    facts = recap(session, METHOD)[0].sentences
    assert [one.text for one in facts] == [
        "We have: Referral form; Police notices (2).",
        "Late 22 times.",
    ]
    assert [one.id for one in facts] == ["a2", "a1"]


def test_a_fact_is_followed_by_its_source() -> None:
    lines = [text for _, text in recap_lines(ROBIN, METHOD, 80)]
    assert lines[lines.index("  Late 22 times.") + 1] == "    school print-out"


def test_the_childs_own_words_are_as_they_were_said() -> None:
    own = recap(ROBIN, METHOD)[1].sentences[0]
    assert (own.text, own.source) == ("“School's warm.”", "said to Jo")
    quoted = with_facts(fact('"i get up when it\'s quiet"', EntryKind.CHILD))
    assert recap(quoted, METHOD)[0].sentences[0].text == "“i get up when it's quiet”"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("late 22 times", "Late 22 times."),
        ("who is “Uncle T”?", "Who is “Uncle T”?"),
        ("dad(s)?", "Dad(s)?"),
        ("he said “no.”", "He said “no.”"),
        ("two\n\tlines ", "Two lines."),
    ],
)
def test_what_was_typed_in_a_hurry_is_a_sentence(typed: str, words: str) -> None:
    assert recap(with_facts(fact(typed)), METHOD)[0].sentences[0].text == words


def test_an_opinion_is_never_read_out_as_a_fact() -> None:
    session = with_facts(
        fact("dee is afraid", EntryKind.HYPOTHESIS), fact("i'm angry", EntryKind.FEELING, "a2")
    )
    assert [one.text for one in recap(session, METHOD)[0].sentences] == [
        "Hypothesis: Dee is afraid.",
        "Feeling: I'm angry.",
    ]


def test_nobody_is_named_who_said_it_and_nothing_private_is_read() -> None:
    session = with_facts(Entry(id="a1", text="late", by="kit"))
    private = tuple(
        step.model_copy(update={"private": True}) if step.id == "about" else step
        for step in METHOD.steps
    )
    method = METHOD.model_copy(update={"steps": private})
    text = " ".join(text for _, text in recap_lines(session, method, 80))
    assert "kit" not in text.casefold()
    assert [block.heading for block in recap(session, method)] == ["1 Facts"]


def test_an_empty_heading_says_so() -> None:
    assert recap(with_facts(), METHOD)[0].sentences[0].text == NOTHING_YET
    blank = with_facts(fact(" \n"))
    assert recap(blank, METHOD)[0].sentences[0].text == NOTHING_YET


def test_a_screenful_at_a_time_and_nothing_is_left_out() -> None:
    session = with_facts(*(fact(f"fact number {n}", thing=f"f{n}") for n in range(20)))
    pages = recap_pages(session, METHOD, 40, 9)
    assert [thing for page in pages for thing in page] == [*(f"f{n}" for n in range(20)), "about"]
    assert len(pages) > 3
    for page in pages:
        lines = recap_lines(session, METHOD, 40, page)
        assert len(lines) <= 9
        assert lines[0][0] == "bold"  # each page says under which heading one is


def test_what_is_taller_than_the_screen_has_a_page_of_its_own() -> None:
    session = with_facts(fact("long " * 60), fact("short", thing="a2"))
    assert recap_pages(session, METHOD, 20, 5) == (("a1",), ("a2",), ("about",))


def test_no_line_is_wider_than_the_board() -> None:
    for width in (20, 60, 100):
        assert all(cells(text) <= width for _, text in recap_lines(ROBIN, METHOD, width))
