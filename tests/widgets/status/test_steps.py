"""The way through: marks and a pointer, whatever room there is."""

from pathlib import Path

from casetool.widgets.status.steps import STEP_POINTER, StepsColumn, StepsLine
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
        await drive.pilot.click(StepsLine, offset=(0, 0))  # beside the words
        assert drive.session.at == "notes"
        await drive.pilot.click(StepsLine, offset=(place + 1, 0))
        await drive.until(lambda: drive.session.at == "round")
        await drive.pilot.resize_terminal(9, 24)  # less than the open step takes
        assert line.render().plain[:1] == "…"
        line.open_step = ""
        assert STEP_POINTER not in line.render().plain


async def test_one_can_point_at_a_step_in_the_column_but_not_at_a_title(tmp_path: Path) -> None:
    path = examples(tmp_path) / "example-in-discussion.toml"
    async with driving(tmp_path, path, size=(160, 40)) as drive:
        lines = drive.screen.query_one(StepsColumn).render().plain.splitlines()
        row = next(row for row, line in enumerate(lines) if "5 Worried" in line)
        await drive.pilot.click(StepsColumn, offset=(5, row))
        await drive.until(lambda: drive.session.at == "worries")
        title = next(row for row, line in enumerate(lines) if line.startswith("Closing"))
        await drive.pilot.click(StepsColumn, offset=(5, title))
        assert drive.session.at == "worries"
