"""Words that are typed over a screen of the session go into its line, whole."""

from pathlib import Path

import pytest

from casetool.screens.session.stray_text import TYPED_ELSEWHERE
from casetool.widgets.common.field_area import FieldArea
from casetool.widgets.common.item_list import ItemList
from tests.support.driving import Drive, driving, examples
from tests.support.few import few
from tests.support.walk import go_to_stop

IN_DISCUSSION = "example-in-discussion.toml"
ABOVE = ("help", "the opening", "the recap", "the voices", "the hour")
"""Over the session, without a field: the first letter is none that acts there."""


async def over(drive: Drive, stop: str) -> None:
    await go_to_stop(drive, stop)
    assert not drive.session_is_seen


@pytest.mark.parametrize("stop", few(2, ABOVE))
async def test_all_that_follows_the_first_letter_is_words(tmp_path: Path, stop: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        session, count, ticked = drive.screen, len(drive.texts("thoughts")), drive.session.ticked
        await over(drive, stop)
        await drive.key_in("Zebra had a catt\x7f by me\rnow\rx")
        await drive.until(lambda: session.line.text == "x")
        await drive.sees(TYPED_ELSEWHERE[:24])
        assert not drive.session_is_seen
        await drive.press("escape")
        await drive.until(lambda: drive.session_is_seen)
        assert drive.texts("thoughts")[count:] == ["Zebra had a cat by me", "now"]
        assert drive.session.ticked == ticked


@pytest.mark.parametrize(
    ("half", "typed", "expected"),
    [
        ("mum said he is late ", "/ my own note", "mum said he is late ⏎ / my own note"),
        ("mum said he is late", "/ my own note", "mum said he is late ⏎ / my own note"),
        ("/ my own note ", "! seen alone", "/ my own note ⏎ ! seen alone"),
        ("mum said he ", "zig-zags / runs", "mum said he zig-zags / runs"),
        ("did he come", "? she asks", "did he come? she asks"),
        ("mum said", "gran cried", "mum said gran cried"),
        ("mum came.", "Gran left", "mum came. Gran left"),
        ("mum sai", "d so", "mum sai d so"),
        ("seen by @", "kit", "seen by @kit"),
    ],
)
async def test_what_is_typed_behind_half_a_line_is_parted_from_it(
    tmp_path: Path, half: str, typed: str, expected: str
) -> None:
    """A jotting must not become the end of a line that all may read, nor two words one."""
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        session = drive.screen
        await drive.type(half)
        await over(drive, "help")
        await drive.key_in(typed)
        await drive.until(lambda: session.line.text == expected)
        await drive.press("escape")


async def test_another_key_ends_it(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        session = drive.screen
        await over(drive, "the opening")
        await drive.key_in("Zebra b\x1b[B ")
        await drive.until(lambda: len(session.document.session.ticked) == 1)
        assert session.line.text == "Zebra b"
        await drive.press("escape")


async def test_until_a_letter_comes_the_keys_are_those_of_the_screen(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        session = drive.screen
        await over(drive, "the opening")
        await drive.key_in(" ")
        await drive.until(lambda: len(session.document.session.ticked) == 1)
        assert session.line.text == ""
        await drive.press("escape")


async def test_a_field_that_is_opened_with_the_mouse_takes_its_letters(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        session = drive.screen
        await over(drive, "names")
        drive.app.screen.set_focus(drive.app.screen.query_one(ItemList))
        await drive.key_in("Zebra")
        await drive.until(lambda: session.line.text == "Zebra")
        await drive.pilot.click(ItemList, offset=(5, 0))
        await drive.until(lambda: isinstance(drive.app.focused, FieldArea))
        await drive.key_in("m n")
        await drive.until(lambda: "m n" in getattr(drive.app.focused, "text", ""))
        assert session.line.text == "Zebra"
