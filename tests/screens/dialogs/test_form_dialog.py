"""What is typed in a question is never lost: after Esc, or where it could not be done."""

from pathlib import Path

import pytest
from textual.events import Paste
from textual.widgets import TextArea

from casetool.models.entries.edits import delete_entry
from casetool.models.entries.model import Entries
from casetool.screens.corrections.circulate_form import FORMS
from casetool.screens.corrections.screen import CorrectionsScreen
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.form_dialog import FormScreen
from casetool.services.export.notes import ExportResult
from casetool.services.sessions.document import Document
from casetool.storage.files.atomic import SaveError
from tests.journeys.test_corrections import (
    FACT,
    NARROW,
    SESSION,
    WIDE,
    WORRY,
    correct,
    fill,
    shown,
)
from tests.support.driving import Drive, driving
from tests.support.robin_room import in_file, tool
from tests.support.sizes import ONE_SIZE


def stands(drive: Drive) -> dict[str, str]:
    """What stands in the fields of the question."""
    areas = drive.app.screen.query(TextArea)
    return {str(area.id).removeprefix("field-"): area.text for area in areas}


async def which(drive: Drive, key: str, part: str) -> None:
    """Ask for a correction of a line."""
    await drive.press(key)
    await shown(drive, PickScreen)
    await drive.type(part)
    await drive.press("enter")
    await shown(drive, FormScreen)


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_words_are_there_again_after_esc(tmp_path: Path, size: tuple[int, int]) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=size) as drive:
        document = drive.document
        await tool(drive, "n")
        await which(drive, "a", "seen ash")
        await drive.type(" 2026, says the GP")
        await drive.press("enter", *"kit", "escape")
        await shown(drive, CorrectionsScreen)
        await drive.press("escape")  # even once the round itself was left
        await tool(drive, "n")
        await which(drive, "a", "seen ash")
        assert stands(drive) == {
            "becomes": "Nobody has seen Ash since May 2026, says the GP", "who": "kit"
        }  # fmt: skip
        await drive.sees("What you had typed is here again.")
        assert isinstance(drive.app.screen, FormScreen)
        drive.app.screen.dismiss(None)  # whatever else may close it
        await shown(drive, CorrectionsScreen)
        await which(drive, "a", "seen ash")
        await drive.sees("What you had typed is here again.")
        await drive.press("enter", "enter")
        await drive.until(lambda: len(document.session.corrections) == 1)
        await shown(drive, CorrectionsScreen)
        await which(drive, "a", "seen ash")  # and once it is given, it is begun anew
        assert stands(drive) == {"becomes": "Nobody has seen Ash since May", "who": ""}
        assert "here again" not in drive.seen()


