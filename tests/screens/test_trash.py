"""To the trash and back in the library; earlier versions in a session."""

from pathlib import Path

from casetool.screens.compare import CompareScreen
from casetool.screens.library import LibraryScreen
from casetool.screens.pick import PickScreen
from casetool.storage.locks import Claim, claim
from casetool.storage.rest import Rest
from casetool.storage.trash import trash_of
from tests.driving import Drive, driving, examples


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
        assert trash_of(tmp_path) == []
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
            assert trash_of(tmp_path)
            await drive.press(answer)
            await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.sees("is not reached by this")
    assert trash_of(tmp_path) == []


async def test_what_is_open_elsewhere_is_not_moved(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    path = examples(sessions) / "example-in-discussion.toml"
    rest = Rest(state=tmp_path / "state")
    held = claim(path, rest)
    assert isinstance(held, Claim)
    async with driving(sessions, rest=rest) as drive:
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
