"""A jotting that is begun within other words."""

import pytest

from casetool.models.capture.jottings import (
    begins_jotting,
    has_bare_sign,
    has_sign_within,
    jotting_in,
    with_sign_first,
    without_jotting_lines,
    without_jottings,
)


@pytest.mark.parametrize(
    ("old", "new", "kept", "jotting"),
    [
        ("I like mum", "I like mum/ kit lies", "I like mum", "kit lies"),
        ("I like mum", "I like mum / kit lies", "I like mum", "kit lies"),
        ("I like mum / ", "I like mum / kit lies", "I like mum", "kit lies"),
        ("I like mum /", "I like mum / kit lies", "I like mum", "kit lies"),
        ("I like mum", "/ kit lies I like mum", "I like mum", "kit lies"),
        ("I like mum", "I / kit lies like mum", "I like mum", "kit lies"),
        ("", "/ kit lies", "", "kit lies"),
        ("", "/kit lies", "", "kit lies"),
        ("a / b", "a / b/\u00a0kit lies", "a / b", "kit lies"),
        ("mum", "mum/dad", "mum/dad", ""),
        ("mum", "mum and / or dad", "mum and / or dad", ""),
        ("mum", "mum 1/2", "mum 1/2", ""),
        ("a / b", "a / b and more", "a / b and more", ""),
        ("mum", "mum / ", "mum / ", ""),
        ("mum", "", "", ""),
        ("/ was here", "/ was there", "/ was there", ""),
    ],
)
def test_it_is_told_from_the_words(old: str, new: str, kept: str, jotting: str) -> None:
    assert without_jottings(old, new) == (kept, (jotting,) if jotting else ())


@pytest.mark.parametrize(
    ("old", "new", "kept", "jottings"),
    [
        ("", "a\n/ kit lies\n+ b", "a\n+ b", ("kit lies",)),
        ("", "a\n  /kit lies\n/ mum too", "a", ("kit lies", "mum too")),
        ("mum said", "mum a\n/ kit lies said", "mum a said", ("kit lies",)),
        ("mum\nsaid", "mum a\n/ kit lies\nsaid", "mum a\nsaid", ("kit lies",)),
        ("mum said", "mum/dad said", "mum/dad said", ()),
        ("mum", "mum a\n1/2\nb/ c\n/\n", "mum a\n1/2\nb/ c\n/\n", ()),
        ("a\n/ was here", "a b\n/ was here", "a b\n/ was here", ()),
        ("", "/ kit lies\nhe was late", "he was late", ("kit lies",)),
        ("", "/ kit lies\n/ mum too", "", ("kit lies", "mum too")),
        ("", "- / kit lies\n- he was late", "- he was late", ("kit lies",)),
        ("mum said", "mum / kit lies\nhe was late said", "mum he was late said", ("kit lies",)),
        ("a", "a\n/ kit lies\nb", "a\nb", ("kit lies",)),
    ],
)
def test_each_line_that_begins_with_the_sign_is_one(
    old: str, new: str, kept: str, jottings: tuple[str, ...]
) -> None:
    assert without_jottings(old, new) == (kept, jottings)


@pytest.mark.parametrize("front", ["", " ", "- ", "• ", "\u00a0* ", "> ", "[ ] "])
def test_a_line_among_names_is_one_behind_a_bullet(front: str) -> None:
    assert without_jotting_lines(f"Dove\n{front}/ she lies") == ("Dove", ("she lies",))


@pytest.mark.parametrize("text", ["Ann Lee/Bo", "12/11/2026", "12 / 11 / 2026", "Dove / Wren"])
def test_a_stroke_in_a_name_or_a_date_is_no_sign(text: str) -> None:
    assert without_jotting_lines(text) == (text, ())


def test_a_line_of_its_own_begins_with_the_sign() -> None:
    assert begins_jotting(" / kit lies")
    assert begins_jotting("/kit lies")
    assert not begins_jotting("1/2 of it / more")


def test_a_sign_behind_other_words_is_told() -> None:
    assert has_sign_within("mum", "mum and / or dad")
    assert not has_sign_within("a / b", "a / b and more")


