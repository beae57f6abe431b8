"""Hints on the wording of the focal point."""

import pytest
from hypothesis import given

from casetool.models.tree.focal_wording import LONGEST_FOCAL_WORDS, focal_wording_advice
from tests.support.strategies import lines, texts


def hints(text: str, child: str = "Robin") -> str:
    return " | ".join(focal_wording_advice(text, child))


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows where I am in the morning.",
        "I don't know who is coming to fetch me.",
        "I get up at 7 a.m. and nobody is awake",
        "I don't know ... where mum is",
        "I get up when it's quiet.",
        "Nobody asks me.",
        "I am cold",
        "",
        "   ",
    ],
)
def test_a_sentence_that_the_child_could_say_needs_no_hint(text: str) -> None:
    assert hints(text) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Robin is neglected", "“neglected”"),
        ("I am being Neglected", "“Neglected”"),
        ("Mum's non-engagement", "“non-engagement”"),
        ("disguised compliance", "“disguised compliance”"),
        ("I did not meet the threshold", "“threshold”"),
        ("my third placement", "“placement”"),
        ("Safeguarding did nothing", "“Safeguarding”"),
        ("contact with dad", "“contact”"),
        ("CSE", "“CSE”"),
        ("I am on a CP plan", "“CP plan”"),
        ("the presenting issue", "“presenting”"),
    ],
)
def test_the_words_of_the_agencies_are_not_a_childs(text: str, word: str) -> None:
    assert f"would the child say {word}?" in hints(text)


@pytest.mark.parametrize("text", ["a lac of milk", "thresholding", "Da says so", "contacts"])
def test_only_whole_words_count_and_letters_as_they_are_written(text: str) -> None:
    assert hints(text) == ""


@pytest.mark.parametrize(
    ("text", "stood"),
    [
        ("Lack of routine", "“Lack of”"),
        ("There is no support for mum", "“no support”"),
        ("no family support", "“no family support”"),
        ("insufficient housing", "“insufficient”"),
        ("mum needs support", "“needs support”"),
    ],
)
def test_a_missing_answer_is_not_what_happens(text: str, stood: str) -> None:
    assert f"{stood}: what happens to the child?" in hints(text)


@pytest.mark.parametrize(
    ("text", "child", "stood"),
    [
        ("Robin is alone", "Robin", "“Robin”"),
        ("robin's alone", "Robin", "“robin”"),
        ("Robin is alone", "Robin Lee", "“Robin”"),
        ("the child is alone", "Robin", "“the child”"),
        ("This young person is alone", "Robin", "“This young person”"),
    ],
)
def test_it_is_said_by_the_child_and_not_about_the_child(text: str, child: str, stood: str) -> None:
    assert hints(text, child) == f"would the child say {stood}, or “I”?"


@pytest.mark.parametrize(
    "text",
    [
        "I get up. Nobody is there.",
        "I get up! nobody is there",
        "I get up; nobody is there",
        "I get up\nNobody is there",
        "“I get up.” “Nobody is there.”",
    ],
)
def test_one_sentence_is_enough(text: str) -> None:
    assert hints(text) == "more than one sentence: which one is it?"


def test_a_sentence_is_said_in_one_breath() -> None:
    assert hints("so " * LONGEST_FOCAL_WORDS) == ""
    assert hints("so " * (LONGEST_FOCAL_WORDS + 1)) == "long: can it be said in one breath?"


def test_the_most_telling_hint_stands_first() -> None:
    found = focal_wording_advice("Robin is neglected. There is a lack of support.", "Robin")
    assert len(found) == 4
    assert "Robin" in found[0]
    assert "neglected" in found[1]


@given(texts(), lines())
def test_any_text_can_be_judged_and_nothing_is_said_of_nothing(text: str, child: str) -> None:
    assert all(hint.strip() for hint in focal_wording_advice(text, child))
    assert focal_wording_advice(" ", child) == ()


@pytest.mark.parametrize("run", ["=" * 40_000, "iVBORw0KGgo" * 4_000, "a." * 20_000])
def test_a_long_run_without_a_space_is_long_and_holds_up_nobody(run: str) -> None:
    assert focal_wording_advice(run, "Robin") == focal_wording_advice(run[:1000], "Robin")
    assert "long: can it be said in one breath?" in focal_wording_advice(run, "Robin")
