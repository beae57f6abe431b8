"""What is typed for a session that has not opened stays in a copy until the session has it."""

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from casetool.services.sessions.document import Document
from casetool.services.sessions.opening_copy import OpeningCopy
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext

LINES = ("! one", "half")


class SlowDocument:
    """A session whose disk takes its time, or fails."""

    def __init__(self, path: Path, storage: StorageContext, answers: Iterator[bool]) -> None:
        self._path, self._storage, self._answers = path, storage, answers
        self.rescue: Path | None = None

    def flush(self, seconds: float) -> bool:
        """The copy is there as long as nothing is saved."""
        assert len(copies_of(self._path, self._storage)) == 1
        return next(self._answers)


@pytest.mark.parametrize("is_rescued", [False, True])
def test_the_copy_goes_once_the_session_or_its_own_copy_has_the_lines(
    tmp_path: Path, is_rescued: bool
) -> None:
    path, storage = tmp_path / "a.toml", StorageContext(state=tmp_path / "state")
    path.touch()
    copy = OpeningCopy(path, storage)
    assert copy.keep(LINES)
    document = SlowDocument(path, storage, iter([False] if is_rescued else [False, False, True]))
    document.rescue = path if is_rescued else None
    copy.drop_once_kept(cast("Document", document))
    assert copies_of(path, storage) == []


def test_nobody_else_takes_it_over_until_it_is_left(tmp_path: Path) -> None:
    path, storage = tmp_path / "a.toml", StorageContext(state=tmp_path / "state")
    path.touch()
    copy = OpeningCopy(path, storage)
    assert copy.keep(LINES)
    assert DraftStore(storage).take_over(path) == {}
    copy.release()
    assert tuple(DraftStore(storage).take_over(path).values()) == LINES


def test_nothing_is_kept_in_plain_for_an_encrypted_session(tmp_path: Path) -> None:
    path, storage = tmp_path / "a.toml.age", StorageContext(state=tmp_path / "state")
    path.touch()
    assert not OpeningCopy(path, storage).keep(LINES)
    assert copies_of(path, storage) == []
