"""A long paste costs work for its lines, not for its lines times the session."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from casetool.models.entries.model import Entries
from casetool.models.session import Session
from casetool.models.tree.model import FOCAL, Tree
from casetool.services.meeting.capture import capture_lines, read_capture
from casetool.services.meeting.line_batch import add_lines
from casetool.services.sessions.create import create_session
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import open_document
from casetool.storage.context import StorageContext

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
SIGNS = ("", "! ", "> ", "^ ", "< ")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = create_session({"child": "Robin", "discussion": "2026-11-12"}, tmp_path, NOW)
    storage = StorageContext(now=lambda: NOW)
    add_lines(path, "tree", ["Robin is late"], storage=storage)
    return open_document(path, storage.now, storage)


def paste(document: Document, count: int) -> None:
    """Take a paste of so many lines, for the entries, the actions and the tree."""
    text = "\n".join(f"{SIGNS[number % len(SIGNS)]}line {number}" for number in range(count))
    step = document.method.step("thoughts")
    capture_lines(document, read_capture(document, step, text), FOCAL)


class Work:
    """Counts calls of functions, and sessions made, while it is entered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = self.sessions = 0
        self._monkeypatch = monkeypatch

    def __enter__(self) -> "Work":
        validate = Session.model_validate

        def counted(value: Any) -> Session:
            self.sessions += 1
            return validate(value)

        self._monkeypatch.setattr(Session, "model_validate", counted)
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        self._monkeypatch.undo()

    def _count(self, frame: FrameType, event: str, arg: object) -> None:
        self.calls += event == "call"


def test_four_times_the_lines_are_four_times_the_work(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    paste(document, 10)  # what is made once is made
    works = []
    for count in (100, 400):
        with Work(monkeypatch) as work:
            paste(document, count)
        works.append(work)
        assert document.undo() is not None
    small, large = works
    assert large.calls < 6 * small.calls
    assert large.sessions < 50  # a save of the other thread makes some too


def test_each_line_of_a_long_paste_has_its_place_and_an_id(document: Document) -> None:
    paste(document, 500)
    tree = document.session.heading("tree")
    thoughts = document.session.heading("thoughts")
    assert isinstance(tree, Tree)
    assert isinstance(thoughts, Entries)
    assert [entry.text for entry in thoughts.entries] == [f"line {n}" for n in range(0, 500, 5)]
    assert [node.text for node in tree.effects] == [f"line {n}" for n in range(3, 500, 5)]
    assert [node.text for node in tree.causes] == [f"line {n}" for n in range(4, 500, 5)]
    lists = ("thoughts", "worries", "actions")
    ids = [item_id for step in lists for item_id, _ in document.session.heading(step).texts()]
    ids += [item_id for item_id, _ in tree.texts() if item_id != FOCAL]
    assert len(set(ids)) == len(ids) == 500
    assert document.session.begun == NOW
