"""A paste in a line: words of a private jotting never stand with others, and none is lost."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casetool.models.capture.jottings import begins_jotting, jotting_in
from casetool.models.capture.paste_place import paste_into

FRONTS = ("", "  ", "- ", "• ", "1. ", "> ", "10:15 ", "[ ] ", "\t")

SECRETS = st.tuples(st.sampled_from(FRONTS), st.sampled_from(("/ ", "/"))).map("".join)
"""What stands in front of a jotting."""

PUBLIC = st.sampled_from(("", "! ", "- ", "> ", "Kit: ", "1. ", "• "))


@st.composite
def jotting_lines(draw: st.DrawFn) -> str:
    """A line of words that nobody else sees."""
    return draw(SECRETS) + draw(st.sampled_from(("secret", "secret hidden", "secret, 2 of 3")))


@st.composite
def public_lines(draw: st.DrawFn) -> str:
    """A line for all to see."""
    return draw(PUBLIC) + draw(st.sampled_from(("known", "known told", "known\ttold")))


LINES = st.one_of(jotting_lines(), public_lines())


def private_words(lines: list[str]) -> str:
    """The words of the lines that are jottings."""
    return " ".join(line for line in lines if begins_jotting(line))


def letters(text: str) -> str:
    """The letters of a text, without spaces, signs and numbers."""
    return re.sub(r"[^a-z]", "", text)


@given(line=LINES, place=st.integers(0, 40), lines=st.lists(LINES, min_size=1, max_size=3))
def test_no_secret_becomes_public_and_no_word_is_lost(
    line: str, place: int, lines: list[str]
) -> None:
    before, after = line[:place], line[place:]
    # a word that the cursor parts is two words
    assume(not (before[-1:].isalpha() and after[:1].isalpha()))
    written = "".join(paste_into(before, after, lines)).split("\n")
    secrets = private_words([line]) + private_words(lines)
    public = [text for text in written if not begins_jotting(text)]
    assert not any("secret" in text or "hidden" in text for text in public), written
    assert len(letters("".join(written))) >= len(letters("".join([line, *lines])))
    for word in ("secret", "hidden"):
        assert private_words(written).count(word) == secrets.count(word)


@given(line=public_lines(), lines=st.lists(LINES, min_size=1, max_size=3))
def test_what_is_public_stays_so(line: str, lines: list[str]) -> None:
    for place in (0, len(line)):
        written = "".join(paste_into(line[:place], line[place:], lines)).split("\n")
        assert not re.search("known|told", private_words(written)), written


@pytest.mark.parametrize(
    ("before", "after", "lines", "written"),
    [
        ("/ SECRET ", "", ["more"], "/ SECRET more"),
        ("/ ", "SECRET", ["more "], "/ more SECRET"),
        ("/ ", "SECRET", ["late", "rang"], "/ late\n/ rang\n/ SECRET"),
        ("/ ", "", ["late", "- / rang"], "/ late\n/ rang"),
        ("10:15 /", "", ["late", "rang"], "/ 10:15 late\n/ rang"),
        ("", "/ SECRET", ["late"], "late\n/ SECRET"),
        ("-", " / SECRET", ["late"], "late\n- / SECRET"),
        ("/ SEC", "RET", ["late", "rang"], "/ SECRET\nlate\nrang"),
        ("/ SEC", "RET", ["- / late"], "/ SECRET\n- / late"),
        ("a", "b", ["x"], "axb"),
        ("a", "b", ["x", "y"], "a x\ny b"),
        ("a", "b", ["/ x"], "a\n/ x\nb"),
    ],
)
def test_where_it_goes(before: str, after: str, lines: list[str], written: str) -> None:
    head, tail = paste_into(before, after, lines)
    assert head + tail == written
    assert tail.endswith(after) or jotting_in(after) in tail or not after.strip()


def test_lines_that_wait_beside_it_keep_it_apart() -> None:
    assert "".join(paste_into("a", "b", ["x", "y"], goes_on=(False, False))) == "a\nx\ny\nb"
    assert "".join(paste_into("/ a", "", ["x"], goes_on=(False, True))) == "/ a\nx"
