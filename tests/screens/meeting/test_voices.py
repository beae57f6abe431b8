"""The list of voices: what it says of each, and that all of it can be reached."""

from pathlib import Path

from casetool.models.base import evolve
from casetool.models.people.model import Person
from casetool.models.session import Session
from casetool.screens.meeting.voices import VoicesScreen, agency_lines, people_rows
from tests.support.driving import driving
from tests.support.robin_room import in_file, tool
from tests.support.room_of_robin import AMH, BEA, NOW, PEOPLE, ROOM, minutes, said, with_lines
from tests.support.strategies import METHOD


def rows(session: Session, at: float = 0) -> list[str]:
    return [row.plain for row in people_rows(session, METHOD, minutes(at))]


def test_a_row_says_who_for_which_agency_by_which_means_and_when() -> None:
    session = with_lines(ROOM, "thoughts", said("bea", 1), said("bea", 2))
    jo, kit, hats, lee, bea = rows(session, 5)
    assert " ".join(bea.split()) == "Bea Quill housing by phone 2 3 min ago"
    assert " ".join(jo.split()) == "▸ Jo Pell education in the room – not yet"
    assert hats.strip() == "wears two hats: Dr Sam Oyelaran, GP"
    assert not any("amh" in row or "adult mental" in row for row in (jo, kit, hats, lee, bea))


def test_what_was_just_said_and_what_was_said_another_day() -> None:
    session = with_lines(ROOM, "thoughts", said("bea", 2))
    assert "just now" in rows(session, 2)[-1]
    assert "10:06" in rows(session, 24 * 60)[-1]
    untimed = with_lines(ROOM, "thoughts", said("bea", None))
    assert rows(untimed, 2)[-1].split()[-1] == "1"


def test_where_nobody_is_named_nobody_is_silent() -> None:
    assert not any("not yet" in row or "▸" in row for row in rows(ROOM))
    (nobody, missing) = agency_lines(ROOM, METHOD)
    assert nobody == "No line says yet who spoke, so nobody counts as silent."
    assert missing == "Nobody is here for: adult mental health"


def test_the_agencies_that_were_not_heard_are_told() -> None:
    session = with_lines(ROOM, "thoughts", said("bea"))
    silent, missing = agency_lines(session, METHOD)
    assert silent == "Nobody has spoken for: education, health, GP, police"
    heard = with_lines(evolve(ROOM, people=(BEA,)), "thoughts", said("bea"))
    assert list(agency_lines(heard, METHOD)) == []
    assert missing


def test_an_empty_room_and_an_agency_without_a_name() -> None:
    assert rows(evolve(ROOM, people=(AMH,))) == ["Nobody is written down as present yet."]
    agency = Person(id="h", agency="housing", role="duty officer")
    (row,) = rows(evolve(ROOM, people=(agency,)))
    assert " ".join(row.split()) == "housing duty officer in the room –"


def test_names_are_cut_so_that_it_shows_and_never_as_markup() -> None:
    long = Person(id="l", name="[b]Anastasia Featherstonehaugh\x1b", agency="x" * 40)
    (row,) = rows(evolve(ROOM, people=(long,)), 0)
    assert row.count("…") == 2
    assert "[b]" in row
    assert "\x1b" not in row
    assert len(row) <= 74


async def test_everybody_of_a_crowd_can_be_reached_at_80x24(tmp_path: Path) -> None:
    crowd = tuple(Person(id=f"g{n}", name=f"Guest{n} Long") for n in range(30))
    session = evolve(ROOM, people=(*PEOPLE, *crowd), begun=NOW)
    async with driving(tmp_path, in_file(tmp_path, session), size=(80, 24)) as drive:
        await drive.say("I'm angry @jo")
        await tool(drive, "v")
        await drive.until(lambda: isinstance(drive.app.screen, VoicesScreen))
        await drive.sees("Guest3")
        await drive.sees("Esc: back")
        assert "Guest29" not in drive.seen()
        await drive.press("end")
        await drive.sees("Guest29")
        await drive.sees("Nobody is here for: adult mental health")
