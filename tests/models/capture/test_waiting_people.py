"""People who wait in the capture line are told from words by their sign alone."""

import pytest

from casetool.models.capture.paste import read_lines
from casetool.models.capture.waiting_people import split_waiting, waiting_text
from casetool.models.people.model import People
from tests.support.strategies import METHOD


@pytest.mark.parametrize(
    ("text", "people", "words"),
    [
        ("@@ Sam, x // Jo, ? @@ ", ["Sam, x", "Jo, ?"], ""),
        ("@@ Sam, x // Jo, ? @@", ["Sam, x", "Jo, ?"], ""),
        ("@@ Sam, x @@ he was late", ["Sam, x"], "he was late"),
        ("@@ Sam, x @@he was late", ["Sam, x"], "he was late"),
        ("@@ Sam, x @@ he was late @@ again", ["Sam, x"], "he was late @@ again"),
        ("@@ Sam, x // he was late", ["Sam, x", "he was late"], ""),
        ("@@ Sam, x @@ a\tb\nc\td", ["Sam, x"], "a\tb\nc\td"),
        ("@@ Sam, x\nc\td", ["Sam, x"], "c\td"),
        ("@@ Ann Lee, GP // Uma Ray, nurse @@", ["Ann Lee, GP", "Uma Ray, nurse"], ""),
        ("@@Sam, a@@b.example", ["Sam, a@@b.example"], ""),
        ("he said yes // she said no", [], "he said yes // she said no"),
        ("at home @@ Sam @@", [], "at home @@ Sam @@"),
        ("@sam said so", [], "@sam said so"),
        ("@@", [], ""),
    ],
)
def test_the_sign_parts_people_from_words(text: str, people: list[str], words: str) -> None:
    assert split_waiting(text) == (people, words)


def test_what_waits_is_read_back_as_it_was() -> None:
    text = waiting_text(
        ["Ann // GP, health", "Sam\tPC\tpolice\tx", "Jo, housing, ?"], "he was late"
    )
    assert text == "@@ Ann, GP, health // Sam, PC, police, x // Jo, housing, ? @@ he was late"
    nobody: People = ()
    lines = read_lines(text, METHOD.step("worries"), METHOD, nobody)
    assert [(line.step.kind, line.text) for line in lines] == [
        ("people", "Ann, GP, health"),
        ("people", "Sam, PC, police, x"),
        ("people", "Jo, housing, ?"),
        ("entries", "he was late"),
    ]
