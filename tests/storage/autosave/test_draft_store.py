"""The drafts of one run, beside the session and in emergency copies."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetool.storage.autosave import draft_copy, draft_store
from casetool.storage.autosave.draft_file import decode_drafts, draft_path
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.autosave.drafts import copy_drafts, read_drafts, write_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.atomic import SaveError
from tests.support.sealed import seal


def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of drafts fails."""

    monkeypatch.setattr(draft_store, "update_drafts", refuse)


def test_words_that_cannot_be_kept_here_are_kept_aside_for_each_sitting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hours = iter(range(9, 23))  # the sittings are in their order
    clock = lambda: datetime(2026, 11, 28, next(hours), tzinfo=UTC)  # noqa: E731
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state", now=clock)
    path.parent.mkdir()
    with monkeypatch.context() as broken:
        unwritable(broken)
        for words in ("half a sen", "half another"):
            sitting = DraftStore(storage)
            assert sitting.keep(path, {"capture": words[:4], "form": ""}, True) == {
                "capture": words[:4],
                "form": "",
            }
            sitting.keep(path, {"capture": words}, True)
        assert DraftStore(storage).take_over(path) == {
            "capture": "half another",
            "opening-1": "half a sen",
        }
        (copy,) = copies_of(path, storage)  # this run's, with the words of both
        assert copy.is_draft
    both = {"capture": "half another", "opening-1": "half a sen"}
    assert DraftStore(storage).take_over(path) == both
    assert read_drafts(path) == both
    assert copies_of(path, storage) == []


def test_the_line_is_one_field_whatever_step_it_is_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    DraftStore(storage).keep(path, {"capture worries": "half a sen"}, True)
    with monkeypatch.context() as broken:
        unwritable(broken)
        DraftStore(storage).keep(path, {"capture tree n7qjt": "half a sentence"}, True)
    assert DraftStore(storage).take_over(path) == {"capture tree n7qjt": "half a sentence"}
    assert read_drafts(path) == {"capture tree n7qjt": "half a sentence"}


def test_a_text_behind_a_newer_one_of_its_field_leaves_its_own_slot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    DraftStore(storage).keep(path, {"capture worries": "mum said he"}, True)
    with monkeypatch.context() as broken:
        unwritable(broken)
        DraftStore(storage).keep(path, {"capture missing": "who saw it"}, True)
    drafts = DraftStore(storage).take_over(path)
    assert sorted(drafts.values()) == ["mum said he", "who saw it"]
    assert read_drafts(path) == drafts


def test_words_that_were_entered_or_kept_after_all_are_not_aside_any_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    sitting = DraftStore(storage)
    for end in ("", "half a sentence"):
        with monkeypatch.context() as broken:
            unwritable(broken)
            assert sitting.keep(path, {"capture": "half"}, False) == {"capture": "half"}
            assert len(copies_of(path, storage)) == 1
        assert sitting.keep(path, {"capture": end}, False) == {}
        assert copies_of(path, storage) == []
    assert read_drafts(path) == {"capture": "half a sentence"}


def test_words_aside_stay_while_only_the_save_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    unwritable(monkeypatch)
    sitting = DraftStore(storage)
    sitting.keep(path, {"capture": "half", "form": "whole"}, True)
    sitting.keep(path, {}, True)  # no draft is due, the session is
    (copy,) = copies_of(path, storage)
    assert decode_drafts(copy.read(), NO_CIPHER) == {"capture": "half", "form": "whole"}
    sitting.keep(path, {"form": ""}, True)  # it was entered, and the session is in no file yet
    (copy,) = copies_of(path, storage)
    assert decode_drafts(copy.read(), NO_CIPHER) == {"capture": "half", "form": "whole"}
    sitting.keep(path, {"form": ""}, False)
    assert DraftStore(storage).take_over(path) == {"capture": "half"}


