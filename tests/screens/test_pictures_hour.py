"""Pictures of the hour: its plan, and the top line while the tree uses the time that is kept."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from casetool.widgets.capture.silence_prompt import SilencePrompt
from tests.journeys.test_hour import prepared, tool, wait
from tests.support.driving import Drive, driving
from tests.support.sizes import SIZES


def hear_somebody(drive: Drive) -> None:
    """Begin the silence anew: on a slow machine a question would stand in the picture."""
    drive.screen.query_one(SilencePrompt).reset()


@pytest.mark.parametrize("size", SIZES)
async def test_the_hour(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with driving(tmp_path, prepared(tmp_path), size=size) as drive:
        await drive.go("3")
        await drive.say("I'm angry")
        await wait(drive, 5)
        await drive.go("4")
        await wait(drive, 12)
        await drive.saved()
        hear_somebody(drive)
        await tool(drive, "h")
        await drive.sees("the remaining steps")
        await drive.pilot.pause()
        assert await drive.picture() == picture(name="plan")
        await drive.press("escape")
        await wait(drive, 14)
        await drive.sees("Tree uses the time kept")
        hear_somebody(drive)
        await drive.pilot.pause()
        assert await drive.picture() == picture(name="offer")
