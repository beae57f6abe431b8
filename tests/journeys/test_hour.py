"""An hour of forty-five minutes: begun late, a break, a tree that takes too long, and its end."""

from pathlib import Path

import pytest

from casetool.models.timing.schedule import (
    Schedule,
    Visit,
    seconds_left,
    seconds_used,
    used_by_step,
)
from casetool.screens.meeting.schedule import ScheduleScreen
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.open import load_session
from casetool.storage.autosave.drafts import read_drafts
from casetool.widgets.common.field_area import FieldArea
from tests.support.driving import Drive, HandClock, driving, examples
from tests.support.two_windows import resting

PREPARED = "example-prepared.toml"


def prepared(folder: Path, starts: str = "10:00:00", length: int = 45) -> Path:
    """A prepared session, whose discussion is to start four minutes ago."""
    path = examples(folder) / PREPARED
    text = path.read_text(encoding="utf-8").replace(
        "discussion = 2026-11-26", f"discussion = 2026-11-12\nstarts = {starts}\nlength = {length}"
    )
    path.write_text(text, encoding="utf-8")
    return path


def hour_of(drive: Drive) -> Schedule:
    hour = drive.session.hour
    assert hour is not None
    return hour


async def wait(drive: Drive, minutes: float) -> None:
    """Let time pass, and the top line look at the clock."""
    drive.clock.on(minutes=minutes)
    drive.screen.top._tick()
    await drive.pilot.pause()


async def tool(drive: Drive, key: str) -> None:
    await drive.press("ctrl+d", key)


async def begin_late(drive: Drive) -> None:
    await drive.sees("F2 starts the hour")
    await drive.go("3")
    await drive.sees("F2 starts 5:00")
    await drive.press("f2")
    await drive.sees("hour 0 of 41, on plan")
    await wait(drive, 3)
    await drive.say("I'm angry")
    await drive.sees("Thoughts 2:00 left   hour 3 of 41")


async def have_a_break(drive: Drive) -> None:
    await tool(drive, "p")
    await drive.sees("A break: no time goes by. F2 goes on.")
    await wait(drive, 10)
    await drive.sees("break, 10 min")
    await drive.press("f2")
    await drive.sees("On we go: until 10:55.")
    await drive.sees("Thoughts 2:00 left   hour 3 of 41")
    await wait(drive, 2)
    await drive.press("f2")


async def stay_too_long_at_the_tree(drive: Drive) -> None:
    await drive.go("4")
    await wait(drive, 22)
    await drive.sees("Tree 22 of 18 min   hour 27 of 41, 5 min behind")
    await drive.say("Nobody hears what I say")
    await wait(drive, 3)
    await drive.sees("Tree uses the time kept for actions and round. F2 fits the rest in, F3 take")
    await drive.sees("F2 fits the rest in, F3 +5 min")
    await drive.press("f3")
    await drive.sees("5 more minutes: until 11:00.")
    await drive.sees("hour 30 of 46")
    assert "+5 min" not in drive.seen()


async def close(drive: Drive) -> None:
    await drive.go("8")
    await wait(drive, 8)
    await drive.sees("Actions 8 of ")
    await drive.sees("hour 38 of 46, ")
    await drive.go("r")
    await wait(drive, 6)
    await drive.go("n")
    await drive.press("f5", "k")
    await drive.sees("The session is closed")
    assert "hour" not in drive.seen().splitlines()[0]


async def test_forty_five_minutes_from_a_late_start_to_the_close(tmp_path: Path) -> None:
    path, clock = prepared(tmp_path), HandClock()
    began = clock.now
    async with driving(tmp_path, path, clock=clock) as drive:
        await begin_late(drive)
        await have_a_break(drive)
        await stay_too_long_at_the_tree(drive)
        await close(drive)
        assert drive.document.flush()
    hour = load_session(path).session.hour
    assert hour is not None
    assert (hour.began, hour.ended, hour.late) == (began, clock.now, 240)
    assert hour.visits[0] == Visit(step="thoughts", at=began)
    assert [one.step for one in hour.visits] == ["thoughts", "tree", "actions", "round", "notes"]
    assert [one.clock for one in hour.breaks] == ["thoughts"]
    assert seconds_used(hour, clock.now) == 44 * 60
    assert used_by_step(hour, clock.now) == {
        "thoughts": 300, "tree": 25 * 60, "actions": 480, "round": 360, "notes": 0,
    }  # fmt: skip


