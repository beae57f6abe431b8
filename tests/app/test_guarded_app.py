"""A key or a message that comes late ends nothing; a fault of ours does not end the hour."""

import asyncio
from pathlib import Path

import pytest
from textual import work
from textual.app import App, ComposeResult
from textual.css.query import NoMatches
from textual.events import Key
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from casetool.app.guarded_app import GuardedApp, is_gone
from casetool.screens.commands.command_palette import Palette
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


class Ask(Message):
    """Please look something up."""


class Asker(Static):
    """Looks up what stands inside it, or fails in another way."""

    def on_ask(self) -> None:
        self.query_one(".inside")


class Room(Screen[None]):
    """A screen with work beside its keys."""

    def compose(self) -> ComposeResult:
        yield Asker()

    @work
    async def search(self) -> None:
        await asyncio.shield(self.app.gate.wait())  # type: ignore[attr-defined]
        self.query_one(".inside")


class House(GuardedApp):
    """An app of one screen above the first."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()


def test_a_fatal_fault_ends_with_a_sentence_and_no_traceback(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Ending(House):
        FATAL_MESSAGE = "It stopped."

        def on_mount(self) -> None:
            secret = "Ash"
            raise ValueError(secret)

    with pytest.raises(ValueError, match="Ash"):
        asyncio.run(_run(app := Ending()))
    assert app.return_code == 1
    printed = capsys.readouterr().err
    assert printed.startswith("It stopped.\n(ValueError at test_guarded_app.py:")
    assert "Ash" not in printed


async def _run(app: App[int]) -> None:
    async with app.run_test():
        pass


async def test_a_message_to_what_is_being_taken_away_ends_nothing() -> None:
    app = House()
    async with app.run_test() as pilot:
        await app.push_screen(room := Room())
        asker = room.query_one(Asker)
        removal = asker.remove()
        assert is_gone(asker)
        await asker._dispatch_message(Ask())
        await removal
        await pilot.pause()
    assert app.return_code in (0, None)


async def test_a_look_up_that_fails_in_what_is_there_is_a_fault() -> None:
    app = House()
    with pytest.raises(NoMatches):
        async with app.run_test() as pilot:
            await app.push_screen(room := Room())
            room.query_one(Asker).post_message(Ask())
            await pilot.pause()


async def test_work_for_a_screen_that_was_left_ends_nothing() -> None:
    app = House()
    async with app.run_test() as pilot:
        await app.push_screen(room := Room())
        worker = room.search()
        await pilot.pause()
        room._pruning = True  # as while it is taken away, before its work is cancelled
        app.gate.set()
        while not worker.is_finished:
            await asyncio.sleep(0)
        room._pruning = False
    assert app.return_code in (0, None)


async def test_a_key_of_a_screen_that_was_left_does_nothing(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        screen = drive.screen
        await drive.press("ctrl+o")
        await drive.until(lambda: not screen.is_attached)
        assert not await drive.app.run_action("clock", screen)


def keys(drive: Drive, *names: str) -> None:
    """Send keys as fast as a program can."""
    for name in names:
        drive.app.post_message(Key(name, name if len(name) == 1 else None))


@pytest.mark.parametrize("page", ["pagedown", "pageup"])
async def test_a_page_in_the_palette_before_its_list_is_there(tmp_path: Path, page: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        keys(drive, "ctrl+p", page, "e", page)
        await drive.until(lambda: isinstance(drive.app.screen, Palette))
        while isinstance(drive.app.screen, Palette):
            await drive.press("escape")


async def test_a_page_in_a_palette_without_rows(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        palette = Palette(id="--command-palette")
        drive.app.push_screen(palette)
        await palette.action_page("page_down")  # nothing of it is there yet
        await drive.until(lambda: drive.app.screen is palette and palette.is_mounted)
        await palette.action_page("page_down")
