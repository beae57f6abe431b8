"""What was half typed before the disk failed, and entered while it did: not offered again."""

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from tests.support.driving import Drive, driving
from tests.support.two_windows import resting, session_in


def is_in_a_copy(path: Path, storage: StorageContext, text: str) -> bool:
    """Whether an emergency copy has a text."""
    with suppress(FileNotFoundError):  # replaced just now
        return any(text.encode() in each.path.read_bytes() for each in copies_of(path, storage))
    return False


async def entered_on_a_failing_disk(drive: Drive, storage: StorageContext, *keys: str) -> None:
    """Type half a text, let the folder go away, and enter the text."""
    folder = drive.document.path.parent
    await drive.press(*keys, *"HALF-a ty")
    await drive.until(lambda: "HALF-a ty" in "".join(read_drafts(drive.document.path).values()))
    folder.rename(folder.with_name("away"))
    await drive.press(*"ped", "enter")
    path = drive.document.path
    await drive.until(lambda: is_in_a_copy(path, storage, "HALF-a typed"))
    # what tells that the older half of it is out of date
    await drive.until(lambda: any(copy.is_outdated for copy in copies_of(path, storage)))
    await drive.press("escape")


@pytest.mark.parametrize(
    ("step", "keys"),
    [("5", ("exclamation_mark", "space")), ("4", ("tab",)), ("r", ("f5", "n", "space"))],
    ids=["line", "box", "round"],
)
async def test_what_was_entered_while_the_disk_failed_is_not_offered_again(
    tmp_path: Path, step: str, keys: tuple[str, ...]
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    folder = path.parent
    async with driving(folder, path, storage=storage) as drive:
        await drive.go(step)
        await entered_on_a_failing_disk(drive, storage, *keys)
    (tmp_path / "away").rename(folder)
    assert draft_path(path).exists()
    async with driving(folder, path, storage=storage) as drive:
        await drive.sees("Ctrl+R compares")
        assert drive.screen.line.text == ""
        assert not drive.screen.line.unfinished
        assert "HALF-a ty" not in drive.seen()
        await drive.press("ctrl+r")
        await drive.press("t", "enter")
        await drive.saved()
        await drive.until(lambda: not read_drafts(path))
    text = path.read_text("utf-8")
    assert text.count("HALF-a ty") == text.count("HALF-a typed") == 1


async def test_half_a_line_that_begins_like_a_new_text_elsewhere_is_offered(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    folder = path.parent
    async with driving(folder, path, storage=storage) as drive:
        await drive.go("5")
        await drive.press("exclamation_mark", "space", *"HALF-a ty")
        await drive.until(lambda: "HALF-a ty" in "".join(read_drafts(path).values()))
        folder.rename(tmp_path / "away")
        await drive.go("4")
        await drive.press("escape", "tab", *"HALF-a typed", "enter")
        await drive.until(lambda: bool(copies_of(path, storage)))
    (tmp_path / "away").rename(folder)
    async with driving(folder, path, storage=storage) as drive:
        await drive.sees("Ctrl+R compares")
        assert drive.screen.line.text == "! HALF-a ty"


@pytest.mark.parametrize("step", ["5", "7"])
async def test_half_a_line_typed_anew_while_the_disk_failed_is_offered_and_the_entered_one_never(
    tmp_path: Path, step: str
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    folder = path.parent
    async with driving(folder, path, storage=storage) as drive:
        await drive.go("5")
        await entered_on_a_failing_disk(drive, storage, "exclamation_mark", "space")
        await drive.go(step)
        await drive.press("exclamation_mark", "space", *"HALF-a")
        await drive.until(lambda: is_in_a_copy(path, storage, '"! HALF-a"'))
    (tmp_path / "away").rename(folder)
    async with driving(folder, path, storage=storage) as drive:
        await drive.sees("Ctrl+R compares")
        assert drive.screen.line.text == "! HALF-a"
        assert not drive.screen.line.unfinished
        await drive.until(lambda: [*read_drafts(path).values()] == ["! HALF-a"])


async def test_half_a_text_about_a_line_of_an_emergency_copy_waits_for_the_line(
    tmp_path: Path,
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    folder = path.parent
    async with driving(folder, path, storage=storage) as drive:
        await drive.go("5")
        folder.rename(tmp_path / "away")
        await drive.press("exclamation_mark", "space", *"early", "enter")
        await drive.press("escape", "end", "enter")
        await drive.press("end", *" half")
        await drive.until(lambda: is_in_a_copy(path, storage, "early half"))
        # what both disks hold now is what is left when the app is killed now
        shutil.copytree(tmp_path / "away", tmp_path / "killed")
        shutil.copytree(tmp_path / "state" / "emergency", tmp_path / "copies")
    shutil.rmtree(tmp_path / "state" / "emergency")
    (tmp_path / "copies").rename(tmp_path / "state" / "emergency")
    (tmp_path / "killed").rename(folder)
    async with driving(folder, path, storage=storage) as drive:
        await drive.sees("Ctrl+R compares")
        assert drive.screen.line.text == ""
        await drive.press("ctrl+r")
        await drive.press("t", "enter")
        await drive.saved()
        await drive.press("enter")
        assert (drive.screen.line.text, drive.texts("worries")[-1]) == ("", "early")
    async with driving(folder, path, storage=storage) as drive:
        await drive.until(lambda: "early half" in drive.seen())
        await drive.press("escape")
        await drive.until(lambda: drive.texts("worries")[-1] == "early half")
        assert drive.texts("worries").count("early half") == 1
    assert read_drafts(path) == {}


async def test_a_folder_that_comes_back_in_the_same_sitting_brings_no_half_line_back(
    tmp_path: Path,
) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    folder = path.parent
    async with driving(folder, path, storage=storage) as drive:
        await drive.go("5")
        await entered_on_a_failing_disk(drive, storage, "exclamation_mark", "space")
        (tmp_path / "away").rename(folder)
        assert [*read_drafts(path).values()] == ["! HALF-a ty"]
    assert (read_drafts(path), copies_of(path, storage)) == ({}, [])
    assert path.read_text("utf-8").count("HALF-a ty") == 1


async def test_a_share_that_comes_back_for_a_moment_offers_no_half_line(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    folder = path.parent
    async with driving(folder, path, storage=storage) as drive:
        await drive.go("5")
        folder.rename(tmp_path / "away")
        await drive.press("exclamation_mark", "space", *"one", "enter")
        await drive.until(lambda: bool(copies_of(path, storage)))
        (tmp_path / "away").rename(folder)
        await entered_on_a_failing_disk(drive, storage, "exclamation_mark", "space")
    (tmp_path / "away").rename(folder)
    async with driving(folder, path, storage=storage) as drive:
        await drive.until(lambda: not read_drafts(path))
        assert drive.screen.line.text == ""


async def test_nor_does_a_session_that_was_renamed_meanwhile(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    folder = path.parent
    async with driving(folder, path, storage=storage) as drive:
        await drive.go("5")
        await entered_on_a_failing_disk(drive, storage, "exclamation_mark", "space")
    (tmp_path / "away").rename(folder)
    renamed = path.rename(folder / "renamed.toml")
    async with driving(folder, renamed, storage=storage) as drive:
        await drive.sees("Ctrl+R compares")
        assert drive.screen.line.text == ""
        assert not drive.screen.line.unfinished
        await drive.until(lambda: not draft_path(path).exists())
        await drive.press("ctrl+r")
        await drive.press("t", "enter")
        await drive.saved()
    assert [*copies_of(path, storage), *copies_of(renamed, storage)] == []
