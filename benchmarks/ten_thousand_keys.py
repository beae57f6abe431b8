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
from tests.support.terminal import Terminal

KEY_COUNT = 10_000
PACE_SECONDS = 0.02
LATEST_SECONDS = 0.1
"""The latest that a key may be drawn."""

GIVEN_UP_SECONDS = 5.0
"""How long the last keys are waited for."""

COLUMNS, ROWS = 120, 40
MOST_WAITING = 500
"""The most keys that wait at a time: those of ten seconds."""

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

    What it draws is only recorded while keys are sent, and read afterwards: an emulator is slower
    than a terminal, and would make the keys late by itself.

    Args:
        command: the program.
        ready: what it shows once it is up.
        row: the screen row of its line.
    """

    def __init__(self, command: list[str], ready: str, row: int) -> None:
        self._terminal = Terminal([sys.executable, *command], COLUMNS, ROWS)
        self._terminal.until(ready)
        self._row = row
        self._drawn: list[tuple[float, bytes]] = []
        """When each piece came, and its bytes."""

    def delays(self, count: int) -> list[float]:
        """Seconds from each key until it is drawn."""
        begin, sent = time.monotonic(), list[tuple[float, str]]()
        for number, line in enumerate(lines(count)):
            self._record_until(begin + number * PACE_SECONDS)
            sent.append((time.monotonic(), line))
            self._terminal.press(line[-1:] or "\r")
        self._record_until(time.monotonic() + GIVEN_UP_SECONDS)
        self._terminal.kill()
        return self._delays_of(sent)

    def _record_until(self, instant: float) -> None:
        """Record what is drawn until then."""
        while (left := instant - time.monotonic()) > 0:
            if data := self._terminal.record(left):
                self._drawn.append((time.monotonic(), data))

    def _delays_of(self, waiting: list[tuple[float, str]]) -> list[float]:
        """Read what was drawn, and take the keys that are on the screen from those that wait."""
        delays, begun = list[float](), 0
        for when, data in self._drawn:
            self._terminal.feed(data)
            shown = self._line()
            sent_count = begun + sum(
                sent < when for sent, _ in waiting[begun : begun + MOST_WAITING]
            )
            drawn = [at for at in range(begun, sent_count) if _is_shown(waiting[at][1], shown)]
            end = drawn[-1] + 1 if drawn else begun
            delays += [when - sent for sent, _ in waiting[begun:end]]
            begun = end
        return [*delays, *(GIVEN_UP_SECONDS for _ in waiting[begun:])]

    def _line(self) -> str:
        """What the line shows. Only its row is made: that of the whole screen takes 5 ms."""
        cells = self._terminal.screen.buffer[self._row]
        return "".join(cells[column].data for column in range(COLUMNS)).strip(" ▊▎")


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
