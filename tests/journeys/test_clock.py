"""The five minutes for immediate thoughts."""

from pathlib import Path

from casetool.models.timing.schedule import seconds_used
from casetool.storage.context import StorageContext
from tests.support.driving import HandClock, driving, examples

PREPARED = "example-prepared.toml"


async def test_the_clock_runs_counts_over_and_survives_a_restart(tmp_path: Path) -> None:
    clock, path = HandClock(), examples(tmp_path) / PREPARED
    async with driving(tmp_path, path, clock=clock) as drive:
        await drive.go("3")
        await drive.sees("F2 starts 5:00")
        await drive.press("f2")
        await drive.sees("Thoughts 5:00 left")
        await drive.press("f8")
        clock.on(minutes=4, seconds=20)
        drive.screen.top.refresh()
        await drive.pilot.pause()
        await drive.sees("Thoughts: last minute, 0:40")
        assert drive.document.flush()
    clock.on(hours=1)
    async with driving(tmp_path, path, clock=clock) as drive:
        await drive.sees("Thoughts: 59:20 over")
        await drive.press("f3")
        await drive.sees("Thoughts: last minute, 1:00")
        await drive.go("3")
        await drive.press("f2")
        await drive.sees("paused")
        clock.on(hours=1)
        await drive.press("f2")
        await drive.sees("Thoughts: last minute, 1:00")


async def test_undo_takes_back_words_and_not_time(tmp_path: Path) -> None:
    clock = HandClock()
    async with driving(tmp_path, examples(tmp_path) / PREPARED, clock=clock) as drive:
        await drive.go("3")
        await drive.say("a thought")
        await drive.press("f2")
        clock.on(seconds=30)
        await drive.press("ctrl+z")
        assert drive.texts("thoughts") == []
        await drive.sees("Thoughts 4:30 left")


async def test_a_bell_rings_only_if_it_is_asked_for(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / PREPARED) as drive:
        assert not drive.screen.top.rings
        await drive.press("ctrl+b")
        assert drive.screen.top.rings
        await drive.sees("A bell rings at zero")


async def test_the_computers_clock_is_set_while_the_five_minutes_run(tmp_path: Path) -> None:
    clock, seconds = HandClock(), [100.0]
    storage = StorageContext(state=tmp_path / "state", now=clock, steady=lambda: seconds[0])
    path = examples(tmp_path) / PREPARED
    async with driving(tmp_path, path, clock=clock, storage=storage) as drive:
        await drive.go("3")
        clock.on(hours=5)  # while nothing runs it moves nothing
        await drive.press("f2")
        await drive.sees("Thoughts 5:00 left")
        for set_by in (3600, -7200, 0):
            clock.on(seconds=20 + set_by)
            seconds[0] += 20
            drive.screen.top._tick()
            await drive.pilot.pause()
        await drive.sees("Thoughts 4:00 left")
        hour = drive.session.hour
        assert hour is not None
        assert seconds_used(hour, clock()) == 60
