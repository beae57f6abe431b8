"""Pictures of every screen, at the sizes that must be usable and comfortable.

Look at each before accepting it: ``pytest tests/screens -W default --snapshot-update`` renews them.
"""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.widgets import Static

from casetool.screens.library.screen import LibraryScreen
from casetool.screens.lock.idle_lock import IDLE_LIMIT
from casetool.screens.names.screen import NamesScreen
from casetool.storage.context import StorageContext
from casetool.storage.encryption.convert import encrypt_folder
from tests.support.driving import driving, examples
from tests.support.sealed import PASSPHRASE, ring
from tests.support.sizes import SIZES
from tests.support.two_windows import conflict, session_in

STEPS = {
    "people": "p",
    "facts": "1",
    "about": "2",
    "thoughts": "3",
    "tree": "4",
    "worries": "5",
    "missing": "7",
    "actions": "8",
    "round": "r",
    "notes": "n",
}


@pytest.mark.parametrize("size", SIZES)
async def test_each_step(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=size) as drive:
        for step, key in STEPS.items():
            await drive.go(key)
            await drive.saved()
            await drive.pilot.pause()
            assert await drive.picture() == picture(name=step)


@pytest.mark.parametrize("size", SIZES)
async def test_the_library(
    tmp_path: Path,
    picture: SnapshotAssertion,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # a folder whose name is the same everywhere: it is in the picture
    monkeypatch.chdir(tmp_path)
    folder = Path("folder")
    folder.mkdir()
    examples(folder)
    (folder / "broken.toml").write_text("child = [/b] oops")
    async with driving(folder, size=size) as drive:
        await drive.sees("Milo")
        if size[0] > 100:
            await drive.sees("No focal point yet")
        assert await drive.picture() == picture


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_screen_of_an_empty_folder(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with driving(Path("empty"), size=size) as drive:
        await drive.sees("No sessions here yet")
        assert await drive.picture() == picture


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_session(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with driving(Path("empty"), size=size) as drive:
        await drive.press("f2")
        await drive.type("Robin")
        await drive.press("enter")
        await drive.type("14 oct")
        await drive.sees("Wed 14 Oct 2026")
        assert await drive.picture() == picture


@pytest.mark.parametrize("size", SIZES)
async def test_a_form_a_box_being_typed_and_help(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=size) as drive:
        await drive.press("escape", "down", "tab")
        await drive.type("and why is that?")
        assert await drive.picture() == picture(name="box")
        await drive.press("escape", "f1")
        await drive.sees("Keys that work where you were")
        assert await drive.picture() == picture(name="help")
        await drive.press("escape")
        await drive.go("8")
        await drive.press("escape", "home", "enter")
        await drive.sees("How we will know")
        await drive.pilot.pause()
        assert await drive.picture() == picture(name="form")
        await drive.press("escape", "f4")
        await drive.sees("Go to which step?")
        assert await drive.picture() == picture(name="go")


@pytest.mark.parametrize("size", SIZES)
async def test_the_menu_of_a_line_and_of_a_box(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=size) as drive:
        for step, key in {"worry": "5", "box": "4"}.items():
            await drive.go(key)
            await drive.press("escape", "down", "f5")
            await drive.sees("Up, Down: others")
            await drive.pilot.pause()
            assert await drive.picture() == picture(name=step)
            await drive.press("escape")


@pytest.mark.parametrize("size", SIZES)
async def test_the_passphrase(
    tmp_path: Path,
    picture: SnapshotAssertion,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # a folder whose name is the same everywhere: it is in the picture
    monkeypatch.chdir(tmp_path)
    folder = Path("folder")
    folder.mkdir()
    examples(folder)
    encrypt_folder(folder, ring(folder), StorageContext())
    async with driving(folder, size=size) as drive:
        await drive.sees("sessions are encrypted")
        (library,) = (one for one in drive.app.screen_stack if isinstance(one, LibraryScreen))
        told = library.query_one("#preview-text", Static)
        await drive.until(lambda: size[0] < 100 or "Encrypted" in str(told.visual))
        assert await drive.picture() == picture(name="unlock")
        await drive.type(PASSPHRASE)
        await drive.press("enter")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        drive.clock.now += IDLE_LIMIT
        await drive.sees("Locked, because")
        assert await drive.picture() == picture(name="locked")


@pytest.mark.parametrize("size", SIZES)
async def test_two_versions_and_names(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=size) as drive:
        await conflict(drive, path)
        await drive.press("ctrl+r")
        await drive.sees("there: theirs")
        assert await drive.picture() == picture(name="compare")
        await drive.press("escape", "ctrl+n")
        await drive.until(lambda: isinstance(drive.app.screen, NamesScreen))
        await drive.pilot.pause()
        assert await drive.picture() == picture(name="names")
