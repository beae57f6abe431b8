"""Lines chosen, read back to the room, and agreed."""

from pathlib import Path

import pytest

from casetool.models.meeting.read_back import agreed_things
from casetool.screens.meeting.read_back import ReadBackScreen
from casetool.screens.meeting.read_back_selection import ReadBackSelectionScreen
from casetool.screens.session.screen import SessionScreen
from casetool.storage.board_state import Showing, read_board_state
from casetool.storage.context import StorageContext
from tests.support.driving import Drive, driving, examples
from tests.support.sizes import ONE_SIZE


def placed(folder: Path) -> tuple[Path, StorageContext]:
    sessions = folder / "sessions"
    sessions.mkdir()
    return examples(sessions) / "example-in-discussion.toml", StorageContext(state=folder / "state")


async def choosing(drive: Drive) -> ReadBackSelectionScreen:
    await drive.press("ctrl+d", "k")
    await drive.until(lambda: isinstance(drive.app.screen, ReadBackSelectionScreen))
    await drive.sees("which lines?")
    assert isinstance(drive.app.screen, ReadBackSelectionScreen)
    return drive.app.screen


async def reading(drive: Drive) -> ReadBackScreen:
    await drive.press("enter")
    await drive.until(lambda: isinstance(drive.app.screen, ReadBackScreen))
    await drive.sees("do we agree?")
    assert isinstance(drive.app.screen, ReadBackScreen)
    return drive.app.screen


async def back(drive: Drive) -> None:
    await drive.press("escape")
    await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))


@pytest.mark.parametrize("size", ONE_SIZE)
async def test_lines_are_chosen_read_and_agreed(tmp_path: Path, size: tuple[int, int]) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, size=size, storage=rest) as drive:
        await choosing(drive)
        await drive.press(*"scared", "space")
        await drive.sees("1 line is chosen.")
        await drive.press(*["backspace"] * 6, *"hungry", "space")
        await drive.sees("2 lines are chosen.")
        screen = await reading(drive)
        assert len(screen._item_ids) == 2
        await drive.press("y")
        await drive.sees("1 of 2 agreed.")
        await drive.press("y")
        await drive.sees("All agreed: Esc goes back.")
        await back(drive)
        assert agreed_things(drive.session) == set(screen._item_ids)


async def test_a_whole_heading_is_chosen_with_one_key_and_left_out_again(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        screen = await choosing(drive)
        first = screen._ids_by_step[0][1]
        await drive.press("tab")
        assert screen._selected_ids == set(first)
        await drive.press("tab")
        assert screen._selected_ids == set()


async def test_choosing_a_line_makes_only_its_row_again(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        screen = await choosing(drive)
        before, chosen = {row.id: row for row in screen._items._rows}, screen._items.selected
        await drive.press("space")
        await drive.sees("1 line is chosen.")
        after = {row.id: row for row in screen._items._rows if not row.is_title}
        assert {row_id for row_id, row in after.items() if row is not before[row_id]} == {chosen}


async def test_without_a_choice_the_highlighted_line_is_read(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        screen = await choosing(drive)
        await drive.press("down")
        wanted = screen._items.selected
        assert (await reading(drive))._item_ids == (wanted,)


async def test_words_that_match_nothing_choose_nothing(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        screen = await choosing(drive)
        await drive.press(*"zzz", "space", "enter")
        assert screen._selected_ids == set()
        assert drive.app.screen is screen


@pytest.mark.parametrize("keys", [("escape",), ("enter", "escape")])
async def test_a_sentence_typed_there_goes_into_the_line_with_its_spaces(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        await choosing(drive)
        await drive.press("space", *"mum cried at night", *keys)
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == "mum cried at night"


async def test_spaces_that_choose_lines_make_no_words(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        await choosing(drive)
        await drive.press("space", "space", *"a", "space", "space", "backspace", "escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.screen.line.text == ""


async def test_a_line_is_mended_and_the_same_lines_are_chosen_again(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        await choosing(drive)
        await drive.press(*"hungry", "space")
        (thing,) = (await reading(drive))._item_ids
        await drive.press("e")
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
        await drive.until(lambda: str(getattr(drive.app.focused, "id", "")).startswith("list-"))
        await drive.until(lambda: drive.screen.desk.pane.items.selected == thing)  # type: ignore[union-attr]
        screen = await choosing(drive)
        assert screen._selected_ids == {thing}


async def test_what_was_changed_since_says_so_and_is_agreed_anew(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, size=(80, 24), storage=rest) as drive:
        await drive.go("5")
        await drive.say("nobody has seen Ash")
        await choosing(drive)
        await drive.press(*"seen", "space")
        await reading(drive)
        await drive.press("y")
        await back(drive)
        await drive.sees("✓ agreed in the room")
        await drive.press("escape", "end", "enter")
        await drive.until(lambda: str(getattr(drive.app.focused, "id", "")).startswith("field-"))
        await drive.type(" since May")
        await drive.press("escape")
        await drive.sees("! changed since it was agreed")
        await choosing(drive)
        await drive.press(*"seen")
        await drive.sees("changed since it was agreed")
        await reading(drive)
        await drive.press("y")
        await back(drive)
        await drive.sees("✓ agreed in the room")
        await drive.press("ctrl+z")
        await drive.sees("! changed since it was agreed")


async def test_the_room_sees_the_lines_when_asked(tmp_path: Path) -> None:
    path, rest = placed(tmp_path)
    async with driving(path.parent, path, storage=rest) as drive:
        await choosing(drive)
        await drive.press("tab")
        screen = await reading(drive)
        assert read_board_state(path, rest).showing is Showing.BOARD
        await drive.press("b")
        await drive.sees("The room sees this")
        state = read_board_state(path, rest)
        assert (state.showing, state.chosen) == (Showing.READ_BACK, screen._item_ids)
        await back(drive)
        await drive.until(lambda: read_board_state(path, rest).showing is Showing.BOARD)


async def test_there_may_be_nothing_to_read_back(tmp_path: Path) -> None:
    from casetool.services.sessions.create import create_session
    from tests.support.driving import START

    path = create_session({"child": "Child A"}, tmp_path, START)
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+d", "k")
        await drive.sees("There is nothing yet that could be read back.")
