"""The command palette takes keys and pastes at once."""

from pathlib import Path

from textual.command import CommandInput
from textual.events import Paste

from casetool.screens.commands.command_palette import Palette, PaletteInput
from casetool.services.sessions.create import create_session
from casetool.widgets.capture.capture_line import CaptureLine
from tests.support.driving import START, driving


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
        line = drive.screen.query_one(CaptureLine)
        await drive.until(lambda: line.text == "mother was called")
