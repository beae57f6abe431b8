"""No sequence of keys ends the app, silences it, or leaves a file that does not load."""

from pathlib import Path

import pytest

from tests.faults.monkey import Monkey
from tests.faults.working import Runs

pytestmark = pytest.mark.pty

PACES = {"fastest": (0.0, 0.0), "quick": (0.0, 0.03), "hand": (0.02, 0.2)}
"""Least and most seconds between two keys."""

HANG_SECONDS = 60.0
"""What counts as a hang where other work is on the machine; the measured longest is told."""


@pytest.mark.parametrize(
    ("seed", "pace"),
    [
        (1, "fastest"),
        (100, "quick"),
        pytest.param(3, "quick", marks=pytest.mark.full),
        (4, "hand"),
    ],
)
def test_a_key_monkey(tmp_path: Path, runs: Runs, seed: int, pace: str) -> None:
    fastest, slowest = PACES[pace]
    keys = {"fastest": 1300, "quick": 620, "hand": 80}[pace]
    for number in range(runs(1, 8)):
        folder = tmp_path / str(number)
        monkey = Monkey(folder, seed + 100 * number, fastest, slowest, HANG_SECONDS)
        outcome = monkey.run(runs(keys, 1000))
        pressed = " ".join(outcome.pressed)
        assert outcome.crash == "", f"{outcome.crash}\n{pressed}"
        assert outcome.longest < HANG_SECONDS, pressed
        assert outcome.troubles == []
