"""Which folder holds the sessions."""

import stat
from pathlib import Path

import pytest

from casetool.storage.files.atomic import SaveError
from casetool.storage.locations import ensure, sessions_folder


def chosen(tmp_path: Path, option: Path | None, environment: dict[str, str]) -> Path:
    return sessions_folder(option, environment, tmp_path, lambda: tmp_path / "data")[0]


def test_the_option_goes_first_then_the_variable_then_here_then_your_own(tmp_path: Path) -> None:
    named = {"CASETOOL_SESSIONS": str(tmp_path / "env")}
    assert chosen(tmp_path, None, {}) == tmp_path / "data"
    (tmp_path / "sessions").mkdir()
    assert chosen(tmp_path, None, {}) == tmp_path / "sessions"
    assert chosen(tmp_path, None, named) == tmp_path / "env"
    assert chosen(tmp_path, tmp_path / "opt", named) == tmp_path / "opt"


def test_choosing_makes_nothing(tmp_path: Path) -> None:
    chosen(tmp_path, tmp_path / "opt", {})
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_once_and_for_us_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert ensure(folder)
    assert not ensure(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(SaveError, match="not a folder"):
        ensure(tmp_path / "a")
