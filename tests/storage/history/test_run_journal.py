"""The journal of one run: what the disk refused is written with the next changes."""

from pathlib import Path

import pytest

from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.run_journal import RunJournal
from casetool.storage.history.undo_journal import read_earlier_changes


def steps(*texts: str) -> list[tuple[ChangeKind, str, str]]:
    return [(ChangeKind.EDIT, f"to {text}", text) for text in texts]


def test_a_line_that_was_refused_is_written_with_the_next(tmp_path: Path) -> None:
    path, journal = tmp_path / "s" / "a.toml", RunJournal(NO_CIPHER)
    journal.add("a", steps("b", "c"))
    with pytest.raises(SaveError):
        journal.write(path)
    path.parent.mkdir()
    journal.add("c", steps("d"))
    journal.write(path)
    journal.add("d", ())
    journal.write(path)
    earlier = read_earlier_changes(path, "d", NO_CIPHER)
    assert [earlier.pop() for _ in range(4)] == [
        ("c", "to d"), ("b", "to c"), ("a", "to b"), None,
    ]  # fmt: skip


def test_what_did_not_change_and_what_came_before_is_no_change(tmp_path: Path) -> None:
    path, journal = tmp_path / "a.toml", RunJournal(NO_CIPHER)
    journal.add(None, steps("a", "a", "b"))
    journal.write(path)
    earlier = read_earlier_changes(path, "b", NO_CIPHER)
    assert [earlier.pop() for _ in range(2)] == [("a", "to b"), None]
