"""A paste of several lines: where each goes, and what of it is only a bullet."""

import pytest

from casetool.models.capture.paste import added_to, paste_rows, read_lines
from casetool.models.entries.model import EntryKind
from casetool.models.method import Step
from tests.models.capture.test_grammar import PEOPLE
from tests.support.strategies import METHOD


def paste_lines(text: str, step: Step) -> tuple[str, ...]:
    """The words of each row of a paste."""
    return tuple(row.text for row in paste_rows(text, step))


def test_in_a_paste_whoever_spoke_last_is_the_line_before() -> None:
    step = METHOD.step("thoughts")
    found = read_lines("a @\nb @kit\nc @\n> d @jo\n/ e @lee\nf @", step, METHOD, PEOPLE, "lee")
    assert [one.by for one in found] == ["lee", "kit", "kit", "jo", "lee", "kit"]


def test_a_paste_makes_as_many_entries_as_it_has_lines() -> None:
    caught = read_lines("one\n\n  \n! two\r\n  + three\n", METHOD.step("thoughts"), METHOD, ())
    found = [(one.step.id, one.text) for one in caught]
    assert found == [("thoughts", "one"), ("worries", "two"), ("worked", "three")]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("   / SECRET", "SECRET"),
        ("\t/ SECRET", "SECRET"),
        ("\u00a0/ SECRET", "SECRET"),
        ("\u200b/ SECRET", "SECRET"),
        ("\ufeff/SECRET", "SECRET"),
        ("1\t/ SECRET", "1, SECRET"),
        ("Kit\t/ SECRET", "Kit, SECRET"),
        ("10:15 / SECRET", "10:15 SECRET"),
        ("9.05 am / SECRET", "9.05 am SECRET"),
        ("- / SECRET", "SECRET"),
        ("[ ] / SECRET", "SECRET"),
        ("3pm / SECRET", "3pm SECRET"),
    ],
)
def test_nothing_in_front_of_a_jotting_makes_it_public(line: str, text: str) -> None:
    lines = read_lines(f"{line}\nhe is late", METHOD.step("worries"), METHOD, ())
    assert [(each.step.id, each.text) for each in lines] == [
        ("jottings", text),
        ("worries", "he is late"),
    ]


def test_what_is_no_sign_keeps_what_is_in_front_of_it() -> None:
    line = "\u200bhe is late"
    assert paste_lines(line, METHOD.step("worries")) == (line,)


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("- one\n- two", ["one", "two"]),
        ("• one\n\n  * two", ["one", "two"]),
        ("1. one\n2) two\n10. three", ["one", "two", "three"]),
        ("- one\ntwo", ["- one", "two"]),
        ("- one", ["- one"]),
        ("- one\n- ", ["one"]),
        ("- \n- ", ["-", "-"]),
        ("-one\n-two", ["-one", "-two"]),
        ("1998 - 2004\n2. x", ["1998 - 2004", "2. x"]),
        ("", []),
    ],
)
def test_a_pasted_list_loses_its_bullets_only_when_it_is_one(pasted: str, found: list[str]) -> None:
    caught = read_lines(pasted, METHOD.step("worries"), METHOD, PEOPLE)
    assert [one.text for one in caught] == found


@pytest.mark.parametrize("sign", [*">+!?&=~%#|^<"])
def test_a_sign_before_each_line_is_a_quotation_or_a_list(sign: str) -> None:
    quoted = f"{sign} Hi Jo\n{sign} Attendance is 64%\n{sign} thanks"
    captured = read_lines(quoted, METHOD.step("facts"), METHOD, PEOPLE)
    assert [(line.step.id, line.text, line.kind) for line in captured] == [
        ("facts", "Hi Jo", None), ("facts", "Attendance is 64%", None), ("facts", "thanks", None),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["/ a\n/ b", "/a\n/b", "Notes:\n/ a\n/ b"])
def test_jottings_stay_private_however_many_there_are(text: str) -> None:
    captured = read_lines(text, METHOD.step("worries"), METHOD, PEOPLE)
    assert [line.text for line in captured if line.step.private] == ["a", "b"]


def test_different_signs_are_signs() -> None:
    captured = read_lines("! a worry\n+ a strength", METHOD.step("facts"), METHOD, PEOPLE)
    assert [line.step.id for line in captured] == ["worries", "worked"]
    assert read_lines("“ I hide it", METHOD.step("thoughts"), METHOD, ())[0].kind is EntryKind.CHILD


@pytest.mark.parametrize(
    "bullet", ["·\t", "o\t", "§\t", "\uf0b7\t", "\uf0a7 ", "▪ ", "a) ", "(2) "]
)
def test_the_bullets_of_word_are_bullets(bullet: str) -> None:
    assert paste_lines(f"{bullet}one\n{bullet}two", METHOD.step("facts")) == ("one", "two")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_that_unicode_knows_ends_a_line(end: str) -> None:
    assert paste_lines(f"one{end}two", METHOD.step("facts")) == ("one", "two")


