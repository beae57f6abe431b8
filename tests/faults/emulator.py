"""A terminal of its own around a program, which types into it, and which a test may kill or halt.

    python -m tests.faults.emulator FOLDER SEED READS COMMAND...

It writes down in FOLDER what it typed and what it was sent, and the program's process id. After
READS seconds it reads no more, and types on: the terminal is there, and takes nothing.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from pathlib import Path
from random import Random

F3, F5, F6 = "\x1bOR", "\x1b[15~", "\x1b[17~"
UP, DOWN = "\x1b[A", "\x1b[B"
READY = b"Clock"
"""Is drawn once the session is open."""


def keys(chance: Random) -> list[str]:
    """A line, letter by letter, or keys that draw the whole screen anew."""
    if chance.random() < 0.5:
        return [F5, DOWN, F6, F3, UP, F6, F5]
    return []


def main(folder: Path, seed: int, reads: float, command: list[str]) -> None:
    """Type at the program until one of the two ends."""
    chance = Random(seed)
    process, master = pty.fork()
    if process == 0:
        os.execvp(command[0], command)
    (folder / "process").write_text(str(process), encoding="utf-8")
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    typed, sent = folder / "typed", folder / "sent"
    with typed.open("ab", buffering=0) as keyboard, sent.open("ab", buffering=0) as screen:
        drawn = b""
        while READY not in drawn:
            drawn += os.read(master, 1 << 16)
        screen.write(drawn)
        begun, number, waiting = time.monotonic(), 0, list[str]()
        os.set_blocking(master, False)
        while True:
            if not waiting:
                number += 1
                waiting = [*keys(chance), *f"! n{number}\r"]
            until = time.monotonic() + chance.uniform(0.01, 0.03)
            while (left := until - time.monotonic()) > 0:
                if time.monotonic() - begun > reads:
                    time.sleep(left)
                elif select.select([master], [], [], left)[0]:
                    screen.write(os.read(master, 1 << 16))
            try:
                os.write(master, waiting[0].encode())
            except BlockingIOError:
                continue
            keyboard.write(waiting.pop(0).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4:])
