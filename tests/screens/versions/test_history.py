"""Going back to an earlier version in a session, with Ctrl+L."""

from functools import partial
from pathlib import Path

from casetool.models.corrections.edits import circulate
from casetool.screens.versions.compare import CompareScreen
from tests.support.driving import driving, examples
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