@pytest.mark.parametrize(
    ("line", "jotting"),
    [
        ("- / kit lies", "kit lies"),
        ("• /kit lies", "kit lies"),
        ("1. / kit lies", "kit lies"),
        ("(b) / kit lies", "kit lies"),
        ("IV. / kit lies", "kit lies"),
        ("1.1. / kit lies", "1.1. kit lies"),
        ("[ ] / kit lies", "kit lies"),
        ("- [x] / kit lies", "kit lies"),
        ("☑ / kit lies", "kit lies"),
        ("**/ kit lies**", "kit lies**"),
        ("> / kit lies", "kit lies"),
        ("\u061c/ kit lies", "kit lies"),
        ("\ufffc / kit lies", "kit lies"),
        ("\u3164/kit lies", "kit lies"),
        ("/\u200b kit lies", "kit lies"),
        ("3pm / kit lies", "3pm kit lies"),
        ("10:15 - / kit lies", "10:15 kit lies"),
        ("[10:15] / kit lies", "10:15 kit lies"),
        ("10:15:22 / kit lies", "10:15:22 kit lies"),
        ("10.15 a.m.: / kit lies", "10.15 a.m. kit lies"),
        ("28/11 / kit lies", "28/11 kit lies"),
        ("- 28.11.2026, 10:15 / 2 kits", "28.11.2026, 10:15 2 kits"),
        ("2026-11-28 / kit lies", "2026-11-28 kit lies"),
        ("28 Nov / kit lies", "28 Nov kit lies"),
        ("Thu 12 Nov / kit lies", "Thu 12 Nov kit lies"),
        ("Thursday 12 November 2026, / kit lies", "Thursday 12 November 2026 kit lies"),
        ("Mon 10:15 / kit lies", "Mon 10:15 kit lies"),
        ("Monday / kit lies", "Monday kit lies"),
        ("12 Nov 10:15 / kit lies", "12 Nov 10:15 kit lies"),
        ("12 Nov, 10 am / kit lies", "12 Nov, 10 am kit lies"),
        ("noon / kit lies", "noon kit lies"),
        ("Tue, 2 Dec / kit lies", "Tue, 2 Dec kit lies"),
        ("12-Nov-26 / kit lies", "12-Nov-26 kit lies"),
        ("12th of November / kit lies", "12th of November kit lies"),
        ("12 Nov 2026 at 10.15 / kit lies", "12 Nov 2026 at 10.15 kit lies"),
        ("Nov 12, 2026 / kit lies", "Nov 12, 2026 kit lies"),
        ("November 12 / kit lies", "November 12 kit lies"),
        ("2026/11/12 / kit lies", "2026/11/12 kit lies"),
        ("2026-11-12T10:15:00Z / kit lies", "2026-11-12T10:15:00Z kit lies"),
        ("10h15 / kit lies", "10h15 kit lies"),
        ("1015 / kit lies", "1015 kit lies"),
        ("10:15 to 10:30 / kit lies", "10:15 to 10:30 kit lies"),
        ("10:15–10:30 / kit lies", "10:15–10:30 kit lies"),
        ("at 10:15 / kit lies", "at 10:15 kit lies"),
        ("10:15ish / kit lies", "10:15ish kit lies"),
        ("c. 10 o'clock / kit lies", "c. 10 o'clock kit lies"),
        ("half past 3 / kit lies", "half past 3 kit lies"),
        ("w/c 12 Nov / kit lies", "w/c 12 Nov kit lies"),
        ("On 28/11 / kit lies", "On 28/11 kit lies"),
        ("1a) / kit lies", "kit lies"),
        ("A1. / kit lies", "kit lies"),
        ("#3 / kit lies", "kit lies"),
        ("No. 3 / kit lies", "kit lies"),
        ("3 – / kit lies", "kit lies"),
        ("① / kit lies", "kit lies"),
        ("Ⅳ. / kit lies", "kit lies"),
        *(
            (f"{when} / kit lies", f"{when.strip(':')} kit lies")
            for when in (
                "Weds 2 Dec",
                "Weds:",
                "Mon 30th",
                "30th:",
                "30/11 am",
                "Mon pm:",
                "10-11am",
                "12 noon",
                "10.15 hours",
                "30/Nov/2026",
                "Weds 10:15",
                "Nov 2026",
                "30NOV26",
                "30Nov2026",
                "30\u201111\u20112026",
                "10:15 CET",
                "10:15p",
                "10 - 11 am",
                "12noon",
                "half past ten",
                "22 hrs",
                "1015 hours",
                "Today 10:15",
                "next Mon",
                "Mon morning",
                "Mon-Fri",
                "Mon & Tue",
                "W/c Monday 30th",
                "20261130",
                "before 10:15",
                "30. 11. 2026",
                "\uff11\uff10\uff1a\uff11\uff15",
                "2pm on Thursday",
                "Sat 5 Dec 7.30pm",
            )
        ),
        ("1. / K. seems afraid", "K. seems afraid"),
        ("a) / J. hits her", "J. hits her"),
        ("#4 / M. lies", "M. lies"),
        ("1. / 10:15 smells of drink", "10:15 smells of drink"),
        ("Mon: / Jan is lying", "Mon Jan is lying"),
        ("Today 10:15 / April is lying", "Today 10:15 April is lying"),
        ("Monday / June told me", "Monday June told me"),
        ("9 am / 5 year old alone", "9 am 5 year old alone"),
        ("10:15 (BST) / kit lies", "10:15 (BST kit lies"),
    ],
)
def test_nothing_in_front_of_the_sign_hides_it(line: str, jotting: str) -> None:
    assert jotting_in(line) == jotting
    assert with_sign_first(line) == f"/ {jotting}"