def test_the_cells_of_a_table_stay_apart() -> None:
    table = "12 Nov\tmissed\t31 of 62\n13 Nov\t\tlate\n"
    assert paste_lines(table, METHOD.step("facts")) == ("12 Nov, missed, 31 of 62", "13 Nov, late")
    row = paste_lines("Kit Lane\tschool nurse\thealth\nJo\t\tpolice", METHOD.step("people"))
    assert row == ("Kit Lane\tschool nurse\thealth", "Jo\t\tpolice")


@pytest.mark.parametrize(
    "line",
    ["> 3 missed appointments", "< 5 visits this year", "~ 40 mins late", "% 64", "= 3 siblings",
     "> £200 owed"],
)  # fmt: skip
def test_a_sign_before_a_number_is_an_amount(line: str) -> None:
    (captured,) = read_lines(f"{line} @kit", METHOD.step("facts"), METHOD, PEOPLE)
    assert (captured.step.id, captured.text, captured.kind, captured.by) == (
        "facts", line, None, "kit",
    )  # fmt: skip


def test_any_space_after_a_sign_is_a_space() -> None:
    for space in ("\u00a0", "\u3000", "\u2009"):
        (captured,) = read_lines(f"!{space}nobody came", METHOD.step("facts"), METHOD, PEOPLE)
        assert (captured.step.id, captured.text) == ("worries", "nobody came")


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("On Mon Jo wrote:\n> Hi Jo\n>\n> Attendance is 64%\n> thanks",
         ["On Mon Jo wrote:", "Hi Jo", "Attendance is 64%", "thanks"]),
        ("> Hi Jo\n>\n> thanks", ["Hi Jo", "thanks"]),
        ("> > a\n> > b", ["a", "b"]),
        ("> a\n>> b\n> c", ["a", "b", "c"]),
        (">Hi Jo\n>thanks", ["Hi Jo", "thanks"]),
        ("Thanks, Jo.\n> Hi\n>\n> Kit\nBest, Jo", ["Thanks, Jo.", "Hi", "Kit", "Best, Jo"]),
        ("+ ring Kit\nOn Mon Jo wrote:\n> Hi\n> there",
         ["+ ring Kit", "On Mon Jo wrote:", "Hi", "there"]),
        ("> See:\n> - one\n> - two", ["See:", "one", "two"]),
        ("> + late\n> + tired", ["late", "tired"]),
        ("List:\n+ late 22 times\n+ tired", ["List:", "late 22 times", "tired"]),
        ("List:\n+late 22 times\n+tired\nend", ["List:", "late 22 times", "tired", "end"]),
        ("List\n+ late\n+ tired", ["List", "late", "tired"]),
        ("-- Original --\nFrom: Jo\n> hi\n> there", ["-- Original --", "From: Jo", "hi", "there"]),
        ("On Mon Jo <j@x>\nwrote:\n> Hi", ["On Mon Jo <j@x>", "wrote:", "Hi"]),
        ("two\nlines\n+ late\n+ tired", ["two", "lines", "+ late", "+ tired"]),
        ("a line\n> see Ash", ["a line", "> see Ash"]),
        ("+late\n+\n+tired", ["late", "tired"]),
        ("/a\n/b", ["/ a", "/ b"]),
        ("> 3 missed\n> half of sessions", ["> 3 missed", "> half of sessions"]),
        ("+ve test\n+ve again", ["+ve test", "+ve again"]),
        ("! a\n! b\n+ c", ["! a", "! b", "+ c"]),
        ("Worries:\n! a\nGood:\n+ c", ["Worries:", "! a", "Good:", "+ c"]),
    ],
)  # fmt: skip
def test_quoted_lines_and_lists_lose_their_signs(pasted: str, lines: list[str]) -> None:
    assert list(paste_lines(pasted, METHOD.step("facts"))) == lines


@pytest.mark.parametrize("inner", ["! nobody came", "+ good", '" I hide it', "> x", "#form"])
def test_a_sign_within_quoted_words_is_none(inner: str) -> None:
    captured = read_lines(f"> Hi\n> {inner}\n> bye", METHOD.step("facts"), METHOD, PEOPLE)
    assert {line.step.id for line in captured} == {"facts"}
    assert {line.kind for line in captured} == {None}
    assert captured[1].text in (inner, inner.removeprefix("> "))


@pytest.mark.parametrize(
    "bullet",
    ["· ", "o ", "§ ", "i. ", "❖ ", "→ ", "Ø\t", "ü\t", "v\t", "q\t", "➤ ", "► ", "◆ ", "★ ", "☐ ",
     "‐ ", "− ", "→\t", "\uf076\t", "iv) ", "(b) ", "✔\ufe0f ", "¤ "],
)  # fmt: skip
def test_a_bullet_before_each_line_goes(bullet: str) -> None:
    for end in ("", "\nthree"):
        pasted = f"{bullet}one\n{bullet}two{end}"
        assert paste_lines(pasted, METHOD.step("facts")) == ("one", "two", *end.split())


