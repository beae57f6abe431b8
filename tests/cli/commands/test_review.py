"""A day on which somebody decides whether a session is kept; nothing goes by itself."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casetool.cli.upkeep.review_date import review_words
from casetool.services.sessions.open import open_document
from casetool.storage.context import StorageContext
from tests.support.verbs import Run


def made(run: Run, *more: str) -> Path:
    return Path(run("new", "--child", "Robin", *more)[1].strip())


def test_a_new_session_has_none_or_the_one_that_is_typed(run: Run) -> None:
    made(run)
    code, out, _ = run("review", "robin")
    assert (code, out.partition(": ")[2]) == (0, "no review date\n")
    code, out, told = run("new", "--child", "Wren", "--review", "1/2/2031")
    assert (code, told) == (0, "Keep until: Sat 1 Feb 2031\n")
    assert "review = 2031-02-01" in Path(out.strip()).read_text(encoding="utf-8")


def test_it_is_set_and_taken_away(run: Run) -> None:
    path = made(run)
    assert "keep until Wed 12 Jan 2050" in run("review", "robin", "12/1/2050")[1]
    assert "review = 2050-01-12" in path.read_text(encoding="utf-8")
    assert "Keep until: Wed 12 Jan 2050" in run("show", "robin")[1]
    assert "no review date" in run("review", "robin", "none")[1]
    assert "review" not in path.read_text(encoding="utf-8")


def test_what_cannot_be_read_changes_nothing(run: Run) -> None:
    path = made(run)
    before = path.read_bytes()
    code, _, told = run("review", "robin", "when she is grown up")
    assert code == 1
    assert "is not a date" in told
    assert path.read_bytes() == before
    assert run("new", "--child", "Wren", "--review", "someday")[0] == 1


def test_the_list_of_those_that_are_due_deletes_nothing(run: Run) -> None:
    due = made(run, "--review", "2020-01-02")
    later = made(run, "--review", "2090-01-02")
    whenever = made(run)
    code, out, _ = run("list", "--overdue", "--json")
    assert code == 0
    assert [one["file"] for one in json.loads(out)] == [due.name]
    assert json.loads(out)[0]["review"] == "2020-01-02"
    assert "review due" in run("list", "--overdue")[1]
    assert run("list")[1].count("review due") == 1
    assert all(path.exists() for path in (due, later, whenever))
    assert run("review", due.stem, "none")[0] == 0
    assert "No session is due for review" in run("list", "--overdue")[2]


def test_a_session_that_a_window_has_is_left_alone(run: Run, tmp_path: Path) -> None:
    path = made(run)
    document = open_document(path, storage=StorageContext(state=tmp_path / ".state"))
    try:
        code, _, told = run("review", "robin", "7y")
    finally:
        document.close()
    assert code == 1
    assert "Nothing was changed" in told


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (None, "no review date"),
        (date(2026, 11, 13), "keep until Fri 13 Nov 2026"),
        (date(2026, 11, 12), "keep until Thu 12 Nov 2026: the review is due"),
    ],
)
def test_it_is_due_on_its_day(day: date | None, words: str) -> None:
    assert review_words(day, datetime(2026, 11, 12, 10, tzinfo=UTC).date()) == words
