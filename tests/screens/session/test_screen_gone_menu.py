"""A menu or a question that is open stays about its item, though that is taken away meanwhile."""

from pathlib import Path

import pytest

from casetool.models.actions.edits import delete_action
from casetool.models.entries.edits import delete_entry
from casetool.models.people.edits import remove_person
from casetool.models.tree.edits import delete_branch
from casetool.models.vanished_items import GONE, Edit
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.screens.dialogs.item_menu import ItemMenuScreen
from casetool.services.sessions.document import Document
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.tree.pane import TreePane
from tests.support.driving import Drive, driving, examples
from tests.support.few import few

IN_DISCUSSION = "example-in-discussion.toml"


def removal(step: str, item_id: str) -> Edit:
    """Takes an item away, as another hand does."""
    match step:
        case "5":
            return lambda session: delete_entry(session, item_id)
        case "8":
            return lambda session: delete_action(session, item_id)
        case "4":
            return lambda session: delete_branch(session, item_id)
    return lambda session: remove_person(session, item_id)


async def open_menu(drive: Drive, step: str) -> tuple[Document, str]:
    """The menu of an item that has a neighbour after it."""
    await drive.go(step)
    pane, document = drive.screen.desk.pane, drive.document
    await drive.press("escape", "home", "down")
    if isinstance(pane, TreePane):
        item_id = drive.screen.line.under
    else:
        assert isinstance(pane, ListPane)
        await drive.press("up" if step == "8" else "home")
        if step == "p":
            await drive.press("down")
        item_id = pane.items.selected or ""
    await drive.press("f5")
    await drive.until(lambda: isinstance(drive.app.screen, ItemMenuScreen))
    return document, item_id


@pytest.mark.parametrize("step, keys", few(2, [
    ("5", "b1"), ("5", "m8"), ("8", "w1"), ("8", "m5"), ("p", "c1"),
]))  # fmt: skip
async def test_the_answer_to_a_question_is_about_the_item_that_it_was_asked_of(
    tmp_path: Path, step: str, keys: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        document, item_id = await open_menu(drive, step)
        await drive.press(keys[0])
        await drive.until(lambda: isinstance(drive.app.screen, PickScreen))
        document.apply(removal(step, item_id), "by another hand")
        without = document.session
        await drive.press(keys[1])
        await drive.until(lambda: drive.session_is_seen)
        await drive.sees(GONE)
        assert document.session == without


@pytest.mark.parametrize("step, key", few(4, [
    ("5", "f"), ("5", "x"), ("8", "d"), ("8", "x"), ("p", "a"), ("p", "x"), ("4", "w"), ("4", "x"),
    ("4", "tab"), ("5", "i"),
]))  # fmt: skip
async def test_a_menu_does_nothing_to_the_neighbour_of_what_was_taken_away(
    tmp_path: Path, step: str, key: str
) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        document, item_id = await open_menu(drive, step)
        document.apply(removal(step, item_id), "by another hand")
        without = document.session
        await drive.press(key)
        await drive.until(lambda: drive.session_is_seen)
        await drive.sees(GONE)
        assert document.session == without
        assert drive.screen.line.text == ""


async def test_a_menu_that_goes_on_by_itself_is_about_the_next_one(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        document, _ = await open_menu(drive, "5")
        await drive.press("down", "f", "up", "f")
        assert isinstance(drive.app.screen, ItemMenuScreen)
        assert document.history.can_undo
