"""One save after the other, in the thread of the caller."""

import contextlib
import os
from pathlib import Path

import pytest

from casetool.models.method import empty_headings
from casetool.models.session import Session
from casetool.storage.autosave.drafts import read_drafts, write_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.autosave.rescue import CopiesOfRun
from casetool.storage.autosave.saver import Saver
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.files.atomic import Fingerprint, SaveError, write_atomically
from casetool.storage.history.versions import versions_of
from tests.support.strategies import METHOD


class WatchedCopies(CopiesOfRun):
    """Remembers every emergency copy that another thread could have read of a saver."""

    def __setattr__(self, name: str, value: object) -> None:
        if name == "path":
            self.__dict__.setdefault("read_paths", []).append(value)
        super().__setattr__(name, value)


def _full(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
    raise SaveError(f"{path.name} was not saved: no space left on device.")


def test_while_saves_fail_the_emergency_copy_is_named_at_any_moment(tmp_path: Path) -> None:
    storage = StorageContext(state=tmp_path / "state")
    saver = Saver(tmp_path / "a.toml", None, METHOD, _full, storage)
    saver.copies = WatchedCopies(METHOD, storage)
    for child in ("Robin", "Robin A"):
        session = Session(id="a", child=child, headings=empty_headings(METHOD))
        with pytest.raises(SaveError, match="Every word is also in"):
            saver.save(session)
    first, *later = saver.copies.__dict__["read_paths"]
    assert first is None
    assert len(later) == 2
    assert set(later) == {saver.copies.path}


@pytest.mark.parametrize("fails", [True, False])
def test_a_copy_of_later_words_that_is_made_during_a_save_stays(
    tmp_path: Path, fails: bool
) -> None:
    earlier, later = (
        Session(id="a", child=child, headings=empty_headings(METHOD))
        for child in ("Earlier", "Later")
    )

    def write(path: Path, data: bytes, known: Fingerprint | None) -> Fingerprint:
        saver.copies.write(saver.path, later)
        if fails:
            raise SaveError("a.toml was not saved: input/output error.")
        return write_atomically(path, data, known)

    storage = StorageContext(state=tmp_path / "state")
    saver = Saver(tmp_path / "a.toml", None, METHOD, write, storage)
    with pytest.raises(SaveError) if fails else contextlib.nullcontext():
        saver.save(earlier)
    (copy,) = copies_of(saver.path, storage)
    assert b"Later" in copy.read()


@pytest.mark.parametrize("folder", ["", f"{HIDDEN}/drafts"])
def test_the_first_save_of_a_run_removes_what_a_killed_one_left(
    tmp_path: Path, folder: str
) -> None:
    path = tmp_path / "a.toml"
    write_drafts(path, "capture", "half a sentence")
    temporary = tmp_path / folder / ".a.toml.0a1b2c3d.tmp"
    temporary.write_bytes(b"half")
    os.utime(temporary, (0, 0))
    saver = Saver(path, None, METHOD)
    saver.save(Session(id="a", child="Robin", headings=empty_headings(METHOD)))
    assert saver.check_folder() == ""
    assert not temporary.exists()
    assert read_drafts(path) == {"capture": "half a sentence"}


@pytest.mark.parametrize("is_changed", [True, False])
def test_what_another_program_wrote_into_the_file_that_is_left_is_kept_and_named(
    tmp_path: Path, is_changed: bool
) -> None:
    session = Session(id="a", child="Robin", headings=empty_headings(METHOD))
    saver = Saver(tmp_path / "a-2.toml", None, METHOD)
    saver.save(session)
    text = saver.path.read_bytes() + (b"# a third hand\n" if is_changed else b"")
    saver.path.write_bytes(text)
    saver.move_to(tmp_path / "a.toml", None, archive=True)
    notice = saver.save(session)
    assert ("Another program had changed a-2.toml too" in notice) == is_changed
    assert not (tmp_path / "a-2.toml").exists()
    assert text in [version.read() for version in versions_of(tmp_path, "a")]
    assert saver.save(session) == ""