async def test_the_offer_is_said_once_and_one_key_fits_the_rest_in(tmp_path: Path) -> None:
    async with driving(tmp_path, prepared(tmp_path, "10:04:00", 60)) as drive:
        await drive.go("4")
        await drive.press("f2")
        await drive.sees("The hour has begun: until 11:04.")
        await drive.press("f2")
        await drive.sees("This step has no clock of its own.")
        await drive.press("f3")
        assert drive.session.clocks == ()
        await wait(drive, 46)
        await drive.sees("Tree uses the time kept for actions and round")
        await drive.say("! the tenancy")
        await drive.sees("Caught under")
        await wait(drive, 1)
        await drive.sees("Caught under")
        await drive.press("f2")
        await drive.sees("The steps before have no time left: actions and round have 13 min.")
        assert seconds_left(hour_of(drive), drive.clock.now) == 13 * 60
        await drive.sees("F3 +5 min")
        assert "F2 fits" not in drive.seen()
        await drive.press("f2")
        await drive.sees("Nothing is left to shrink: actions and round have 13 min.")


async def test_five_more_minutes_in_the_actions_even_while_another_clock_runs(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, prepared(tmp_path, "10:04:00", 60)) as drive:
        await drive.go("3")
        await drive.press("f2")
        clocks = drive.session.clocks
        await drive.go("4")
        await drive.press("f3")
        await drive.sees("One more minute for Thoughts.")
        assert drive.session.clocks != clocks
        clocks = drive.session.clocks
        await drive.go("8")
        await drive.press("f3")
        await drive.sees("5 more minutes: until 11:09.")
        assert drive.session.clocks == clocks
        await drive.press("f3")
        await drive.sees("5 more minutes: until 11:14.")


async def test_the_tree_that_began_late_is_fitted_in_before_it_uses_what_is_kept(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, prepared(tmp_path, "10:04:00", 60), size=(80, 24)) as drive:
        await drive.go("3")
        await drive.say("I'm angry")
        await wait(drive, 15)
        await drive.go("4")
        await drive.sees("15 of 60, 10 behind")
        await tool(drive, "r")
        await drive.sees("The rest is fitted in: 45 min until 11:04.")
        await drive.sees("15 of 60, on plan")


async def test_the_plan_is_shown_and_its_keys_act(tmp_path: Path) -> None:
    async with driving(tmp_path, prepared(tmp_path)) as drive:
        await tool(drive, "h")
        await drive.sees("It has not begun. It is to start at 10:00. It may take 45 min.")
        screen = drive.app.screen
        assert isinstance(screen, ScheduleScreen)
        await drive.press("s")
        await drive.sees("Began 10:04, until 10:45. It began 4 min late.")
        await drive.press("e")
        await drive.sees("The end is 4 min later: until 10:49.")
        assert "late" not in drive.seen().split("only you see this")[1].split("The end")[0]
        await drive.press("5")
        await drive.sees("5 more minutes: until 10:54.")
        await drive.press("minus")
        await drive.sees("5 minutes less: until 10:49.")
        await drive.press("p")
        await drive.sees("A break since 10:04")
        await drive.press("p", "x")
        await drive.sees("The hour is over")
        await drive.press("p")
        await drive.sees("On we go")
        await drive.press("escape")
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        assert drive.session.begun == hour_of(drive).began


async def test_undo_takes_back_words_and_not_the_hour(tmp_path: Path) -> None:
    async with driving(tmp_path, prepared(tmp_path)) as drive:
        await drive.go("3")
        await drive.say("I'm angry")
        await drive.press("ctrl+z")
        assert drive.texts("thoughts") == []
        await drive.sees("hour 0 of 41")


async def test_a_restart_shows_the_truth(tmp_path: Path) -> None:
    path, clock = prepared(tmp_path), HandClock()
    async with driving(tmp_path, path, clock=clock) as drive:
        await drive.go("3")
        await drive.say("I'm angry")
        assert drive.document.flush()
    clock.on(minutes=20)
    async with driving(tmp_path, path, clock=clock) as drive:
        await drive.sees("Thoughts 20 of 4 min   hour 20 of 41, 16 min behind")
        await drive.press("f8")
        assert [one.step for one in hour_of(drive).visits] == ["thoughts", "tree"]


