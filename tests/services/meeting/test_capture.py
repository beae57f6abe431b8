"""What the line above says while one types, and what Tab would write."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetool.services.meeting.add_lines import add_lines
from casetool.services.meeting.capture import preview_capture
from casetool.services.sessions.create import create_session
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document
from casetool.storage.context import StorageContext

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = create_session({"child": "Robin"}, tmp_path, NOW)
    storage = StorageContext(now=lambda: NOW)
    people = ("Priya Nair, health visitor, health", "Sam Hill, Hillside School", "Samina Lee")
    add_lines(path, "people", people, storage=storage)
    return open_document(path, storage.now, storage)


def preview(document: Document, line: str, step: str) -> tuple[str, tuple[str, str] | None]:
    parts, completion = preview_capture(document, document.method.step(step), line, "")
    return " · ".join(parts), completion


@pytest.mark.parametrize(
    ("line", "told", "completion"),
    [
        ("scared @pri", "Priya Nair, health", ("pri", "priya")),
        ("scared @priya", "Priya Nair, health", None),
        ("scared @PRIYA!", "Priya Nair, health", None),
        ("scared @sam", "Sam Hill, Hillside School", None),
        ("scared @sa", "“@sa”: Sam Hill, Hillside School or Samina Lee?", ("sa", "sam")),
        ("settled @school", "3 Immediate thoughts", ("school", "hillside-school")),
        ("settled @hillside-school", "Hillside School", None),
    ],
)
def test_the_line_above_says_whom_a_name_means(
    document: Document, line: str, told: str, completion: tuple[str, str] | None
) -> None:
    text, offered = preview(document, line, "thoughts")
    assert text.endswith(told)
    assert offered == completion
