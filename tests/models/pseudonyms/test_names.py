"""Real names in a text: found whatever their shape, and never in another word."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casetool.models.pseudonyms.names import WITHHELD, Name, find_names, first_name, without_names
from tests.support.strategies import NASTY, texts

ROBIN = Name(name="Robin Lee", stand_in="Child A", also=("Robin", "Robbie"))
MUM = Name(name="Zoë O'Brien", stand_in="Mother", also=("Zoë",))
NAMES = (ROBIN, MUM)

REAL = (
    "Robin Lee",
    "Ash",
    "Zoë O'Brien",
    "Anne-Marie",
    "王小明",
    "राम",
    "Михаил",
    "Wren",
    "Łukasz",
)
STAND_INS = ("Child A", "Mother", "Sibling 1", "")


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("Robin's coat, ROBIN’S bag", "Child A's coat, Child A’S bag"),
        ("robin lee, Robin  Lee, Robin-Lee, Robin\nLee", "Child A, Child A, Child A, Child A"),
        ("a Robin-led plan for (Robin)", "a Child A-led plan for (Child A)"),
        ("@robin_lee “Robbie” 'Robin'", "@Child A “Child A” 'Child A'"),
        ("robins sing, Robinson, bobbing, probin", "robins sing, Robinson, bobbing, probin"),
        ("Zoe and Zoe\u0308 and zoe o-brien", "Mother and Mother and Mother"),
        ("Ro\u00adbin and R\u200bobin", "Child A and Child A"),
        ("Robin\ufe0f, Ro\u034fbin, Rob\U000e0101in", "Child A, Child A, Child A"),
        ("Robin Robin Lee Lee", "Child A Child A Lee"),
        ("\ud835\udc00".encode("utf-16", "surrogatepass").decode("utf-16"), "𝐀"),
    ],
)  # fmt: skip
def test_a_name_is_found_whatever_its_shape(text: str, becomes: str) -> None:
    assert without_names(text, NAMES) == becomes


@pytest.mark.parametrize(
    ("name", "text", "becomes"),
    [
        ("王小明", "昨天王小明说他累了", "昨天X说他累了"),
        ("राम", "राम घर गया, रामा नहीं", "X घर गया, रामा नहीं"),
        ("Михаил", "МИХАИЛ, Михаила", "X, Михаила"),
        ("محمد", "مُحَمَّد هنا", "X هنا"),
        ("Łukasz", "lukasz and Łukasz's", "X and X's"),
        ("Anne-Marie", "anne marie, Anne\u2011Marie, Anne", "X, X, Anne"),
        ("Groß", "GROSS, gross", "X, X"),
        ("J. R.", "j. r. said", "X said"),
    ],
)
def test_other_scripts_and_shapes(name: str, text: str, becomes: str) -> None:
    assert without_names(text, (Name(name=name, stand_in="X"),)) == becomes


def test_of_two_that_overlap_the_longer_is_meant() -> None:
    names = (Name(name="Lee", stand_in="B"), Name(name="Robin Lee", stand_in="A"))
    assert without_names("Robin Lee and Lee", names) == "A and B"


def test_a_name_without_a_stand_in_is_withheld() -> None:
    assert without_names("Ash cried", (Name(name="Ash"),)) == f"{WITHHELD} cried"


def test_a_name_is_not_empty_and_an_odd_one_finds_nothing() -> None:
    with pytest.raises(ValidationError):
        Name(name=" \n")
    for odd in ("-", "'", "\u0301", "(", "\\", "*"):
        assert without_names("nothing here", (Name(name=odd, stand_in="X"),)) == "nothing here"


def test_the_first_name_is_what_people_say() -> None:
    assert first_name("Robin Lee") == "Robin"
    assert first_name("Robin") == ""
    assert first_name("Mrs. Lee") == ""
    assert first_name("Lee, Robin") == "Robin"
    assert first_name("Lee, Mrs Dana") == ""
    assert first_name("Robin, sibling") == "Robin"
    assert first_name("Robin Lee, London") == "Robin"
    assert first_name("Robin, 7") == "Robin"


@st.composite
def lists(draw: st.DrawFn) -> tuple[Name, ...]:
    chosen = draw(st.lists(st.sampled_from(REAL), unique=True, max_size=4))
    return tuple(
        Name(
            name=name,
            stand_in=draw(st.sampled_from(STAND_INS)),
            also=tuple(draw(st.lists(st.sampled_from(REAL), max_size=1))),
        )
        for name in chosen
    )


def written() -> st.SearchStrategy[str]:
    names = st.one_of(
        st.sampled_from(REAL),
        st.sampled_from(REAL).map(str.upper),
        st.sampled_from(REAL).map(lambda name: unicodedata.normalize("NFD", name)),
    )
    around = st.sampled_from([" ", "'s ", "-", "\n", "", "(", "’", "\u200b", "x", "1", *NASTY])
    return st.lists(names | around | texts(), max_size=6).map("".join)


@given(written(), lists())
def test_what_is_left_holds_no_real_name(text: str, names: tuple[Name, ...]) -> None:
    assert find_names(without_names(text, names), names) == ()


@given(written(), lists())
def test_all_that_is_no_name_stays_as_it_was(text: str, names: tuple[Name, ...]) -> None:
    spans = find_names(text, names)
    kept, end = [], 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        kept.append(text[end : span.start])
        end = span.end
    kept.append(text[end:])
    told = [span.name.replacement for span in spans]
    woven = "".join(a + b for a, b in zip(kept, [*told, ""], strict=True))
    assert without_names(text, names) == woven
    if not spans:
        assert without_names(text, names) == text
