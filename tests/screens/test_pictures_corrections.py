"""Pictures of the round of corrections, and of what it asks."""

from datetime import date
from functools import reduce
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.screen import Screen

from casetool.models.actions.edits import add_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.corrections.edits import accept, add_correction, circulate, refuse
from casetool.models.corrections.model import Correction, CorrectionKind
from casetool.models.entries.model import Entry
from casetool.models.notes_options import NotesOptions
from casetool.screens.corrections.screen import CorrectionsScreen
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.form_dialog import FormScreen
from tests.support.driving import Drive, HandClock, driving
from tests.support.robin_room import in_file, tool
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.sizes import SIZES
from tests.support.strategies import METHOD

LINES = (
    Entry(id="worry", text="Nobody has seen Ash since May, and nobody has asked where Ash sleeps"),
    Entry(id="sleep", text="Robin sleeps in school"),
)
ACTION = Action(id="act1", what="See Ash and Wren at home", who="Nic", due=date(2026, 11, 16))
SAID = (
    {"id": "z1", "thing": "worry", "becomes": "Nobody but the GP has seen Ash", "who": "kit"},
    {"id": "z2", "thing": "sleep", "becomes": "Robin slept in school twice", "who": "Robin's mum"},
    {"id": "z3", "thing": "act1", "field": "due", "becomes": "Fri 20 Nov 2026", "who": "lee"},
    {"id": "z4", "thing": "worry", "becomes": "I see Ash every week, and I said so.", "who": "bea",
     "sort": CorrectionKind.DISAGREEMENT},
)  # fmt: skip


MARKED = NotesOptions(marking="OFFICIAL-SENSITIVE")
BEFORE = evolve(
    add_action(with_lines(ROOM, "worries", *LINES), "actions", ACTION),
    discussion=date(2026, 11, 12),
)
OUT = reduce(
    lambda session, said: add_correction(
        session, METHOD, Correction.model_validate({"at": NOW, **said})
    ),
    SAID,
    circulate(BEFORE, METHOD, NOW, "everybody who took part", MARKED, "md", "ab" * 32),
)
RULED = refuse(accept(OUT, METHOD, "z1", NOW, "the GP wrote"), "z2", NOW, "the print-out says six")


@pytest.mark.parametrize("size", SIZES)
async def test_the_round_and_what_it_asks(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with driving(tmp_path, in_file(tmp_path, RULED), size=size, clock=HandClock()) as drive:
        await tool(drive, "n")
        await shows(drive, CorrectionsScreen, "one correction waits")
        assert await drive.picture() == picture(name="round")
        for key, screen, words, name in (
            ("a", PickScreen, "", "line"),
            ("f", PickScreen, "", "missing"),
            ("c", FormScreen, "Circulate the notes as version 2", "circulates"),
            ("y", FormScreen, "may stay empty", "accepted"),
        ):
            await drive.press(key)
            await shows(drive, screen, words)
            assert await drive.picture() == picture(name=name)
            await drive.press("escape")
            await shows(drive, CorrectionsScreen, "one correction waits")
        await drive.press("a", *"gp", "enter")
        await shows(drive, FormScreen, "")
        await drive.press("enter", *"kit")
        await drive.sees("Kit Marsh, health")
        assert await drive.picture() == picture(name="becomes")


async def shows(drive: Drive, screen: type[Screen[Any]], words: str) -> None:
    """Wait until a screen is there, with some words on it."""
    await drive.until(lambda: isinstance(drive.app.screen, screen))
    await drive.sees(words)
    await drive.pilot.pause()
