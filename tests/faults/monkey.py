"""A key monkey: presses seeded keys in the real app, and watches for crashes and hangs.

python -m tests.faults.monkey FOLDER --seed 7 --keys 1000 --fastest 0.02 --slowest 0.2
"""

import argparse
import fcntl
import os
import random
import select
import struct
import sys
import tempfile
import termios
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.library.health import examine
from tests.faults.working import environment
from tests.support.driving import examples
from tests.support.terminal import Terminal

FAULT = b"fault of its own"
"""What the app prints where a fault of ours ends it, and says where it went on after one."""

FUNCTION_KEYS = {
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~",
    "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~", "f12": "\x1b[24~",
}  # fmt: skip
MOVES = {
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~",
    "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "alt+up": "\x1b[1;3A",
    "alt+down": "\x1b[1;3B", "ctrl+right": "\x1b[1;5C", "shift+tab": "\x1b[Z",
    "escape": "\x1b", "enter": "\r", "tab": "\t", "backspace": "\x7f",
}  # fmt: skip
CONTROLS = {f"ctrl+{letter}": chr(ord(letter) & 31) for letter in "abcdefgklnoprstuwxyz"}
PHRASES = (
    "! Ash was alone", "> see Ash @kit\rnic\rfri\rseen\rsafe\r", "< mum isn't well",
    "^ late again", "? the GP", "Kit Marsh, nurse, health", "@", "2/7", "\x1b[200~a\nb\nc\x1b[201~",
    "\x10\x1b[6~", "\x10ex\r", "\x10ex\x1b", "\x04h\x1b", "\x1bOS6", "\x1bOSr", "\x1bOSn",
    "\x0f\r", "\x0f\x1bOQ", "\x1b\r\x1a\r", "\x0eRobin\rChild A\r\r\x1b",
)  # fmt: skip
"""What hands do as one: lines, pastes, the palette, lists that open and close."""

MARK_PAUSE = 60
"""Keys between two looks whether the app still answers."""


@dataclass
class Outcome:
    """What came of one run.

    Attributes:
        crash: what the app printed when it ended by itself.
        longest: seconds of its longest silence after it was asked to draw.
        troubles: what ``doctor`` finds in the folder afterwards.
        pressed: the last keys before the end.
    """

    crash: str = ""
    longest: float = 0.0
    troubles: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)


WAITING = "words that were being typed"
"""Begins what ``doctor`` says of words typed while a session opened: they are kept, no trouble."""


