"""What becomes of text that came as keys, all at once."""

from pathlib import Path

from textual.events import Paste

from casetool.models.session import actions_of, tree_of
from casetool.models.tree.model import walk
from casetool.widgets.common.paste_as_keys import TypedAtOnce
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


def at_once(drive: Drive, text: str) -> None:
    drive.app.post_message(TypedAtOnce(text.strip("\r"), text))


async def test_its_lines_fill_a_field_each(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("8")
        await drive.say("Ring the GP")
        at_once(drive, "nic\rfriday\rseen and spoken to alone\r")
        await drive.until(lambda: actions_of(drive.session)[-1].due is not None)
        action = actions_of(drive.session)[-1]
        assert action.what == "Ring the GP"
        assert "seen and spoken to alone" in drive.seen()


async def test_more_lines_than_fields_stand_in_one(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("8")
        await drive.say("Ring the GP")
        count = len(drive.texts("worries"))
        at_once(drive, "".join(f"line {number}\r" for number in range(9)))
        await drive.sees("line 8")
        await drive.press("escape")
        await drive.until(lambda: "line 0 line 1" in actions_of(drive.session)[-1].who)
        assert len(drive.texts("worries")) == count


async def test_an_open_menu_closes_and_the_words_stand_in_the_line(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        before = drive.session.headings
        await drive.press("escape", "f5")
        await drive.sees("change the words")
        at_once(drive, "fag hungry")
        await drive.press("x")
        await drive.until(lambda: drive.session_is_seen and drive.screen.line.text == "fag hungryx")
        assert drive.session.headings == before


async def test_spaces_around_it_part_it_from_what_a_hand_types(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        await drive.press("escape", "down", "tab")
        await drive.press(*"he")
        drive.app.post_message(Paste(" is late "))
        await drive.press(*"again", "enter")
        await drive.until(lambda: "he is late again" in boxes(drive))
        await drive.go("p")
        await drive.press(*"Jo")
        drive.app.post_message(Paste(" Poe, "))
        await drive.press(*"nurse")
        await drive.until(lambda: drive.screen.line.text == "Jo Poe, nurse")


def boxes(drive: Drive) -> set[str]:
    tree = tree_of(drive.session)
    assert tree is not None
    return {node.text for node, _, _ in walk(tree)}
