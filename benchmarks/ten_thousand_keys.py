"""Ten thousand keys at 20 ms each into the capture line: how late each of them is drawn.

They are sent by the clock, whether the last is drawn or not. Enter counts as drawn once the line
shows no letter of before. A bare ``Input`` takes as many, and tells what the machine could do.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.big_session import WORDS, write_big
from benchmarks.figures import p95
from benchmarks.terminal import QUIET
from tests.support.terminal import Terminal

KEY_COUNT = 10_000
PACE_SECONDS = 0.02
LATEST_SECONDS = 0.1
"""The latest that a key may be drawn."""

GIVEN_UP_SECONDS = 5.0
"""How long the last keys are waited for."""

ROWS = 40
CAPTURE_ROW, INPUT_ROW = ROWS - 2, 2
"""The screen rows of the capture line and of the bare input."""


def lines(count: int) -> list[str]:
    """What the line shows after each key: numbered lines of ordinary words, each with its Enter."""
    shown, number = list[str](), 0
    while len(shown) < count:
        line = f"{number} {WORDS}"
        shown += [line[: end + 1] for end in range(len(line))] + [""]
        number += 1
    return shown[:count]


class TypedLine:
    """A program with a line into which is typed.

    Args:
        command: the program.
        ready: what it shows once it is up.
        row: the screen row of its line.
    """

    def __init__(self, command: list[str], ready: str, row: int) -> None:
        self._terminal = Terminal([sys.executable, *command], 120, ROWS)
        self._terminal.until(ready)
        self._row = row
        self._waiting: list[tuple[float, str]] = []
        self._delays: list[float] = []

    def delays(self, count: int) -> list[float]:
        """Seconds from each key until it is drawn."""
        begin = time.monotonic()
        for number, line in enumerate(lines(count)):
            self._read_until(begin + number * PACE_SECONDS)
            self._waiting.append((time.monotonic(), line))
            self._terminal.press(line[-1:] or "\r")
        self._read_until(time.monotonic() + GIVEN_UP_SECONDS)
        self._terminal.kill()
        return [*self._delays, *(GIVEN_UP_SECONDS for _ in self._waiting)]

    def _read_until(self, instant: float) -> None:
        """Read what is drawn, and take the keys that are on the screen from those that wait."""
        while (left := instant - time.monotonic()) > 0:
            if not self._terminal.read(min(left, QUIET)):
                continue
            now = time.monotonic()
            shown = self._terminal.screen.display[self._row].strip(" ▊▎")
            drawn = [at for at, (_, line) in enumerate(self._waiting) if _is_shown(line, shown)]
            for sent, _ in self._waiting[: drawn[-1] + 1 if drawn else 0]:
                self._delays.append(now - sent)
            del self._waiting[: drawn[-1] + 1 if drawn else 0]


def _is_shown(line: str, shown: str) -> bool:
    return shown == line.strip() if line else not shown[:1].isdigit()


def main(count: int) -> int:
    """Measure, and tell."""
    with tempfile.TemporaryDirectory() as name:
        session = str(write_big(Path(name)))
        programs = {
            "the capture line, 500 entries": (["-m", "casetool", "open", session], "asleep"),
            "a bare Input": (["-m", "benchmarks.peers", "line"], "peer is up"),
        }
        latest = dict[str, float]()
        for (what, (command, ready)), row in zip(
            programs.items(), (CAPTURE_ROW, INPUT_ROW), strict=True
        ):
            delays = TypedLine(command, ready, row).delays(count)
            late = sum(delay > LATEST_SECONDS for delay in delays)
            latest[what] = max(delays)
            print(
                f"{what:<32} {len(delays)} keys  p95 {p95(delays) * 1000:6.1f} ms"
                f"  latest {max(delays) * 1000:7.1f} ms  later than 100 ms: {late}"
            )
    return 0 if next(iter(latest.values())) <= LATEST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else KEY_COUNT))
