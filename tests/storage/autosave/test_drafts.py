"""Words still being typed."""

import shutil
import stat
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casetool.models.base import sanitise
from casetool.storage.autosave.drafts import (
    copy_drafts,
    move_drafts,
    read_drafts,
    write_drafts,
)
from casetool.storage.context import StorageContext
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


def test_words_that_no_copy_can_take_are_not_said_to_be_safe(tmp_path: Path) -> None:
    path, storage = tmp_path / "a.toml", StorageContext(state=tmp_path / "state")
    assert copy_drafts(path, {"capture": "half a sen"}, storage)
    assert not copy_drafts(path, {"capture": "half a sen"}, StorageContext())
    shutil.rmtree(tmp_path / "state")
    (tmp_path / "state").write_text("a file, no folder")
    assert not copy_drafts(path, {"capture": "half a sen"}, storage)
