"""The opening checklist over the session."""

from pathlib import Path

import pytest
from textual.app import App

from casetool.models.base import evolve
from casetool.models.meeting.ticks import Tick
from casetool.screens.meeting.opening_checklist import ChecklistScreen, show_checklist
from casetool.screens.session.screen import SessionScreen
from casetool.services.sessions.create import create_session
from casetool.services.sessions.document import Document
from casetool.storage.board_state import Showing, read_board_state, write_board_state
from casetool.storage.context import StorageContext
from tests.support.driving import START, Drive, driving
from tests.support.sizes import ONE_SIZE
from tests.support.strategies import METHOD
from tests.support.two_windows import two_windows

POINTS = METHOD.opening


def made(folder: Path) -> Path:
    values = {"child": "Child A", "discussion": "12 nov", "facilitator": "Mo Ferris"}
    return create_session(values, folder, START)


def resting(folder: Path) -> StorageContext:
    return StorageContext(state=folder / "state")


async def opened(drive: Drive) -> None:
    await drive.press("ctrl+d", "o")
    await drive.until(lambda: isinstance(drive.app.screen, ChecklistScreen))
    await drive.sees("Before we begin")


async def back(drive: Drive) -> None:
    await drive.press("escape")
    await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_point_by_point_until_all_was_seen_to(tmp_path: Path, size: tuple[int, int]) -> None:
    async with driving(tmp_path, made(tmp_path), size=size) as drive:
        await opened(drive)
        await drive.sees(f"▸□ {POINTS[0].title}")
        await drive.press("space", "enter")
        document = drive.app.screen.document  # type: ignore[attr-defined]
        assert document.session.ticked == tuple(
            Tick(words=point.words, at=START) for point in POINTS[:2]
        )
        await drive.sees(f"✓ {POINTS[1].title}")
        await drive.sees(f"▸□ {POINTS[2].title}")
        await drive.press(*["space"] * (len(POINTS) - 2))
        await drive.sees("All of it is seen to")
        await back(drive)
        assert len(drive.session.ticked) == len(POINTS)
        await opened(drive)  # it is still there, and undone with one key
        await back(drive)
        await drive.press("ctrl+z")
        assert len(drive.session.ticked) == len(POINTS) - 1


async def test_a_tick_is_taken_off_again(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await opened(drive)
        await drive.press("space", "up", "space")
        await drive.sees(f"▸□ {POINTS[0].title}")
        await back(drive)
        assert drive.session.ticked == ()


async def test_it_names_who_is_not_here_and_who_facilitates(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await drive.say("Kit Marsh, nurse, health", ", adult [b]mental[/b] health, absent")
        await opened(drive)
        await drive.sees("Facilitator: Mo Ferris")
        await drive.sees("Nobody is here for: adult [b]mental[/b] health")


async def test_the_room_sees_it_when_asked_and_the_board_again_afterwards(tmp_path: Path) -> None:
    path, rest = made(tmp_path), resting(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await opened(drive)
        assert read_board_state(path, rest).showing is Showing.BOARD
        await drive.press("b")
        await drive.sees("The room sees this")
        assert read_board_state(path, rest).showing is Showing.OPENING
        await drive.press("b")
        await drive.sees("The room sees the board again.")
        await drive.press("b", "escape")
        await drive.until(lambda: read_board_state(path, rest).showing is Showing.BOARD)


async def test_somebody_walks_in_while_it_is_open(tmp_path: Path) -> None:
    path, rest = made(tmp_path), resting(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await opened(drive)
        await drive.press("f12")
        await drive.sees("The room's screen is blank")
        assert read_board_state(path, rest).blank
        await drive.press("b")
        await drive.sees("but the room's screen is blank. F12")


async def test_without_a_place_to_tell_the_room_it_says_so(tmp_path: Path) -> None:
    async with driving(tmp_path, made(tmp_path)) as drive:
        await opened(drive)
        await drive.press("b")
        await drive.sees("could not be changed")


async def test_what_another_window_shows_is_left_alone(tmp_path: Path) -> None:
    path, rest = made(tmp_path), resting(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await opened(drive)
        write_board_state(path, rest, showing=Showing.RECAP)
        await back(drive)
        assert read_board_state(path, rest).showing is Showing.RECAP


async def test_a_window_that_only_shows_ticks_nothing_and_says_why(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        document, ticked = second.document, first.session.ticked
        await opened(second)
        await second.press("space")
        await second.reads(document.read_only)
        assert document.session.ticked == ticked
        first.close()


def test_a_method_without_a_checklist_says_so(tmp_path: Path) -> None:
    own = evolve(METHOD, title="Own way", opening=())
    document, told = Document.open(made(tmp_path), lambda _: own), list[str]()
    show_checklist(App[None](), document, told.append)
    assert told == ["Own way has no opening checklist."]
