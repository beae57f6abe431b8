"""Words still being typed."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetool.models.base import sanitise
from casetool.storage.autosave import drafts
from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.drafts import (
    DraftStore,
    copy_drafts,
    drafts_with_copies,
    move_drafts,
    read_drafts,
    write_drafts,
)
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from casetool.storage.encryption.cipher import Cipher
from casetool.storage.files.atomic import Fingerprint, SaveError, write_atomically
from tests.support.sealed import seal
from tests.support.strategies import texts


@settings(suppress_health_check=list(HealthCheck))
@given(typed=st.dictionaries(st.sampled_from(["capture", "node-a"]), texts()))
def test_what_was_typed_comes_back(tmp_path_factory: object, typed: dict[str, str]) -> None:
    folder = tmp_path_factory.mktemp("drafts")  # type: ignore[attr-defined]
    for slot, text in typed.items():
        write_drafts(folder / "a.toml", slot, text)
    back = read_drafts(folder / "a.toml")
    assert back == {slot: str(sanitise(text)) for slot, text in typed.items() if text}


def test_a_draft_is_ours_alone_and_goes_when_it_is_empty(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a.toml", "capture", "half a sen")
    (path,) = (tmp_path / ".casetool" / "drafts").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    write_drafts(tmp_path / "a.toml", "capture", "")
    assert not path.exists()
    assert read_drafts(tmp_path / "a.toml") == {}


def test_two_sessions_do_not_share_a_draft(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a.toml", "capture", "for a")
    assert read_drafts(tmp_path / "b.toml") == {}


def test_a_draft_that_cannot_be_read_is_no_draft(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a.toml", "capture", "x")
    (path,) = (tmp_path / ".casetool" / "drafts").iterdir()
    path.write_bytes(b"\xff\xfe not TOML")
    assert read_drafts(tmp_path / "a.toml") == {}


def test_a_lone_surrogate_in_a_draft_does_no_harm(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a.toml", "capture", "x\ud800y")
    assert read_drafts(tmp_path / "a.toml")["capture"] == "x\\ud800y"
    (path,) = (tmp_path / ".casetool" / "drafts").iterdir()
    assert path.name == "a.toml"


def test_drafts_follow_a_session_to_another_file(tmp_path: Path) -> None:
    write_drafts(tmp_path / "a.toml", "capture", "one")
    write_drafts(tmp_path / "a.toml", "node-x", "two")
    move_drafts(tmp_path / "a.toml", tmp_path / "a-2.toml")
    assert read_drafts(tmp_path / "a-2.toml") == {"capture": "one", "node-x": "two"}
    assert read_drafts(tmp_path / "a.toml") == {}


def test_a_link_and_its_target_share_their_drafts(tmp_path: Path) -> None:
    (tmp_path / "a.toml").touch()
    (tmp_path / "b.toml").symlink_to(tmp_path / "a.toml")
    write_drafts(tmp_path / "b.toml", "capture", "one")
    assert read_drafts(tmp_path / "a.toml") == {"capture": "one"}


def unwritable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of drafts fails."""

    def failing(*given: object) -> None:
        raise SaveError("there is no room")

    monkeypatch.setattr(drafts, "update_drafts", failing)


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
        assert drafts_with_copies(path, storage) == {
            "capture": "half another",
            "opening-1": "half a sen",
        }
        assert len(copies_of(path, storage)) == 2
        assert all(copy.is_draft for copy in copies_of(path, storage))
    both = {"capture": "half another", "opening-1": "half a sen"}
    assert drafts_with_copies(path, storage) == both
    assert read_drafts(path) == both
    assert copies_of(path, storage) == []


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
    assert drafts_with_copies(path, storage) == {"capture": "half", "form": "whole"}
    sitting.keep(path, {"form": ""}, True)
    assert drafts_with_copies(path, storage) == {"capture": "half"}


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
    assert drafts_with_copies(path, StorageContext(state=tmp_path / "state")) == {}
    assert copy.path.exists(), "what cannot be read is left"
    assert drafts_with_copies(path, storage) == {"capture": "half a sen"}