async def test_who_only_looks_on_changes_nothing_of_the_hour(tmp_path: Path) -> None:
    path, rest = prepared(tmp_path), resting(tmp_path)
    async with driving(tmp_path, path, storage=rest) as first:
        await first.go("3")
        await first.say("I'm angry")
        assert first.document.flush()
        before = path.read_bytes()
        async with driving(tmp_path, path, storage=rest) as second:
            await second.sees("only shown")
            await second.press("f8")
            assert second.session.at == "tree"
            await second.sees("hour 0 of 41")
            for key in ("5", "p", "r"):
                await tool(second, key)
                await second.sees("here it is only shown")
            assert hour_of(second) == hour_of(first)
        assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("length", "until"), [("1h30", "11:30"), ("90", "11:30"), ("a while", "10:45")]
)
async def test_the_start_and_the_length_are_typed_in_the_details(
    tmp_path: Path, length: str, until: str
) -> None:
    async with driving(tmp_path, prepared(tmp_path)) as drive:
        await tool(drive, "h")
        await drive.press("s", "escape")
        await drive.go("p")
        await drive.press("escape", "home", "enter")
        await drive.until(lambda: bool(drive.screen.query("#field-starts")))
        areas = {area.field.name: area for area in drive.screen.query(FieldArea)}
        starts, field = areas["starts"], areas["length"]
        drive.screen.set_focus(starts)
        starts.text = "10am"
        await drive.sees("10:00")
        drive.screen.set_focus(field)
        field.text = length
        await drive.sees("not a length" if length == "a while" else "90 min (1 h 30)")
        await drive.press("escape", "escape")
        await drive.until(lambda: f"{hour_of(drive).ends:%H:%M}" == until)
        assert f"{drive.session.starts:%H:%M}" == "10:00"


@pytest.mark.parametrize(("field", "typed"), [("starts", "soonish"), ("discussion", "the 50th")])
async def test_what_is_not_understood_is_told_of_when_the_form_is_left(
    tmp_path: Path, field: str, typed: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-prepared.toml") as drive:
        await drive.go("p")
        await drive.press("escape", "home", "enter")
        await drive.until(lambda: bool(drive.screen.query(f"#field-{field}")))
        drive.screen.query_one(f"#field-{field}").focus()
        await drive.pilot.pause()
        drive.screen.query_one(f"#field-{field}", FieldArea).text = typed
        await drive.press("escape")
        told = "was not understood" if field == "starts" else "is not a date that can be read"
        await drive.sees(f"“{typed}” {told}")


async def write_as_referral(drive: Drive, words: str) -> None:
    """Write words into the field for the day of the referral, and leave it."""
    await drive.press("escape", "home", "enter")
    await drive.until(lambda: bool(drive.screen.query("#field-referral")))
    drive.screen.query_one("#field-referral").focus()
    await drive.pilot.pause()
    drive.screen.query_one("#field-referral", FieldArea).text = words
    await drive.press("escape")


async def test_words_in_a_field_for_a_date_wait_for_the_line(tmp_path: Path) -> None:
    words = "mum has not been seen since the fair"
    async with driving(tmp_path, examples(tmp_path) / "example-prepared.toml") as drive:
        await drive.go("p")
        await write_as_referral(drive, words)
        await drive.sees("is not a date that can be read")
        assert drive.screen.line.text == ""
        await drive.until(lambda: words in drive.document.unfinished.values())
        drive.screen.set_focus(drive.screen.line.input)
        await drive.press("enter")
        await drive.until(lambda: drive.screen.line.text == words)


async def test_words_that_wait_outlast_the_field_that_refused_them(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-prepared.toml"
    waiting = ("mum has not been seen since the fair", "and nobody has asked the aunt yet")
    async with driving(tmp_path, path) as drive:
        await drive.go("p")
        for words in (*waiting, "14 oct"):
            await write_as_referral(drive, words)
            await drive.until(lambda: not drive.screen.query("#field-referral"))
            drive.screen.set_focus(drive.screen.line.input)
        assert drive.document.flush()
    assert sorted(read_drafts(path).values()) == sorted(waiting)
