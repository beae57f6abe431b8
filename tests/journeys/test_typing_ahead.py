"""A key that opens a list, and the next one typed before the list is on the screen."""

from pathlib import Path

import pytest

from casetool.models.actions.model import further_specs
from casetool.models.session import actions_of, entries_of, tree_of
from casetool.models.tree.model import Tree, walk
from casetool.services.sessions.create import create_session
from casetool.services.sessions.open import load_session
from casetool.storage.board_state import Showing, read_board_state
from casetool.storage.context import StorageContext
from tests.support.action_columns import further_texts
from tests.support.driving import START, Drive, driving, examples, type_ahead
from tests.support.terminal import QUICK_HAND_SECONDS, casetool


@pytest.mark.parametrize(("key", "step"), [("8", "actions"), ("p", "people"), ("5", "worries")])
async def test_to_another_step(tmp_path: Path, key: str, step: str) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go("3")
        type_ahead(drive, "f4", key, *"said")
        await drive.until(lambda: drive.session_is_seen and drive.screen.line.text == "said")
        assert drive.session.at == step


async def test_from_a_list_to_another_heading(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go("5")
        await drive.press("escape")
        count = len(drive.texts("worked"))
        type_ahead(drive, "f5", "m", "6")
        await drive.until(lambda: len(drive.texts("worked")) == count + 1)


async def test_from_the_line_into_the_tree_and_a_why(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / "example-in-discussion.toml") as drive:
        await drive.go("4")
        tree = drive_tree(drive)
        type_ahead(drive, "tab", "down", "tab", *"so", "enter")
        await drive.until(lambda: "so" in {node.text for node, _, _ in walk(drive_tree(drive))})
        (parent,) = (parent for node, parent, _ in walk(drive_tree(drive)) if node.text == "so")
        assert parent in {node.id for node in tree.causes}


def drive_tree(drive: Drive) -> Tree:
    tree = tree_of(drive.session)
    assert tree is not None
    return tree


async def test_into_a_screen_that_a_tool_opens(tmp_path: Path) -> None:
    path, storage = (
        examples(tmp_path) / "example-in-discussion.toml",
        StorageContext(state=tmp_path / "state"),
    )
    async with driving(tmp_path, path, storage=storage) as drive:
        type_ahead(drive, "ctrl+d", "c", "b")
        await drive.until(lambda: read_board_state(path, storage).showing is Showing.RECAP)


def test_after_the_last_field_of_a_form_the_letters_are_for_the_next_action(tmp_path: Path) -> None:
    further = [f"{spec.name}, seen" for spec in further_specs().values()]
    path = create_session({"child": "Child A", "discussion": "12 nov"}, tmp_path, START)
    terminal = casetool("--sessions", str(tmp_path), "open", path.name)
    terminal.until("Change it")
    terminal.press("Kit Marsh, nurse, health\r\x1bOS8")
    terminal.rest()  # keys that come without a pause make the next ones a paste
    for number in range(3):
        for text in (f"Pre-birth {number}", "kit", "+2w", *further):
            for key in f"{text}\r":
                terminal.type(key, QUICK_HAND_SECONDS)
    terminal.press("! and a worry\r")
    terminal.until("and a worry")
    terminal.press("\x11")
    assert terminal.ended() == 0
    session = load_session(path).session
    assert [action.what for action in actions_of(session)] == [f"Pre-birth {n}" for n in range(3)]
    for action in actions_of(session):
        assert further_texts(action) == further
    assert [entry.text for _, entry in entries_of(session)] == ["and a worry"]
