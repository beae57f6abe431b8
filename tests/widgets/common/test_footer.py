"""The keys at the foot: none is cut, and where there are more one sees it."""

from pathlib import Path

from textual.events import AppBlur, AppFocus

from casetool.widgets.common.footer import MORE_KEYS, KeyFooter
from tests.support.driving import Drive, driving, examples


def foot(drive: Drive) -> str:
    return drive.seen().splitlines()[-1].rstrip()


async def test_keys_that_do_not_fit_are_left_out_and_that_is_shown(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-closed.toml"
    async with driving(tmp_path, path, size=(160, 40)) as drive:
        await drive.until(lambda: foot(drive).endswith("Everything"))
        whole = foot(drive)
        for width in (80, 61, 60, 59, 33):
            await drive.pilot.resize_terminal(width, 40)
            await drive.until(lambda: foot(drive).endswith(MORE_KEYS))
            shown = foot(drive).removesuffix(MORE_KEYS).rstrip()
            assert whole.startswith(f"{shown}  "), "whole keys, the first ones first"
            assert len(foot(drive)) <= width
        await drive.pilot.resize_terminal(160, 40)
        await drive.until(lambda: foot(drive) == whole)


async def test_the_foot_follows_where_the_keys_act(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        await drive.go("8")
        await drive.press("escape")
        await drive.until(lambda: "Del Delete" in foot(drive))
        keys = foot(drive)
        assert keys.endswith(MORE_KEYS)
        for event in (AppBlur, AppFocus):  # a look at another window and back
            drive.app.post_message(event())
            await drive.pilot.pause()
            assert foot(drive) == keys
        assert len(drive.screen.query(KeyFooter)) == 1
