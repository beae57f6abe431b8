"""Every screen, looked at: that it can be read in each theme, without colour and in plain signs."""

import unicodedata
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.widgets import OptionList

from casetool.storage.settings import SettingsPlace
from casetool.widgets.common.item_list import LIST_POINTER, ItemList
from casetool.widgets.theme.themes import THEMES
from tests.support.contrast import of_style
from tests.support.cuts import cuts
from tests.support.driving import Drive, driving
from tests.support.two_windows import session_in
from tests.support.walk import every_stop, lengthened, rows, settled

SMALL, WIDE, LARGE = (80, 24), (100, 24), (120, 40)


LEAST = {"dark": 4.5, "light": 7, "high-contrast": 7}
"""How much words stand out from their ground, at the least, by theme."""


def is_drawn(text: str) -> bool:
    """Whether these are lines and blocks alone."""
    return all(0x2500 <= ord(char) < 0x25A0 for char in text)


def faint(words: list[Segment], least: float) -> list[tuple[str, float]]:
    """Which words can hardly be read."""
    found = []
    for text, style, _ in words:
        if style is None or not text.strip() or is_drawn(text.strip()):
            continue
        ratio = of_style(style)
        if ratio < least:
            found.append((text.strip(), round(ratio, 1)))
    return found


def words_of(drive: Drive) -> list[Segment]:
    """Every word on the screen, with its style."""
    return [segment for row in rows(drive) for segment in row if segment.text.strip()]


def sizes(config: pytest.Config) -> list[tuple[int, int]]:
    """The small screen, where least has room; with ``--full`` larger ones too."""
    return [SMALL, WIDE, LARGE] if config.getoption("--full") else [SMALL]


IN_TURN = 4
"""Screens that are looked at in one theme, before the next theme has its turn."""


async def test_every_screen_can_be_read_in_its_theme_and_in_plain_signs(
    tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    assert {*LEAST} == {*THEMES}
    full, themes, number = bool(pytestconfig.getoption("--full")), [*LEAST], 0
    for size in sizes(pytestconfig):
        (folder := tmp_path / str(size[0])).mkdir()
        async for name, drive in every_stop(session_in(folder), size):
            for theme in themes if full else [themes[number // IN_TURN % len(themes)]]:
                drive.app.theme = theme
                await settled(drive)
                await drive.until(lambda at=drive: len(words_of(at)) > 5)  # type: ignore[misc]
                assert faint(words_of(drive), LEAST[theme]) == [], f"{name}, {theme}"
            await in_plain_signs(name, drive)
            number += 1


async def in_plain_signs(name: str, drive: Drive) -> None:
    """Look at a screen in plain signs: the letters of people's names stay as they are."""
    drive.app.looks.turn_plain()
    await settled(drive)
    left = {char for char in drive.seen() if not char.isascii()}
    assert {char for char in left if unicodedata.category(char)[0] not in "LN"} == set(), name
    drive.app.looks.turn_plain()


LONG = f"{'Llanfairpwll' * 15} {'漢字' * 70} end"
"""Words that are longer than any screen."""


async def test_without_colour_one_sees_where_the_keys_act_and_what_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """One walk asks both: what is cut has nothing to do with colours."""
    lists = set()
    for size in sizes(pytestconfig):
        folder = tmp_path / str(size[0]) / ("a folder with a long name " * 6)
        folder.mkdir(parents=True)
        monkeypatch.setenv("NO_COLOR", "1")  # the app takes it away
        async for name, drive in every_stop(lengthened(session_in(folder), LONG), size):
            monkeypatch.setenv("NO_COLOR", "1")
            assert cuts(drive.app.screen) == [], name
            assert colours(drive) == set(), name
            for items in drive.app.screen.query(ItemList):
                if items.highlighted is not None and items.has_focus:
                    lists.add(name)
                    assert marked(items) == {(LIST_POINTER, True)}, name
    assert len(lists) > 10


def colours(drive: Drive) -> set[str]:
    """What on the screen is neither grey, black nor white."""
    styles = [style for row in rows(drive) for _, style, _ in row if style is not None]
    both = [colour for style in styles for colour in (style.color, style.bgcolor)]
    return {
        str(colour.get_truecolor())
        for colour in both
        if colour is not None and len(set(colour.get_truecolor())) > 1
    }


def marked(items: OptionList) -> set[tuple[str, bool]]:
    """What stands before each row that looks otherwise than the rest, and whether it is turned."""
    found = set()
    for y in range(items.scrollable_content_region.height):
        first = next(iter(items.render_line(y)), None)
        if first is not None and first.style is not None and first.text[:1] == LIST_POINTER:
            found.add((first.text[:1], bool(first.style.reverse)))
    return found


async def test_the_row_on_which_keys_act_has_a_sign_and_no_other_has(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=SMALL) as drive:
        await drive.go("3")
        assert f"\n{LIST_POINTER}" not in drive.seen()
        await drive.press("escape", "home")
        assert drive.seen().count(f"\n{LIST_POINTER}") == 1
        assert f"\n{LIST_POINTER}~ I feel sick" in drive.seen()
        await drive.press("down")
        assert f"\n{LIST_POINTER}= Mondays" in drive.seen()
        assert drive.seen().count(f"\n{LIST_POINTER}") == 1


@pytest.mark.parametrize("theme", THEMES)
async def test_without_colour_the_room_sees_what_was_caught_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    path = session_in(tmp_path)
    async with driving(path.parent, path, size=LARGE, kept=SettingsPlace(theme=theme)) as drive:
        await drive.press("f6", "escape")
        await drive.say("! the last thing")
        await drive.sees("▸ the last thing")
        dark = drive.app.current_theme.dark
        found = {
            text.strip(): style
            for row in rows(drive)
            for text, style, _ in row
            if style is not None and style.color is not None and style.bgcolor is not None
        }
        for words, turned in (("▸ the last thing", True), ("· Mum lets Lorna in", False)):
            style = found[words]
            assert style.color is not None
            assert style.bgcolor is not None
            front, ground = style.color.get_truecolor()[0], style.bgcolor.get_truecolor()[0]
            front, ground = (ground, front) if style.reverse else (front, ground)
            # all others are light on dark in a dark theme; this one is the other way round
            assert (front > ground) == (dark != turned)


async def test_a_hint_in_an_empty_field_does_not_look_as_if_it_were_typed(tmp_path: Path) -> None:
    async with driving(tmp_path, size=SMALL, kept=SettingsPlace(theme="light")) as drive:
        await drive.press("f2")
        await drive.type("thu")
        await drive.sees("Child thu")
        assert "Discussion (thu)" in drive.seen()