@pytest.mark.parametrize(
    "line",
    [
        "he / she", "3.5 / 10", "- 3 / 4", "£3.50 / week", "1/2 of it / more", "+/- 2", "and / or",
        "- and / or", "~/notes", "</p>", "N/A", "-\t/\tlate", "/", "- /", "/ ", "w/c 7 Dec",
        "28/11 / 5 lessons", "He on 28/11 / kit", "Monday / Tuesday he was off",
        "may / may not", "March / April were better", "2015 / he moved", "2024 / 2025",
        "at home / at school",
        "1:1 / group work", "2 / week", "3 hours / week", "1.5 / week", "2-3 / day", "5-6 / 10",
        "12 Nov / 19 Nov: missed both", "9am / 3pm school run is late", "10:15 / 10:45 he left",
        "Nov 12 / Nov 19 missed", "12 Nov 2026 / 19 Nov 2026", "Mon / Tue he was off",
        "Mon 2 Nov / Tue 3 Nov both missed", "1 Nov / 8 Nov / 15 Nov: none",
        "10am / noon / 4pm feeds",
        "from 9am / 10am nobody came", "12.30 / 1.30 feeds", "a) / b) both apply",
        "1. / 2. both refused",
        "4th / 5th year", "50/50 / shared", "Step 3 / more", "sigh / shrug",
        "to mum / dad", "sunny / dry", "mayor / MP", "decline / refuse", "to go / to stay", "",
    ],
)  # fmt: skip
def test_a_stroke_behind_words_or_between_numbers_is_no_sign(line: str) -> None:
    assert jotting_in(line) == ""
    assert with_sign_first(line) == line


@pytest.mark.parametrize(
    ("old", "new", "jotting"),
    [
        (
            "the uncle was there at the weekend",
            "/ he hits mum at the weekend",
            "he hits mum at the weekend",
        ),
        ("Mum is late on Fridays.", "/ Kit drinks.", "Kit drinks."),
        ("early kilo1", "/ kit lies lima1", "kit lies lima1"),
        ("Mum drinks", "/ mum drinks", "mum drinks"),
        ("mum drinks", "/ mum drinks", "mum drinks"),
        ("late\nmum drinks", "late\n/ mum drinks", "mum drinks"),
        ("mum is ill lima1", "/ mum is very ill lima1", "mum is very ill lima1"),
        ("late\nearly kilo1", "late\n/ kit lies lima1", "kit lies lima1"),
    ],
)
def test_a_jotting_over_other_words_keeps_what_both_end_with(
    old: str, new: str, jotting: str
) -> None:
    assert without_jottings(old, new) == ("late" if "late\n" in old else "", (jotting,))


def test_a_line_with_a_new_sign_leaves_the_others() -> None:
    assert without_jottings("late\nmum drinks\nearly", "late\n/ mum drinks\nearly") == (
        "late\nearly",
        ("mum drinks",),
    )
    new = "He is late on Friday.\n/ Kit drinks every day."
    assert without_jottings("He is late on Monday.", new) == (
        "He is late on Friday.",
        ("Kit drinks every day.",),
    )


def test_a_jotting_before_the_words_that_stay_ends_there() -> None:
    assert without_jottings("I like mum.", "/ Kit lies. I like mum.") == (
        "I like mum.",
        ("Kit lies.",),
    )


def test_a_sign_without_words_is_bare() -> None:
    assert [has_bare_sign(text) for text in ("/", "- / ", "/ a", "a /", "")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "public", "jotting"),
    [
        ("The nursery rang again", "The nursery / they never ring again", "The nursery",
         "they never ring again"),
        ("Mum is often thinking", "Mum is often / and drinking", "Mum is often", "and drinking"),
        ("Gran saw him at the gate", "Gran saw him / I hate the gate", "Gran saw him",
         "I hate the gate"),
        ("He came.", "He / lies a lot.", "He", "lies a lot."),
        ("one\nHe came.\ntwo", "one\nHe / lies.\ntwo", "one\nHe\ntwo", "lies."),
    ],
)  # fmt: skip
def test_a_jotting_typed_over_the_end_of_a_line_is_private_to_its_end(
    old: str, new: str, public: str, jotting: str
) -> None:
    assert without_jottings(old, new) == (public, (jotting,))
