"""Pictures of the voices, and of what the facilitator alone sees beside the step."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from casetool.models.base import evolve
from casetool.screens.meeting.voices import VoicesScreen
from casetool.widgets.capture.silence_prompt import SILENCE_SECONDS, SilencePrompt
from tests.support.driving import HandClock, driving
from tests.support.robin_room import in_file, look, tool
from tests.support.room_of_robin import JO, ROOM
from tests.support.sizes import SIZES

LONG = evolve(JO, id="ana", name="Anastasia Featherstonehaugh", agency="education and early help")
SESSION = evolve(ROOM, people=(*ROOM.people, LONG))


@pytest.mark.parametrize("size", SIZES)
async def test_the_voices(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path = in_file(tmp_path, SESSION)
    async with driving(tmp_path, path, size=size, clock=HandClock()) as drive:
        await drive.say("I'm angry @jo", "graded standard @lee", "! the tenancy @bea")
        drive.clock.on(minutes=3)
        drive.screen.query_one(
            SilencePrompt
        ).look()  # else its own look may come before the picture
        await drive.pilot.pause()
        await tool(drive, "v")
        await drive.until(lambda: isinstance(drive.app.screen, VoicesScreen))
        await drive.sees("3 min ago")
        assert await drive.picture() == picture


@pytest.mark.parametrize("size", SIZES)
async def test_a_silence_after_a_while_without_the_child(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    path = in_file(tmp_path, SESSION)
    async with driving(tmp_path, path, size=size, clock=HandClock()) as drive:
        await drive.say("I'm angry @jo", "graded standard @lee", "! the tenancy @bea")
        drive.clock.on(minutes=12, seconds=SILENCE_SECONDS)
        if size[0] < 100:
            await drive.press("ctrl+d", "u")
            drive.clock.on(seconds=SILENCE_SECONDS)
        look(drive)
        await drive.sees("You could ask")
        await drive.sees("▲ child: no word yet,")
        await drive.saved()
        await drive.pilot.pause()
        assert await drive.picture() == picture
