"""The notes go round: with the marking, and with the names, that were chosen."""

from hashlib import sha256
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate as sent_round
from casetool.models.pseudonyms.names import Name, NameDisplay
from casetool.models.session import Session
from casetool.screens.corrections.screen import CorrectionsScreen
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.screens.names.replacement_approval import ApproveScreen
from casetool.storage.autosave.emergency_copy import place_of_copy, write_copy
from casetool.storage.context import NOTES_STYLE_FILE, StorageContext
from casetool.storage.toml.codec import dumps, loads
from tests.journeys.test_corrections import (
    NARROW,
    SESSION,
    circulate,
    fill,
    open_document,
    shown,
)
from tests.support.driving import Drive, driving
from tests.support.robin_room import in_file, tool
from tests.support.room_of_robin import NOW
from tests.support.sizes import ONE_SIZE
from tests.support.strategies import METHOD

NAMED = evolve(SESSION, names=(Name(name="Ash", stand_in="the sister"),))


def sent(folder: Path) -> str:
    """The only notes in a folder."""
    (path,) = folder.glob("*.notes.md")
    return path.read_text(encoding="utf-8")


async def ask_with(drive: Drive, names: str) -> None:
    """Circulate, up to what is asked about the names."""
    await shown(drive, CorrectionsScreen)
    await drive.press("c")
    await fill(drive, "the school", "", "md", names)


def versions(drive: Drive) -> list[tuple[int, NameDisplay]]:
    session: Session = open_document(drive).session
    return [(one.number, one.names) for one in session.circulated]


@pytest.mark.parametrize("marking", ["", "SECRET"])
async def test_the_marking_of_the_version_is_the_one_on_the_paper(
    tmp_path: Path, marking: str
) -> None:
    (tmp_path / NOTES_STYLE_FILE).write_text('marking = "OFFICIAL"\n', encoding="utf-8")
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await circulate(drive, marking=marking)
        (version,) = open_document(drive).session.circulated
        text = next(tmp_path.glob("*.notes.md")).read_text(encoding="utf-8")
        assert version.marking == marking
        assert "OFFICIAL" not in text
        assert marking in text


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_with_stand_ins_each_is_approved_and_the_version_says_so(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with driving(tmp_path, in_file(tmp_path, NAMED), size=size) as drive:
        await tool(drive, "n")
        await ask_with(drive, "s")
        await shown(drive, ApproveScreen)
        await drive.sees("Write the notes with 1 replacement?")
        assert not list(tmp_path.glob("*.notes.md"))
        await drive.press("w")
        await shown(drive, CorrectionsScreen)
        await drive.sees("Status: circulated for correction")
        assert versions(drive) == [(1, NameDisplay.STAND_INS)]
        text = sent(tmp_path)
        assert "Nobody has seen the sister since May" in text
        assert "Ash" not in text
        assert "Version 1, circulated" in text
        (version,) = open_document(drive).session.circulated
        assert version.digest == sha256(text.encode()).hexdigest()
        assert open_document(drive).session.names == NAMED.names  # the record keeps them
        await drive.sees("with stand-ins")
        await drive.press("c")
        await drive.sees("Circulate the notes as version 2")
        await drive.sees("stand-ins")  # as last time
        assert "here again" not in drive.seen()


async def test_what_is_not_approved_does_not_count_as_sent(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, NAMED), size=NARROW) as drive:
        await tool(drive, "n")
        await ask_with(drive, "stand-ins")
        await shown(drive, ApproveScreen)
        await drive.press("escape")
        await shown(drive, CorrectionsScreen)
        await drive.sees("Nothing was written.")
        assert versions(drive) == []
        assert not list(tmp_path.glob("*.notes.md"))
        await drive.press("c")
        await shown(drive, FormScreen)
        await drive.sees("the school")  # and what was typed is kept


async def test_one_that_is_left_as_it_stands_goes_out_so(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, NAMED), size=NARROW) as drive:
        await tool(drive, "n")
        await ask_with(drive, "stand-ins")
        await shown(drive, ApproveScreen)
        await drive.press("space", "w")
        await drive.until(lambda: versions(drive) == [(1, NameDisplay.STAND_INS)])
        assert "Nobody has seen Ash since May" in sent(tmp_path)


async def test_with_initials(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, NAMED), size=NARROW) as drive:
        await tool(drive, "n")
        await ask_with(drive, "i")
        await shown(drive, ApproveScreen)
        await drive.press("w")
        await shown(drive, CorrectionsScreen)
        assert versions(drive) == [(1, NameDisplay.INITIALS)]
        assert "Nobody has seen A. since May" in sent(tmp_path)


async def test_without_a_list_of_names_it_is_said_what_to_do(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        await tool(drive, "n")
        await ask_with(drive, "stand")
        await drive.sees("No names and stand-ins are written down yet: Ctrl+N does it.")
        assert versions(drive) == []
        await ask_with(drive, "nicknames")
        await drive.sees("real names, stand-ins or initials")
        await fill(drive, "real")
        await shown(drive, CorrectionsScreen)
        await drive.until(lambda: versions(drive) == [(1, NameDisplay.NAMES)])


async def test_what_was_sent_stays_on_record_whatever_is_undone(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        await drive.say("! a worry before it was sent")
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await circulate(drive)
        assert versions(drive) == [(1, NameDisplay.NAMES)]
        await drive.press("ctrl+z")
        await drive.reads("What was sent round stays on record")
        await drive.press("ctrl+z")
        await drive.sees("There is nothing to undo")
        assert versions(drive) == [(1, NameDisplay.NAMES)]
        assert list(tmp_path.glob("*.notes.md"))


async def test_no_number_is_given_that_an_emergency_copy_has_given(tmp_path: Path) -> None:
    path, storage = in_file(tmp_path, SESSION), StorageContext(state=tmp_path / "state")
    earlier = loads(path.read_text("utf-8"), lambda _: METHOD).session
    copy = place_of_copy(path, storage)
    assert copy is not None
    write_copy(copy, path, dumps(sent_round(earlier, METHOD, NOW), METHOD).encode())
    async with driving(path.parent, path, size=NARROW, storage=storage) as drive:
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await drive.press("c")
        await drive.sees("Circulate the notes as version 2")
        await drive.press("escape")
        await circulate(drive, marking="")
        (version,) = open_document(drive).session.circulated
        assert version.number == 2
