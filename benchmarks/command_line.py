"""Whole processes: --version and list, against an empty Python; and load and save of a big one."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.big_session import big_session, write_big
from benchmarks.figures import interleaved, tell
from casetool.methods import find_method
from casetool.storage.toml.codec import dumps, loads


def run(*arguments: str) -> Callable[[], float]:
    """A measure: one process from start to end."""

    def measure() -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - began

    return measure


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """A measure: one call in this process."""

    def measure() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return measure


def main(runs: int = 25) -> int:
    """Measure, and tell."""
    method = find_method("case-discussion")
    session = big_session(1000, 200, "thoughts")
    text = dumps(session, method)
    with tempfile.TemporaryDirectory() as name:
        for _ in range(30):
            write_big(Path(name), entries=100, nodes=50)
        seen = interleaved(
            runs,
            {
                "pass": run("-c", "pass"),
                "version": run("-m", "casetool", "--version"),
                "list": run("-m", "casetool", "--sessions", name, "list"),
                "load": timed(lambda: loads(text, lambda _: method)),
                "save": timed(lambda: dumps(session, method)),
            },
        )
    held = tell("casetool --version", seen["version"], seen["pass"], 3.0)
    tell("casetool list, 30 sessions", seen["list"], seen["pass"], 9.9)
    tell("load a session of 1,000 entries", seen["load"], seen["pass"], 99)
    tell("save (encode) a session of 1,000 entries", seen["save"], seen["pass"], 99)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
