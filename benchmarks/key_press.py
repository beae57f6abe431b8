"""From a key press until it is drawn: in the capture line and in the tree, against bare widgets.

And just after a line was caught: with the preview of the notes in view, against another step.
"""

import sys
import tempfile
import time
from pathlib import Path

from benchmarks.big_session import write_big
from benchmarks.figures import tell
from benchmarks.terminal import Program

TEXT = "the prescription stopped in july and nobody told the school about it at all " * 3
ROUNDS = 30
DOWN, UP, RIGHT, LEFT = "\x1b[B", "\x1b[A", "\x1b[C", "\x1b[D"


def typed(ours: Program, peer: Program) -> tuple[list[float], list[float]]:
    """The same letters into both, one after the other."""
    pairs = [(ours.press(letter), peer.press(letter)) for letter in TEXT]
    return [a for a, _ in pairs[5:]], [b for _, b in pairs[5:]]


def walked(ours: Program, peer: Program, rounds: int = 12) -> tuple[list[float], list[float]]:
    """Arrows through both trees; each key that draws counts."""
    our_keys, peer_keys = (DOWN, RIGHT, LEFT, DOWN, RIGHT, LEFT, UP, UP), (DOWN,) * 8
    pairs = [
        (ours.press(key), peer.press(other))
        for _ in range(rounds)
        for key, other in zip(our_keys, peer_keys, strict=True)
    ]
    return [a for a, _ in pairs[8:]], [b for _, b in pairs[8:]]


def after_a_line(program: Program, line: str) -> float:
    """Seconds from the Enter of a line until the letter typed right after it is drawn."""
    program.send(line)
    program.settle()
    began = time.perf_counter()
    program.send("\rZ")
    seconds = program.draws("Z") - began
    program.settle(0.4)
    program.send("\x15")  # the letter goes again
    program.settle()
    return seconds


def previewed(folder: Path) -> bool:
    """Measure the letter after a line with the preview in view, and tell."""
    programs = [
        start(["-m", "casetool", "open", str(write_big(folder, 200, 60, at=step))], words)
        for step, words in (("notes", "Case Discussion Notes"), ("thoughts", "asleep"))
    ]
    seen = [[after_a_line(one, f"it was said {n}") for one in programs] for n in range(ROUNDS)]
    for program in programs:
        program.stop()
    a, b = zip(*seen[3:], strict=True)
    return tell("letter after a line, the preview in view", list(a), list(b), 1.5, by="p95")


def start(command: list[str], text: str) -> Program:
    """Start a program, and wait until it stands still."""
    program = Program([sys.executable, *command])
    program.until(text)
    program.settle(0.8)
    return program


def main() -> int:
    """Measure, and tell."""
    with tempfile.TemporaryDirectory() as name:
        capture = start(["-m", "casetool", "open", str(write_big(Path(name)))], "asleep")
        box = start(["-m", "benchmarks.peers", "input"], "peer is up")
        a, b = typed(capture, box)
        held = tell("key in the capture line, 500 entries", a, b, 1.2, by="p95")
        tree_file = write_big(Path(name), at="tree")
        ours = start(["-m", "casetool", "open", str(tree_file)], "morning")
        ours.press("\x1b")
        peer = start(["-m", "benchmarks.peers", "tree"], "leaf")
        a, b = walked(ours, peer)
        held &= tell("key in the tree, 200 nodes", a, b, 3.0, by="p95")
        for program in (capture, box, ours, peer):
            program.stop()
        held &= previewed(Path(name))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
