"""The room's window: what is seen there, and what is not."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from syrupy.assertion import SnapshotAssertion
from textual.pilot import Pilot

from casetool.app.board_app import BoardApp
from casetool.models.entries.edits import add_entry, delete_entry
from casetool.models.entries.model import Entry
from casetool.models.meeting.tick_edits import toggle_tick
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.session import entries_of
from casetool.models.session_edits import edit_details
from casetool.screens.board import BoardScreen
from casetool.services.sessions.open import open_document
from casetool.storage.board_state import Showing, board_state_path, write_board_state
from casetool.storage.context import StorageContext
from casetool.storage.toml.codec import dumps
from tests.support.driving import LOOK, PATIENCE, HandClock, examples
from tests.support.pictures import picture_of

SIZES = [(80, 24), (100, 30), (120, 40), (160, 45), (200, 50)]
IDS = [f"{width}x{height}" for width, height in SIZES]


class Watch:
    """The room's window, and the one who looks at it."""

    def __init__(
        self, app: BoardApp, pilot: Pilot[int], path: Path, storage: StorageContext
    ) -> None:
        self.app, self.pilot, self.path, self.storage = app, pilot, path, storage

    @property
    def screen(self) -> BoardScreen:
        """The board."""
        assert isinstance(self.app.screen, BoardScreen)
        return self.app.screen

    def seen(self) -> str:
        """All that is on it, as words."""
        strips = self.app.screen._compositor.render_strips()
        return " ".join(" ".join(strip.text for strip in strips).split())

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let it work until something holds."""
        end = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < end, self.seen()
            await asyncio.sleep(LOOK)
            await self.pilot.pause()

    async def sees(self, words: str) -> None:
        """Wait until words are there."""
        await self.until(lambda: words in self.seen())

    async def tell(self, **changes: object) -> None:
        """What the facilitator's window would tell."""
        write_board_state(self.path, self.storage, **changes)
        await self.pilot.pause()


@asynccontextmanager
async def watching(
    folder: Path, size: tuple[int, int] = (100, 30), name: str = "example-in-discussion.toml"
) -> AsyncIterator[Watch]:
    """The room's window on an example; what it is told lies beside."""
    path, storage = examples(folder) / name, StorageContext(state=folder / "state")
    app = BoardApp(path, storage, now=HandClock())
    async with app.run_test(size=size) as pilot:
        watch = Watch(app, pilot, path, storage)
        await watch.until(lambda: isinstance(app.screen, BoardScreen))
        yield watch


@pytest.mark.parametrize("size", SIZES, ids=IDS)
async def test_every_page(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]
) -> None:
    async with watching(tmp_path, size, "example-closed.toml") as watch:
        await watch.sees("Juno")
        for number in range(watch.screen.board.count):
            await watch.until(lambda page=number: watch.screen.board.page == page)  # type: ignore[misc]
            await watch.pilot.pause()
            assert picture_of(watch.app) == picture(name=f"page-{number + 1}")
            await watch.pilot.press("space")


async def test_what_is_blank_when_the_window_opens_is_never_seen(tmp_path: Path) -> None:
    path = tmp_path / "example-in-discussion.toml"
    write_board_state(path, StorageContext(state=tmp_path / "state"), blank=True)
    async with watching(tmp_path) as watch:
        await watch.pilot.pause()
        assert watch.seen() == ""
        await watch.tell(blank=False)
        await watch.sees("1 Facts")


async def test_of_a_session_that_was_left_nothing_is_shown_until_it_is_open_again(
    tmp_path: Path,
) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("Milo")
        await watch.tell(is_left=True)
        await watch.sees("Nothing is being shown.")
        assert watch.seen() == "Nothing is being shown."
        await watch.tell(is_left=False)
        await watch.sees("Milo")


async def test_a_frozen_board_still_hides_names_and_removed_lines_but_shows_nothing_new(
    tmp_path: Path,
) -> None:
    async with watching(tmp_path, (200, 50)) as watch:
        await watch.sees("Milo")
        old, words = next(
            (entry, words)
            for _, entry in entries_of(watch.screen._session)
            if watch.seen().count(words := " ".join(entry.text.split()[:2])) == 1
        )
        await watch.tell(frozen=True)
        await watch.sees("stands still")
        document = open_document(watch.path, storage=watch.storage)
        write_board_state(watch.path, watch.storage, frozen=True)
        entry = Entry(id="new", text="zebra", at=HandClock()())
        document.apply(lambda session: add_entry(session, "worries", entry), "a worry")
        document.apply(lambda session: delete_entry(session, old.id), "deleted")
        document.apply(lambda session: edit_details(session, wall=NameDisplay.INITIALS), "names")
        assert document.flush()
        await watch.until(lambda: "Milo" not in watch.seen())
        assert words not in watch.seen()
        assert "zebra" not in watch.seen()
        document.close()
        await watch.tell(frozen=False)
        await watch.sees("zebra")


@pytest.mark.parametrize("frozen", [False, True])
async def test_names_are_hidden_at_once_even_if_the_session_cannot_be_saved(
    tmp_path: Path, frozen: bool
) -> None:
    async with watching(tmp_path, (200, 50)) as watch:
        await watch.sees("Milo")
        await watch.tell(frozen=frozen)
        await watch.tell(names=NameDisplay.INITIALS)
        await watch.until(lambda: "Milo" not in watch.seen())
        await watch.sees("M. ")
        assert watch.screen._session.wall is NameDisplay.NAMES, "as the file says"


