"""Two versions of one session side by side, with Ctrl+R."""

from pathlib import Path

from casetool.models.base import evolve
from casetool.models.corrections.edits import circulate
from casetool.models.pseudonyms.names import Name
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
        assert "▸ there: version 1 of the notes" in drive.seen()
        await drive.press("space")
        assert "▸ there: version 1 of the notes" in drive.seen()
        await drive.press("f2")
        await drive.sees("Brought together.")
        assert [version.to for version in drive.session.circulated] == ["the group"]


async def test_real_names_are_chosen_name_by_name_in_words(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    here = load_session(path)
    robin, gran = Name(name="Robin Lee", stand_in="Child A"), Name(name="Gran Jones")
    ours = evolve(here.session, names=(robin, Name(name="Uncle Bo", stand_in="the uncle")))
    theirs = evolve(here.session, names=(evolve(robin, stand_in="Child B", also=("Rob",)), gran))
    path.write_text(dumps(ours, here.method), encoding="utf-8")
    copy = path.with_name(f"{path.stem}-LAPTOP7.toml")
    copy.write_text(dumps(theirs, here.method), encoding="utf-8")
    async with driving(tmp_path, path) as drive:
        await drive.press("ctrl+r")
        await drive.until(lambda: isinstance(drive.app.screen, CompareScreen))
        await drive.sees("▸ there: real name: Gran Jones → no stand-in yet")
        seen = drive.seen()
        assert "▸ here : real name: Robin Lee → Child A" in seen
        assert "· there: real name: Robin Lee → Child B · also said: Rob" in seen
        assert "▸ here : real name: Uncle Bo → the uncle" in seen
        await drive.press("f2")
        await drive.sees("Brought together.")
        assert set(drive.session.names) == {*ours.names, gran}
