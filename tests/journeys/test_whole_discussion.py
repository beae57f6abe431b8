"""A whole discussion, from an empty folder to the notes, through the real app."""

from datetime import date
from functools import partial
from pathlib import Path

from casetool.methods import find_method
from casetool.models.actions.model import Actions, Scope
from casetool.models.checks import findings
from casetool.models.entries.model import Entries, EntryKind
from casetool.models.people.model import Attends
from casetool.models.round.model import AnswerContent, Round
from casetool.models.session import Session, Stage, tree_of
from casetool.models.tree.model import Ends, Happened, Horizon, OnWhom, Test
from casetool.screens.library.screen import LibraryScreen
from casetool.storage.toml.codec import decode, loads
from casetool.widgets.common.field_area import FieldArea
from tests.support.driving import Drive, HandClock, driving


def on_disk(path: Path) -> Session:
    return loads(decode(path.read_bytes()), partial(find_method, folder=path.parent)).session


async def prepare(drive: Drive) -> None:
    """From the empty library to the facts."""
    await drive.sees("No sessions here yet")
    await drive.press("f2")
    for words in ("Robin", "14 oct", "12 nov", "asleep in the cloakroom", "Mo Ferris"):
        await drive.type(words)
        await drive.press("enter")
    await drive.opened()
    await drive.say(
        "Jo Pell, class teacher, education",
        "Kit Marsh, school nurse, health",
        "Lee Garner, constable, police",
        "Nic Thorley, social worker, children's social care",
        "Bea Quill, housing officer, housing, by phone",
        "Sam Oyelaran, GP, general practice, covered by @kit",
    )
    await drive.press("f8")
    await drive.say(
        "# Referral form",
        "# Police vulnerability notices (2)",
        "= Late 22 times, early 9 times | school print-out",
    )
    await drive.press("f8")
    await drive.say("\" I get up when it's quiet. School's warm.", "Draws maps of everywhere")


async def think(drive: Drive) -> None:
    """Immediate thoughts, with the clock, and what is caught elsewhere meanwhile."""
    await drive.press("f8", "f2")
    await drive.say(
        "~ I'm angry, honestly. We've said this three times. @jo",
        "= both notices were graded standard @lee",
        "! ~ I'm scared for Ash @jo",
        "! the tenancy ends on 31 December @bea",
        "+ Robin tells us things @jo",
        "? who is “Uncle T”?",
        "& adult mental health",
        "> +ve: ring the GP =£20 & ask @ school @kit",
    )
    drive.clock.on(minutes=4, seconds=30)
    await drive.press("f2")


async def grow(drive: Drive) -> None:
    """The tree, typed and drawn."""
    await drive.press("f8")
    await drive.say("Nobody knows where I am in the morning.")
    await drive.say("^ tired and behind in maths", "< mum isn't well in the mornings")
    await drive.press("escape", "down", "tab")
    await drive.type("the prescription stopped in July")
    await drive.press("tab")
    await drive.type("the letter went to the old address")
    await drive.press("enter", "f5", "r", "4", "y", "plus")
    await drive.type("Wren's letter came back too")
    await drive.press("enter", "home", "up", "f5", "h", "s", "c", "f", "escape")
    await drive.press("escape")


async def act(drive: Drive) -> None:
    """An action with all that makes it SMART, and one that answers a worry."""
    await drive.go("8")
    await drive.say("Nic sees Ash and Wren at home, with Kit")
    for words in ("nic", "friday", "both seen and spoken to alone", "someone knows they're safe"):
        await drive.type(words)
        await drive.press("enter")
    await drive.go("5")
    await drive.press("escape", "up", "f5", "a")
    await drive.press("f5", "s", "escape")


