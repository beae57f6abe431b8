"""Whatever a keyboard types stands where it is typed, and in the file, code point by code point."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from casetool.app.board_app import BoardApp
from casetool.models.session import Session, tree_of
from casetool.models.tree.model import walk
from casetool.screens.lock.unlock import UnlockScreen
from casetool.services.sessions.open import load_session
from casetool.storage.context import StorageContext
from casetool.storage.encryption.convert import encrypt_folder
from tests.support.characters import ODD
from tests.support.driving import Drive, driving, examples
from tests.support.sealed import ring
from tests.support.walk import home

IN_DISCUSSION = "example-in-discussion.toml"

PLACES = {
    "the capture line": ("capture", ()),
    "a form": ("field-text", ("f4", "5", "escape", "home", "enter")),
    "a new box in the tree": ("", ("f4", "4", "escape", "down", "tab")),
    "a list to pick from": ("pick-filter", ("f4",)),
    "the names": ("field-name", ("ctrl+n",)),
    "more of the room": ("pick-filter", ("ctrl+d",)),
}
"""Where one types while a session is open: the id of the box, and the keys that lead to it."""


def words_in(drive: Drive) -> str:
    box = drive.app.focused
    return box.value if isinstance(box, Input) else getattr(box, "text", "")


async def arrives(drive: Drive, at_once: int = 0, text: str = ODD) -> None:
    """Type it over what stands there."""
    box = drive.app.focused
    if isinstance(box, TextArea):
        box.select_all()
    await drive.key_in(text, at_once)
    await drive.until(lambda: len(words_in(drive)) >= len(text))
    assert words_in(drive) == text


def on_disk(path: Path) -> Session:
    return load_session(path, StorageContext()).session


async def test_what_is_typed_stands_there(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        for box, keys in PLACES.values():
            await drive.press(*keys)
            wanted = Input if box in ("capture", "pick-filter") else TextArea
            await drive.until(lambda kind=wanted: isinstance(drive.app.focused, kind))  # type: ignore[misc]
            assert box in (getattr(drive.app.focused, "id", "") or "")
            await arrives(drive)
            await home(drive)


@pytest.mark.parametrize("keys", [(), ("f2",)])
async def test_what_is_typed_into_the_library_stands_there(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with driving(examples(tmp_path)) as drive:
        await drive.press(*keys)
        kind = TextArea if keys else Input
        await drive.until(lambda: isinstance(drive.app.focused, kind))
        await arrives(drive)


@pytest.mark.parametrize("room", [False, True])
async def test_a_passphrase_is_what_was_typed(tmp_path: Path, room: bool) -> None:
    folder = examples(tmp_path)
    encrypt_folder(folder, ring(folder), StorageContext())
    if not room:
        async with driving(folder) as drive:
            await drive.until(lambda: isinstance(drive.app.screen, UnlockScreen))
            await arrives(drive)
        return
    app = BoardApp(folder / f"{IN_DISCUSSION}.age", StorageContext())
    async with app.run_test() as pilot:
        drive = Drive(app, pilot, None)  # type: ignore[arg-type]
        await drive.until(lambda: isinstance(app.focused, Input))
        await arrives(drive)


@pytest.mark.parametrize("at_once", [1, 3, 0])
async def test_a_line_comes_back_from_the_file_as_it_was_typed(
    tmp_path: Path, at_once: int
) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        await arrives(drive, at_once)
        await drive.key_in("\x15! " + ODD + "\r", at_once)
        await drive.until(lambda: drive.texts("worries")[-1] == ODD)
        assert drive.document.flush()
    heading = on_disk(path).heading("worries")
    assert getattr(heading, "entries")[-1].text == ODD  # noqa: B009


async def test_a_form_and_a_box_come_back_from_the_file_as_they_were_typed(tmp_path: Path) -> None:
    path = examples(tmp_path) / IN_DISCUSSION
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        await drive.press("escape", "home", "enter")
        await arrives(drive)
        await drive.press("escape")
        await drive.go("4")
        await drive.press("escape", "down", "tab")
        await drive.until(lambda: isinstance(drive.app.focused, TextArea))
        await arrives(drive)
        await drive.press("escape")
        assert drive.document.flush()
    session = on_disk(path)
    tree = tree_of(session)
    assert tree is not None
    assert getattr(session.heading("worries"), "entries")[0].text == ODD  # noqa: B009
    assert ODD in [node.text for node, _, _ in walk(tree)]


async def test_a_form_that_is_opened_and_left_changes_nothing(tmp_path: Path) -> None:
    async with driving(tmp_path, examples(tmp_path) / IN_DISCUSSION) as drive:
        await drive.go("5")
        await drive.say(ODD)
        before = drive.session
        await drive.press("escape", "end", "enter")
        await drive.until(lambda: words_in(drive) == ODD)
        await drive.press("escape")
        assert drive.session == before
