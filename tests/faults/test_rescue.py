"""Sittings that cannot save, one after the other: each has its emergency copy, and all come back.

In the app, in a real terminal, and through ``add``; on a disk that is full, one that may not be
written, and a folder that goes away (targets 4, 5 and 6).
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals and no disks to mount here", allow_module_level=True)

from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from tests.faults.working import (
    Runs,
    environment,
    need,
    on_disk,
    session_in,
    session_of,
    until_saved,
    worries,
)
from tests.support.terminal import Terminal

CTRL_Q, CTRL_R = "\x11", "\x12"
MARKS = ["the first words", "the second words", "the third words"]


@dataclass(frozen=True)
class Disk:
    """A small disk of its own, with one session on it."""

    folder: Path
    holder: subprocess.Popen[str]
    path: Path
    """The session, as programs on that disk see it."""

    @property
    def inside(self) -> list[str]:
        """What a program is started through, so that it sees the disk."""
        return ["nsenter", "-t", str(self.holder.pid), "-U", "--preserve-credentials", "-m"]

    @property
    def seen(self) -> Path:
        """The session, as we see it."""
        return Path(f"/proc/{self.holder.pid}/root{self.path}")

    def command(self, *arguments: str) -> list[str]:
        return [*self.inside, sys.executable, "-m", "casetool", *arguments]

    def run(self, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Carry out a command line of casetool."""
        env = {**os.environ, **environment(self.folder)}
        return subprocess.run(
            self.command(*arguments),
            env=env, input=typed, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def fill(self) -> None:
        ballast = self.seen.with_name("ballast")
        with ballast.open("wb", buffering=0) as stream, pytest.raises(OSError, match="No space"):
            while True:
                stream.write(bytes(4096))

    def empty(self) -> None:
        self.seen.with_name("ballast").unlink()

    def mount(self, how: str) -> None:
        again = ["mount", "-o", f"remount,{how}", str(self.path.parent.parent)]
        subprocess.run([*self.inside, *again], check=True)

    def rename(self, old: str, new: str) -> None:
        root = self.seen.parent.parent
        (root / old).rename(root / new)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    need("unshare", "nsenter")
    source, mount = session_in(folder), folder / "m"
    mount.mkdir()
    made = 'mount -t tmpfs -o size=200k "$0" "$0" && mkdir "$0/s" && cp "$1" "$0/s"'
    script = f"{made} && echo ok && cat"
    holder = subprocess.Popen(
        ["unshare", "-rm", "sh", "-c", script, str(mount), str(source)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert holder.stdout is not None
        if holder.stdout.readline() != "ok\n":
            pytest.skip("no disk may be mounted here")
        yield Disk(folder, holder, mount / "s" / source.name)
    finally:
        holder.communicate("", timeout=30)


def rescued(disk: Disk) -> list[list[str]]:
    """The worries of each emergency copy."""
    storage = StorageContext(state=disk.folder / "state")
    return [worries(session_of(copy.read())) for copy in copies_of(disk.path, storage)]


FAULTS: dict[str, tuple[Callable[[Disk], None], Callable[[Disk], None]]] = {
    "full": (Disk.fill, Disk.empty),
    "read-only": (lambda disk: disk.mount("ro"), lambda disk: disk.mount("rw")),
    "vanished": (lambda disk: disk.rename("s", "away"), lambda disk: disk.rename("away", "s")),
}
"""How a disk fails, and how it is well again."""


def test_three_adds_that_fail_and_no_word_is_lost(tmp_path: Path, runs: Runs) -> None:
    for fault in ("full", "read-only")[: runs(1, 2)]:
        three_adds(tmp_path / fault, *FAULTS[fault])


def three_adds(folder: Path, fail: Callable[[Disk], None], heal: Callable[[Disk], None]) -> None:
    with small_disk(folder) as disk:
        fail(disk)
        for mark in MARKS:
            failed = disk.run("add", str(disk.path), "worries", mark)
            assert failed.returncode == 1
            assert "Every word is also in" in failed.stderr
        assert sorted(words[-1] for words in rescued(disk)) == sorted(MARKS)
        listed = disk.run("--sessions", str(disk.path.parent), "list").stderr
        looked = disk.run("--sessions", str(disk.path.parent), "doctor").stdout
        for copy in copies_of(disk.path, StorageContext(state=folder / "state")):
            assert str(copy.path) in listed
            assert str(copy.path) in looked
        heal(disk)
        done = disk.run("add", str(disk.path), "worries", "this one is saved")
        assert done.returncode == 0
        assert "Not in it yet: an emergency copy" in done.stderr
        assert len(rescued(disk)) == 3
        taken_in(disk, MARKS)


def test_add_where_the_folder_is_gone_gives_the_words_back(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        disk.rename("s", "away")
        failed = disk.run("add", str(disk.path), "worries", "-", typed="\n".join(MARKS))
        assert failed.returncode == 1
        assert failed.stderr.endswith("\n".join(["You had typed:", *MARKS, ""]))


def test_three_sittings_that_fail_and_no_word_is_lost(tmp_path: Path, runs: Runs) -> None:
    for fault in ("read-only", "full", "vanished")[: runs(1, 3)]:
        three_sittings(tmp_path / fault, *FAULTS[fault])


def three_sittings(
    folder: Path, fail: Callable[[Disk], None], heal: Callable[[Disk], None]
) -> None:
    with small_disk(folder) as disk:
        for number, mark in enumerate(MARKS):
            terminal = window(disk, 120 if number else 80)
            fail(disk)
            terminal.press(f"! {mark}\r")
            terminal.until("NOT SAVED")
            terminal.until("mergency")
            terminal.press(CTRL_Q)
            terminal.until("Leave all the same")
            terminal.press("l")
            assert terminal.ended(60) == 1
            assert b"Every word is also in" in terminal.raw.rpartition(b"\x1b[?1049l")[2]
            assert len(rescued(disk)) == number + 1
            heal(disk)
        assert sorted(words[-1] for words in rescued(disk)) == sorted(MARKS)
        taken_in(disk, MARKS)


def window(disk: Disk, columns: int = 120) -> Terminal:
    command, env = disk.command("open", str(disk.path)), environment(disk.folder)
    terminal = Terminal(command, columns, 40, env=env)
    terminal.until("f2 Clock", 60)
    return terminal


def taken_in(disk: Disk, marks: Sequence[str]) -> None:
    """A later sitting brings all of them into the file."""
    terminal = window(disk)
    terminal.until(f"{len(marks)} emergency copies differ from")
    for number, mark in enumerate(marks, 1):
        terminal.press(CTRL_R)
        terminal.until(f"there: {mark}")
        terminal.press("\r")
        remaining = len(marks) - number
        terminal.until(f"Brought together. {remaining} more" if remaining else "Both versions")
    until_saved(terminal)
    terminal.press(CTRL_Q)
    assert terminal.ended(60) == 0
    assert set(marks) <= set(worries(on_disk(disk.seen)))
    assert rescued(disk) == []
