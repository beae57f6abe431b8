"""Going back to an earlier version in a session, with Ctrl+L."""

from functools import partial
from pathlib import Path

import pytest

from casetool.models.corrections.edits import circulate
from casetool.screens.versions.compare import CompareScreen
from casetool.services.sessions import conflicts
from casetool.storage.files.atomic import SaveError
from tests.support.driving import Drive, driving, examples
from tests.support.room_of_robin import NOW


async def test_going_back_takes_no_notes_off_the_record(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        document = drive.document
        await drive.say("! a line before")
        document.note(partial(circulate, method=document.method, now=NOW, to="the group"))
        assert document.flush()
        await drive.press("ctrl+l")
        await drive.sees("Which earlier version?")
        await drive.press("1")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        assert "the group" not in drive.seen()
        await drive.press("t", "f2")
        await drive.reads("Gone back. What was sent round stays on record.")
        assert "a line before" not in drive.texts("worries")
        assert [version.to for version in document.session.circulated] == ["the group"]


async def test_what_was_here_can_be_gone_back_to_in_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path) as drive:
        await drive.go("5")
        await drive.say("a line to keep")
        assert drive.document.flush()
        with monkeypatch.context() as patches:
            patches.setattr(conflicts, "keep_version", fails)
            await go_back(drive, "1")
            await drive.reads("Nothing was changed: what is here now cannot be stored")
            await drive.reads("The disk is full.")
            assert "a line to keep" in drive.texts("worries")
        await go_back(drive, "1")
        await drive.sees("Gone back.")
        assert "a line to keep" not in drive.texts("worries")
        await go_back(drive, "1")
        await drive.sees("Gone back.")
        assert "a line to keep" in drive.texts("worries")


def fails(*_: object) -> None:
    raise SaveError("The disk is full.")


async def go_back(drive: Drive, version: str) -> None:
    """Go back to one of the listed versions as a whole."""
    await drive.press("ctrl+l")
    await drive.sees("Which earlier version?")
    await drive.press(version)
    await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
    await drive.press("t", "f2")