@pytest.mark.parametrize(
    ("pasted", "lines"),
    [
        ("· a\no b\n§ c", ["a", "b", "c"]),
        ("i. a\nii. b\niii. c", ["a", "b", "c"]),
        ("A. a\nB. b", ["a", "b"]),
        ("I. a\nII. b", ["a", "b"]),
        ("J. said so\nK. came", ["J. said so", "K. came"]),
        ("To do:\n- a", ["To do:", "a"]),
        ("10.15 Kit\n10.30 Jo", ["10.15 Kit", "10.30 Jo"]),
        ("😀 glad\n😢 sad", ["😀 glad", "😢 sad"]),
        ("✅ came\n❌ missed", ["✅ came", "❌ missed"]),
        ("£ a\n£ b", ["£ a", "£ b"]),
        ("a\tb\nc\td", ["a, b", "c, d"]),
        ("only\no\nwords", ["only", "o", "words"]),
    ],
)
def test_bullets_of_any_kind_go_and_nothing_else(pasted: str, lines: list[str]) -> None:
    assert list(paste_lines(pasted, METHOD.step("facts"))) == lines


def test_initials_of_people_are_no_bullets() -> None:
    pasted = "A. Kerr, nurse, health\nB. Hill, PC, police"
    assert "\n".join(paste_lines(pasted, METHOD.step("people"))) == pasted


def test_a_paste_behind_typed_words_loses_its_signs_first() -> None:
    assert added_to("typed first ", "> one\n> two", 12) == "typed first one\ntwo"
    assert added_to("typed first ", "- one\n- two", 12) == "typed first one\ntwo"
    assert added_to("", "> one\r\n> two", 0) == "> one\n> two"
    assert added_to("a ", "! one\n+ two", 2) == "a ! one\n+ two"
    assert added_to("a ", "/ SECRET\n+ two", 2) == "a \n/ SECRET\n+ two"
    assert added_to("a b", "one\n- / SECRET", 1) == "a one\n/ SECRET\n b"
    assert added_to("a b", "/ SECRET", 1) == "a\n/ SECRET\n b"


@pytest.mark.parametrize("are_rows", [False, True])
def test_behind_lines_that_wait_each_stays_a_line(are_rows: bool) -> None:
    waiting = "late ⏎ / SECRET"
    expected = "late\n/ SECRET\nrang\nno answer"
    assert added_to(waiting, "rang\nno answer", len(waiting), are_rows) == expected
    assert added_to(f"{waiting} ⏎ ", "rang\nno answer", len(waiting) + 3, are_rows) == expected
    table = "14 Oct\trang\n15 Oct\tnone"
    assert added_to(waiting, table, len(waiting), are_rows) == f"late\n/ SECRET\n{table}"


def test_within_a_jotting_none_of_it_becomes_public() -> None:
    waiting = "late ⏎ / SECRET words ⏎ more"
    expected = "late\n/ SECRET words\nrang\nno answer\nmore"
    assert added_to(waiting, "rang\nno answer", 12) == expected
    assert added_to("/ SECRET", "rang\nno answer", 4) == "/ SECRET\nrang\nno answer"
    assert added_to("late ⏎ gone ⏎ more", "a\nb", 4) == "late a\nb\ngone\nmore"
    assert added_to("/ SECRET", "late\nrang", 0) == "late\nrang\n/ SECRET"
    assert added_to("- / SECRET", "late", 0) == "late\n- / SECRET"


@pytest.mark.parametrize(
    ("cursor", "text"),
    [
        (0, "one\ntwo typed first"),
        (5, "typed one\ntwo first"),
        (6, "typed one\ntwo first"),
        (11, "typed first one\ntwo"),
    ],
)
def test_a_paste_goes_in_at_the_cursor_and_runs_no_words_together(cursor: int, text: str) -> None:
    assert added_to("typed first", "one\ntwo", cursor) == text


def test_rows_of_a_table_and_people_begin_a_line_of_their_own() -> None:
    assert added_to("Ella, doctor", "Ann\tnurse\nBo\tPC", 12) == "Ella, doctor\nAnn\tnurse\nBo\tPC"
    assert added_to("Ella, doctor", "Ann, nurse\nBo", 12, True) == "Ella, doctor\nAnn, nurse\nBo"
    assert added_to("@@ Sam, x @@ ", "one\ntwo", 0) == "@@ Sam, x @@ \none\ntwo"


@pytest.mark.parametrize("lines", [
    ("↑ weight", "↓ sleep", "↑ anger"),
    ("3. May police called", "12. June hospital", "20. June home"),
    ("c. 1990 born", "d. 1999"),
    ("§ 47 enquiry", "§ 17 plan"),
])  # fmt: skip
def test_what_looks_like_a_bullet_and_is_a_word_stays(lines: tuple[str, ...]) -> None:
    assert paste_lines("\n".join(lines), METHOD.step("facts")) == lines
