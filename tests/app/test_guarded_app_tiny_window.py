"""A window of a few columns or rows ends nothing."""

from pathlib import Path

import pytest

from tests.support.driving import driving, examples
from tests.support.few import few

KEYS = (
    *("f4", "5", "escape", "f5", "escape"),
    *("f4", "4", "escape", "down", "f5", "escape", "tab", "escape"),
    *("ctrl+p", "escape", "ctrl+d", "escape", "f1", "escape", "f6", "f6"),
    *("f4", "8", "escape", "enter", "escape", "ctrl+n", "escape"),
)


@pytest.mark.parametrize(("columns", "rows"), few(2, [(1, 1), (8, 60), (7, 40), (10, 3)]))
async def test_it_can_be_made_tiny_and_large_again(tmp_path: Path, columns: int, rows: int) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        before = drive.session.headings
        await drive.pilot.resize_terminal(columns, rows)
        for key in KEYS:
            await drive.press(key)
        await drive.pilot.resize_terminal(80, 24)
        await drive.press("escape", "f4", "5")
        await drive.sees("5 Worried")
        assert drive.session.headings == before
