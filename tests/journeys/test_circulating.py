"""The notes go round: with the marking, and with the names, that were chosen."""

from pathlib import Path

import pytest

from casetool.screens.corrections import CorrectionsScreen
from casetool.storage.rest import LOOK
from tests.driving import driving
from tests.journeys.robin_room import in_file, tool
from tests.journeys.test_corrections import (
    NARROW,
    SESSION,
    circulate,
    open_document,
    shown,
)


@pytest.mark.parametrize("marking", ["", "SECRET"])
async def test_the_marking_of_the_version_is_the_one_on_the_paper(
    tmp_path: Path, marking: str
) -> None:
    (tmp_path / LOOK).write_text('marking = "OFFICIAL"\n', encoding="utf-8")
    async with driving(tmp_path, in_file(tmp_path, SESSION), size=NARROW) as drive:
        await tool(drive, "n")
        await shown(drive, CorrectionsScreen)
        await circulate(drive, marking=marking)
        (version,) = open_document(drive).session.circulated
        text = next(tmp_path.glob("*.notes.md")).read_text(encoding="utf-8")
        assert version.marking == marking
        assert "OFFICIAL" not in text
        assert marking in text