class Monkey:
    """Presses keys in the app of one folder.

    Args:
        folder: holds the sessions, the state, and all else of the user.
        seed: what chance begins with.
        fastest: least seconds between two keys; 0 for as fast as the terminal takes them.
        slowest: most seconds between two keys.
        hang: seconds without a sign of life that count as a hang.
    """

    def __init__(
        self, folder: Path, seed: int, fastest: float, slowest: float, hang: float
    ) -> None:
        self._chance = random.Random(seed)
        self._folder, self._hang = folder, hang
        self._fastest, self._slowest = fastest, slowest
        self._size = self._present_size = self._chance.choice([(80, 24), (120, 40)])
        self._pressed: deque[str] = deque(maxlen=40)
        for name in ("s", "home", "tmp"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        if not list((folder / "s").glob("*.toml")):
            examples(folder / "s")
        self._named = ["--sessions", str(folder / "s")]
        if self._chance.random() < 0.7:
            self._named += ["open", str(folder / "s" / "example-in-discussion.toml")]

    def run(self, keys: int) -> Outcome:
        """Press keys until there were as many, or the app ends.

        Args:
            keys: how many at least.
        """
        outcome = Outcome()
        command = [sys.executable, "-m", "casetool", *self._named]
        env = environment(self._folder)
        terminal = Terminal(command, *self._size, env=env, cwd=str(self._folder))
        terminal.until("saved" if "open" in self._named else "Milo", limit=60)
        count = 0
        while count < keys and not outcome.crash:
            count += self._burst(terminal)
            outcome.longest = max(outcome.longest, self._answer(terminal))
            outcome.crash = self._crash(terminal)
        if not outcome.crash:
            terminal.kill(15)
            terminal.ended(60)
            outcome.crash = self._crash(terminal, asked=True)
        outcome.pressed = list(self._pressed)
        health = examine(self._folder / "s", StorageContext(state=self._folder / "state"))
        outcome.troubles = [
            f"{row.path.name}: {row.message}"
            for row in health.troubles
            if not row.message.startswith(WAITING)
        ]
        return outcome

    def _burst(self, terminal: Terminal) -> int:
        """Some keys in a row."""
        for _ in range(MARK_PAUSE):
            name, key = self._key()
            self._pressed.append(name)
            try:
                terminal.press(key)
            except OSError:
                return MARK_PAUSE
            pause = self._chance.uniform(self._fastest, self._slowest)
            end = time.monotonic() + pause
            while (left := end - time.monotonic()) > 0 and terminal.read(left):
                pass
            self._drain(terminal)
            if not terminal.process.isalive():
                break
        return MARK_PAUSE

    def _key(self) -> tuple[str, str]:
        dice = self._chance.random()
        if dice < 0.05:
            phrase = self._chance.choice(PHRASES)
            return repr(phrase), phrase
        if dice < 0.25:
            return self._chance.choice(list(FUNCTION_KEYS.items()))
        if dice < 0.6:
            return self._chance.choice(list(MOVES.items()))
        if dice < 0.7:
            return self._chance.choice(list(CONTROLS.items()))
        letter = self._chance.choice('abcdefghijklmnopqrstuvwxyzABC0123456789 !+?><^~%"#&/@=,.-')
        return letter, letter

    def _drain(self, terminal: Terminal) -> None:
        while select.select([terminal.process.fd], [], [], 0)[0] and terminal.read(0):
            pass

    def _answer(self, terminal: Terminal) -> float:
        """Seconds until the app draws again after its window was pulled on."""
        self._drain(terminal)
        columns, rows = self._size
        sizes = [
            (wide, high)
            for wide in (columns, columns - 7, columns + 13)
            for high in (rows, rows - 3, rows + 5)
            if (wide, high) != self._present_size  # a busy app draws nothing for the same size
        ]
        wide, high = self._present_size = self._chance.choice(sizes)
        begin, before = time.monotonic(), len(terminal.raw)
        terminal.screen.resize(high, wide)
        size = struct.pack("HHHH", high, wide, 0, 0)
        fcntl.ioctl(terminal.process.fd, termios.TIOCSWINSZ, size)
        while len(terminal.raw) == before and terminal.process.isalive():
            terminal.read(0.2)
            if time.monotonic() - begin > self._hang:
                break
        return time.monotonic() - begin

    def _crash(self, terminal: Terminal, asked: bool = False) -> str:
        """What the app printed where it ended by itself, or told a fault of its own."""
        if FAULT in terminal.raw or (not asked and not terminal.process.isalive()):
            while terminal.read(0.5):
                pass
            return terminal.raw[-4000:].decode("utf-8", "replace").strip() or "it ended"
        terminal.raw = terminal.raw[-200:]
        return ""


def main() -> int:
    """Let a monkey loose, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    for name, kind, usual in (
        ("--seed", int, 1), ("--keys", int, 1000), ("--runs", int, 1),
        ("--fastest", float, 0.02), ("--slowest", float, 0.2), ("--hang", float, 20.0),
    ):  # fmt: skip
        parser.add_argument(name, type=kind, default=usual)
    options = parser.parse_args()
    failed = 0
    for seed in range(options.seed, options.seed + options.runs):
        folder = options.folder or Path(tempfile.mkdtemp(prefix="casetool-monkey-"))
        monkey = Monkey(folder, seed, options.fastest, options.slowest, options.hang)
        outcome = monkey.run(options.keys)
        crash = outcome.crash[-300:].replace(os.linesep, " | ")
        sys.stdout.write(
            f"seed {seed}: longest {outcome.longest:.2f} s,"
            f" {'CRASH ' + crash if crash else 'no crash'} {outcome.troubles or ''}\n"
        )
        if outcome.crash:
            sys.stdout.write(f"  {' '.join(outcome.pressed)}\n")
        sys.stdout.flush()
        failed += bool(outcome.crash or outcome.longest >= options.hang)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
