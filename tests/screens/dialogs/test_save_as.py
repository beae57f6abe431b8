"""The box for another folder."""

import pytest
from textual.app import App, ComposeResult
from textual.events import Paste

from casetool.screens.dialogs.save_as import FolderInput


class Asking(App[None]):
    """The box alone."""

    def compose(self) -> ComposeResult:
        yield FolderInput()


@pytest.mark.parametrize(
    ("typed", "pasted", "path"),
    [
        ("", "/media/stick", "/media/stick"),
        ("/media", "/stick/x", "/media/stick/x"),
        ("/media/", "stick", "/media/stick"),
        ("/media", "/a\n/ b", "/media ⏎ / a ⏎ / b"),
    ],
)
async def test_a_paste_goes_on_with_a_path(typed: str, pasted: str, path: str) -> None:
    app = Asking()
    async with app.run_test():
        box = app.query_one(FolderInput)
        box.value, box.cursor_position = typed, len(typed)
        box.on_paste(Paste(pasted))
        assert box.value == path
