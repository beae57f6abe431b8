"""Opening a folder: each system has its own program for it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from casetool.services.export.open_folder import command_for, show_folder


@pytest.mark.parametrize(
    ("platform", "program"), [("win32", "explorer"), ("darwin", "open"), ("linux", "xdg-open")]
)
def test_each_system_has_its_own_program(tmp_path: Path, platform: str, program: str) -> None:
    assert command_for(tmp_path, platform) == [program, str(tmp_path)]


def test_it_is_started_with_the_folder(tmp_path: Path) -> None:
    started: list[Sequence[str]] = []
    assert show_folder(tmp_path, started.append) == f"Opened {tmp_path}"
    assert started == [command_for(tmp_path)]


def test_without_such_a_program_it_says_where_the_folder_is(tmp_path: Path) -> None:
    def fails(command: Sequence[str]) -> object:
        raise FileNotFoundError

    told = show_folder(tmp_path, fails)
    assert told == f"No program for folders was found here. The folder is {tmp_path}"
