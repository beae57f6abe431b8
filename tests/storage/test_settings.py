"""What a user chose, and where it is remembered."""

import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.settings import (
    SETTINGS_FILE,
    Settings,
    SettingsPlace,
    change_settings,
    read_settings,
    settings_place,
)
from tests.support.broken_toml import TOO_MUCH

BROKEN = (
    "theme = ", "plain = 3", 'theme = ["dark"]', "\x00", "[" * 5000, 'theme = "\ud800"',
    *TOO_MUCH,
)  # fmt: skip


def in_file(folder: Path, text: str) -> Path:
    path = folder / SETTINGS_FILE
    path.write_bytes(text.encode(errors="surrogatepass"))
    return path


def test_without_a_file_nothing_is_chosen_and_nothing_is_wrong(tmp_path: Path) -> None:
    assert read_settings(SettingsPlace(tmp_path / "none")) == (Settings(), "")
    assert not (tmp_path / "none").exists()


def test_what_is_chosen_is_there_the_next_time(tmp_path: Path) -> None:
    kept = SettingsPlace(tmp_path / "casetool")
    assert change_settings(kept, theme="light") == ""
    assert change_settings(kept, plain=True) == ""
    assert change_settings(kept, room="high-contrast") == ""
    assert read_settings(kept) == (Settings("light", "high-contrast", plain=True), "")


@pytest.mark.skipif(sys.platform == "win32", reason="rights of another sort")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    change_settings(SettingsPlace(tmp_path / "a" / "casetool"), plain=True)
    assert (tmp_path / "a" / "casetool" / SETTINGS_FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "a" / "casetool").stat().st_mode & 0o777 == 0o700
    assert [one.name for one in (tmp_path / "a" / "casetool").iterdir()] == [SETTINGS_FILE]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_told_of_and_left_until_something_is_chosen(
    tmp_path: Path, text: str
) -> None:
    path, kept = in_file(tmp_path, text), SettingsPlace(tmp_path)
    before = path.read_bytes()
    found, why = read_settings(kept)
    assert found == Settings()
    assert str(path) in why
    assert path.read_bytes() == before
    assert change_settings(kept, theme="light") == ""
    assert read_settings(kept) == (Settings("light"), "")


def test_one_value_of_another_sort_does_not_take_the_others_along(tmp_path: Path) -> None:
    in_file(tmp_path, 'theme = "light"\nplain = "yes"\n')
    found, why = read_settings(SettingsPlace(tmp_path))
    assert found == Settings("light")
    assert why


def test_what_a_newer_version_keeps_stays(tmp_path: Path) -> None:
    path = in_file(tmp_path, 'letters = "large"\n[later]\nx = 1\n')
    assert change_settings(SettingsPlace(tmp_path), plain=True) == ""
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    assert held == {"letters": "large", "later": {"x": 1}, "theme": "", "room": "", "plain": True}


def test_two_windows_take_nothing_from_each_other(tmp_path: Path) -> None:
    ours, theirs = SettingsPlace(tmp_path), SettingsPlace(tmp_path)
    read_settings(ours)
    change_settings(theirs, room="light")
    change_settings(ours, theme="high-contrast")
    assert read_settings(theirs)[0] == Settings("high-contrast", "light")


def test_where_nothing_can_be_kept_it_is_told(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert change_settings(SettingsPlace(blocked / "casetool"), plain=True)
    assert change_settings(SettingsPlace(blocked), plain=True)


def test_where_nothing_is_to_be_remembered_nothing_is_done() -> None:
    assert change_settings(SettingsPlace(), plain=True) == ""
    assert read_settings(SettingsPlace()) == (Settings(), "")


def test_the_environment_names_the_folder_and_the_theme(tmp_path: Path) -> None:
    given = {"CASETOOL_CONFIG": str(tmp_path), "TEXTUAL_THEME": "nord"}
    assert settings_place(given) == SettingsPlace(tmp_path, "nord")
    usual = settings_place({}).folder
    assert usual is not None
    assert "casetool" in usual.parts


@given(st.binary(max_size=80))
def test_no_bytes_are_too_odd_to_be_read(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    (folder / SETTINGS_FILE).write_bytes(data)
    found, _ = read_settings(SettingsPlace(folder))
    assert isinstance(found, Settings)
    assert change_settings(SettingsPlace(folder), theme="dark") == ""
    assert read_settings(SettingsPlace(folder))[0].theme == "dark"
