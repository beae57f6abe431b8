"""From exec until the words are on the screen: the library and a session, against a bare app."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.big_session import write_big
from benchmarks.figures import interleaved, tell
from benchmarks.terminal import Program


def paint(command: list[str], text: str) -> Callable[[], float]:
    """A measure: start the program, wait for a text, end it."""

    def measure() -> float:
        program = Program([sys.executable, *command])
        try:
            return program.until(text)
        finally:
            program.stop()

    return measure


def main(runs: int = 15) -> int:
    """Measure, and tell."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = write_big(folder)
        seen = interleaved(
            runs,
            {
                "bare": paint(["-m", "benchmarks.peers", "label"], "ready"),
                "library": paint(["-m", "casetool", "--sessions", name], "Robin"),
                "session": paint(["-m", "casetool", "open", str(path)], "Robin"),
                "entries": paint(["-m", "casetool", "open", str(path)], "asleep"),
            },
        )
    held = tell("first paint of the library", seen["library"], seen["bare"], 1.5)
    held &= tell("first paint of a session", seen["session"], seen["bare"], 1.5)
    tell("… until the open step shows 500 entries", seen["entries"], seen["bare"], 9.9)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
