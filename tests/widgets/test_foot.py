"""The foot: help stands first, and where not all keys have room that shows."""

from pathlib import Path

import pytest

from tests.driving import Drive, driving, examples


def foot(drive: Drive) -> str:
    return drive.seen().split("\n")[-1].strip()


@pytest.mark.parametrize(("width", "cut"), [(80, True), (200, False)])
async def test_help_comes_first_and_a_cut_shows(tmp_path: Path, width: int, cut: bool) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(width, 30)) as drive:
        await drive.until(lambda: foot(drive).casefold().startswith("f1 help"))
        assert foot(drive).endswith("…") is cut
        assert "More" in foot(drive)
