"""Two hands change the same words: ours stand there, theirs are a version, and it is said."""

from pathlib import Path

import pytest
from textual.widgets import TextArea

from casetool.models.entries.model import Entries
from casetool.models.session import tree_of
from casetool.models.tree.model import FOCAL
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.history.versions import versions_of
from casetool.widgets.common.form import Form
from casetool.widgets.tree.pane import TreePane
from tests.support.driving import Drive, driving, examples

OURS = ", and ours"
THEIRS = "theirs by now"
TOLD = "While you typed, somebody else had changed this to"


def replaced(path: Path, old: str) -> None:
    """Let another program write other words in the place of these."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text.replace(old, THEIRS), encoding="utf-8")
    temporary.replace(path)


async def both_are_kept(drive: Drive, path: Path, ours: str) -> None:
    """See what is said, ours in the session, and theirs among the earlier versions."""
    await drive.sees(TOLD)
    await drive.saved()
    assert ours in drive.session.model_dump_json()
    assert any(THEIRS.encode() in version.read() for version in versions_of(path.parent))
    assert drive.document.flush()
    assert read_drafts(path) == {}


async def test_of_an_entry_theirs_are_a_version(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        await drive.saved()  # the open step is in the file, too
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
async def test_of_a_box_theirs_are_a_version(tmp_path: Path, is_focal: bool) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("4")
        await drive.saved()
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
        assert TOLD not in drive.seen()
        assert read_drafts(path) == {}


async def test_a_day_that_is_refused_or_the_same_is_not_told(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    for typed, day in (("no day at all", "2026-11-11"), ("12 nov", "2026-11-12")):
        async with driving(tmp_path, path) as drive:
            await drive.go("p")
            await drive.saved()
            await drive.press("escape", "home", "enter")
            drive.screen.query_one(Form).focus_field("referral")
            field = drive.app.focused
            assert isinstance(field, TextArea)
            field.text = typed
            text = path.read_text(encoding="utf-8")
            line = next(line for line in text.splitlines() if line.startswith("referral"))
            other = path.with_suffix(".tmp")
            other.write_text(text.replace(line, f"referral = {day}"), encoding="utf-8")
            other.replace(path)
            await drive.until(lambda wanted=day: str(drive.session.referral) == wanted)  # type: ignore[misc]
            await drive.press("enter", "escape")
            await drive.saved()
            assert TOLD not in drive.seen()
