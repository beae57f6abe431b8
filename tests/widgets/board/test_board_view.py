"""The board as a widget: which page is seen, and what is drawn when it cannot be."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from casetool.models.session import Session
from casetool.models.session_edits import open_step
from casetool.render.board.painter import BoardPainter
from casetool.services.sessions.open import load_session
from casetool.widgets.board.board_view import BoardView
from tests.support.driving import HandClock, examples
from tests.support.strategies import METHOD


class OneBoard(App[None]):
    """The board alone."""

    def compose(self) -> ComposeResult:
        yield BoardView(METHOD, HandClock())


@asynccontextmanager
async def board(
    folder: Path, size: tuple[int, int]
) -> AsyncIterator[tuple[BoardView, Session, Pilot[None]]]:
    """A board with a session, its present value, and a pilot."""
    session = load_session(examples(folder) / "example-in-discussion.toml").session
    app = OneBoard()
    async with app.run_test(size=size) as pilot:
        view = app.query_one(BoardView)
        view.session = session
        await pilot.pause()
        yield view, session, pilot


def seen(view: BoardView) -> str:
    return "\n".join(view.render_line(y).text.rstrip() for y in range(view.size.height))


async def test_it_goes_where_the_discussion_goes_and_turns(tmp_path: Path) -> None:
    async with board(tmp_path, (60, 16)) as (view, session, pilot):
        assert view.count > 2
        view.session = open_step(session, "facts")
        await pilot.pause()
        assert "1 Facts" in seen(view)
        view.session = open_step(session, "actions")
        await pilot.pause()
        assert "1 Facts" not in seen(view)
        assert "8 What needs to happen?" in seen(view)
        page = view.page
        view.menu_move(1)
        view.menu_move(-1)
        assert view.page == page
        view.page = view.count - 1
        await pilot.resize_terminal(200, 100)
        assert view.count == 1
        assert (view.page, "1 Facts" in seen(view)) == (0, True)


async def test_a_fault_in_drawing_it_is_one_line_and_the_next_value_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError

    async with board(tmp_path, (100, 30)) as (view, session, pilot):
        with monkeypatch.context() as patch:
            patch.setattr(BoardPainter, "draw", faulty)
            view.session = open_step(session, "facts")
            await pilot.pause()
            told, *below = seen(view).splitlines()
            assert told.startswith("The board could not be drawn (ZeroDivisionError at")
            assert not any(below)
        view.session = open_step(session, "worries")
        await pilot.pause()
        assert "5 What are we worried about?" in seen(view)
