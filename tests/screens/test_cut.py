"""Text that is cut shows that it is; the walk past every screen is in test_readable.py."""

from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from casetool.models.pseudonyms.edits import add_name
from casetool.models.pseudonyms.names import Name
from casetool.storage.board_state import write_board_state
from casetool.widgets.status.prompts import Prompts
from casetool.widgets.status.steps import StepsColumn
from casetool.widgets.tree.marks_bar import MarksBar
from tests.screens.test_readable import LONG
from tests.support.cuts import cuts
from tests.support.driving import Drive, driving, examples
from tests.support.two_windows import resting, session_in
from tests.support.walk import lengthened, settled


async def test_a_line_that_is_longer_than_its_row_shows_where_it_goes_on(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=(80, 24)) as drive:
        await drive.type("x" * 50)
        assert row_of(drive, "xxx").strip() == "x" * 50
        await drive.type("y" * 50)
        assert row_of(drive, "yyy").startswith(" …x")
        assert row_of(drive, "yyy").rstrip().endswith("y")
        await drive.press("home")
        assert row_of(drive, "xxx").startswith(" xx")
        assert row_of(drive, "xxx").rstrip().endswith("y…")


async def test_a_notice_that_takes_too_many_rows_says_so(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=(80, 24)) as drive:
        drive.screen.line.notice("word " * 40)
        await drive.sees("word word")
        assert "…" not in row_of(drive, "word", last=True)
        drive.screen.line.notice("another " * 100)
        await drive.sees("another another")
        assert row_of(drive, "another", last=True).rstrip().endswith("another…")
        assert cuts(drive.screen) == []


async def test_of_the_top_line_it_is_never_the_end_that_is_cut(tmp_path: Path) -> None:
    path, rest = lengthened(session_in(tmp_path), LONG), resting(tmp_path)
    write_board_state(path, rest, blank=True)
    async with driving(path.parent, path, size=(60, 24), storage=rest) as drive:
        await drive.press("f2")
        drive.clock.on(minutes=50)
        await drive.press("f2", "f2")
        top = drive.seen().splitlines()[0]
        assert "room blank" in top
        assert top.count("…") >= 1
        assert len(top.rstrip()) < 60
        assert cuts(drive.screen) == []


async def test_more_stand_ins_than_a_small_screen_holds(tmp_path: Path) -> None:
    path = lengthened(session_in(tmp_path), LONG)
    async with driving(path.parent, path, size=(80, 24)) as drive:
        drive.document.apply(lambda session: add_name(session, Name(name="end")), "a name")
        await drive.go("n")
        await drive.press("f5", "s", "m")
        await settled(drive)
        assert cuts(drive.app.screen) == []
        assert "W: write the notes" in drive.seen()
        await drive.press("end")
        await settled(drive)
        assert "8 Actions" in drive.seen()


async def test_evidence_that_is_longer_than_the_marks_of_a_box(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=(80, 24)) as drive:
        await drive.go("4")
        await drive.press("escape", "down", "f5", "plus")
        await drive.type(LONG)
        await drive.press("enter")
        bar = drive.screen.query_one(MarksBar)
        first, second = (bar.render_line(y).text for y in range(2))
        assert "●team" in first
        assert f"marks it: a letter each   + {LONG[:20]}" in second
        assert second.rstrip().endswith("…")


async def test_prompts_that_would_leave_no_room_for_the_step(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=(80, 24)) as drive:
        await drive.go("5")
        prompts = drive.screen.query_one(Prompts)
        step = drive.document.method.step("worries")
        prompts.step = step.model_copy(update={"prompts": ("word " * 300,)})
        await drive.until(lambda: prompts.size.height > 3)
        assert prompts.render_line(prompts.size.height - 1).text.endswith("…")
        assert "…" not in prompts.render_line(0).text
        pane = drive.screen.desk.pane
        assert pane is not None
        assert drive.screen.desk.size.height > 5


async def test_the_open_step_is_in_view_where_not_all_are(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=(100, 16)) as drive:
        column = drive.screen.query_one(StepsColumn)
        for key, name, above, below in (
            ("p", "People", False, True), ("5", "Worried", True, True), ("n", "Notes", True, False)
        ):  # fmt: skip
            await drive.go(key)
            lines = column.render().plain.splitlines()
            assert len(lines) == column.size.height
            assert any("▸" in line and name in line for line in lines)
            assert (lines[0] == "…", lines[-1] == "…") == (above, below)


async def test_a_long_name_while_a_session_opens_and_in_a_list_to_pick_from(tmp_path: Path) -> None:
    name = f"{'long-' * 40}x.toml"
    (examples(tmp_path) / "example-closed.toml").rename(tmp_path / name)
    async with driving(tmp_path, size=(80, 24)) as drive:
        await drive.sees("closed")
        await drive.press("up", "up", "down", "down", "f8")
        await settled(drive)
        assert cuts(drive.app.screen) == []
        assert "Leave it here" in drive.seen()


def row_of(drive: Drive, words: str, last: bool = False) -> str:
    """The row on which words stand: the first one, or the last."""
    found = [row for row in drive.seen().splitlines() if words in row]
    return found[-1 if last else 0]


class Small(App[None]):
    """Something that is cut."""

    CSS = """
    Static { height: 1; }
    .wraps { height: auto; }
    .told { text-wrap: nowrap; text-overflow: ellipsis; }
    Vertical { height: 2; overflow: hidden; }
    """

    def __init__(self, classes: str, inside: int = 1) -> None:
        super().__init__()
        self._look, self._inside = classes, inside

    def compose(self) -> ComposeResult:
        with Vertical():
            for _ in range(self._inside):
                yield Static("words " * 5, classes=self._look)


@pytest.mark.parametrize(
    ("classes", "inside", "found"), [("", 1, 1), ("told", 1, 0), ("wraps", 1, 0), ("told", 3, 1)]
)
async def test_what_looks_for_cuts_finds_them(classes: str, inside: int, found: int) -> None:
    app = Small(classes, inside)
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.pause()
        assert len(cuts(app.screen)) == found
