"""The command palette takes keys and pastes at once."""

import asyncio
from pathlib import Path

import pytest
from textual.command import CommandInput, CommandList
from textual.events import Key, Paste

from casetool.models.entries.model import Entries, EntryKind
from casetool.screens.commands.command_palette import Palette, PaletteInput
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.create import create_session
from casetool.widgets.capture.capture_line import CaptureLine
from tests.support.driving import START, Drive, driving


def _new_session(folder: Path) -> Path:
    return create_session({"child": "Child A", "discussion": "12 nov"}, folder, START)


async def test_letters_go_into_its_box_at_once(tmp_path: Path) -> None:
    async with driving(tmp_path, _new_session(tmp_path)) as drive:
        await drive.press("ctrl+p", *"end")
        assert isinstance(drive.app.screen, Palette)
        assert drive.app.screen.query_one(CommandInput).value == "end"


async def test_a_paste_into_it_is_kept_when_it_is_left(tmp_path: Path) -> None:
    async with driving(tmp_path, _new_session(tmp_path)) as drive:
        await drive.press("ctrl+p")
        drive.app.screen.query_one(PaletteInput).post_message(Paste("mother\nwas called"))
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        line = drive.screen.query_one(CaptureLine)
        await drive.until(lambda: line.text == "mother ⏎ was called")


async def test_enter_waits_for_no_other_work(tmp_path: Path) -> None:
    async with driving(tmp_path, _new_session(tmp_path)) as drive:
        drive.app.run_worker(asyncio.Event().wait())  # as a session on a drive that does not answer
        await drive.press("ctrl+p", *"voices")
        commands = drive.app.screen.query_one(CommandList)
        await drive.until(lambda: 0 < commands.option_count < 4)
        await drive.until(
            lambda: not any(work.node is drive.app.screen for work in drive.app.workers)
        )
        await drive.press("enter")
        await drive.until(lambda: not isinstance(drive.app.screen, Palette))
        drive.app.workers.cancel_all()


async def test_keys_behind_a_choice_are_for_what_comes_next(tmp_path: Path) -> None:
    async with driving(tmp_path, _new_session(tmp_path)) as drive:
        post_at_once(drive, "ctrl+p", *"voices", "down", "up", "enter", "escape", "ctrl+p", *"end")
        await drive.until(lambda: typed_into_palette(drive) == "end")
        await drive.press("escape")
        assert drive.screen.query_one(CaptureLine).text == ""


@pytest.mark.parametrize("text", ["qqqq", "lzzz", "undozzz", "boardxxx"])
async def test_enter_chooses_nothing_that_only_a_part_of_the_text_finds(
    tmp_path: Path, text: str
) -> None:
    async with driving(tmp_path, _new_session(tmp_path)) as drive:
        post_at_once(drive, "ctrl+p", *text, "enter", "z")
        await drive.until(lambda: typed_into_palette(drive) == f"{text}z")
        assert isinstance(drive.app.screen_stack[-2], SessionScreen)


def post_at_once(drive: Drive, *keys: str) -> None:
    for key in keys:
        drive.app.post_message(Key(key, key if len(key) == 1 else None))


def typed_into_palette(drive: Drive) -> str | None:
    boxes = drive.app.screen.query(CommandInput)
    return boxes.first().value if boxes else None


async def test_what_the_menu_offers_is_found_by_its_name(tmp_path: Path) -> None:
    async with driving(tmp_path, _new_session(tmp_path)) as drive:
        await drive.go("3")
        await drive.say("Mum was late again")
        await drive.press("ctrl+p")
        await drive.type("hypothesis")
        await drive.sees("Mark it as a hypothesis")
        await drive.press("enter", "enter")
        await drive.until(lambda: drive.session_is_seen)
        heading = drive.session.heading("thoughts")
        assert isinstance(heading, Entries)
        assert heading.entries[0].kind is EntryKind.HYPOTHESIS
        await drive.press("f1", "end")
        await drive.sees("f5 h")