async def test_from_an_empty_folder_to_the_notes(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    clock = HandClock()
    async with driving(folder, clock=clock) as drive:
        await prepare(drive)
        await think(drive)
        await grow(drive)
        await act(drive)
        await close(drive)
        assert drive.document.flush()
        path, session = drive.document.path, drive.session
    assert on_disk(path) == session
    check_people(session)
    check_entries(session)
    check_tree(session)
    check_actions(session)
    check_end(session)
    exported = next(folder.glob("*.notes.md")).read_text(encoding="utf-8")
    assert "I'm scared for Ash" in exported
    assert "# Case Discussion Notes" in exported
    async with driving(folder, path) as drive:
        assert drive.session == session
        await drive.sees("Robin")


async def close(drive: Drive) -> None:
    """The round of the room, and the notes."""
    await drive.go("r")
    await drive.press("f5", "y", "y", "y", "y", "n")
    await drive.until(lambda: isinstance(drive.app.focused, FieldArea))
    await drive.type("housing was asked for papers two days before")
    await drive.press("enter")
    await drive.sees("Everybody was asked. 4 content, 1 not content. F8: Notes.")
    await drive.go("n")
    await drive.press("f5", "x", "m", "f5", "k")
    await drive.until(lambda: drive.session.stage is Stage.CLOSED)


def check_people(session: Session) -> None:
    assert [person.id for person in session.people] == ["jo", "kit", "lee", "nic", "bea", "sam"]
    assert session.people[4].attends is Attends.PHONE
    assert (session.people[5].attends, session.people[5].covered_by) == (Attends.COVERED, "kit")
    assert session.referral == date(2026, 10, 14)
    assert session.discussion == date(2026, 11, 12)


def check_entries(session: Session) -> None:
    def held(step: str) -> list[tuple[str, EntryKind | None, str | None]]:
        heading = session.heading(step)
        assert isinstance(heading, Entries)
        return [(one.text, one.kind, one.by) for one in heading.entries]

    assert held("facts")[2] == ("Late 22 times, early 9 times", EntryKind.FACT, None)
    assert held("about")[0][1] is EntryKind.CHILD
    assert held("thoughts") == [
        ("I'm angry, honestly. We've said this three times.", EntryKind.FEELING, "jo"),
        ("both notices were graded standard", EntryKind.FACT, "lee"),
    ]
    assert held("worries")[0] == ("I'm scared for Ash", EntryKind.FEELING, "jo")
    assert held("missing") == [("who is “Uncle T”?", None, None)]
    assert held("else") == [("adult mental health", None, None)]


def check_tree(session: Session) -> None:
    tree = tree_of(session)
    assert tree is not None
    assert tree.focal == "Nobody knows where I am in the morning."
    (effect,) = tree.effects
    assert (effect.happened, effect.horizon) == (Happened.HAS, Horizon.SHORT)
    assert effect.on == (OnWhom.CHILD, OnWhom.FAMILY)
    root = tree.causes[0].children[0].children[0]
    assert root.text == "the letter went to the old address"
    assert (root.ends, root.test) == (Ends.ROOT, Test.SUPPORTED)
    assert root.level is not None
    assert root.level.value == "inter-agency"
    assert root.speaks_for == ("Wren's letter came back too",)


def check_actions(session: Session) -> None:
    heading = session.heading("actions")
    assert isinstance(heading, Actions)
    first, second, third = heading.actions
    assert (first.what, first.who) == ("+ve: ring the GP =£20 & ask @ school", "Kit Marsh")
    assert (second.who, second.due) == ("Nic Thorley", date(2026, 11, 13))
    assert second.known == "both seen and spoken to alone"
    assert second.difference == "someone knows they're safe"
    worries = session.heading("worries")
    assert isinstance(worries, Entries)
    assert third.answers[0] in {entry.id for entry in worries.entries}
    assert (third.scope, third.due) == (Scope.SINGLE_AGENCY, date(2026, 11, 26))


def check_end(session: Session) -> None:
    heading = session.heading("round")
    assert isinstance(heading, Round)
    assert [said.content for said in heading.said] == [AnswerContent.CONTENT] * 4 + [
        AnswerContent.NOT_CONTENT
    ]
    assert heading.said[4].record == "housing was asked for papers two days before"
    assert session.clocks[0].used == 270
    assert session.begun is not None
    checks = {found.check for found in findings(session, find_method("case-discussion"))}
    assert "round-not-asked" not in checks
    assert "action-not-smart" in checks


async def test_leaving_for_the_library_and_coming_back_loses_nothing(tmp_path: Path) -> None:
    async with driving(tmp_path) as drive:
        await drive.press("f2")
        await drive.type("Robin")
        await drive.press("f2")
        await drive.opened()
        await drive.go("5")
        await drive.say("one worry")
        await drive.press("ctrl+o")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.until(lambda: "Robin" in drive.seen())
        await drive.press("enter")
        await drive.opened()
        assert drive.texts("worries") == ["one worry"]
        assert drive.session.at == "worries"
