"""A question is there by itself once the room has been silent for a while."""

from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.widgets.capture import silence_prompt as lull
from casetool.widgets.capture.silence_prompt import SILENCE_SECONDS, SilencePrompt
from tests.support.driving import HandClock, driving
from tests.support.robin_room import in_file
from tests.support.room_of_robin import NOW, ROOM


async def test_it_listens_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lull, "SILENCE_POLL_SECONDS", 0.1)
    async with driving(tmp_path, in_file(tmp_path), clock=HandClock()) as drive:
        await drive.say("I'm angry @jo")
        drive.clock.on(seconds=SILENCE_SECONDS)
        await drive.sees("You could ask: ")


async def test_a_change_made_elsewhere_ends_the_silence_too(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path), clock=HandClock()) as drive:
        ear = drive.screen.query_one(SilencePrompt)
        drive.clock.on(seconds=SILENCE_SECONDS)
        ear.look()
        assert ear.text
        await drive.go("4")
        assert not ear.text
        drive.clock.on(seconds=SILENCE_SECONDS - 1)
        ear.look()
        assert not ear.text


async def test_a_notice_gives_way_to_a_question_but_not_at_once(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path), clock=HandClock()) as drive:
        await drive.say("! nobody has seen Ash")
        await drive.sees("Caught under 5")
        ear = drive.screen.query_one(SilencePrompt)
        drive.clock.on(seconds=SILENCE_SECONDS - 1)
        ear.look()
        await drive.pilot.pause()
        assert "Caught under 5" in drive.seen()
        drive.clock.on(seconds=1)
        ear.look()
        await drive.sees("You could ask: ")
        assert "Caught under 5" not in drive.seen()


async def test_where_nothing_is_left_to_ask_it_says_so(tmp_path: Path) -> None:
    closed = evolve(ROOM, at="people", closed=NOW, people=())
    async with driving(tmp_path, in_file(tmp_path, closed)) as drive:
        ear = drive.screen.query_one(SilencePrompt)
        drive.clock.on(seconds=SILENCE_SECONDS)
        ear.look()
        assert not ear.text
        first, second = ear.ask(), ear.ask()
        assert first.startswith("You could ask: ")
        assert first == second  # there is only one: it is asked again
