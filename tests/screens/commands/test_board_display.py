"""What the facilitator does to the room's screen, and sees of it in their own window."""

import os
from pathlib import Path

import pytest

from casetool.models.pseudonyms.edits import add_name
from casetool.models.pseudonyms.names import Name, NameDisplay
from casetool.screens.commands.board_display import NO_BOARD
from casetool.screens.library.screen import LibraryScreen
from casetool.screens.lock.lock import LockedScreen
from casetool.services.sessions.open import open_document
from casetool.storage.board_state import (
    BoardState,
    board_state_path,
    read_board_state,
    write_board_state,
)
from casetool.storage.context import StorageContext
from tests.screens.dialogs.test_leave import gone, not_saved
from tests.support.driving import driving, examples
from tests.support.two_windows import resting, session_in, two_windows
from tests.support.walk import home


def place(tmp_path: Path) -> tuple[Path, StorageContext]:
    return examples(tmp_path) / "example-in-discussion.toml", StorageContext(
        state=tmp_path / "state"
    )


async def test_one_key_blanks_the_room_and_says_so_until_it_is_back(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.press("f12")
        await drive.sees("room blank")
        assert read_board_state(path, rest) == BoardState(blank=True, blanked_by=os.getpid())
        await drive.say("! said meanwhile")
        await drive.sees("room blank")
        await drive.press("f12")
        assert "room blank" not in drive.seen()
        assert read_board_state(path, rest) == BoardState()


async def test_a_room_that_was_left_blank_is_told_of_at_the_next_start(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    write_board_state(path, rest, blank=True, frozen=True)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.sees("room blank")
        assert read_board_state(path, rest) == BoardState(blank=True)


async def test_it_works_from_any_screen_over_the_session(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.press("ctrl+d", "o")
        await drive.sees("Before we begin")
        await drive.press("f12")
        assert read_board_state(path, rest).blank
        await drive.press("escape")
        await drive.sees("room blank")


OVER = {
    "help": ("f1",),
    "the palette": ("ctrl+p",),
    "the list of commands": ("ctrl+d",),
    "names": ("ctrl+n",),
    "where to go": ("f4",),
    "voices": ("ctrl+d", "v"),
    "what goes out": ("f4", "n", "f5", "x"),
    "save elsewhere": ("ctrl+s",),
    "a form": ("f4", "5", "escape", "home", "enter"),
}
"""What can stand over the session, and the keys that lead there."""


async def test_it_works_whatever_stands_over_the_session(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        for name, keys in OVER.items():
            await drive.press(*keys)
            screen = drive.app.screen
            for blank in (True, False):
                await drive.press("f12")
                await drive.until(lambda: drive.pilot.app.is_running)
                assert read_board_state(path, rest).blank is blank, name
                assert drive.app.screen is screen, name
            await home(drive)


async def test_a_session_that_is_left_is_not_shown_until_it_is_open_again(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.press("ctrl+o")
        await drive.until(lambda: read_board_state(path, rest).is_left)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        drive.app.show_session(path)
        await drive.opened()
        await drive.until(lambda: not read_board_state(path, rest).is_dark)
        assert "room blank" not in drive.seen()
    assert read_board_state(path, rest).is_left


async def test_f12_blanks_the_boards_of_all_sessions_and_brings_back_the_open_one(
    tmp_path: Path,
) -> None:
    path, rest = place(tmp_path)
    other = path.with_name("example-prepared.toml")
    async with driving(tmp_path, path, storage=rest) as drive:
        drive.app.show_session(other)
        await drive.until(lambda: read_board_state(path, rest).is_left)
        await drive.opened()
        write_board_state(path, rest, is_left=False)  # as if another window had shown it meanwhile
        await drive.press("f12")
        await drive.sees("The room's screen is blank.")
        assert read_board_state(path, rest).blank
        assert read_board_state(other, rest).blank
        await drive.press("f12")
        await drive.sees("The room's screen is back.")
        assert not read_board_state(other, rest).is_dark


BEFORE = {
    "the list": (),
    "a preview": ("f5",),
    "help": ("f1",),
    "the palette": ("ctrl+p",),
    "a question": ("f8",),
    "the trash": ("f7",),
    "a new session": ("f2",),
}
"""What can be seen while no session is open, and the keys that lead there from the list."""


async def test_f12_works_wherever_no_session_is_open(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.press("ctrl+o")
        await drive.until(lambda: read_board_state(path, rest).is_left)
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        for name, keys in BEFORE.items():
            await drive.press(*keys)
            screen = drive.app.screen
            for blank, words in ((True, "screen is blank"), (False, "shows nothing until")):
                await drive.press("f12")
                await drive.sees(words)
                assert read_board_state(path, rest).blank is blank, name
                assert read_board_state(path, rest).is_dark
                assert drive.app.screen is screen, name
            await drive.press("escape")
            await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))


async def test_in_the_list_f12_says_what_becomes_of_a_session_another_window_has(
    tmp_path: Path,
) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.press("ctrl+o")
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.until(lambda: read_board_state(path, rest).is_left)
        elsewhere = open_document(path, storage=rest)
        write_board_state(path, rest, is_left=False, blank=True, blanked_by=1)
        await drive.press("f12")
        await drive.reads("stays blank: another window blanked it")
        assert read_board_state(path, rest).blank
        write_board_state(path, rest, blank=False)
        await drive.press("f12")
        await drive.reads("screen is blank. F12 brings it back.")
        assert read_board_state(path, rest).blank
        await drive.press("f12")
        await drive.reads("The room's screen is back.")
        assert not read_board_state(path, rest).is_dark
        elsewhere.close()


async def test_where_no_session_was_open_f12_claims_nothing(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, storage=rest) as drive:
        await drive.until(lambda: isinstance(drive.app.screen, LibraryScreen))
        await drive.press("f12")
        await drive.reads("no session has been opened in this window")
        assert read_board_state(path, rest) == BoardState()


async def test_behind_the_lock_it_brings_nothing_back(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        write_board_state(path, rest, blank=True)
        drive.app.push_screen(LockedScreen(lambda words: "no"))
        await drive.sees("Locked, because")
        await drive.press("f12", "ctrl+f")
        assert read_board_state(path, rest) == BoardState(blank=True)


async def test_freezing_and_the_front(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.press("ctrl+f")
        await drive.sees("room frozen")
        await drive.press("ctrl+f")
        await drive.go("5")
        await drive.press("ctrl+d", "1")
        await drive.sees("The room sees What are we worried about? alone")
        assert read_board_state(path, rest) == BoardState(front="worries")
        await drive.press("ctrl+d", "1")
        await drive.sees("The room sees the board.")
        assert read_board_state(path, rest) == BoardState()


async def test_what_is_private_never_comes_to_the_front(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.go("j")
        await drive.press("ctrl+d", "1")
        await drive.sees("The room sees the board.")
        assert read_board_state(path, rest).front is None


async def test_names_initials_stand_ins_and_names_again(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        for wall in (NameDisplay.INITIALS, NameDisplay.STAND_INS, NameDisplay.NAMES):
            await drive.press("ctrl+d", "w")
            assert drive.session.wall is wall
        await drive.press("ctrl+d", "w", "ctrl+z")
        assert drive.session.wall is NameDisplay.INITIALS, "undo is about what was said"


async def test_what_stands_for_a_stand_in_with_a_real_name_is_said(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        name = Name(name="Dana", stand_in=f"{drive.session.child}'s mum")
        drive.document.apply(lambda session: add_name(session, name), "a name")
        await drive.press("ctrl+d", "w", "ctrl+d", "w")
        await drive.reads("a real name in it is not shown: initials stand there")
        await drive.press("ctrl+n", "enter", "enter")
        await drive.sees("a real name is in it: the room sees")
        await drive.press("escape", "escape")


async def test_initials_come_to_the_room_even_while_saving_fails(tmp_path: Path) -> None:
    path, storage = session_in(tmp_path), resting(tmp_path)
    async with driving(path.parent, path, storage=storage) as drive:
        with gone(path):
            await not_saved(drive)
            await drive.press("ctrl+d", "w")
            assert read_board_state(path, storage).names is NameDisplay.INITIALS
            await drive.press("ctrl+d", "w")
            assert read_board_state(path, storage).names is NameDisplay.STAND_INS
            await drive.press("ctrl+d", "w")
            assert read_board_state(path, storage).names is NameDisplay.NAMES
        await drive.until(drive.document.flush)


async def test_a_room_that_cannot_be_told_to_hide_names_is_blank_and_that_is_said(
    tmp_path: Path,
) -> None:
    path, storage = place(tmp_path)
    async with driving(tmp_path, path, storage=storage) as drive:
        state_path = board_state_path(path, storage)
        assert state_path is not None
        in_the_way = state_path.with_name(f"{state_path.name}.{os.getpid()}.tmp")
        in_the_way.mkdir()
        await drive.press("ctrl+d", "w")
        await drive.reads("could not be told to hide names, so it is blank")
        await drive.sees("room blank")
        assert read_board_state(path, storage).is_dark
        in_the_way.rmdir()
        await drive.press("f12")
        assert read_board_state(path, storage) == BoardState(names=NameDisplay.INITIALS)


async def test_where_the_room_cannot_be_told_it_is_said(tmp_path: Path) -> None:
    path, _ = place(tmp_path)
    async with driving(tmp_path, path, storage=StorageContext()) as drive:
        await drive.press("f12")
        await drive.sees("could not be changed")
        assert "room blank" not in drive.seen()


async def test_the_board_in_the_facilitator_s_own_window(tmp_path: Path) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, storage=rest) as drive:
        await drive.press("f6")
        await drive.sees("What else do we need to know?")
        await drive.press("escape")
        await drive.say("! the tenancy ends")
        await drive.sees("▸ the tenancy ends")
        await drive.press("f5", "8")
        await drive.until(lambda: "6 What worked well?" not in drive.seen())
        await drive.press("f5", "0")
        assert drive.screen.line.input.has_focus
        await drive.press("f6")
        await drive.until(lambda: "What else do we need to know?" not in drive.seen())


@pytest.mark.parametrize("size", [(100, 30), (120, 40), (160, 45)])
async def test_the_pages_of_the_board_turn_at_once_and_are_numbered(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path, rest = place(tmp_path)
    async with driving(tmp_path, path, size=size, storage=rest) as drive:
        await drive.press("f6")
        await drive.sees("page ")
        pages = drive.screen.board.count
        assert pages > 1
        first = drive.screen.board.page
        for key in ("right", "pagedown"):
            before = drive.screen.board.page
            await drive.press(key)
            page = (before + 1) % pages
            await drive.sees(f"page {page + 1} of {pages}")
        await drive.press("pageup", "left")
        await drive.sees(f"page {first + 1} of {pages}")
        await drive.press(*"kit")
        assert drive.screen.line.text == "kit"


async def test_what_only_another_window_can_do_to_the_board_is_said(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, second):
        path, storage, names = first.path, first.storage, first.session.wall
        await second.press("ctrl+d", "w")
        await second.reads(second.document.read_only)
        assert first.session.wall is names
        write_board_state(path, storage, blank=True, locked_by=(os.getpid(),))
        await second.press("f12")
        await second.reads("The room's screen is back once the locked window is opened.")
        first.close()


async def test_without_a_state_folder_the_room_cannot_be_told(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, storage=StorageContext()) as drive:
        await drive.press("ctrl+f")
        await drive.reads(NO_BOARD)
