"""What works while a passphrase is asked for: to leave, and to blank the room's screen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.lock.lock import LockedScreen
from casetool.screens.lock.unlock import UnlockScreen
from casetool.screens.session.screen import SessionScreen
from casetool.storage.board_state import read_board_state
from casetool.storage.context import StorageContext
from casetool.widgets.common.passphrase_input import PassphraseInput
from tests.screens.dialogs.test_leave import asked, gone, not_saved
from tests.support.driving import driving, examples
from tests.support.two_windows import resting, session_in

ASKING: dict[str, Callable[[], Screen[Any]]] = {
    "the lock": lambda: LockedScreen(lambda words: "no"),
    "the first question": lambda: UnlockScreen("sessions", lambda words: "no"),
}


@pytest.mark.parametrize("name", ASKING)
async def test_no_key_of_the_app_takes_the_passphrase_from_its_box(
    tmp_path: Path, name: str
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        theme = drive.app.theme
        drive.app.push_screen(asking := ASKING[name]())
        await drive.until(lambda: isinstance(drive.app.focused, PassphraseInput))
        for key in ("ctrl+p", "ctrl+t", "ctrl+s", "ctrl+d", "ctrl+n", "f1", "f5"):
            await drive.press(key)
            assert drive.app.screen is asking, key
            assert isinstance(drive.app.focused, PassphraseInput), key
        assert drive.app.theme == theme
        await drive.press("s", "o")
        assert asking.query_one(PassphraseInput).value == "so"
        assert "so" not in drive.seen().split()


@pytest.mark.parametrize("name", ASKING)
async def test_no_click_reaches_what_lies_under_the_box(tmp_path: Path, name: str) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        before = drive.session
        drive.app.push_screen(asking := ASKING[name]())
        await drive.until(lambda: isinstance(drive.app.focused, PassphraseInput))
        width, height = drive.app.size
        for row in (0, height // 2, height - 1):
            for column in range(2, width, 16):
                await drive.pilot.click(offset=(column, row))
                assert drive.app.screen is asking
        assert isinstance(drive.app.focused, PassphraseInput)
        (below,) = (each for each in drive.app.screen_stack if isinstance(each, SessionScreen))
        assert below.document.session == before


async def test_a_question_over_the_lock_has_no_palette_either(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        drive.app.push_screen(LockedScreen(lambda words: "no"))
        drive.app.push_screen(question := PickScreen("NOT SAVED.", ()))
        await drive.press("ctrl+p")
        assert drive.app.screen is question


async def test_f12_and_leaving_work_at_the_first_question(tmp_path: Path) -> None:
    path, storage = (
        examples(tmp_path) / "example-in-discussion.toml",
        StorageContext(state=tmp_path / "state"),
    )
    async with driving(tmp_path, path, storage=storage) as drive:
        drive.app.push_screen(ASKING["the first question"]())
        await drive.until(lambda: isinstance(drive.app.focused, PassphraseInput))
        await drive.press("f12")
        assert read_board_state(path, storage).blank
        await drive.press("ctrl+q")
        await drive.until(lambda: not drive.app.is_running)


async def test_behind_the_lock_nobody_chooses_a_folder_on_leaving(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    async with driving(path.parent, path, storage=storage) as drive:
        with gone(path):
            await not_saved(drive)
            drive.app.push_screen(ASKING["the lock"]())
            await drive.press("ctrl+q")
            assert "another folder" not in await asked(drive)
            await drive.press("escape")
