"""The way through: marks and a pointer, whatever room there is."""

from pathlib import Path

from casetool.widgets.status.steps import STEP_POINTER, StepsLine
from tests.support.driving import driving, examples


async def test_the_open_step_has_a_sign_and_can_be_read_at_any_width(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(80, 24)) as drive:
        for width in (80, 60, 40, 24):
            await drive.pilot.resize_terminal(width, 24)
            for key, name in (("p", "People"), ("4", "4 Tree"), ("n", "Notes")):
                await drive.go(key)
                line = drive.screen.query_one(StepsLine).render().plain
                assert line.count(STEP_POINTER) == 1
                assert name in line[line.index(STEP_POINTER) :]
                assert len(line) <= width - 2
                assert ("…" in line) == (width < 80)


async def test_one_can_point_at_a_step_where_some_are_left_out(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(40, 24)) as drive:
        await drive.go("n")
        line = drive.screen.query_one(StepsLine)
        before = line.render().plain
        place = before.index("Round")
        await drive.pilot.click(StepsLine, offset=(place + 1, 0))
        await drive.until(lambda: drive.session.at == "round")
