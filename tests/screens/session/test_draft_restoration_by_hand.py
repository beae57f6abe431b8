"""A form or a box that is opened by hand while half a text of it waits: the text stands in it."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from casetool.models.actions.model import Action
from casetool.models.session import actions_of, tree_of
from casetool.models.tree.model import find_node
from casetool.storage.autosave.drafts import read_drafts, write_drafts
from tests.screens.dialogs.test_form_dialog import stands
from tests.screens.session.test_draft_restoration_forms import left, typed_ahead
from tests.support.driving import Drive
from tests.support.two_windows import on_disk

HALF = "they will say he ha"


def first_action(drive: Drive) -> Action:
    return actions_of(drive.session)[0]


async def test_a_form_has_the_half_text_that_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {})
    action_id = actions_of(on_disk(path))[0].id
    write_drafts(path, f"form/actions/{action_id}/known", HALF)
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("enter")
        assert len(drive.screen.line.unfinished) == 1
        await drive.go("8")
        await drive.press("escape", "home", "enter")
        await drive.until(lambda: stands(drive).get("known") == HALF)
        assert len(drive.screen.line.unfinished) == 0
        await drive.press("enter", "enter", "enter", "end", *"d enough", "enter")
        await drive.until(lambda: first_action(drive).known == f"{HALF}d enough")
        await drive.press("escape", "escape", "enter")
        assert drive.screen.line.text == ""
        assert first_action(drive).known == f"{HALF}d enough"
    assert read_drafts(path) == {}


async def test_of_a_field_that_is_being_typed_already_it_goes_on_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {})
    action_id = actions_of(on_disk(path))[0].id
    slots = {
        f"form/actions/{action_id}/known": HALF,
        f"form-waiting-2/actions/{action_id}/known": "or not",
    }
    for slot, text in slots.items():
        write_drafts(path, slot, text)
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("enter")
        await drive.go("8")
        await drive.press("escape", "home", "enter")
        await drive.until(lambda: stands(drive).get("known") in slots.values())
        assert len(drive.screen.line.unfinished) == 1
        await drive.saved()
    assert sorted(read_drafts(path).values()) == sorted(slots.values())


async def test_the_editor_of_a_box_has_the_half_text_that_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = left(tmp_path, {})
    tree = tree_of(on_disk(path))
    assert tree is not None
    box_id = tree.causes[0].id
    write_drafts(path, f"node-{box_id}-words words {box_id}", HALF)
    async with typed_ahead(path, monkeypatch) as drive:
        await drive.press("enter")
        await drive.go("4")
        pane = drive.screen.desk.pane
        assert pane is not None
        pane.select(box_id)
        await drive.press("escape", "f5", "e")
        await drive.until(lambda: isinstance(drive.app.focused, TextArea))
        assert isinstance(drive.app.focused, TextArea)
        assert drive.app.focused.text == HALF
        await drive.press("end", *"s", "enter", "escape", "enter")
        assert len(drive.screen.line.unfinished) == 0
        tree = tree_of(drive.session)
        assert tree is not None
        node = find_node(tree, box_id)
        assert node is not None
        assert node.text == f"{HALF}s"
    assert read_drafts(path) == {}
