"""The picture of the tree, and what is pointed at in it."""

from pathlib import Path

from casetool.models.session import tree_of
from casetool.widgets.tree.map import TreeMap
from tests.support.driving import driving, examples


async def test_a_click_selects_a_box_and_a_second_one_opens_it(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(120, 40)) as drive:
        await drive.go("4")
        tree, picture = tree_of(drive.session), drive.screen.query_one(TreeMap)
        assert tree is not None
        effect = tree.effects[0]
        assert drive.screen.line.under != effect.id
        region = picture.text_region(effect.id)
        assert region is not None
        await drive.pilot.click(TreeMap, offset=region.offset)
        await drive.until(lambda: drive.screen.line.under == effect.id)
        await drive.pilot.click(TreeMap, offset=region.offset, times=2)
        await drive.type("!")
        await drive.press("enter")
        changed = tree_of(drive.session)
        assert changed is not None
        assert changed.effects[0].text == f"{effect.text}!"


async def test_a_box_that_is_not_shown_is_nowhere_and_moves_nothing(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(120, 40)) as drive:
        await drive.go("4")
        picture = drive.screen.query_one(TreeMap)
        before = picture.scroll_offset
        assert picture.text_region("gone") is None
        picture.reveal("gone")
        assert picture.scroll_offset == before
