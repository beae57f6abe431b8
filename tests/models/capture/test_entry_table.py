"""A pasted table of entries or actions: the first row names the columns, and is no entry."""

from datetime import UTC, date, datetime

import pytest

from casetool.models.capture.grammar import place_lines
from casetool.models.capture.paste import read_lines
from casetool.models.entries.model import EntryKind
from casetool.models.people.model import Person
from casetool.models.session import actions_of
from tests.models.capture.test_grammar import EMPTY, PEOPLE
from tests.support.strategies import METHOD

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


def rows(text: str, step: str = "thoughts") -> list[tuple[str, str | None, str]]:
    """The words, the speaker and the source of each line."""
    lines = read_lines(text, METHOD.step(step), METHOD, PEOPLE)
    return [(line.text, line.by, line.source) for line in lines]


@pytest.mark.parametrize(
    "heading", ["what\twho", "What was said\tBy", "WHAT\tWho said it", "Concerns\tSpeaker"]
)
def test_the_headings_are_no_entry_and_say_who(heading: str) -> None:
    assert rows(f"{heading}\nlate 22 times\tKit\ncold\tNobody here\nalone\t") == [
        ("late 22 times", "kit", ""),
        ("cold, Nobody here", None, ""),
        ("alone", None, ""),
    ]


def test_columns_in_another_order_and_further_ones_stay() -> None:
    table = "No.\tDate\tWho\tDetails\tSource\n1\t12 Nov\tKit\tmissed\tregister\n2\t13 Nov\t\tlate\t"
    assert rows(table, "facts") == [
        ("12 Nov, missed", "kit", "register"),
        ("13 Nov, late", None, ""),
    ]
    assert rows(table)[0] == ("12 Nov, missed, register", "kit", "")


def test_a_kind_and_a_sign_are_read() -> None:
    lines = read_lines(
        "Type\tWhat\nfeeling\tI am cold\nodd\t! late", METHOD.step("thoughts"), METHOD, PEOPLE
    )
    assert [(line.step.id, line.kind, line.text) for line in lines] == [
        ("thoughts", EntryKind.FEELING, "I am cold"),
        ("worries", None, "late, odd"),
    ]


def test_actions_have_an_owner_and_a_day() -> None:
    table = "Action\tWho by\tWhen\nring the GP\tKit\t3 dec\nask mum\tBo Lund\tsoon"
    lines = read_lines(table, METHOD.step("actions"), METHOD, PEOPLE)
    session = place_lines(EMPTY, METHOD, lines, NOW, ["new01", "new02"])
    first, second = actions_of(session)
    assert (first.what, first.due) == ("ring the GP", date(2026, 12, 3))
    assert first.who.startswith("Kit")
    assert (second.what, second.due, second.due_words) == ("ask mum, Bo Lund", None, "soon")


def test_a_table_without_headings_keeps_every_row() -> None:
    assert rows("12 Nov\tmissed\t31 of 62\nwhat he said\twho knows") == [
        ("12 Nov, missed, 31 of 62", None, ""),
        ("what he said, who knows", None, ""),
    ]
    assert rows("late\tcold") == [("late, cold", None, "")]


@pytest.mark.parametrize(
    "table",
    [
        "Who\tType\tWhat was said\nKit\tFact\tHe was late\n\tWorry\tDad shouts at night",
        "Concern\tIssue\tDad shouts at night",
        "what\twho\nWorry\tFact\nDad shouts at night\tKit",
        "Event\tNumber\nDad shouts at night\t14",
        "No\tWhat\n14\tDad shouts at night",
        "what\trag\nDad shouts at night\tred",
    ],
)
def test_no_row_of_words_is_left_out_and_no_number_that_is_a_fact(table: str) -> None:
    words = " ".join(text for text, _, _ in rows(table))
    assert "Dad shouts at night" in words
    assert ("14" in words) == ("14" in table)
    assert "Worry" in words or "Worry" not in table


