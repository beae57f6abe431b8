"""A session of 10,000 entries of long prose, five megabytes, against one with nothing in it.

Both are casetool. What is promised of it is told in seconds (docs/reliability.md, 25): it is open
within 2 s, and a line is called saved within 0.3 s after Enter.
"""

import sys
import tempfile
from functools import partial
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.big_session import write_big
from benchmarks.figures import interleaved, tell
from benchmarks.first_paint import paint
from benchmarks.terminal import Program

OPEN, SAVED = 2.0, 0.3
"""Seconds promised, in the median."""

LINE = "she said so "

_numbers = count(100)


def started(path: Path) -> Program:
    """Open one of them, and wait until it stands still."""
    program = Program([sys.executable, "-m", "casetool", "open", str(path)])
    program.until("saved")
    program.settle(1.5)
    return program


def saved(program: Program) -> float:
    """Catch a line: seconds from Enter until it is in the list, and the top line says “saved”."""
    line = f"{LINE}{next(_numbers)}"
    for letter in line:
        program.press(letter)
    return program.answer("\r", line, "saved")


def within(what: str, seconds: list[float], promised: float) -> bool:
    """Print whether a promise in seconds holds."""
    seen = median(seconds)
    holds = seen <= promised
    words = "holds" if holds else "MISSED"
    print(
        f"{what:<44} {seen * 1000:8.1f} ms  slowest {max(seconds) * 1000:7.1f} ms"
        f"  promised {promised * 1000:6.0f} ms  {words}"
    )
    return holds


def main(runs: int = 9) -> int:
    """Measure, and tell."""
    with tempfile.TemporaryDirectory() as name:
        big = write_big(Path(name) / "big", entries=10_000, length=75)
        empty = write_big(Path(name) / "empty", entries=0, nodes=10)
        opened = interleaved(
            runs,
            {
                "big": paint(["-m", "casetool", "open", str(big)], "saved"),
                "entries": paint(["-m", "casetool", "open", str(big)], "asleep"),
                "empty": paint(["-m", "casetool", "open", str(empty)], "saved"),
            },
        )
        programs = {"big": started(big), "empty": started(empty)}
        caught = interleaved(runs, {size: partial(saved, one) for size, one in programs.items()})
        for program in programs.values():
            program.stop()
        size = big.stat().st_size
    print(f"10,000 entries, {size / 1e6:.1f} MB")
    tell("open 10,000 entries", opened["big"], opened["empty"], 9.9)
    tell("… until they are shown", opened["entries"], opened["empty"], 9.9)
    tell("from Enter to “saved”", caught["big"], caught["empty"], 9.9)
    held = within("open 10,000 entries, shown", opened["entries"], OPEN)
    held &= within("from Enter to “saved”", caught["big"], SAVED)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
