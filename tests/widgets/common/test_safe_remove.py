"""What is taken away is never drawn once more: its styles are gone by then.

Textual draws when its timer says so; a widget that it is just removing may be among what it draws
(reliability.md, target 44: no fault of our own). Here the whole screen is drawn in that very turn.
"""

import asyncio
from pathlib import Path

from textual.widget import Widget
from textual.widgets import TextArea

from casetool.widgets.tree.view import TreeView
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


async def drawn_when_gone(drive: Drive, widget: Widget) -> None:
    """Wait until a widget has left the app, changed to the last; and draw in that very turn."""
    while widget.is_attached:
        widget.refresh()
        await asyncio.sleep(0)
    drive.screen._compositor.render_full_update()


def typed_in(drive: Drive) -> Widget:
    area = drive.app.focused
    assert isinstance(area, TextArea)
    return area


async def test_the_words_of_a_box(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        await drive.press("escape", "down", "enter")
        editor = typed_in(drive)
        drive.screen.query_one(TreeView).close_editor()
        await drawn_when_gone(drive, editor)


async def test_a_form(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.press("escape", "up", "enter")
        area = typed_in(drive)
        drive.screen.desk.pane.leave()  # type: ignore[union-attr]
        await drawn_when_gone(drive, area)
