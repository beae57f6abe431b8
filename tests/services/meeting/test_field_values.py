"""Typed deadlines, times and lengths: what is stored, and what the echo tells meanwhile."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casetool.services.meeting.field_values import (
    length_echo,
    time_echo,
    when_changes,
    when_echo,
    when_text,
)
from casetool.services.sessions.create import create_session
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document
from casetool.storage.context import StorageContext

NOW = datetime(2026, 11, 28, 10, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    path = create_session({"child": "Robin"}, tmp_path, NOW)
    document = open_document(path, lambda: NOW, StorageContext(now=lambda: NOW))
    yield document
    document.close()


@pytest.mark.parametrize(
    ("typed", "due", "echo"),
    [
        ("", None, ""),
        ("a week on friday", date(2026, 12, 11), "Fri 11 Dec 2026"),
        ("27 nov", date(2026, 11, 27), "Fri 27 Nov 2026, yesterday"),
        ("3 dec at 2pm", date(2026, 12, 3), "Thu 3 Dec 2026, without the time"),
        ("1/1/25", date(2025, 1, 1), "Wed 1 Jan 2025, that was 99 weeks ago: is that meant?"),
        ("asap", None, "no date in this: kept as words"),
        ("mon 4 dec", None,
         "4 Dec 2026 is a Friday, not a Monday: which is meant? Kept as words."),
        ("2/7", None, "two days, or 2 July? Write 2 days or 2 jul. Kept as words."),
        ("12/12/99", None, "12 Dec 2099: 73 years from now: kept as words"),
    ],
)  # fmt: skip
def test_a_deadline_is_a_date_or_stays_words(
    document: Document, typed: str, due: date | None, echo: str
) -> None:
    assert when_changes(document, typed) == {"due": due, "due_words": "" if due else typed}
    assert when_echo(document, typed) == echo


def test_a_deadline_that_stands_is_not_asked_about_again(document: Document) -> None:
    stored = when_text(date(2025, 1, 1), "")
    assert when_echo(document, stored, stored) == "Wed 1 Jan 2025, that was 99 weeks ago"
    assert when_echo(document, "2/1/2025", stored).endswith("is that meant?")


def test_times_and_lengths_are_told_as_they_were_read() -> None:
    assert time_echo("half past 2") == "14:30"
    assert time_echo("soonish") == "not a time I can read"
    assert length_echo("2") == "120 min (2 h)"
    assert length_echo("1.30") == "90 min (1 h 30)"
    assert length_echo("ages") == "not a length of 5 minutes to 24 hours"
