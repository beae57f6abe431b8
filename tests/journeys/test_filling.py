"""What somebody says is missing, in the real app: filled once it is accepted."""

from datetime import date
from pathlib import Path

import pytest

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.corrections.model import Decision
from casetool.models.session import actions_of, tree_of
from casetool.models.tree.edits import add_cause, set_focal
from casetool.models.tree.model import FOCAL, Cause
from casetool.screens.corrections.screen import CorrectionsScreen
from casetool.screens.dialogs.form_dialog import FormScreen
from tests.journeys.test_corrections import (
    NARROW,
    SESSION,
    correct,
    fill,
    open_document,
    shown,
    texts,
)
from tests.support.driving import driving
from tests.support.robin_room import in_file, tool
from tests.support.sizes import ONE_SIZE

BARE = add_action(SESSION, "actions", Action(id="act1", what="See Ash at home"))


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_a_date_that_an_action_lacks(tmp_path: Path, size: tuple[int, int]) -> None:
    async with driving(tmp_path, in_file(tmp_path, BARE), size=size) as drive:
        document = drive.document
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await correct(drive, "f", "home”, by when", "20 nov", "kit")
        await drive.sees("by when: nothing → “20 nov” (open)")
        await drive.press("y", "enter")
        await drive.until(lambda: actions_of(document.session)[0].due == date(2026, 11, 20))


async def test_a_line_that_nobody_wrote_down(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, BARE), size=NARROW) as drive:
        document = drive.document
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await correct(drive, "f", "5 what", "Ash sleeps badly", "Robin's mum")
        await drive.sees("new under 5 What are we worried about?: “Ash sleeps badly”")
        assert texts(document) == ["Nobody has seen Ash since May"]
        await drive.press("y", "enter")
        await drive.until(lambda: document.session.corrections[0].ruling is Decision.ACCEPTED)
        assert texts(document) == ["Nobody has seen Ash since May", "Ash sleeps badly"]
        await drive.press("ctrl+z")
        await drive.until(lambda: texts(document) == ["Nobody has seen Ash since May"])


async def test_a_cause_that_nobody_drew(tmp_path: Path) -> None:
    grown = add_cause(set_focal(BARE, "I wait."), Cause(id="why", text="Nobody came"), FOCAL)
    async with driving(tmp_path, in_file(tmp_path, grown), size=NARROW) as drive:
        document = drive.document
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await correct(drive, "f", "cause of “nobody", "No bus runs on Sundays", "kit")
        await drive.reads("new cause of “Nobody came”: “No bus runs on Sundays” (open)")
        await drive.press("y", "enter")
        await drive.until(lambda: document.session.corrections[0].ruling is Decision.ACCEPTED)
        tree = tree_of(document.session)
        assert tree is not None
        assert [node.text for node in tree.causes[0].children] == ["No bus runs on Sundays"]
        await drive.reads("“No bus runs on Sundays”")


async def test_what_a_field_cannot_hold_is_said_while_it_is_typed(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path, BARE), size=NARROW) as drive:
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await drive.press("f")
        await drive.pilot.pause()
        await drive.type("date of referral")
        await drive.press("enter")
        await fill(drive, " ", "kit")
        await drive.sees("What is to stand there?")
        await fill(drive, "soon", "kit")
        await drive.sees("“soon” is not a date that can be read.")
        assert isinstance(drive.app.screen, FormScreen)
        await fill(drive, "14 oct", "kit")
        await shown(drive, CorrectionsScreen)
        assert open_document(drive).session.corrections[0].becomes == "14 oct"
