"""Facts and the child, read aloud."""

from pathlib import Path

from casetool.render.views.recap import recap, recap_lines
from casetool.screens.meeting.recap import RecapScreen
from casetool.screens.session.screen import SessionScreen
from casetool.storage.board_state import Showing, read_board_state
from casetool.storage.context import StorageContext
from tests.support.driving import Drive, driving, examples


async def opened(drive: Drive) -> None:
    await drive.press("ctrl+d", "c")
    await drive.until(lambda: isinstance(drive.app.screen, RecapScreen))
    await drive.sees("Page 1 of")


async def test_on_a_small_screen_it_has_pages_and_the_last_leads_back(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await opened(drive)
        await drive.sees("Page 1 of 2.")
        await drive.sees("Milo missed 31 of 62 nursery sessions since April.")
        await drive.press("space")
        await drive.sees("Page 2 of 2.")
        await drive.sees("“Mummy sleeping. Shh.”")
        await drive.press("pageup")
        await drive.sees("1 Facts")
        await drive.press("pagedown", "space")
        await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))


async def test_where_there_is_room_it_is_one_page(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await opened(drive)
        await drive.sees("Page 1 of 1.")
        await drive.sees("2 About the child")


async def test_another_size_keeps_what_is_read_on_the_page(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await opened(drive)
        await drive.press("space")
        await drive.sees("Page 2 of 2.")
        await drive.pilot.resize_terminal(80, 14)
        await drive.until(lambda: "Page 2 of 2." not in drive.seen())
        await drive.sees("2 About the child")


async def test_the_room_turns_the_pages_too(tmp_path: Path) -> None:
    sessions = tmp_path / "sessions"
    sessions.mkdir()
    path = examples(sessions) / "example-in-discussion.toml"
    storage = StorageContext(state=tmp_path / "state")
    async with driving(sessions, path, size=(80, 24), storage=storage) as drive:
        await opened(drive)
        await drive.press("b")
        await drive.sees("The room sees this")
        first = read_board_state(path, storage)
        assert first.showing is Showing.RECAP
        assert first.chosen
        await drive.press("space")
        await drive.until(lambda: read_board_state(path, storage).chosen != first.chosen)
        assert not set(read_board_state(path, storage).chosen) & set(first.chosen)
        await drive.press("escape")
        await drive.until(lambda: read_board_state(path, storage).showing is Showing.BOARD)


async def test_what_the_room_sees_fits_on_a_smaller_window_of_the_room(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    storage = StorageContext(state=tmp_path / "state")
    async with driving(tmp_path, path, size=(120, 40), storage=storage) as drive:
        session, method = drive.document.session, drive.document.method
        await opened(drive)
        await drive.sees("Page 1 of 1.")
        await drive.press("b")
        await drive.sees("The room sees this")
        seen: list[str] = []
        while isinstance(drive.app.screen, RecapScreen):
            chosen = read_board_state(path, storage).chosen
            assert len(recap_lines(session, method, 70, chosen)) <= 21  # of a window of 80x24
            seen += chosen
            await drive.press("space")
        every = (one.id for block in recap(session, method) for one in block.sentences)
        assert seen == list(every)
        await drive.press("ctrl+d", "c")
        await drive.sees("Page 1 of 1.")


async def test_a_page_turned_while_the_room_sees_the_board_tells_it_nothing(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    storage = StorageContext(state=tmp_path / "state")
    async with driving(tmp_path, path, size=(80, 24), storage=storage) as drive:
        await opened(drive)
        await drive.press("space")
        await drive.sees("Page 2 of 2.")
        assert read_board_state(path, storage).chosen == ()


async def test_what_was_read_aloud_is_not_what_is_read_back(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    storage = StorageContext(state=tmp_path / "state")
    async with driving(tmp_path, path, storage=storage) as drive:
        for keys in (("b", "escape"), ("b", "b", "escape")):
            await opened(drive)
            await drive.press(*keys)
            await drive.until(lambda: isinstance(drive.app.screen, SessionScreen))
            await drive.until(lambda: read_board_state(path, storage).showing is Showing.BOARD)
            assert read_board_state(path, storage).chosen == ()
