"""Two hands change the same words: both are kept, and it is said."""

from pathlib import Path

import pytest

from casetool.models.entries.model import Entries
from casetool.models.session import Session, tree_of
from casetool.models.tree.model import FOCAL
from casetool.storage.autosave.drafts import read_drafts
from casetool.widgets.tree.pane import TreePane
from tests.support.driving import Drive, driving, examples

OURS = ", and ours"
THEIRS = "theirs by now"
WAITING = "Yours stand there, and theirs wait"


def replaced(path: Path, old: str) -> None:
    """Let another program write other words in the place of these."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text.replace(old, THEIRS), encoding="utf-8")
    temporary.replace(path)


async def both_are_kept(drive: Drive, path: Path, ours: str) -> Session:
    """See what is said, and bring the words of the other hand."""
    await drive.sees(WAITING)
    assert ours in drive.session.model_dump_json()
    assert drive.document.flush()
    assert THEIRS in read_drafts(path).values()
    drive.app.screen.set_focus(drive.screen.line.input)
    await drive.press("enter")
    await drive.until(lambda: drive.screen.line.text == THEIRS)
    await drive.press("enter")
    await drive.saved()
    session = drive.session
    assert ours in session.model_dump_json()
    assert THEIRS in session.model_dump_json()
    return session


async def test_of_an_entry_theirs_wait_for_the_line(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        worries = drive.session.heading("worries")
        assert isinstance(worries, Entries)
        words = worries.entries[-1].text
        await drive.press("escape", "end", "enter")
        await drive.type(OURS)
        replaced(path, words)
        await drive.until(lambda: THEIRS in drive.session.model_dump_json())
        await drive.press("enter")
        await both_are_kept(drive, path, f"{words}{OURS}")


@pytest.mark.parametrize("is_focal", [True, False])
async def test_of_a_box_theirs_wait_for_the_line(tmp_path: Path, is_focal: bool) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("4")
        tree = tree_of(drive.session)
        assert tree is not None
        words = tree.focal if is_focal else tree.causes[0].text
        await drive.press("escape")
        drive.screen.query_one(TreePane).select(FOCAL if is_focal else tree.causes[0].id)
        await drive.press("enter" if is_focal else "f5", *([] if is_focal else ["e"]))
        await drive.type(OURS)
        replaced(path, words)
        await drive.until(lambda: THEIRS in drive.session.model_dump_json())
        await drive.press("enter")
        await both_are_kept(drive, path, f"{words}{OURS}")


async def test_what_we_stored_ourselves_is_never_theirs(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("8")
        await drive.press("escape", "home", "enter")
        for _ in range(2):
            await drive.type(" more")
            await drive.press("down", "up")
        await drive.press("escape")
        await drive.saved()
        assert WAITING not in drive.seen()
        assert read_drafts(path) == {}
