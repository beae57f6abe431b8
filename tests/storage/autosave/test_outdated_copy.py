"""What is out of date in the file of drafts does not come back, whatever the clocks say."""

import os
from pathlib import Path

import pytest

from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.autosave.waiting_copies import notice_of_copies
from casetool.storage.context import StorageContext
from tests.storage.autosave.test_draft_store import refuse, unwritable
from tests.support.sealed import seal

AFTER_SECONDS = [-3600.0, 0.0, 3600.0]
"""How much later the clock of the server is than ours."""


def stored(tmp_path: Path) -> tuple[Path, StorageContext]:
    """A session file, and where its emergency copies are."""
    path = tmp_path / "s" / "a.toml"
    path.parent.mkdir()
    path.touch()
    return path, StorageContext(state=tmp_path / "state")


def begun(path: Path, storage: StorageContext, text: str, after: float = 0.0) -> DraftStore:
    """A run in which a text was half typed. The file of drafts has the time of a server."""
    run = DraftStore(storage)
    run.keep(path, {"capture worries": text}, False)
    drafts = draft_path(path)
    os.utime(drafts, times=(drafts.stat().st_atime, drafts.stat().st_mtime + after))
    return run


@pytest.mark.parametrize("after", AFTER_SECONDS)
@pytest.mark.parametrize("anew", ["", "hal", "half", "other"])
def test_what_was_entered_while_the_file_failed_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: float, anew: str
) -> None:
    path, storage = stored(tmp_path)
    run = begun(path, storage, "half", after)
    with monkeypatch.context() as broken:
        unwritable(broken)
        run.keep(path, {"capture worries": ""}, False)
        if anew:
            run.keep(path, {"capture tree": anew}, False)
        sitting = DraftStore(storage)
        expected = {"capture tree": anew} if anew else {}
        assert sitting.take_over(path) == expected  # which cannot delete it, either
    assert read_drafts(path) == {"capture worries": "half"}
    assert DraftStore(storage).take_over(path) == expected
    assert read_drafts(path) == expected
    assert copies_of(path, storage) == []


def test_the_same_words_typed_again_are_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = stored(tmp_path)
    run = begun(path, storage, "half")
    with monkeypatch.context() as broken:
        unwritable(broken)
        run.keep(path, {"capture worries": ""}, False)
        assert copies_of(path, storage)
    run.keep(path, {"capture worries": "half"}, False)
    assert copies_of(path, storage) == []
    assert DraftStore(storage).take_over(path) == {"capture worries": "half"}


def test_text_that_no_copy_has_leaves_the_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = stored(tmp_path)
    run = begun(path, storage, "half a sentence")
    with monkeypatch.context() as broken:
        unwritable(broken)
        broken.setattr("casetool.storage.autosave.draft_copy.write_copy", refuse)
        run.keep(path, {"capture worries": "half of it"}, False)
        assert run.lost_text
    assert DraftStore(storage).take_over(path) == {"capture worries": "half a sentence"}


def test_a_window_that_only_shows_the_session_outdates_nothing(tmp_path: Path) -> None:
    path, storage = stored(tmp_path)
    begun(path, storage, "half")
    reader = DraftStore(storage)
    reader.note("capture worries", "x", apart=True)
    reader.keep(path, {"capture worries": "x"}, False)
    reader.keep(path, {"capture worries": ""}, False)
    reader.release()
    assert DraftStore(storage).take_over(path) == {"capture worries": "half"}


def test_no_word_is_in_it_and_nobody_is_sent_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = stored(tmp_path)
    run = begun(path, storage, "half")
    unwritable(monkeypatch)
    run.keep(path, {"capture worries": ""}, False)
    (copy,) = copies_of(path, storage)
    assert copy.is_outdated
    assert copy.is_draft
    assert b"half" not in copy.path.read_bytes()
    assert notice_of_copies(path.parent, storage) == ""


def test_it_is_encrypted_with_its_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, storage = stored(tmp_path)
    sealed, encrypted = path.with_name("b.toml.age"), StorageContext(seal(), storage.state)
    sealed.touch()
    run = begun(sealed, encrypted, "half")
    unwritable(monkeypatch)
    run.keep(sealed, {"capture worries": ""}, False)
    (copy,) = copies_of(sealed, encrypted)
    assert copy.path.name.endswith(".age")
    assert copy.path.read_bytes().startswith(b"age-encryption")


def test_drafts_that_went_with_their_folder_are_deleted_once_it_is_back(tmp_path: Path) -> None:
    path, storage = stored(tmp_path)
    run = begun(path, storage, "half")
    path.parent.rename(tmp_path / "away")
    assert run.keep(path, {"capture worries": ""}, False) == {"capture worries": ""}
    (tmp_path / "away").rename(path.parent)
    assert run.keep(path, {"capture worries": ""}, False) == {}
    assert read_drafts(path) == {}
    assert copies_of(path, storage) == []
