"""Every line end that Unicode knows ends a line, wherever it is pasted or typed."""

from pathlib import Path

import pytest
from textual.events import Key, Paste

from casetool.models.session import tree_of
from casetool.models.tree.model import walk
from casetool.screens.session.paste_review import PasteScreen
from tests.support.characters import LINE_ENDS
from tests.support.driving import Drive, driving, examples
from tests.support.few import few

IN_DISCUSSION = "example-in-discussion.toml"
ENDS = [end for end in LINE_ENDS if end != "\t"]
AS_KEYS = ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"]
"""Those that a keyboard can send: the others are control keys there."""


def typed(drive: Drive, text: str) -> None:
    """Each character as the key of a driver that knows no line ends."""
    for character in text:
        drive.app.post_message(Key("enter" if character == "\r" else character, character))


async def test_a_paste_into_an_empty_line_is_a_list(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("1")
        for end in ENDS:
            await drive.key_in(f"\x1b[200~a1{end}b1\x1b[201~")
            await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))
            await drive.press("enter")
            await drive.until(lambda: drive.session_is_seen)
            assert drive.texts("facts")[-2:] == ["a1", "b1"], repr(end)
            await drive.press("ctrl+z")


@pytest.mark.parametrize("end", few(3, AS_KEYS))
async def test_typed_it_is_enter(tmp_path: Path, end: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("1")
        typed(drive, f"a1{end.replace(chr(10), chr(13))}b1\r")
        await drive.until(lambda: drive.texts("facts")[-2:] == ["a1", "b1"])
        await drive.go("p")
        typed(drive, f"Jo Poe{end.replace(chr(10), chr(13))}Al Fox\r")
        await drive.until(lambda: drive.session.people[-1].name == "Al Fox")
        assert drive.session.people[-2].name == "Jo Poe"


@pytest.mark.parametrize("end", ["\v", "\x85", "\u2028"])
async def test_a_box_and_the_round_take_a_paste_line_by_line(tmp_path: Path, end: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        await drive.press("escape", "down", "tab")
        drive.app.post_message(Paste(f"her cat{end}moved on"))
        await drive.until(lambda: "moved on" in boxes(drive))
        assert "her cat" in boxes(drive)
        await drive.go("r")
        drive.app.post_message(Paste(f"one{end}two"))
        await drive.until(lambda: isinstance(drive.app.screen, PasteScreen))
        await drive.sees("2 lines were pasted")


def boxes(drive: Drive) -> set[str]:
    tree = tree_of(drive.session)
    assert tree is not None
    return {node.text for node, _, _ in walk(tree)}


async def test_a_line_that_stands_there_is_taken_line_by_line(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("1")
        await drive.say("a1\u2028b1")
        await drive.until(lambda: drive.texts("facts")[-2:] == ["a1", "b1"])
