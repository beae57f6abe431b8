"""Names in a narrow place: as many as fit, and how many more there are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.render.text.wrap import cells
from casetool.widgets.status import voices_line
from casetool.widgets.status.voices_line import VoicesLine, wrap_names
from tests.support.driving import HandClock, driving
from tests.support.robin_room import in_file

LEAD = "Not yet heard:"


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        (["Bea (phone)", "Lee"], ("Not yet heard: Bea (phone),", "Lee")),
        (["Bea"], ("Not yet heard: Bea",)),
        (
            ["Bea", "Lee", "Christopher", "Kit", "Nic"],
            ("Not yet heard: Bea, Lee,", "Christopher, Kit, Nic"),
        ),
        (
            ["Bea", "Lee", "Christopher", "Kit", "Nicodemus", "Ann"],
            ("Not yet heard: Bea, Lee,", "Christopher, Kit +2 more"),
        ),
        (["Wolfeschlegelsteinhausenbergerdorff", "Lee"], ("Not yet heard: 2 people",)),
    ],
)
def test_what_does_not_fit_is_counted(names: list[str], lines: tuple[str, ...]) -> None:
    assert wrap_names(LEAD, names, 28, 2) == lines


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=30), st.integers(16, 80))
def test_it_never_takes_more_room_than_there_is(names: list[str], width: int) -> None:
    lines = wrap_names(LEAD, names, width, 2)
    assert 1 <= len(lines) <= 2
    assert all(cells(line) <= width for line in lines)


async def test_it_looks_at_the_clock_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices_line, "VOICES_POLL_SECONDS", 0.1)
    async with driving(tmp_path, in_file(tmp_path), clock=HandClock()) as drive:
        await drive.say('" School is warm')
        await drive.sees("child: just now")
        drive.clock.on(minutes=3)
        await drive.sees("child: 3 min")


async def test_what_has_not_changed_is_not_drawn(tmp_path: Path) -> None:
    async with driving(tmp_path, in_file(tmp_path)) as drive:
        await drive.say('" School is warm')
        await drive.sees("child: just now")
        line = drive.screen.query_one(VoicesLine)
        await drive.pilot.pause()
        drawn = []
        line.refresh = lambda *a, **k: drawn.append(1)  # type: ignore[method-assign,assignment]
        drive.clock.on(seconds=20)
        line.look()
        assert not drawn
        drive.clock.on(seconds=45)
        line.look()
        assert drawn
