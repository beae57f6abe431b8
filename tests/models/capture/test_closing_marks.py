"""The child's own words have neither the mark that opens them nor the one that closes them."""

import pytest

from casetool.models.capture.grammar import read_line
from casetool.models.entries.model import EntryKind
from tests.support.strategies import METHOD


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("“ I hide it ”", "I hide it"),
        ("“ I hide it”", "I hide it"),
        ('" I hide it "', "I hide it"),
        ('" I hide it"', "I hide it"),
        ("„ ich verstecke es “", "ich verstecke es"),
        ("„ ich verstecke es ”", "ich verstecke es"),
        ("« moi »", "moi"),
        ("« moi\u00a0»", "moi"),
        ("» ich «", "ich"),
        ("‘ I don’t hide it ’", "I don’t hide it"),
        ("‘ I hide it", "I hide it"),
        ("‹ moi ›", "moi"),
        ("「 かくす 」", "かくす"),
        ("『 かくす 』", "かくす"),
        ("“ I hide it. ”", "I hide it."),
        ("“ I hide it ”.", "I hide it."),
        ("“ he said “no””", "he said “no”"),
        ("“ he said “no”", "he said “no”"),
        ('" he said "no""', 'he said "no"'),
        ('" he said "no"', 'he said "no"'),
        ("“ I hide it", "I hide it"),
        ("“ ”", "”"),
    ],
)
def test_the_words_stand_without_the_marks(line: str, text: str) -> None:
    captured = read_line(line, METHOD.step("about"), METHOD, ())
    assert (captured.kind, captured.text) == (EntryKind.CHILD, text)


def test_a_speaker_and_a_source_may_stand_behind() -> None:
    from casetool.models.people.model import Person

    kit = (Person(id="kit", name="Kit Marsh"),)
    captured = read_line("“ I hide it ” @kit", METHOD.step("thoughts"), METHOD, kit)
    assert (captured.text, captured.by) == ("I hide it", "kit")
    captured = read_line("“ I hide it ” | my drawing", METHOD.step("about"), METHOD, ())
    assert (captured.text, captured.source) == ("I hide it", "my drawing")


def test_words_in_marks_without_a_space_stay_as_typed() -> None:
    captured = read_line("“quoted” words", METHOD.step("about"), METHOD, ())
    assert captured.text == "“quoted” words"
