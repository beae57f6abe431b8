"""Pictures of the opening, the recap, the read-back and the round.

Look at each before accepting it: ``pytest tests/screens --snapshot-update`` writes them anew.
"""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from casetool.screens.meeting.read_back import ReadBackScreen
from casetool.screens.meeting.read_back_selection import ReadBackSelectionScreen
from casetool.storage.context import StorageContext
from tests.support.driving import Drive, driving, examples
from tests.support.sizes import SIZES


def placed(folder: Path) -> tuple[Path, StorageContext]:
    sessions = folder / "sessions"
    sessions.mkdir()
    return examples(sessions) / "example-in-discussion.toml", StorageContext(state=folder / "state")


async def settled(drive: Drive) -> None:
    await drive.saved()
    await drive.pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_opening_checklist(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, size=size, storage=rest) as drive:
        await drive.press("ctrl+d", "o")
        await drive.sees("Before we begin")
        await drive.press("space", "space", "b")
        await drive.sees("The room sees this")
        await settled(drive)
        assert await drive.picture() == picture


@pytest.mark.parametrize("size", SIZES)
async def test_the_recap(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, size=size, storage=rest) as drive:
        await drive.press("ctrl+d", "c")
        await drive.sees("Page 1 of")
        await settled(drive)
        assert await drive.picture() == picture


@pytest.mark.parametrize("size", SIZES)
async def test_choosing_and_reading_back(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, size=size, storage=rest) as drive:
        await drive.press("ctrl+d", "k")
        await drive.until(lambda: isinstance(drive.app.screen, ReadBackSelectionScreen))
        await drive.press("space", "down", "space", *"hungry", "space", *["backspace"] * 6)
        await drive.sees("3 lines are chosen.")
        await settled(drive)
        assert await drive.picture() == picture(name="choosing")
        await drive.press("enter")
        await drive.until(lambda: isinstance(drive.app.screen, ReadBackScreen))
        await drive.press("y")
        await drive.sees("1 of 3 agreed.")
        await settled(drive)
        assert await drive.picture() == picture(name="reading")


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_recorded_in_the_round(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, size=size, storage=rest) as drive:
        await drive.press("f4", "r", "f5", "y", "n")
        await drive.sees("Wants recorded")
        await settled(drive)
        assert await drive.picture() == picture
