"""The board in a real browser: what it shows, what it loads, and what is left when it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

from casetool.storage.board_state import write_board_state
from casetool.storage.locations import storage_context
from tests.faults.working import environment
from tests.support.browser import CHROMIUM, browser
from tests.support.sealed import PASSPHRASE, ring
from tests.support.serving import Serving, serving, until

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")
SIZE = "[boardTerminal.cols, boardTerminal.rows].join()"
CLASSES = "document.body.className"


def is_large(size: str) -> bool:
    """Whether letters are as large as they can be while a board is still useful."""
    columns, rows = (int(part) for part in size.split(","))
    return columns >= 100 and rows >= 30 and (columns <= 110 or rows <= 33)


async def test_the_room_sees_the_board_and_nothing_is_asked_of_anybody_else(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with browser(tmp_path) as tab:
            await tab.open(one.address)
            shown = await tab.sees("About the child")
            assert "Milo" in shown
            assert await tab.value("document.title") == "casetool board"
            assert await tab.value("document.fonts.check(\"16px 'Roboto Mono'\")") is True
            ours = (one.address, f"ws{one.address.removeprefix('http')}", "data:,")
            assert [url for url in tab.asked_for if not url.startswith(ours)] == []
            assert any("/socket?" in url for url in tab.asked_for)
            assert tab.complaints == []
            picture = await tab.picture(tmp_path / "board.png")
            assert picture.startswith(b"\x89PNG")
            add = ["add", str(one.path), "worries", "The porch light is out"]
            subprocess.run([sys.executable, "-m", "casetool", *add], check=True)
            await tab.sees("porch light")
            await tab.picture(tmp_path / "caught.png")


async def test_letters_grow_with_the_window(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with browser(tmp_path) as tab:
            await tab.open(one.address, 1280, 720)
            await tab.sees("Milo")
            small = await tab.value("boardTerminal.options.fontSize")
            assert is_large(await tab.value(SIZE))
            await tab.resize(1920, 1080)
            await tab.until("String(boardTerminal.options.fontSize)", "29")
            assert int(small) < 22
            assert is_large(await tab.value(SIZE))
            await tab.sees("About the child")


async def test_blank_and_back_and_the_margin_is_of_the_colour_of_the_board(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with browser(tmp_path) as tab:
            await tab.open(one.address)
            await tab.sees("Milo")
            storage = storage_context(environment(tmp_path))
            assert write_board_state(one.path, storage, blank=True)
            assert "Facts" not in await tab.lacks("Milo")
            assert write_board_state(one.path, storage, blank=False)
            await tab.sees("Milo")
            dark = await tab.value("getComputedStyle(document.body).backgroundColor")
            await tab.press("t")
            await tab.until(
                f"String(getComputedStyle(document.body).backgroundColor != '{dark}')", "true"
            )


async def test_nothing_of_the_case_stays_in_sight_when_it_ends(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with browser(tmp_path) as tab:
            await tab.open(one.address)
            await tab.sees("Milo")
            await tab.press("q")
            await tab.until(CLASSES, "-closed")
            until(lambda: one.children() == [])
            assert "does not show the board" in await tab.value("document.body.innerText")
            await tab.value("document.querySelector('#gone button').click()")
            await tab.sees("Milo")
            assert one.end()[0] == 0
            await tab.until(CLASSES, "-closed")
            hidden = "getComputedStyle(document.querySelector('main')).display"
            assert await tab.value(hidden) == "none"


async def test_an_address_among_the_words_of_the_room_opens_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        async with browser(tmp_path) as tab:
            await tab.open(one.address)
            await tab.sees("Milo")
            assert await tab.value("String(window.open('http://192.0.2.1/'))") == "null"


async def test_an_encrypted_session_asks_in_the_page(tmp_path: Path) -> None:
    with serving(tmp_path) as plain:
        path = plain.path
        cipher = ring(path.parent)
        sealed = path.with_suffix(".toml.age")
        sealed.write_bytes(cipher.encrypt(path.read_bytes()))
        plain.end()
    path.unlink()
    one = Serving(sealed)
    try:
        async with browser(tmp_path) as tab:
            await tab.open(one.address)
            asked = await tab.sees("are encrypted")
            assert "Milo" not in asked
            for key in PASSPHRASE:
                await tab.press(key)
            await tab.press("\r")
            shown = await tab.sees("Milo")
            assert PASSPHRASE not in shown
            await tab.picture(tmp_path / "sealed.png")
    finally:
        assert one.end()[0] == 0
