"""A round of corrections in the real app: on the telephone, or from a mail, with few keys."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from casetool.models.base import evolve
from casetool.models.corrections.model import CorrectionKind, CorrectionStatus, Decision
from casetool.models.corrections.targets import correction_status
from casetool.models.entries.model import Entries, Entry
from casetool.models.pseudonyms.names import Name
from casetool.screens.corrections.circulate_form import FORMS
from casetool.screens.corrections.screen import CorrectionsScreen
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.screens.session.screen import SessionScreen
from casetool.services.export.notes import ExportResult
from casetool.services.sessions.document import Document
from casetool.storage.files.atomic import SaveError
from tests.support.driving import Drive, HandClock, driving
from tests.support.robin_room import in_file, tool
from tests.support.room_of_robin import ROOM, with_lines
from tests.support.sizes import ONE_SIZE

WIDE, NARROW = (120, 40), (80, 24)
WORRY = Entry(id="worry", text="Nobody has seen Ash since May")
FACT = Entry(id="fact1", text="Late 22 times since September", source="school print-out")
SESSION = evolve(
    with_lines(with_lines(ROOM, "worries", WORRY), "facts", FACT), discussion=date(2026, 11, 12)
)


async def shown(drive: Drive, screen: type) -> None:
    await drive.until(lambda: isinstance(drive.app.screen, screen))


async def fill(drive: Drive, *words: str) -> None:
    """Fill the fields of what is asked, one after the other, each anew; Enter ends each."""
    await shown(drive, FormScreen)
    for text in words:
        await drive.press("ctrl+a", "ctrl+k")
        await drive.type(text)
        await drive.press("enter")


async def circulate(
    drive: Drive, to: str = "everybody", marking: str = "", form: str = "md"
) -> None:
    document = open_document(drive)
    count = len(document.session.circulated)
    await drive.press("c")
    await fill(drive, to, marking, form, "real names")
    await drive.until(lambda: len(document.session.circulated) == count + 1)
    await shown(drive, CorrectionsScreen)


async def correct(drive: Drive, key: str, part: str, becomes: str, who: str) -> None:
    document = open_document(drive)
    count = len(document.session.corrections)
    await drive.press(key)
    await shown(drive, PickScreen)
    await drive.type(part)
    await drive.press("enter")
    await fill(drive, becomes, who)
    await drive.until(lambda: len(document.session.corrections) == count + 1)
    await shown(drive, CorrectionsScreen)


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_a_whole_round(tmp_path: Path, size: tuple[int, int]) -> None:
    path = in_file(tmp_path, SESSION)
    async with driving(tmp_path, path, size=size, clock=HandClock()) as drive:
        document = drive.document
        await drive.go("n")
        await drive.press("f5", "c")
        await shown(drive, CorrectionsScreen)
        await drive.sees("Status: draft")
        await drive.sees("Nothing yet: c circulates the notes")
        await went_round(drive, tmp_path)
        await one_is_accepted(drive, document)
        await one_is_refused(drive, document)
        await one_is_a_disagreement(drive, document)
        await circulate(drive)
        (change,) = document.session.circulated[-1].changes
        assert (change.was, change.becomes) == (WORRY.text, "Ash was seen on 3 June")
        assert document.session.circulated[0].lines == ()
        await drive.press("g")
        await drive.until(lambda: correction_status(document.session) is CorrectionStatus.AGREED)
        await drive.press("escape")
        await shown(drive, SessionScreen)


async def went_round(drive: Drive, folder: Path) -> None:
    document = open_document(drive)
    await circulate(drive, "everybody who took part", "OFFICIAL-SENSITIVE")
    await drive.sees("Status: circulated for correction")
    await drive.sees("Nothing has changed since version 1")
    (version,) = document.session.circulated
    (sent,) = folder.glob("*.notes.md")
    assert version.digest == sha256(sent.read_bytes()).hexdigest()
    assert version.marking == "OFFICIAL-SENSITIVE"
    text = sent.read_text(encoding="utf-8")
    assert "Version 1, circulated 12 November 2026, for correction until 26 November 2026" in text
    assert "OFFICIAL-SENSITIVE" in text


async def one_is_accepted(drive: Drive, document: Document) -> None:
    await correct(drive, "a", "seen ash", "Ash was seen on 3 June", "Kit Marsh")
    await drive.sees("one correction waits")
    await drive.press("y")
    await drive.sees("Accept it? Its line changes.")
    await fill(drive, "the GP wrote")
    await drive.until(lambda: document.session.corrections[0].ruling is Decision.ACCEPTED)
    assert document.session.corrections[0].why == "the GP wrote"
    assert texts(document) == ["Ash was seen on 3 June"]
    await drive.sees("Changed since version 1")


async def one_is_refused(drive: Drive, document: Document) -> None:
    await correct(drive, "a", "late 22", "Late twice", "Robin's mum, by phone")
    await drive.press("n")
    await fill(drive, "the print-out says 22")
    await drive.until(lambda: document.session.corrections[1].ruling is Decision.REFUSED)
    await drive.sees("refused: the print-out says 22")
    assert texts(document, "facts") == [FACT.text]


async def one_is_a_disagreement(drive: Drive, document: Document) -> None:
    await correct(drive, "d", "june", "I saw Ash every week", "bea")
    one = document.session.corrections[2]
    assert (one.sort, one.by) == (CorrectionKind.DISAGREEMENT, "bea")
    await drive.press("y")
    await drive.sees("kept beside the line")
    assert texts(document) == ["Ash was seen on 3 June"]


def open_document(drive: Drive) -> Document:
    assert isinstance(drive.app.screen, (SessionScreen, CorrectionsScreen))
    return drive.app.screen.document


def texts(document: Document, step: str = "worries") -> list[str]:
    heading = document.session.heading(step)
    assert isinstance(heading, Entries)
    return [entry.text for entry in heading.entries]


async def test_accepted_and_undone_it_is_as_it_was(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        document = drive.document
        await tool(drive, "n")
        await correct(drive, "a", "seen ash", "Ash was seen", "kit")
        before = document.session
        await drive.press("y", "enter")  # a reason need not be given
        await drive.until(lambda: document.session != before)
        await drive.press("ctrl+z")
        await drive.until(lambda: document.session == before)
        await drive.sees("Undone: accepted a correction")


async def test_a_reason_can_be_given_anew(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        document = drive.document
        await tool(drive, "n")
        await correct(drive, "a", "seen ash", "Ash was seen", "kit")
        await drive.press("y")
        await fill(drive, "the GP wrote")
        await shown(drive, CorrectionsScreen)
        await drive.press("y")
        await drive.sees("It is accepted already")
        await drive.press("w")
        await fill(drive, "the GP wrote twice")
        await drive.until(lambda: document.session.corrections[0].why == "the GP wrote twice")


async def test_keys_typed_ahead_reach_what_is_asked(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        document = drive.document
        await tool(drive, "n")
        await drive.press("a", *"ash", "enter", *" 2026", "enter", *"kit", "enter", "y", "enter")
        await drive.until(lambda: texts(document) == ["Nobody has seen Ash since May 2026"])


async def test_nothing_is_refused_without_a_reason_nor_changed_by_going_back(
    tmp_path: Path,
) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=WIDE) as drive:
        document = drive.document
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await drive.press("y")
        await drive.sees("Go to a correction first.")
        await correct(drive, "a", "seen ash", "x", "kit")
        await drive.press("n")
        await fill(drive, " ")
        await drive.sees("Give a reason")
        assert isinstance(drive.app.screen, FormScreen)  # it is asked until it is given
        await drive.press("escape")
        await shown(drive, CorrectionsScreen)
        await drive.press("w")
        await drive.sees("It is not decided yet")
        await drive.press("c")
        await shown(drive, FormScreen)
        await drive.press("escape")
        await shown(drive, CorrectionsScreen)
        assert document.session.circulated == ()
        assert document.session.corrections[0].ruling is None
        await drive.press("g")
        await drive.sees("The notes have not gone round yet.")


async def test_a_date_is_worked_out_set_and_worked_out_again(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        document = drive.document
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await drive.sees("Notes go out: Thu 19 Nov 2026")
        await drive.sees("Single-agency plans by: Thu 26 Nov 2026")
        await drive.press("end", "enter")
        await fill(drive, "never")
        await drive.sees("not a date that can be read")
        await fill(drive, "1 dec")
        await drive.sees("Single-agency plans by: Tue 1 Dec 2026   set by you")
        assert document.session.dates_set.plans == date(2026, 12, 1)
        await drive.press("delete")
        await drive.sees("Single-agency plans by: Thu 26 Nov 2026")


async def test_what_went_round_is_on_disk_and_opens_again(tmp_path: Path) -> None:
    path = in_file(tmp_path, evolve(SESSION, names=(Name(name="Ash", stand_in="A"),)))
    async with driving(tmp_path, path, size=WIDE) as drive:
        await tool(drive, "n")
        await circulate(drive)
        await drive.reads("Real names stand in it")
        assert open_document(drive).flush()
    async with driving(tmp_path, path, size=WIDE) as drive:
        assert [one.number for one in drive.session.circulated] == [1]
        await tool(drive, "n")
        await drive.sees("Nothing has changed since version 1")


async def test_where_the_notes_cannot_be_written_nothing_counts_as_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> ExportResult:
        raise SaveError("The disk is full.")

    monkeypatch.setitem(FORMS, "md", fails)
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=WIDE) as drive:
        document = drive.document
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await drive.press("c")
        await fill(drive, "all", "", "md", "real")
        await drive.sees("The disk is full. Nothing counts as sent.")
        assert document.session.circulated == ()


async def test_it_goes_round_in_the_form_that_is_asked_for(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        document = drive.document
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await drive.press("c")
        await fill(drive, "all", "", "fax", "real")
        await drive.sees("It can be md, html, docx or pdf.")
        await fill(drive, "html", "real")  # the cursor is where it could not be so
        await drive.until(lambda: len(document.session.circulated) == 1)
        (sent,) = tmp_path.glob("*.html")
        version = document.session.circulated[0]
        assert (version.form, version.digest) == ("html", sha256(sent.read_bytes()).hexdigest())
        await drive.press("c")
        await drive.sees("a web page (HTML)")  # the form that it had last time
