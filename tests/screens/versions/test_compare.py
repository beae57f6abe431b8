"""Two versions of one session side by side, with Ctrl+R."""

from pathlib import Path

from casetool.models.corrections.edits import circulate
from casetool.screens.versions.compare import CompareScreen
from casetool.services.sessions.open import load_session
from casetool.storage.toml.codec import dumps
from tests.support.driving import driving, examples
from tests.support.room_of_robin import NOW


async def test_notes_that_only_another_version_has_come_whatever_is_chosen(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    here = load_session(path)
    sent = circulate(here.session, here.method, NOW, "the group")
    copy = path.with_name(f"{path.stem}-LAPTOP7.toml")
    copy.write_text(dumps(sent, here.method), encoding="utf-8")
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+r")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        await drive.sees("the group")
        await drive.press("h")
        assert "▸ there: 1 · the group" in drive.seen()
        await drive.press("space")
        assert "▸ there: 1 · the group" in drive.seen()
        await drive.press("f2")
        await drive.sees("Brought together.")
        assert [version.to for version in drive.session.circulated] == ["the group"]
