"""While saving fails, each screen over the session says so where it is read."""

from pathlib import Path

from textual.screen import ModalScreen

from casetool.widgets.status.save_alarm import SaveAlarm
from tests.support.driving import Drive, driving
from tests.support.two_windows import resting, session_in
from tests.support.walk import STOPS, stops

CORRECTIONS = ("f4", "n", "f5", "c")
WAYS = {
    **STOPS,
    "corrections": CORRECTIONS,
    "a correction in a form": (*CORRECTIONS, "a", "enter"),
    "a disagreement": (*CORRECTIONS, "d", "enter"),
    "what was missing": (*CORRECTIONS, "f"),
    "a circulation": (*CORRECTIONS, "c"),
    "another folder": ("ctrl+s",),
    "the question before leaving": ("ctrl+q",),
}


def says_not_saved(drive: Drive) -> bool:
    """Whether the first row says it, and the screen itself, not a dimmed one under it."""
    screen = drive.app.screen
    is_own = not isinstance(screen, ModalScreen) or any(
        alarm.region and alarm.visible for alarm in screen.query(SaveAlarm)
    )
    return is_own and "NOT SAVED" in drive.seen().splitlines()[0]


async def refuse(drive: Drive, folder: Path) -> None:
    """Let no folder take anything, and wait until that is said."""
    (folder / "sessions").rename(folder / "gone")
    if (folder / "state").exists():
        (folder / "state").rename(folder / "state-gone")
    (folder / "state").write_text("no folder", encoding="utf-8")
    drive.document.apply(
        lambda session: session.model_copy(update={"reason": "in no file"}), "a change"
    )
    await drive.sees("NOT SAVED")


async def test_every_screen_over_the_session_says_that_nothing_is_saved(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    silent, passed = [], 0
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        async for name in stops(drive, WAYS):
            if not passed:
                await refuse(drive, tmp_path)
            passed += 1
            try:
                await drive.until(lambda: says_not_saved(drive))
            except AssertionError:
                silent.append(name)
    assert silent == []
    assert passed == len(WAYS)


async def test_once_it_is_saved_again_no_screen_says_otherwise(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    async with driving(path.parent, path, storage=resting(tmp_path)) as drive:
        assert drive.document.flush()
        await refuse(drive, tmp_path)
        await drive.press("ctrl+n")
        await drive.until(lambda: says_not_saved(drive))
        (tmp_path / "gone").rename(path.parent)
        (tmp_path / "state").unlink()
        await drive.until(lambda: "NOT SAVED" not in drive.seen())
        assert not drive.app.screen.query(SaveAlarm)
