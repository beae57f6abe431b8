"""What saving costs the one who types: a slow disk against no saving at all.

Both are casetool on a session of 1,000 entries. In one each ``fsync`` takes 100 ms more; in the
other nothing is ever written. Each line caught is an edit that is saved while the next is typed.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.big_session import write_big
from benchmarks.figures import tell
from benchmarks.terminal import Program

SLOW = """
import os, sys, time
real = os.fsync
def slow(handle):
    time.sleep(0.1)
    real(handle)
os.fsync = slow
from casetool.__main__ import main
raise SystemExit(main(["open", sys.argv[1]]))
"""

NEVER = """
import sys
from casetool.storage.autosave.writer import Writer
Writer.put = lambda self, session, kind=None, label="": None
Writer.put_draft = lambda self, slot, text: None
from casetool.__main__ import main
raise SystemExit(main(["open", sys.argv[1]]))
"""

LINE = "she said so\r"


def started(code: str, path: Path) -> Program:
    """Start one of them, and wait until it stands still."""
    program = Program([sys.executable, "-c", code, str(path)])
    program.until("asleep")
    program.settle(1.5)
    return program


def main() -> int:
    """Measure, and tell."""
    with tempfile.TemporaryDirectory() as name:
        saving = started(SLOW, write_big(Path(name) / "slow", entries=1000))
        never = started(NEVER, write_big(Path(name) / "never", entries=1000))
        pairs = [(saving.press(key), never.press(key)) for key in LINE * 12]
        ours, peer = [a for a, _ in pairs[12:]], [b for _, b in pairs[12:]]
        held = tell("a key while a slow disk saves", ours, peer, 1.2, by="p95")
        for program in (saving, never):
            program.stop()
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
