"""What the board costs: until the room sees a line, until a full board is drawn, and at rest."""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.big_session import write_big
from benchmarks.figures import p95, tell
from benchmarks.terminal import Program

SOON = 0.25
"""Seconds within which the room's window shows what was caught (p95)."""

F2, F6 = "\x1bOQ", "\x1b[17~"
WALL = (200, 50)
PROGRAM = [sys.executable, "-m", "casetool"]
PEER = [sys.executable, "-m", "benchmarks.peers", "tick"]


def opened(path: Path, state: Path, size: tuple[int, int] = (120, 40)) -> Program:
    """The facilitator's window, standing still."""
    program = Program([*PROGRAM, "open", str(path)], {"CASETOOL_STATE": str(state)}, size)
    program.until("saved")
    program.settle(1.5)
    return program


def board(path: Path, state: Path) -> Program:
    """The room's window, standing still."""
    program = Program([*PROGRAM, "board", str(path)], {"CASETOOL_STATE": str(state)}, WALL)
    program.until("Facts")
    program.settle(1.0)
    return program


def until_the_room_sees_it(folder: Path, lines: int) -> bool:
    """From Enter in the one window until the other has drawn the words."""
    path, state = write_big(folder / "sessions", entries=200, nodes=60), folder / "state"
    mine, theirs = opened(path, state), board(path, state)
    seen = []
    for number in range(lines + 2):
        mine.send(f"! caught{number}x")
        mine.settle(0.2)
        sent = time.perf_counter()
        mine.send("\r")
        seen.append(theirs.draws(f"caught{number}x") - sent)
        theirs.settle(0.1)
    for program in (mine, theirs):
        program.stop()
    seen = seen[2:]
    holds = p95(seen) <= SOON
    print(
        f"{'from a capture until the room sees it':<44} {p95(seen) * 1000:8.1f} ms  median"
        f" {median(seen) * 1000:7.1f} ms  limit {SOON * 1000:.0f} ms"
        f"  {'holds' if holds else 'MISSED'}  (p95)"
    )
    return holds


def until_it_is_drawn(folder: Path, lines: int) -> bool:
    """A line caught while the board is shown: a full board against an empty one."""
    full = opened(write_big(folder / "full"), folder / "full-state", WALL)
    empty = opened(write_big(folder / "empty", 0, 20), folder / "empty-state", WALL)
    for program in (full, empty):
        program.press(F6)
    pairs = []
    for number in range(lines + 2):
        for program in (full, empty):
            program.send(f"! drawn{number}x")
            program.settle(0.3)
        pairs.append(tuple(_entered(program, f"drawn{number}x") for program in (full, empty)))
    for program in (full, empty):
        program.stop()
    ours, peer = [a for a, _ in pairs[2:]], [b for _, b in pairs[2:]]
    return tell("a full board after a capture", ours, peer, 2.0)


def _entered(program: Program, words: str) -> float:
    sent = time.perf_counter()
    program.send("\r")
    drawn = program.draws(words) - sent
    program.settle(0.3)
    return drawn


def at_rest(folder: Path, seconds: float) -> bool:
    """The processor that both windows take while a clock runs and nobody types."""
    path, state = write_big(folder / "rest"), folder / "rest-state"
    mine, theirs, peer = opened(path, state), board(path, state), Program(PEER)
    mine.press(F2)
    programs = {"the facilitator's window at rest": mine, "the room's window at rest": theirs}
    _read_for(3.0, *programs.values(), peer)
    before = {program: program.worked() for program in (*programs.values(), peer)}
    _read_for(seconds, *before)
    used = {program: program.worked() - start for program, start in before.items()}
    for program in before:
        program.stop()
    held = [tell(name, [used[one]], [used[peer]], 1.5) for name, one in programs.items()]
    return all(held)


def _read_for(seconds: float, *programs: Program) -> None:
    """Take what they draw: each second something is, so that none of them ever stands still."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for program in programs:
            program.settle(0.05)


def main() -> int:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=40, help="lines caught for each figure")
    parser.add_argument("--rest", type=float, default=60.0, help="seconds at rest")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = [
            until_the_room_sees_it(folder / "a", options.lines),
            until_it_is_drawn(folder / "b", options.lines),
            at_rest(folder / "c", options.storage),
        ]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
