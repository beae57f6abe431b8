"""Themes are gone through, signs are turned, and both are remembered."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.app import App

from casetool.app.board_app import BoardApp
from casetool.app.facilitator_app import CasetoolApp
from casetool.storage.context import StorageContext
from casetool.storage.settings import (
    SETTINGS_FILE,
    Settings,
    SettingsPlace,
    change_settings,
    read_settings,
)
from casetool.widgets.theme.themes import LIGHT_THEME, THEMES
from tests.support.driving import HandClock, driving, examples
from tests.support.two_windows import session_in


def app(folder: Path, kept: SettingsPlace) -> CasetoolApp:
    return CasetoolApp(folder, now=HandClock(), settings_place=kept)


async def test_ctrl_t_goes_round_says_which_and_remembers_it(tmp_path: Path) -> None:
    path, kept = session_in(tmp_path), SettingsPlace(tmp_path / "config")
    async with driving(path.parent, path, kept=kept) as drive:
        assert drive.app.theme == "dark"
        for name, words in (
            ("light", "Light, for projectors."), ("high-contrast", "High contrast."),
            ("dark", "Dark."),
        ):  # fmt: skip
            await drive.press("ctrl+t")
            await drive.sees(words)
            assert drive.app.theme == name
            assert read_settings(kept)[0].theme == name


async def test_the_next_start_looks_as_the_last_one_did(tmp_path: Path) -> None:
    path, kept = session_in(tmp_path), SettingsPlace(tmp_path / "config")
    async with driving(path.parent, path, kept=kept) as drive:
        await drive.press("ctrl+t", "ctrl+d", "x")
        await drive.sees("Plain signs, no drawn boxes.")
        assert "✓" not in drive.seen()
    async with driving(path.parent, path, kept=kept) as drive:
        assert drive.app.theme == "light"
        assert drive.app.screen.styles.background.hex == LIGHT_THEME.background
        assert drive.app.has_class("-light-mode")
        assert "✓" not in drive.seen()
        await drive.press("ctrl+d", "x")
        await drive.sees("✓")
        await drive.press("ctrl+d", "t")
        await drive.sees("High contrast.")
    assert read_settings(kept)[0] == Settings("high-contrast", plain=False)


async def test_nothing_of_a_case_is_remembered(tmp_path: Path) -> None:
    path, kept = session_in(tmp_path), SettingsPlace(tmp_path / "config")
    async with driving(path.parent, path, kept=kept) as drive:
        await drive.say("! vexillum")
        await drive.press("ctrl+t")
        await drive.press("ctrl+d", "x")
    (file,) = (tmp_path / "config").iterdir()
    assert sorted(file.read_text(encoding="utf-8").splitlines()) == [
        "plain = true", 'room = ""', 'theme = "light"',
    ]  # fmt: skip


async def test_a_broken_file_is_told_and_the_app_starts(tmp_path: Path) -> None:
    path, kept = session_in(tmp_path), SettingsPlace(tmp_path)
    (tmp_path / SETTINGS_FILE).write_text("theme = \x00", encoding="utf-8")
    async with driving(path.parent, path, kept=kept) as drive:
        await drive.sees("The settings in")
        assert drive.app.theme == "dark"
        assert (tmp_path / SETTINGS_FILE).read_text(encoding="utf-8") == "theme = \x00"
        await drive.press("ctrl+t")
        assert read_settings(kept) == (Settings("light"), "")


async def test_where_it_cannot_be_remembered_it_is_said(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    (tmp_path / "file").write_text("", encoding="utf-8")
    async with driving(path.parent, path, kept=SettingsPlace(tmp_path / "file")) as drive:
        await drive.press("ctrl+d", "t")
        await drive.sees("Light, for projectors. It could not be remembered")


def test_the_environment_goes_before_what_was_chosen(tmp_path: Path) -> None:
    kept = SettingsPlace(tmp_path)
    change_settings(kept, theme="light")
    assert app(tmp_path, kept).theme == "light"
    assert app(tmp_path, replace(kept, theme="nord")).theme == "nord"
    assert app(tmp_path, replace(kept, theme="none, high-contrast")).theme == "high-contrast"
    assert app(tmp_path, replace(kept, theme="none")).theme == "light"


def test_a_theme_that_is_not_there_any_more_is_passed_over(tmp_path: Path) -> None:
    change_settings(SettingsPlace(tmp_path), theme="of a later version")
    assert app(tmp_path, SettingsPlace(tmp_path)).theme == "dark"


@pytest.mark.parametrize("name", THEMES)
def test_the_first_picture_has_the_colours_of_its_theme(tmp_path: Path, name: str) -> None:
    change_settings(SettingsPlace(tmp_path), theme=name)
    found = app(tmp_path, SettingsPlace(tmp_path))
    wanted = found.get_css_variables()
    assert found.stylesheet._variables == wanted
    assert wanted["block-cursor-background"] == THEMES[name].variables["block-cursor-background"]


async def test_the_rooms_window_has_a_theme_of_its_own(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    kept = SettingsPlace(tmp_path / "config")
    change_settings(kept, theme="high-contrast")
    board = BoardApp(path, StorageContext(state=tmp_path / "state"), HandClock(), kept)
    async with board.run_test() as pilot:
        assert board.theme == "high-contrast"
        await pilot.press("t", "t", "x")
        await pilot.pause()
        assert board.theme == "light"
        assert board.looks.plain
    assert read_settings(kept)[0] == Settings("high-contrast", "light", plain=True)
    again: App[int] = BoardApp(path, StorageContext(state=tmp_path / "state"), HandClock(), kept)
    assert again.theme == "light"
