"""The drafts of a run that only shows the session: in a copy of its own, until it writes."""

from pathlib import Path

import pytest

from casetool.storage.autosave import draft_copy, draft_store
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import copy_drafts, read_drafts, write_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from tests.support.sealed import seal


def watcher(storage: StorageContext) -> DraftStore:
    store = DraftStore(storage)
    store.keep_apart()
    return store


def session_in(folder: Path) -> tuple[Path, StorageContext]:
    (folder / "s").mkdir()
    return folder / "s" / "a.toml", StorageContext(state=folder / "state")


def test_words_kept_apart_are_left_alone_while_their_window_goes_on(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path)
    watching = watcher(storage)
    assert watching.keep(path, {"capture worries": "half"}, False) == {}
    assert not draft_path(path).exists()
    assert DraftStore(storage).take_over(path) == {}
    watching.release()
    assert list((tmp_path / "state" / "locks").iterdir()) == []
    assert DraftStore(storage).take_over(path) == {"capture worries": "half"}
    assert read_drafts(path) == {"capture worries": "half"}
    assert copies_of(path, storage) == []


def test_a_window_that_begins_to_write_has_its_words_beside_those_of_others(
    tmp_path: Path,
) -> None:
    path, storage = session_in(tmp_path)
    watching = watcher(storage)
    watching.keep(path, {"capture worries": "mine", "form/x/y/text": "in a form"}, False)
    write_drafts(path, "capture worries", "theirs")
    write_drafts(path, "form/x/y/text", "in their form")
    assert copy_drafts(path, {"capture facts": "of a third"}, storage)
    others = {
        "capture-2 worries": "theirs",
        "form-waiting-2/x/y/text": "in their form",
        "capture facts": "of a third",
    }
    assert watching.take_over(path, {"capture facts": "just typed", "node-b": ""}) == {
        "capture-2 worries": "theirs",
        "form-waiting-2/x/y/text": "in their form",
        "capture-2 facts": "of a third",
    }
    del others["capture facts"]
    assert read_drafts(path) == others | {
        "capture worries": "mine",
        "form/x/y/text": "in a form",
        "capture facts": "just typed",
        "capture-2 facts": "of a third",
    }
    assert copies_of(path, storage) == []
    assert watching.keep(path, {"capture worries": ""}, False) == {}
    assert "capture worries" not in read_drafts(path)


def test_words_kept_apart_of_a_sealed_session_are_sealed(tmp_path: Path) -> None:
    path, _ = session_in(tmp_path)
    storage = StorageContext(state=tmp_path / "state", cipher=seal())
    path = path.with_name("a.toml.age")
    watching = watcher(storage)
    watching.keep(path, {"capture": "half a sen"}, False)
    (copy,) = copies_of(path, storage)
    assert copy.path.name.endswith(".age")
    assert not any(
        b"half a sen" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()
    )
    watching.release()
    assert DraftStore(storage).take_over(path) == {"capture": "half a sen"}


def test_words_that_cannot_be_kept_apart_are_said_to_be_nowhere_until_they_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = session_in(tmp_path)
    watching = watcher(storage)

    def refuse(*_: object) -> None:
        raise SaveError("there is no room")

    with monkeypatch.context() as broken:
        broken.setattr(draft_copy, "write_copy", refuse)
        assert watching.keep(path, {"capture": "half"}, False) == {"capture": "half"}
        assert "in no file yet: this window only shows the session" in watching.lost_text
    assert watching.keep(path, {"capture": "half"}, False) == {}
    assert watching.lost_text == ""
    assert watcher(StorageContext()).keep(path, {"capture": "half"}, False) == {"capture": "half"}


def test_what_a_window_that_begins_to_write_cannot_write_stays_in_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = session_in(tmp_path)
    watching = watcher(storage)
    watching.keep(path, {"capture": "mine"}, False)
    assert copy_drafts(path, {"capture": "of a third"}, storage)

    def refuse(*_: object) -> None:
        raise SaveError("there is no room")

    with monkeypatch.context() as broken:
        broken.setattr(draft_store, "update_drafts", refuse)
        assert watching.take_over(path) == {"opening-1": "of a third"}
        assert len(copies_of(path, storage)) == 1
        assert watching.lost_text == ""
    watching.release()
    both = {"capture": "mine", "opening-1": "of a third"}
    assert DraftStore(storage).take_over(path) == read_drafts(path) == both