def test_what_was_entered_is_no_draft_of_before_while_no_file_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk was full, also for copies, and then a little of it is free."""
    path, state = tmp_path / "s" / "a.toml", tmp_path / "state"
    path.parent.mkdir()
    state.write_text("no folder")
    sitting = DraftStore(StorageContext(state=state))
    assert sitting.keep(path, {"capture": "half"}, False) == {}
    with monkeypatch.context() as broken:
        unwritable(broken)
        sitting.keep(path, {"capture": "half a sentence"}, True)
        assert sitting.lost_text
    assert sitting.keep(path, {"capture": ""}, True) == {"capture": ""}
    assert read_drafts(path) == {"capture": "half a sentence"}
    assert sitting.keep(path, {"capture": ""}, False) == {}
    assert read_drafts(path) == {}


def test_words_aside_of_a_sealed_session_are_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = tmp_path / "s" / "a.toml.age", seal()
    storage = StorageContext(state=tmp_path / "state", cipher=key)
    path.parent.mkdir()
    with monkeypatch.context() as broken:
        unwritable(broken)
        DraftStore(storage).keep(path, {"capture": "half a sen"}, False)
    (copy,) = copies_of(path, storage)
    assert b"half a sen" not in copy.path.read_bytes()
    assert DraftStore(StorageContext(state=tmp_path / "state")).take_over(path) == {}
    assert copy.path.exists(), "what cannot be read is left"
    assert DraftStore(storage).take_over(path) == {"capture": "half a sen"}


SLOT = "form/actions/act1/known"
WAITING = "form-waiting-2/actions/act1/known"
WAITING_TOO = "form-waiting-3/actions/act1/known"


def at_hour(path: Path, hour: int) -> None:
    """Set when a file was last written."""
    moment = datetime(2026, 11, 28, hour, tzinfo=UTC).timestamp()
    os.utime(path, (moment, moment))


def kept_at(path: Path, text: str, hour: int, slot: str = SLOT) -> None:
    """A draft in the file beside the session, last written at an hour."""
    write_drafts(path, slot, text)
    at_hour(draft_path(path), hour)


def copied_at(path: Path, storage: StorageContext, text: str, hour: int, slot: str = SLOT) -> Path:
    """A draft that a run could save only as an emergency copy, at an hour."""
    known = {copy.path for copy in copies_of(path, storage)}
    assert copy_drafts(path, {slot: text}, storage)
    (copy_path,) = {copy.path for copy in copies_of(path, storage)} - known
    at_hour(copy_path, hour)
    return copy_path


@pytest.mark.parametrize(("beside", "copied", "expected"), [
    ((" xaone", 9), [(" xaone xbtwo", 10)], {SLOT: " xaone xbtwo"}),
    ((" xaone", 9), [(" xaone", 10)], {SLOT: " xaone"}),
    ((" xaone xbtwo", 10), [(" xaone", 9)], {SLOT: " xaone xbtwo"}),
    ((" xaone", 9), [("another", 10)], {SLOT: "another", WAITING: " xaone"}),
    ((" xaone", 10), [("another", 9)], {SLOT: " xaone", WAITING: "another"}),
    ((" xaone", 10), [(" xaone xbtwo", 9)], {SLOT: " xaone", WAITING: " xaone xbtwo"}),
    ((" xaone", 9), [("another", 9)], {SLOT: "another", WAITING: " xaone"}),
    (("xa", 8), [("xa one", 9), ("xa one two", 10)], {SLOT: "xa one two"}),
    (("xa", 8), [("xa one two", 10), ("xa one", 9)], {SLOT: "xa one two"}),
    (("xb", 8), [("xa", 9), ("xb", 10), ("xc", 11)],
        {SLOT: "xc", WAITING: "xb", WAITING_TOO: "xa"}),
])  # fmt: skip
def test_the_newest_text_of_a_field_is_back_in_it_and_no_other_is_lost(
    tmp_path: Path,
    beside: tuple[str, int],
    copied: list[tuple[str, int]],
    expected: dict[str, str],
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    kept_at(path, *beside)
    for text, hour in copied:
        copied_at(path, storage, text, hour)
    assert DraftStore(storage).take_over(path) == expected
    assert read_drafts(path) == expected
    assert copies_of(path, storage) == []
    assert DraftStore(storage).take_over(path) == expected


def test_of_lines_typed_while_a_session_opens_none_is_the_beginning_of_another(
    tmp_path: Path,
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    kept_at(path, "yes", 9, "opening-001")
    copied_at(path, storage, "yes, agreed", 10, "opening-001")
    expected = {"opening-001": "yes", "opening-1": "yes, agreed"}
    assert DraftStore(storage).take_over(path) == expected


def test_newer_words_in_a_copy_stay_newer_while_they_cannot_be_kept_beside_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    for slot in ("capture", SLOT):
        kept_at(path, "xa", 9, slot)
    for slot in ("capture", SLOT):
        copied_at(path, storage, "xb", 10, slot)
    expected = {"capture": "xb", SLOT: "xb", "opening-1": "xa", WAITING: "xa"}
    with monkeypatch.context() as broken:
        unwritable(broken)
        for _ in range(2):
            assert DraftStore(storage).take_over(path) == expected
            assert sum(not each.is_outdated for each in copies_of(path, storage)) == 1
    assert DraftStore(storage).take_over(path) == expected
    assert read_drafts(path) == expected
    assert copies_of(path, storage) == []


def test_words_taken_over_on_a_bad_disk_and_then_entered_do_not_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    kept_at(path, "the nurse", 8)
    with monkeypatch.context() as broken:
        unwritable(broken)
        DraftStore(storage).keep(path, {SLOT: "the nurse weighs him", "capture": "half"}, True)
        sitting = DraftStore(storage)
        assert sitting.take_over(path) == {SLOT: "the nurse weighs him", "capture": "half"}
        new = {SLOT: "the nurse weighs him on Monday"}
        assert sitting.keep(path, new, False) == new
        assert sitting.keep(path, {SLOT: ""}, True) == {SLOT: ""}
    assert sitting.keep(path, {SLOT: ""}, False) == {}
    assert copies_of(path, storage) == []
    assert DraftStore(storage).take_over(path) == {"capture": "half"}


def test_words_taken_over_while_no_disk_has_room_stay_in_their_copy_until_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    earlier = copied_at(path, storage, "half", 9, "capture")
    with monkeypatch.context() as broken:
        unwritable(broken)
        broken.setattr(draft_copy, "write_copy", refuse)
        sitting = DraftStore(storage)
        assert sitting.take_over(path) == {"capture": "half"}
        assert sitting.lost_text == ""
        assert sitting.keep(path, {"form": "new"}, False) == {"form": "new"}
        assert "in no file yet: there is no room" in sitting.lost_text
        assert earlier.exists()
        broken.undo()
        unwritable(broken)
        assert sitting.keep(path, {"form": "new"}, False) == {"form": "new"}
        assert sitting.lost_text == ""
        assert not earlier.exists()
    assert DraftStore(storage).take_over(path) == {"capture": "half", "form": "new"}
    assert copies_of(path, storage) == []


def test_words_taken_over_stay_newer_though_other_words_are_kept_beside_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    kept_at(path, "xa", 9)
    copied_at(path, storage, "xb", 10)
    sitting = DraftStore(storage)
    with monkeypatch.context() as broken:
        unwritable(broken)
        assert sitting.take_over(path) == {SLOT: "xb", WAITING: "xa"}
    assert sitting.keep(path, {"capture": "half"}, True) == {}
    expected = {SLOT: "xb", WAITING: "xa", "capture": "half"}
    assert DraftStore(storage).take_over(path) == read_drafts(path) == expected


def refuse(*given: object) -> None:
    """Write nothing, as there is no room."""
    raise SaveError("there is no room")


@pytest.mark.parametrize("present", ["", "an older half line", "half a sen"])
def test_what_another_program_took_out_of_the_file_is_written_again(
    tmp_path: Path, present: str
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    store = DraftStore(storage)
    for slot, text in (("capture", "half a sen"), ("form", "entered"), ("box", "entered")):
        store.note(slot, text)
    assert store.keep(path, {**store.unfinished}, False) == {}
    for slot in ("form", "box"):  # of these the file has one yet, as the disk fails
        store.note(slot, "")
    assert store.keep(path, {"form": ""}, False) == {}
    assert store.gone_texts(path) == {}
    draft_path(path).unlink()
    if present:
        write_drafts(path, "capture", present)
    gone = store.gone_texts(path)
    if present == "half a sen":
        assert gone == {}
        return
    assert gone == {"capture": "half a sen"}
    assert store.keep(path, gone, False) == {}
    assert set(read_drafts(path).values()) == {"half a sen", *filter(None, [present])}
    assert store.gone_texts(path) == {}
