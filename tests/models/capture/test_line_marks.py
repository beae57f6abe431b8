"""Several lines in one: with a mark between them, and words that come behind half a line."""

import pytest

from casetool.models.capture.line_marks import marked_lines, unmarked_lines, with_words_behind


def test_marks_and_line_ends_are_two_ways_to_write_the_same() -> None:
    assert marked_lines("one\ntwo \n three ") == "one ⏎ two ⏎ three "
    assert unmarked_lines("one ⏎ two⏎three ") == "one\ntwo\nthree "
    assert marked_lines("one, alone ") == "one, alone "


def test_thousands_of_spaces_take_no_longer_than_words() -> None:
    # where each of them was tried as a beginning, this took minutes
    assert unmarked_lines("one" + " " * 100_000 + "two") == "one" + " " * 100_000 + "two"
    assert unmarked_lines("one" + " " * 100_000 + "⏎ two") == "one\ntwo"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("/ my own note", "mum said he is late ⏎ / my own note"),
        ("/my own note", "mum said he is late ⏎ / my own note"),
        ("\u200b/ my own note", "mum said he is late ⏎ / my own note"),
        ("2. / my own note", "mum said he is late ⏎ / my own note"),
        ("10:15 / my own note", "mum said he is late ⏎ / 10:15 my own note"),
        ("- / my own note\n- again", "mum said he is late ⏎ / my own note ⏎ - again"),
        (" ! seen alone at night", "mum said he is late ⏎ ! seen alone at night"),
        ("again today ", "mum said he is late again today "),
        ("“again”, she says", "mum said he is late “again”, she says"),
        ("again\n/ a note", "mum said he is late again ⏎ / a note"),
        ("", "mum said he is late "),
    ],
)
def test_a_sign_begins_a_line_of_its_own_behind_half_a_line(words: str, expected: str) -> None:
    assert with_words_behind("mum said he is late ", words) == expected


def test_behind_nothing_they_stay_as_they_are() -> None:
    assert with_words_behind("", "/ my own note") == "/ my own note"
    assert with_words_behind("", "- / my own note") == "/ my own note"
    assert with_words_behind("", " late ") == " late "


@pytest.mark.parametrize("end", ["", " ", "\u00a0", "\u3000", " \u2009"])
def test_the_spaces_at_the_end_of_several_lines_stay(end: str) -> None:
    assert marked_lines(f"one\ntwo{end}") == f"one ⏎ two{end}"
    assert marked_lines(f"one ⏎ two{end}") == f"one ⏎ two{end}"
    assert marked_lines(f"one\ntwo \n{end}") == f"one ⏎ two{end}"


def test_words_behind_a_jotting_go_on_with_it_unless_its_line_has_ended() -> None:
    assert with_words_behind("late ⏎ / mum lies", "he cried") == "late ⏎ / mum lies he cried"
    assert with_words_behind("/ mum lies ⏎ ", "he cried") == "/ mum lies ⏎ he cried"


@pytest.mark.parametrize(
    ("line", "added", "expected"),
    [
        ("/ ", "mum drinks ⏎ the aunt sleeps there", "/ mum drinks ⏎ / the aunt sleeps there"),
        ("late ⏎ /", "mum drinks", "late ⏎ / mum drinks"),
        ("/ mum lies", "he cried", "/ mum lies he cried"),
        ("/ mum lies", "he cried ⏎ no answer", "/ mum lies ⏎ he cried ⏎ no answer"),
        ("/ ", "mum drinks ⏎ no answer ⏎ ", "/ mum drinks ⏎ / no answer ⏎ "),
        ("late", "he cried ⏎ no answer", "late he cried ⏎ no answer"),
    ],
)
def test_words_from_elsewhere_behind_a_jotting(line: str, added: str, expected: str) -> None:
    assert with_words_behind(line, added) == expected
