"""A folder of sessions that has gone is never made again: its drive may have been taken out."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casetool.errors import UserError
from casetool.render.formats.notes_format import NotesFormat
from casetool.services.export.notes import ExportRequest, export_notes
from casetool.services.sessions.create import create_session
from casetool.services.sessions.open import open_document
from casetool.storage.autosave.drafts import write_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.encryption.key_store import create_key
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.exports import write_beside
from casetool.storage.files.own_drives import DriveNumbers, OwnDrives
from casetool.storage.history.earlier_changes import ChangeKind
from casetool.storage.history.trash import put_in_trash, restore_from_trash
from casetool.storage.history.undo_journal import JournalChange, append_to_journal
from casetool.storage.history.versions import keep_version
from casetool.storage.library.examples import copy_examples
from tests.support.driving import Drive, driving

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
STORAGE = StorageContext(now=lambda: NOW)
CHANGE = JournalChange(ChangeKind.EDIT, "x", "a", "b")

Writer = Callable[[Path], object]


def _written(action: Callable[..., object], *arguments: object) -> Writer:
    return lambda path: action(path, *arguments)


WRITERS: dict[str, Writer] = {
    "a new session": lambda path: create_session({"child": "Robin"}, path.parent, NOW),
    "the examples": lambda path: copy_examples(path.parent),
    "a key": lambda path: create_key(path.parent, "a real passphrase, née Ash"),
    "an export": _written(write_beside, b"words", "notes.md", OwnDrives()),
    "a draft": _written(write_drafts, "capture", "words"),
    "the undo history": _written(append_to_journal, [CHANGE], NO_CIPHER),
    "a version": _written(keep_version, "abc", b"words", NOW),
    "the trash": _written(put_in_trash, "abc", STORAGE),
}


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_makes_it_again(tmp_path: Path, quick_passphrases: None, name: str) -> None:
    path = tmp_path / "stick" / "sessions" / "a.toml"
    with pytest.raises((SaveError, UserError)):
        WRITERS[name](path)
    assert not path.parents[1].exists()


def test_nor_does_a_session_that_comes_back_from_the_trash(tmp_path: Path) -> None:
    path = tmp_path / "stick" / "sessions" / "a.toml"
    path.parent.mkdir(parents=True)
    path.write_text('format = 1\nid = "abc"\n', encoding="utf-8")
    trashed = put_in_trash(path, "abc", STORAGE)
    shutil.rmtree(path.parents[1])
    with pytest.raises(SaveError):
        restore_from_trash(trashed, STORAGE)
    assert not path.parents[1].exists()


async def test_the_form_keeps_what_was_typed_until_the_folder_is_back(tmp_path: Path) -> None:
    folder = tmp_path / "stick" / "sessions"
    folder.mkdir(parents=True)
    async with driving(folder) as drive:
        await drive.press("f2")
        await drive.type("Zed")
        shutil.rmtree(folder.parent)
        await drive.press("f2")
        await drive.reads("is not there any more")
        await _sees_the_form(drive)
        assert not folder.parent.exists()
        folder.mkdir(parents=True)
        await drive.press("f2")
        await drive.opened()
        assert drive.session.child == "Zed"


async def _sees_the_form(drive: Drive) -> None:
    await drive.sees("F2: what you typed is still in the form")
    await drive.press("f2")
    await drive.sees("Zed")


def _number_of(folder: Path) -> DriveNumbers:
    return DriveNumbers(folder.stat().st_ino, 0)


@contextmanager
def _unmounted(folder: Path) -> Iterator[None]:
    """An empty folder in the place of another, as the mount point of a drive that has gone."""
    away = folder.with_name("away")
    folder.rename(away)
    folder.mkdir()
    yield
    assert [*folder.iterdir()] == [], "nothing was made on the other drive"
    folder.rmdir()
    away.rename(folder)


async def test_the_mount_point_of_a_drive_that_has_gone_is_left_empty(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    path = create_session({"child": "Robin"}, folder, NOW)
    storage = StorageContext(state=tmp_path / "state", drives=OwnDrives(_number_of))
    async with driving(folder, path, storage=storage) as drive:
        await drive.go("5")
        await drive.press(*"said", "enter")
        await drive.until(lambda: drive.document.save_state()[0] is SaveState.SAVED)
        with _unmounted(folder):
            await drive.press(*"and again", "enter")
            await drive.sees("The drive of")
            await drive.press(*"half a lin")
            await drive.sees("NOT SAVED")
            copies = [copy.path.read_text(encoding="utf-8") for copy in copies_of(path, storage)]
            assert sum("and again" in copy for copy in copies) == 1  # beside it, the half line
            await drive.until(lambda: "half a lin" in _words_in(tmp_path / "state"))
            with pytest.raises(SaveError):
                export_notes(drive.document, ExportRequest(NotesFormat.MARKDOWN))
        await drive.until(lambda: drive.document.save_state()[0] is SaveState.SAVED)
    assert "and again" in path.read_text(encoding="utf-8")
    with closing(open_document(path, storage=storage)) as document:
        assert document.undo() is not None, "what was entered meanwhile"
        assert "and again" not in str(document.session)
        assert document.undo() is not None
        assert "said" not in str(document.session.heading("worries"))


def _words_in(folder: Path) -> str:
    """All that is written in the files of a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return "".join(path.read_text(encoding="utf-8") for path in paths)


@pytest.mark.parametrize("contents", ["worked in", "copied", "empty"])
async def test_no_session_is_made_where_the_drive_of_the_list_has_gone(
    tmp_path: Path, contents: str
) -> None:
    folder = tmp_path / "s"
    folder.mkdir()
    if contents != "empty":
        create_session({"child": "Robin"}, folder, NOW)
    if contents == "worked in":
        (folder / HIDDEN).mkdir(exist_ok=True)
    else:
        shutil.rmtree(folder / HIDDEN, ignore_errors=True)

    def is_mount(path: Path) -> bool:
        return path == Path(path.anchor) or (path == folder and is_mounted)

    is_mounted = True
    drives = OwnDrives(_number_of, is_mount)
    storage = StorageContext(state=tmp_path / "state", drives=drives)
    async with driving(folder, storage=storage) as drive:
        with _unmounted(folder):
            is_mounted = False
            await drive.press("f2")
            await drive.type("Zed")
            await drive.press("f2")
            await drive.reads("is not there any more")
        is_mounted = True
        await drive.press("f2")
        await drive.sees("Zed")
        await drive.press("f2")
        await drive.opened()
        assert drive.session.child == "Zed"


async def test_the_examples_are_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "stick" / "sessions"
    folder.mkdir(parents=True)
    async with driving(folder) as drive:
        shutil.rmtree(folder.parent)
        await drive.press("f9")
        await drive.sees("its folder is not there any more")
        assert not folder.parent.exists()