async def test_what_is_blank_stays_blank_whatever_becomes_of_the_word_for_it(
    tmp_path: Path,
) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("1 Facts")
        await watch.tell(blank=True)
        await watch.until(lambda: watch.seen() == "")
        place = board_state_path(watch.path, watch.storage)
        assert place is not None
        for change in (lambda: place.write_bytes(b"{"), place.unlink):
            change()
            await look(watch)
            assert watch.seen() == ""
        await watch.tell(blank=False)
        await watch.sees("1 Facts")


async def look(watch: Watch) -> None:
    """Let the window look at its files, and draw what it finds."""
    await watch.until(lambda: watch.app._follower is not None)
    before = watch.path.stat().st_mtime_ns
    os.utime(watch.path, ns=(before + 1, before + 1))
    old = watch.screen._session
    await watch.until(lambda: watch.screen._session is not old)
    await watch.pilot.pause()


async def test_a_heading_at_the_front_and_back(tmp_path: Path) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("1 Facts")
        await watch.tell(front="worries")
        await watch.until(lambda: "3 Immediate" not in watch.seen())
        assert "5 What are we worried about?" in watch.seen()
        await watch.tell(front=None)
        await watch.sees("What else do we need to know?")


@pytest.mark.parametrize("front", ["jottings", "people", "no-such-heading"])
async def test_nothing_else_than_a_heading_of_the_room_comes_to_the_front(
    tmp_path: Path, front: str
) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("1 Facts")
        await watch.tell(front=front)
        await watch.until(lambda: watch.screen._room.front == front)
        await watch.pilot.pause()
        assert "1 Facts" in watch.seen()


async def test_what_is_lit_up_stays_lit_up_while_all_stands_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casetool.widgets.board.board_view.HIGHLIGHT_TIME", timedelta(seconds=0.5))
    async with watching(tmp_path) as watch:
        await watch.sees("1 Facts")
        board = watch.screen.board
        board._highlight("w1", True)
        await watch.tell(frozen=True)
        await watch.sees("stands still")
        await watch.until(lambda: board._light_timer is None)
        assert board._visible_part.lit
        await watch.tell(frozen=False)
        await watch.until(lambda: not board._visible_part.lit)


async def test_what_is_frozen_stands_still_whatever_comes(tmp_path: Path) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("1 Facts")
        await watch.tell(frozen=True)
        await watch.sees("stands still")
        await watch.tell(front="worries")
        text = watch.path.read_text(encoding="utf-8").replace('child = "Milo"', 'child = "Moved"')
        watch.path.write_text(text, encoding="utf-8")
        await watch.until(lambda: watch.screen._session.child == "Moved")
        await watch.pilot.pause()
        assert "1 Facts" in watch.seen()
        assert "Moved" not in watch.seen()
        await watch.tell(frozen=False)
        await watch.sees("Moved")
        assert "1 Facts" not in watch.seen()


@pytest.mark.parametrize(
    ("showing", "words"),
    [
        (Showing.OPENING, "Before we begin"),
        (Showing.RECAP, "Milo missed 31 of 62 nursery sessions"),
        (Showing.READ_BACK, "Nothing is chosen to be read back."),
    ],
)
async def test_what_else_the_room_can_see(tmp_path: Path, showing: Showing, words: str) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("page 1 of")
        await watch.tell(showing=showing)
        # the words of a fact stand on the board as well
        await watch.until(lambda: words in watch.seen() and "page 1 of" not in watch.seen())
        await watch.tell(showing=Showing.BOARD)
        await watch.sees("page 1 of")


async def test_trouble_with_the_file_is_told_quietly_and_the_board_stays(tmp_path: Path) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("1 Facts")
        whole = watch.path.read_bytes()
        watch.path.write_bytes(whole[:300] + b"[[[")
        await watch.sees("cannot be read just now")
        assert "1 Facts" in watch.seen()
        watch.path.write_bytes(whole)
        await watch.until(lambda: "cannot be read" not in watch.seen())


async def test_the_point_that_is_next_is_in_sight_in_a_small_window(tmp_path: Path) -> None:
    async with watching(tmp_path, (80, 24)) as watch:
        await watch.sees("1 Facts")
        await watch.tell(showing=Showing.OPENING)
        await watch.sees("Before we begin")
        assert "Who is not here" not in watch.seen()
        session, method = watch.screen._session, watch.screen._method
        for point in method.opening[:-1]:
            session = toggle_tick(session, point.words, HandClock()())
        watch.path.write_text(dumps(session, method), encoding="utf-8")
        await watch.sees("▸ Who is not here")
        await watch.tell(showing=Showing.RECAP)
        await watch.sees("1 Facts")


async def test_who_stands_at_the_room_s_window_can_blank_it_and_choose_a_heading(
    tmp_path: Path,
) -> None:
    async with watching(tmp_path) as watch:
        await watch.sees("1 Facts")
        await watch.pilot.press("b")
        await watch.until(lambda: watch.seen() == "")
        await watch.pilot.press("b", "5")
        await watch.until(lambda: "3 Immediate" not in watch.seen())
        assert "5 What are we worried about?" in watch.seen()
        await watch.pilot.press("0")
        await watch.sees("1 Facts")