async def test_each_question_has_its_own_words(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        await tool(drive, "n")
        await which(drive, "a", "seen ash")
        await drive.type("?")
        await drive.press("escape")
        await which(drive, "d", "seen ash")
        assert stands(drive)["becomes"] == ""
        await drive.type("I saw Ash")
        await drive.press("escape")
        await which(drive, "a", "late 22")
        assert stands(drive)["becomes"] == "Late 22 times since September"
        await drive.press("escape")
        await which(drive, "d", "seen ash")
        assert stands(drive)["becomes"] == "I saw Ash"


async def test_a_reason_a_date_and_to_whom_it_goes_are_kept_too(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        await tool(drive, "n")
        await correct(drive, "a", "seen ash", "Ash was seen", "kit")
        for key in ("n", "c"):
            await drive.press(key)
            await shown(drive, FormScreen)
            await drive.type(" x y")
            await drive.press("escape")
            await shown(drive, CorrectionsScreen)
        await drive.press("n")
        await shown(drive, FormScreen)
        assert stands(drive) == {"why": " x y"}
        await drive.press("escape", "c")
        await drive.until(lambda: "to" in stands(drive))
        assert stands(drive)["to"] == "everybody who took part x y"
        await drive.press("escape", "end", "enter")
        await drive.until(lambda: "day" in stands(drive))
        await drive.type("!")
        await drive.press("escape", "enter")
        await drive.until(lambda: stands(drive).get("day", "").endswith("!"))


async def test_what_could_not_be_done_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> ExportResult:
        raise SaveError("The disk is full.")

    monkeypatch.setitem(FORMS, "md", fails)
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=WIDE) as drive:
        document = drive.document
        await tool(drive, "n")
        await drive.press("c")
        await fill(drive, "the school only", "SECRET", "md", "real names")
        await drive.sees("Nothing counts as sent.")
        await drive.press("c")
        await shown(drive, FormScreen)
        assert list(stands(drive).values()) == ["the school only", "SECRET", "md", "real names"]
        await drive.press("escape")
        await which(drive, "a", "seen ash")
        document.apply(lambda session: delete_entry(session, "worry"), "deleted an entry")
        await fill(drive, "Ash was seen", "kit")
        await drive.sees("That line is no longer in the notes.")
        document.undo()
        await which(drive, "a", "seen ash")
        assert stands(drive) == {"becomes": "Ash was seen", "who": "kit"}


LINES = "PUBLIC he was late\n/ SECRET kit covers"


def jottings_of(document: Document) -> list[str]:
    heading = document.session.heading("jottings")
    return [entry.text for entry in heading.entries] if isinstance(heading, Entries) else []


@pytest.mark.parametrize(
    ("key", "part", "before"), [("d", "seen ash", ""), ("a", "late 22", FACT.text + "\n")]
)
async def test_a_private_jotting_is_no_correction(
    tmp_path: Path, key: str, part: str, before: str
) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=WIDE) as drive:
        document = drive.document
        await tool(drive, "n")
        await which(drive, key, part)
        assert drive.app.focused is not None
        drive.app.focused.post_message(Paste(f"{before and chr(10)}{LINES}"))
        await drive.until(lambda: "SECRET" in stands(drive)["becomes"])
        await drive.press("enter", *"kit", "enter")
        await drive.until(lambda: len(document.session.corrections) == 1)
        assert document.session.corrections[0].becomes == f"{before}PUBLIC he was late"
        assert jottings_of(document) == ["SECRET kit covers"]
        await drive.sees("is a private jotting now")


@pytest.mark.parametrize(("key", "before"), [("d", ""), ("a", WORRY.text)])
async def test_a_private_jotting_alone_corrects_nothing(
    tmp_path: Path, key: str, before: str
) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=WIDE) as drive:
        document = drive.document
        await tool(drive, "n")
        await which(drive, key, "seen ash")
        await drive.press("ctrl+a", *"/ SECRET", "enter", *"kit", "enter")
        await drive.until(lambda: jottings_of(document) == ["SECRET"])
        await drive.until(lambda: stands(drive) == {"becomes": before, "who": "kit"})
        assert document.session.corrections == ()


async def test_a_stroke_between_names_makes_no_jotting(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=WIDE) as drive:
        document = drive.document
        await tool(drive, "n")
        await drive.press("c")
        await shown(drive, FormScreen)
        await drive.type(" / the GP")
        await drive.press("enter")
        await drive.type("OFFICIAL / PERSONAL")
        await drive.press("enter", "ctrl+a", "ctrl+k", *"md", "enter", "enter")
        await drive.until(lambda: len(document.session.circulated) == 1)
        version = document.session.circulated[0]
        assert (version.to, version.marking) == (
            "everybody who took part / the GP",
            "OFFICIAL / PERSONAL",
        )
        assert jottings_of(document) == []


async def test_a_jotting_in_the_field_of_a_name_is_private_too(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=WIDE) as drive:
        document = drive.document
        await tool(drive, "n")
        await which(drive, "d", "seen ash")
        await drive.press(*"I saw Ash", "enter", *"/ SECRET", "enter")
        await drive.until(lambda: jottings_of(document) == ["SECRET"])
        assert stands(drive).get("who", "") == ""