SLOT = "form/actions/act1/known"


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
    ((" xaone", 9), [("another", 10)], {SLOT: "another", "opening-1": " xaone"}),
    ((" xaone", 10), [("another", 9)], {SLOT: " xaone", "opening-1": "another"}),
    ((" xaone", 10), [(" xaone xbtwo", 9)], {SLOT: " xaone", "opening-1": " xaone xbtwo"}),
    ((" xaone", 9), [("another", 9)], {SLOT: "another", "opening-1": " xaone"}),
    (("xa", 8), [("xa one", 9), ("xa one two", 10)], {SLOT: "xa one two"}),
    (("xa", 8), [("xa one two", 10), ("xa one", 9)], {SLOT: "xa one two"}),
    (("xb", 8), [("xa", 9), ("xb", 10), ("xc", 11)],
        {SLOT: "xc", "opening-1": "xb", "opening-2": "xa"}),
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
    assert drafts_with_copies(path, storage) == expected
    assert read_drafts(path) == expected
    assert copies_of(path, storage) == []
    assert drafts_with_copies(path, storage) == expected


def test_of_lines_typed_while_a_session_opens_none_is_the_beginning_of_another(
    tmp_path: Path,
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    kept_at(path, "yes", 9, "opening-001")
    copied_at(path, storage, "yes, agreed", 10, "opening-001")
    expected = {"opening-001": "yes", "opening-1": "yes, agreed"}
    assert drafts_with_copies(path, storage) == expected


def test_newer_words_in_a_copy_stay_newer_while_they_cannot_be_kept_beside_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    for slot in ("capture", SLOT):
        kept_at(path, "xa", 9, slot)
    for slot in ("capture", SLOT):
        copied_at(path, storage, "xb", 10, slot)
    expected = {"capture": "xb", SLOT: "xb", "opening-1": "xa"}
    with monkeypatch.context() as broken:
        fail_after(broken, 0)
        assert drafts_with_copies(path, storage) == expected
    assert len(copies_of(path, storage)) == 2
    with monkeypatch.context() as broken:
        fail_after(broken, 1)
        drafts_with_copies(path, storage)
    assert drafts_with_copies(path, storage) == expected
    assert read_drafts(path) == expected


def test_words_in_a_copy_stay_newer_though_other_words_are_kept_beside_the_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, storage = tmp_path / "s" / "a.toml", StorageContext(state=tmp_path / "state")
    path.parent.mkdir()
    kept_at(path, " xaone", 9)
    sitting, new = DraftStore(storage), {SLOT: " xaone xbtwo"}
    with monkeypatch.context() as broken:
        fail_after(broken, 0)
        sitting.keep(path, new, session_unsaved=True)
        (copy,) = copies_of(path, storage)
        at_hour(copy.path, 10)
    with monkeypatch.context() as broken:
        fail_in(broken, SLOT)
        assert sitting.keep(path, new | {"capture": "half"}, session_unsaved=True) == new
    assert drafts_with_copies(path, storage) == new | {"capture": "half"}


def fail_in(monkeypatch: pytest.MonkeyPatch, failing_slot: str) -> None:
    """The folder of drafts does not take the draft of one field."""
    write = drafts.write_drafts

    def write_some(path: Path, slot: str, text: str, cipher: Cipher) -> None:
        if slot == failing_slot:
            raise SaveError("there is no room")
        write(path, slot, text, cipher)

    monkeypatch.setattr(drafts, "write_drafts", write_some)


def fail_after(monkeypatch: pytest.MonkeyPatch, writes: int) -> None:
    """The folder of drafts takes some writes, and then no more."""
    left = iter(range(writes))

    def write(path: Path, data: bytes, expected: Fingerprint | None) -> None:
        if next(left, None) is None:
            raise SaveError("there is no room")
        write_atomically(path, data, expected)

    monkeypatch.setattr(drafts, "write_atomically", write)
