"""Pictures of screens, one a file, so that a person can open them.

Look at each before accepting it: ``pytest tests/screens -W default --snapshot-update`` renews them.
"""

import re
from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from syrupy.types import SnapshotIndex
from textual.app import App


class Picture(SingleFileSnapshotExtension):
    """A picture a file, called after its test in letters that need no quotes."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT

    @classmethod
    def get_snapshot_name(cls, *, test_location: PyTestLocation, index: SnapshotIndex = 0) -> str:
        name = super().get_snapshot_name(test_location=test_location, index=index)
        return re.sub(r"[^\w.-]+", "-", name).strip("-")


def picture_of(app: App[Any]) -> str:
    """The screen as a picture: no font from anywhere, no name made by chance."""
    svg = app.export_screenshot(title="casetool")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return re.sub(r"terminal-\d+", "terminal", svg)