def test_who_said_it_is_never_guessed() -> None:
    people = (
        *PEOPLE,
        Person(id="kit2", name="Kit Brown", agency="police"),
        Person(id="samira", name="Samira Khan", agency="health"),
    )
    for cell, by in (("Sam", None), ("K", None), ("Kit", None), ("Samira", "samira"),
                     ("Kit Brown", "kit2"), ("samira khan", "samira")):  # fmt: skip
        (line,) = read_lines(f"who\twhat\n{cell}\tlate", METHOD.step("thoughts"), METHOD, people)
        assert (line.by, line.text) == (by, "late" if by else f"late, {cell}")


@pytest.mark.parametrize("heading", ["Source", "Who", "Type", "When"])
def test_a_jotting_in_any_cell_makes_the_row_private(heading: str) -> None:
    table = f"{heading}\tWhat\nKit\tlate\n/ SECRET\tmum"
    private = read_lines(table, METHOD.step("worries"), METHOD, PEOPLE)[-1]
    assert (private.step.id, private.text) == ("jottings", "SECRET, mum")


@pytest.mark.parametrize(
    "table",
    [
        'What,Who,Source\nlate 22 times,Kit,register\n"cold, at noon",,\nalone,Nobody here,',
        "What;Who;Source\nlate 22 times;Kit;register\ncold, at noon;;\nalone;Nobody here;",
        "| What | Who | Source |\n|---|:-:|---|\n| late 22 times | Kit | register |\n"
        "| cold, at noon | | |\n| alone | Nobody here | |",
        "What | Who | Source\n--- | --- | ---\nlate 22 times | Kit | register\n"
        "cold, at noon | | \nalone | Nobody here |",
    ],
)
def test_other_marks_part_cells_below_a_row_that_names_them(table: str) -> None:
    expected = [
        ("late 22 times", "kit", "register"),
        ("cold, at noon", None, ""),
        ("alone, Nobody here", None, ""),
    ]
    assert rows(table, "facts") == expected
    assert rows(f"From the register:\n{table}", "facts")[1:] == expected


@pytest.mark.parametrize(
    "text", ["cold, at noon\nlate, again", "what; is it\nlate; or not", "who, when\nKit, on Monday"]
)
def test_other_lines_keep_their_marks(text: str) -> None:
    assert [words for words, _, _ in rows(text, "facts")] == text.split("\n")


def test_no_word_of_a_row_with_other_marks_is_lost() -> None:
    table = "What,Who\nlate, again, Kit, in May\n/ dad lies, Kit\nno mark\nlater, too"
    words = [text for text, _, _ in rows(table)]
    assert words[1] == "dad lies" or words[1].startswith("dad lies, ")
    assert " ".join(words).count("again") == 1
    assert words[-2:] == ["no mark", "later, too"]


@pytest.mark.parametrize(
    "text",
    [
        "Who was there?\nWho, what, when?\nNobody rang",
        "Who, what, when?\nKit, on Monday",
        "Concerns, issues",
        "Concerns, issues\nMum is worried, says Kit",
        "Strengths, gaps\nDates; times; information",
        "late\nWhat\tWho",
        "What\tWho\nlate",
    ],
)
def test_headings_with_no_row_below_are_words(text: str) -> None:
    words = " ".join(" ".join(map(str, row)) for row in rows(text, "worked"))
    for word in text.replace("\t", " ").replace("\n", " ").split():
        assert word.strip(",;?") in words


def test_of_two_columns_of_time_no_word_is_lost() -> None:
    table = "Action\tOwner\tTimescale\tDue date\nRing the GP\tKit\twithin ten days\t12 Dec"
    (line,) = read_lines(table, METHOD.step("actions"), METHOD, PEOPLE)
    assert (line.text, line.by, line.when) == ("Ring the GP, 12 Dec", "kit", "within ten days")


def test_no_cell_of_any_columns_is_lost() -> None:
    headings = [
        "What",
        "Who",
        "Source",
        "Kind",
        "When",
        "By when",
        "Owner",
        "Ref",
        "Type",
        "Status",
    ]
    cells = [f"cell{number}" for number in range(len(headings))]
    for step in ("facts", "thoughts", "actions", "worries"):
        table = "\n".join("\t".join(row) for row in (headings, cells))
        (line,) = read_lines(table, METHOD.step(step), METHOD, PEOPLE)
        for cell in cells:
            assert cell in f"{line.text} {line.source} {line.when}", (step, cell)
