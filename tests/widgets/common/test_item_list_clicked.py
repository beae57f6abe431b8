"""The mouse in the list of a step: a click selects, a second one opens."""

from pathlib import Path

import pytest

from casetool.widgets.common.form import Form
from casetool.widgets.common.item_list import PaneList
from casetool.widgets.tree.node_editor import NodeEditor
from tests.support.driving import Drive, driving, examples

IN_DISCUSSION = "example-in-discussion.toml"


def is_open(drive: Drive) -> bool:
    return bool(drive.screen.query(Form) or drive.screen.query(NodeEditor))


@pytest.mark.parametrize("step", "p138r")
async def test_what_is_typed_after_a_click_goes_into_the_line(tmp_path: Path, step: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go(step)
        items = drive.screen.query_one(f"#pane-{drive.session.at} PaneList", PaneList)
        before = drive.session.headings, drive.session.people
        for _ in range(2):
            await drive.pilot.click(items, offset=(5, 1))
            assert items.has_focus
            assert not is_open(drive)
            await drive.key_in("ape ")
        await drive.until(lambda: drive.screen.line.text == "ape ape ")
        assert (drive.session.headings, drive.session.people) == before


async def test_a_second_click_and_enter_open_it(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("3")
        items = drive.screen.query_one("#pane-thoughts PaneList", PaneList)
        await drive.pilot.click(items, offset=(5, 1))
        selected = items.selected
        await drive.pilot.click(items, offset=(5, 1))
        await drive.until(lambda: is_open(drive))
        assert items.selected == selected
        await drive.press("escape")
        await drive.until(lambda: not is_open(drive))
        await drive.pilot.click(items, offset=(5, 1))
        assert not is_open(drive)
        await drive.press("enter")
        await drive.until(lambda: is_open(drive))


async def test_in_the_outline_of_the_tree_a_click_adds_no_box(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("4")
        await drive.press("escape", "down", "f5", "t")
        items = drive.screen.query_one("#tree-outline", PaneList)
        await drive.until(lambda: bool(items.display))
        before = drive.session.headings
        await drive.pilot.click(items, offset=(5, 1))
        await drive.pilot.pause()
        assert not is_open(drive)
        assert drive.session.headings == before
