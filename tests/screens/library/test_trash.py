"""To the trash and back in the library; earlier versions in a session."""

from functools import partial
from pathlib import Path

import pytest

from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.versions.compare import CompareScreen
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.locks import Lock, acquire_lock
from casetool.storage.history.trash import delete_session, list_trash
from casetool.storage.library.index import list_sessions
from tests.support.driving import Drive, driving, examples


async def library(drive: Drive, words: str) -> None:
    await drive.sees("Milo")
    await drive.type(words)
    await drive.pilot.pause()


async def asked(drive: Drive) -> None:
    await drive.until(lambda: isinstance(drive.app.screen, PickScreen))


async def test_a_session_goes_to_the_trash_and_comes_back(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await library(drive, "milo")
        await drive.press("f8")
        await asked(drive)
        await drive.press("n")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        assert list_trash(tmp_path) == []
        await drive.press("f8")
        await asked(drive)
        await drive.press("y")
        await drive.sees("is in the trash. F7 brings it back.")
        assert not (tmp_path / "example-in-discussion.toml").exists()
        await drive.press("f7")
        await drive.sees("deleted")
        await drive.press("1")
        await drive.sees("example-in-discussion.toml is back.")
        await drive.sees("Milo")
    assert (tmp_path / "example-in-discussion.toml").exists()


async def test_the_trash_is_emptied_only_when_that_is_said_twice(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await library(drive, "milo")
        await drive.press("f7")
        await drive.sees("The trash is empty.")
        await library(drive, "milo")
        await drive.press("f8")
        await asked(drive)
        await drive.press("y")
        await drive.sees("F7 brings it back")
        for answer in ("n", "y"):
            await drive.press("f7")
            await drive.sees("Bring back which session?")
            await drive.press("e")
            await drive.sees("from the trash for good?")
            assert list_trash(tmp_path)
            await drive.press(answer)
            await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.sees("backed up still exist")
    assert list_trash(tmp_path) == []


async def test_what_comes_into_the_trash_while_it_asks_stays(tmp_path: Path) -> None:
    folder = examples(tmp_path)
    delete_session(folder / "example-closed.toml", StorageContext())
    async with driving(folder) as drive:
        await library(drive, "milo")
        await drive.press("f7")
        await drive.sees("Bring back which session?")
        await drive.press("e")
        await drive.sees("Remove 1 from the trash for good?")
        delete_session(folder / "example-prepared.toml", StorageContext())
        await drive.press("y")
        await drive.sees("Still in the trash, as it came since: example-prepared.toml.")
    assert [trashed.name for trashed in list_trash(folder)] == ["example-prepared.toml"]


async def test_what_is_no_session_in_the_trash_is_named_and_stays(tmp_path: Path) -> None:
    async with driving(examples(tmp_path)) as drive:
        await library(drive, "milo")
        await drive.press("f8")
        await asked(drive)
        await drive.press("y")
        await drive.sees("F7 brings it back")
        odd = tmp_path / ".casetool" / "trash" / "20261129T042300000000Z.odd.toml"
        odd.write_text("words", encoding="utf-8")
        await drive.press("f7")
        await drive.sees("Bring back which session?")
        await drive.press("e")
        await drive.sees("Remove 1 from the trash for good?")
        await drive.press("y")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.sees("odd.toml")
        assert odd.exists()
        await drive.press("f7")
        await drive.sees("No deleted session is in the trash.")
    assert list_trash(tmp_path) == []


async def test_a_link_goes_to_the_trash_alone(tmp_path: Path) -> None:
    (tmp_path / "s").mkdir()
    elsewhere = examples(tmp_path) / "example-in-discussion.toml"
    (tmp_path / "s" / "milo.toml").symlink_to(elsewhere)
    async with driving(tmp_path / "s", size=(160, 40)) as drive:
        await library(drive, "milo")
        await drive.press("f8")
        await drive.reads(
            "milo.toml is a link. Move the link to the trash? What it leads to stays:"
        )
        await drive.press("y")
        await drive.sees("F7 brings it back")
    assert elsewhere.exists()
    assert not (tmp_path / "s" / "milo.toml").is_symlink()


async def test_what_the_disk_refuses_in_the_trash_is_told_and_all_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(function: str, *_: object) -> None:
        raise SaveError(f"The disk refused {function}.")

    async with driving(examples(tmp_path)) as drive:
        await library(drive, "milo")
        await drive.press("f8")
        await asked(drive)
        await drive.press("y")
        await drive.sees("F7 brings it back")
        for function, keys in (("restore_from_trash", "1"), ("empty_trash", "ey")):
            with monkeypatch.context() as patch:
                refused = partial(refuse, function)
                patch.setattr(f"casetool.screens.library.trash.{function}", refused)
                await drive.press("f7")
                await asked(drive)
                await drive.press(*keys)
                await drive.sees(f"The disk refused {function}.")
        assert len(list_trash(tmp_path)) == 1


async def test_what_is_open_elsewhere_is_not_moved(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    path = examples(sessions) / "example-in-discussion.toml"
    storage = StorageContext(state=tmp_path / "state")
    held = acquire_lock(path, storage)
    assert isinstance(held, Lock)
    async with driving(sessions, storage=storage) as drive:
        await library(drive, "milo")
        await drive.press("f8")
        await asked(drive)
        await drive.press("y")
        await drive.sees("is open in another window")
    assert path.exists()
    held.release()


async def test_one_goes_back_to_an_earlier_version_or_to_parts_of_it(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+l")
        await drive.sees("There is no earlier version yet")
        await drive.go("5")
        before = drive.texts("worries")
        await drive.say("one that was wrong", "one that stays")
        assert drive.document.flush()
        await drive.press("ctrl+l")
        await drive.sees("Which earlier version?")
        await drive.press("1")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        await drive.sees("as it was on")
        await drive.sees("one that was wrong")
        await drive.press("down", "space", "f2")
        await drive.sees("Gone back.")
        assert drive.texts("worries") == [*before, "one that stays"]
        await drive.press("ctrl+z")
        assert drive.texts("worries") == [*before, "one that was wrong", "one that stays"]


def copied(folder: Path) -> tuple[Path, Path]:
    """A session and a copy of it in which one thing is different."""
    path = examples(folder) / "example-in-discussion.toml"
    copy = folder / "example-in-discussion-LAPTOP7.toml"
    words = path.read_text(encoding="utf-8")
    assert words.count("weight falling") == 1
    copy.write_text(words.replace("weight falling", "weight rising"), encoding="utf-8")
    return path, copy


async def test_enter_on_a_copy_opens_the_session_and_compares_the_two(tmp_path: Path) -> None:
    path, copy = copied(tmp_path)
    async with driving(tmp_path) as drive:
        await library(drive, "laptop7")
        await drive.sees("└ copy")
        await drive.press("enter")
        await drive.sees("perhaps from OneDrive")
        await drive.press("c")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        await drive.sees("weight rising")
        await drive.press("t", "f2")
        await drive.sees("Brought together.")
        assert drive.document.path == path
        assert "weight rising" in drive.session.reason
    assert not copy.exists()
    assert [one.name for one in list_trash(tmp_path)] == [copy.name]


async def test_a_copy_goes_to_the_trash_or_becomes_a_session(tmp_path: Path) -> None:
    _, copy = copied(tmp_path)
    async with driving(tmp_path) as drive:
        await library(drive, "laptop7")
        await drive.press("enter")
        await asked(drive)
        await drive.press("n")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.press("f8")
        await asked(drive)
        await drive.press("t")
        await drive.sees("is in the trash")
        assert not copy.exists()
        await drive.press("f7")
        await drive.sees("deleted")
        await drive.press("1")
        await drive.sees("is back.")
        await library(drive, "laptop7")
        copy.chmod(0o400)
        await drive.press("enter")
        await asked(drive)
        await drive.press("o")
        await drive.reads("was not saved: the file is read-only, and it stays so.")
        copy.chmod(0o600)
        await library(drive, "laptop7")
        await drive.press("enter")
        await asked(drive)
        await drive.press("o")
        await drive.sees("is a session of its own now.")
        assert "└ copy" not in drive.seen()
    assert {head.copy_of for head in list_sessions(tmp_path)} == {None}


async def test_a_copy_that_says_the_same_is_told_and_left(tmp_path: Path) -> None:
    path, copy = copied(tmp_path)
    copy.write_bytes(path.read_bytes())
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+r")
        await drive.reads("The same words stand in example-in-discussion-LAPTOP7.toml.")
    assert copy.exists()
