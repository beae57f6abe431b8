"""Who has been heard, the child, and what to ask: as the facilitator sees it while typing."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from casetool.models.base import evolve
from casetool.models.people.model import Attends, Person
from casetool.screens.meeting.voices import VoicesScreen
from casetool.widgets.capture.silence_prompt import SILENCE_SECONDS
from tests.support.driving import Drive, HandClock, driving
from tests.support.robin_room import in_file, look, tool, whither
from tests.support.room_of_robin import PEOPLE, ROOM
from tests.support.sizes import ONE_SIZE

WIDE, NARROW = (120, 40), (80, 24)


async def minutes_later(drive: Drive, minutes: float) -> None:
    drive.clock.on(minutes=minutes)
    look(drive)
    await drive.pilot.pause()


async def test_who_was_not_heard_and_then_who_has_been_silent_longest(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=WIDE, clock=HandClock()) as drive:
        await drive.sees("No line says yet who spoke.")
        await drive.say("I'm angry @jo")
        await drive.sees("Not yet heard: Kit, Lee, Bea")
        await drive.say("the GP's letter came back @sam", "graded standard @police")
        await drive.sees("Not yet heard: Bea (phone)")
        await drive.say("Christmas in a hotel @bea")
        await drive.sees("Everybody has been heard.")
        await minutes_later(drive, 4)
        await drive.say("I'd say so too @jo", "and I @kit", "+ the boiler @bea")
        await drive.sees("Silent longest: Lee, 4 min")
        await minutes_later(drive, 8)
        await drive.sees("Silent longest: Lee, 12 min")


async def test_at_80x24_it_is_one_key_away(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=NARROW) as drive:
        await drive.say("I'm angry @jo")
        assert "Not yet heard" not in drive.seen()
        await drive.press("ctrl+d", "u")
        await drive.sees("Not yet heard: Kit, Lee, Bea (phone)")
        await drive.sees("child: no word yet")
        await drive.press("ctrl+d", "u")
        assert "Not yet heard" not in drive.seen()


async def test_before_the_discussion_and_after_it_nothing_is_said(tmp_path: Path) -> None:
    before = evolve(ROOM, begun=None, at="facts")
    async with driving(tmp_path, in_file(tmp_path, before), size=WIDE) as drive:
        await drive.say("late 22 times @jo")
        assert "heard" not in drive.seen()
        assert "child:" not in drive.seen()
        await drive.say("! nobody has seen Ash")
        await drive.sees("Not yet heard: Kit")
        await drive.go("n")
        await drive.press("f5", "k")
        await drive.until(lambda: drive.session.closed is not None)
        assert "Not yet heard" not in drive.seen()


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_before_the_actions_those_are_named_who_were_not_heard(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=size) as drive:
        await drive.go("8")
        assert "Before the actions" not in drive.seen()
        await drive.go("3")
        await drive.say("I'm angry @jo", "so am I @lee")
        await drive.go("8")
        await drive.sees("Before the actions: not yet heard: Kit, Bea (phone).")
        await drive.type("see")
        await drive.press("ctrl+u")
        assert "Before the actions" not in drive.seen()
        await drive.say("! that nobody says it @kit", "! the tenancy @bea")
        await drive.go("3")
        await drive.go("8")
        assert "Before the actions" not in drive.seen()


async def test_more_names_than_there_is_room_for_are_counted(tmp_path: Path) -> None:
    crowd = tuple(
        Person(id=f"guest-{n}", name=f"Guestina{n} Longname", attends=Attends.PHONE)
        for n in range(9)
    )
    session = evolve(ROOM, people=(*PEOPLE, *crowd))
    async with driving(tmp_path, in_file(tmp_path, session), size=WIDE) as drive:
        await drive.say("I'm angry @jo")
        await drive.sees("Not yet heard: Kit, Lee")
        await drive.sees(" more")
        await drive.sees("child: no word yet")


async def test_one_key_for_whoever_spoke_last(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=WIDE) as drive:
        await drive.type("nobody yet @")
        assert "Pell" not in whither(drive)
        await drive.press("enter")
        assert drive.texts("thoughts") == ["nobody yet @"]
        await drive.say("I'm angry @jo")
        drive.clock.on(seconds=5)
        await drive.type("! and scared @")
        await drive.sees("5 What are we worried about?  ·  Jo Pell, education")
        await drive.press("enter")
        assert drive.texts("worries") == ["and scared"]
        assert 'by = "jo"' in await on_disk(drive)


async def on_disk(drive: Drive) -> str:
    assert drive.document.flush()
    return drive.document.path.read_text(encoding="utf-8")


async def test_the_voices_over_the_session(tmp_path: Path) -> None:
    for size in (WIDE, NARROW):
        async with driving(tmp_path, in_file(tmp_path), size=size) as drive:
            await drive.say("I'm angry @jo", "and I @")
            drive.clock.on(minutes=3)
            assert drive.document.flush()
            before = (tmp_path / "robin.toml").read_bytes()
            await tool(drive, "v")
            await drive.until(lambda: isinstance(drive.app.screen, VoicesScreen))
            await drive.sees("3 min ago")
            for words in (
                "Jo Pell", "Kit Marsh", "wears two hats: Dr Sam Oyelaran, GP", "by phone",
                "not yet", "Nobody has spoken for: health, GP, police, housing",
                "Nobody is here for: adult mental health",
            ):  # fmt: skip
                assert words in drive.seen(), words
            await drive.press("x", "delete", "down")
            await drive.press("escape")
            await drive.until(lambda: not isinstance(drive.app.screen, VoicesScreen))
            assert drive.screen.line.input.has_focus
            assert drive.document.flush()
            assert (tmp_path / "robin.toml").read_bytes() == before


async def test_the_time_without_the_child_grows_and_is_told_with_more_weight(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=WIDE, clock=HandClock()) as drive:
        await drive.say('" School is warm')
        await drive.sees("child: just now")
        await minutes_later(drive, 4)
        await drive.sees("child: 4 min")
        assert "▲" not in drive.seen()
        await minutes_later(drive, 10)
        await drive.sees("▲ child: 14 min")
        await drive.say('" they always know where they are going')
        await drive.sees("child: just now")


def emptied(drive: Drive) -> None:
    box = drive.app.focused
    assert isinstance(box, TextArea)
    box.clear()


async def test_the_focal_points_wording_while_it_is_typed(tmp_path: Path) -> None:
    for size in (WIDE, NARROW):
        async with driving(tmp_path, in_file(tmp_path), size=size) as drive:
            await drive.go("4")
            await drive.type("Robin is neglected")
            await drive.sees("would the child say “Robin”, or “I”?")
            await drive.press("enter")
            await drive.until(lambda: drive.session.heading("tree").count == 1)
            await drive.press("escape", "f5", "e")
            emptied(drive)
            await drive.type("There is a lack of support")
            await drive.sees("“lack of”: what happens to the child?")
            emptied(drive)
            await drive.type("Nobody knows where I am")
            await drive.sees("Enter keeps the words")
            await drive.press("escape")


async def test_when_the_room_is_silent_a_question_is_there_and_goes_again(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=NARROW, clock=HandClock()) as drive:
        await drive.say("I'm angry @jo")
        await minutes_later(drive, (SILENCE_SECONDS - 1) / 60)
        assert "You could ask" not in drive.seen()
        await minutes_later(drive, 1 / 60)
        await drive.sees("You could ask: What is this like for the brothers and sisters")
        await drive.type("x")
        assert "You could ask" not in drive.seen()
        await drive.press("backspace")
        await drive.sees("= fact")
        await minutes_later(drive, SILENCE_SECONDS / 60)
        await drive.sees("You could ask: How does this leave us feeling?")
        await drive.say("~ sick of it @kit")
        await minutes_later(drive, 10)
        await drive.sees("You could ask: What would Robin say")


async def test_no_question_while_something_stands_in_the_line_or_nothing_goes_on(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=WIDE, clock=HandClock()) as drive:
        await drive.type("half a sen")
        await minutes_later(drive, 5)
        assert "You could ask" not in drive.seen()
        await drive.press("ctrl+u")
        await minutes_later(drive, 24 * 60)
        assert "You could ask" not in drive.seen()
    before = evolve(ROOM, begun=None, at="facts")
    async with driving(tmp_path, in_file(tmp_path, before), size=WIDE) as drive:
        await minutes_later(drive, 5)
        assert "You could ask" not in drive.seen()


async def test_the_next_question_and_the_one_after_it(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=NARROW) as drive:
        asked = []
        for _ in range(4):
            await tool(drive, "q")
            await drive.sees("You could ask")
            asked.append(whither(drive))
        assert len(set(asked)) == 3  # family, feeling, own words; then from the first again
        assert asked[3] == asked[0]
        await drive.go("4")
        await tool(drive, "q")
        await drive.sees("In one sentence, as Robin would say it")


async def test_the_questions_of_a_step_are_ticked_and_stay_so(tmp_path: Path) -> None:
    path = in_file(tmp_path)
    async with driving(tmp_path, path, size=WIDE) as drive:
        await drive.sees("◦ Do we hear which is fact")
        await tool(drive, "a")
        await drive.press("1")
        await drive.until(lambda: bool(drive.session.ticked))
        await drive.until(lambda: drive.seen().count("✓ Do we hear which is fact") == 2)
        assert "Do we hear which is fact, and which is feeling?" in await on_disk(drive)
    async with driving(tmp_path, path, size=WIDE) as drive:
        await drive.sees("✓ Do we hear which is fact")
        await drive.sees("◦ Who is missing")
        await tool(drive, "a")
        await drive.sees("1  ✓ Do we hear")
        await drive.press("1")
        await drive.until(lambda: not drive.session.ticked)
        await drive.press("ctrl+z")
        await drive.until(lambda: bool(drive.session.ticked))
        await drive.go("5")
        await tool(drive, "a")  # one question: no list to pick from
        await drive.until(lambda: len(drive.session.ticked) == 2)
        await drive.go("n")
        await tool(drive, "a")
        await drive.sees("no questions of its own")


async def test_nothing_of_it_stands_in_the_notes(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path), size=WIDE) as drive:
        await drive.say("I'm angry @jo", "! nobody has seen Ash @lee")
        await drive.go("5")
        await drive.press("f5", "greater_than_sign")
        await drive.until(lambda: drive.texts("worries") == [])
        await drive.go("n")
        await drive.press("f5", "x", "m")
        await drive.sees("The notes are in")
        (notes,) = tmp_path.rglob("*.md")
        text = notes.read_text(encoding="utf-8")
        assert "nobody has seen Ash" in text
        assert text.count("Jo Pell") == text.count("Lee Garner") == 1  # as people who took part
