"""What could act on a terminal, or hide in it, is shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.render.text.terminal_safe import terminal_safe
from tests.support.characters import FLAG_OF_WALES, HARMLESS


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\x9bA\x07", "\\u009bA\\u0007"),
        ("a\rb", "a\\u000db"),
        ("\u202egnirts\u202c", "\\u202egnirts\\u202c"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("one\u2028two", "one\\u2028two"),
        ("\ud800", "\\ud800"),
        ("\ufdd0\uffff\U0001fffe", "\\ufdd0\\uffff\\U0001fffe"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_what_acts_or_hides_is_shown(text: str, shown: str) -> None:
    assert terminal_safe(text) == shown


@pytest.mark.parametrize("mark", HARMLESS)
def test_what_nobody_sees_and_what_hides_nothing_is_not_spelt_out(mark: str) -> None:
    assert terminal_safe(f"{mark}soft{mark}hyphen{mark}") == "softhyphen"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{FLAG_OF_WALES} Siân", "\U0001f3f4 Siân"),
        ("\U0001f1ec\U0001f1e7 GB", "\U0001f1ec\U0001f1e7 GB"),
        (
            "\u200e[12/11/2026, 10:03] Mum: \u200eimage omitted",
            "[12/11/2026, 10:03] Mum: image omitted",
        ),
        ("\ufeffName\u200b\u2060\u202ex", "Name\\u202ex"),
    ],
)
def test_the_text_around_such_marks_is_kept(text: str, shown: str) -> None:
    assert terminal_safe(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "two\nlines\tand a tab",
        "👩‍👧",
        "می‌خواهم",
        "עברית",
        "e\u0301",
        "日本語",
        "£20 – “yes”",
        "\u00a0",
    ],
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert terminal_safe(text) == text


def test_no_control_and_no_direction_override_is_left_in_all_of_unicode() -> None:
    for code in range(0x110000):
        char = chr(code)
        told = terminal_safe(char)
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in "\n\t":
            assert told.startswith("\\")
        if unicodedata.bidirectional(char) in BIDI:
            assert told.startswith("\\")
        if unicodedata.category(char)[0] in "LNPSM":
            assert told == char


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@given(st.text())
def test_what_is_shown_is_shown_once(text: str) -> None:
    assert terminal_safe(terminal_safe(text)) == terminal_safe(text)
