"""The terminal goes, or takes nothing, while the app draws: it ends, and loses no word (target 7).

What Textual waits for then never comes: its queue of what is drawn has thirty places.
"""

import os
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

if not hasattr(os, "pidfd_open"):
    pytest.skip("here nobody can wait for the end of another's child", allow_module_level=True)

from tests.faults.test_leaving import (
    CTRL_Q,
    HANG_UP,
    RIGHT,
    all_there,
    hang_up,
    opened,
    said,
    usable,
)
from tests.faults.working import (
    ROOT,
    SEED,
    Orders,
    Runs,
    app,
    environment,
    on_disk,
    reopened,
    session_in,
    until_saved,
    worries,
)
from tests.support.terminal import Terminal

PATIENCE = 60.0
"""Seconds for what takes two, on a machine that has time for it."""

F6 = "\x1b[17~"

WAYS = {
    # what becomes of the terminal; seconds for which it reads; what the app is told
    "killed": ("kill", 999.0, None),
    "killed unread": ("kill", 0.5, None),
    "killed, and nobody says so": ("kill", 999.0, None),
    "halted, told to end": ("stop", 999.0, signal.SIGTERM),
    "unread, told to end": ("", 0.5, signal.SIGTERM),
    "unread, hung up": ("", 0.5, signal.SIGHUP),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_terminal_goes_while_the_app_draws(tmp_path: Path, runs: Runs, way: str) -> None:
    chance, took = Random(f"{SEED} {way}"), []
    for run in range(runs(1, 334)):
        folder = tmp_path / str(run)
        path = session_in(folder)
        took.append(death(folder, path, way, chance))
        all_kept(path, (folder / "typed").read_text(), way, f"seed {SEED}, {way}, run {run}")
    took.sort()
    sys.stdout.write(f"{way}: {took[0]:.2f} to {took[-1]:.2f} s, half {took[len(took) // 2]:.2f}\n")


def death(folder: Path, path: Path, way: str, chance: Random) -> float:
    """Type at the app in a terminal of its own, and let that go; seconds until the app is gone."""
    end, reads, told = WAYS[way]
    command = [sys.executable, "-m", "casetool", "open", str(path)]
    if way.endswith("nobody says so"):
        command = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *command]
    given = [str(folder), str(chance.randrange(1 << 30)), str(reads), *command]
    terms = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    emulator = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.emulator", *given],
        env={**os.environ, **environment(folder), **terms},
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    try:
        until_typed(emulator, folder, chance.randint(30, 150) + (150 if reads < 1 else 0))
        process = int((folder / "process").read_text())
        handle = os.pidfd_open(process)
        begun = time.monotonic()
        if end:
            emulator.send_signal(signal.SIGKILL if end == "kill" else signal.SIGSTOP)
        if told is not None:
            os.kill(process, told)
        is_gone = bool(select.select([handle], [], [], PATIENCE)[0])
        took = time.monotonic() - begun
        if not is_gone:
            os.kill(process, signal.SIGKILL)
        os.close(handle)
        assert is_gone, f"{way}: it goes on for ever, and holds the session"
        return took
    finally:
        emulator.kill()
        emulator.wait()


def until_typed(emulator: subprocess.Popen[bytes], folder: Path, size: int) -> None:
    """Wait until so many bytes were typed."""
    typed, end = folder / "typed", time.monotonic() + PATIENCE
    while not typed.exists() or typed.stat().st_size < size:
        assert emulator.poll() is None
        assert time.monotonic() < end, "the app never opened"
        time.sleep(0.01)


def all_kept(path: Path, typed: str, way: str, when: str) -> None:
    """Each line once, in its order: in the file, or as a draft; of the last its beginning."""
    with reopened(path) as document:
        drafts = document.drafts()
    caught = [text for text in worries(on_disk(path)) if re.fullmatch(r"n\d+", text)]
    lines = [*(f"! {text}" for text in caught), *(drafts[slot] for slot in sorted(drafts))]
    wanted = [f"! n{number}" for number in range(1, len(lines) + 1)]
    assert lines[:-1] == wanted[:-1], when
    assert "".join(lines[-1:]) == "".join(wanted[-1:])[: len("".join(lines[-1:]))], when
    if way.startswith("halted"):  # all that was typed had been sent
        assert len(lines) >= len(re.findall("! n[^\r]*", typed)), when


def test_a_terminal_that_only_reads_late_ends_nothing_and_shows_all(
    tmp_path: Path, runs: Runs
) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    for number in range(runs(25, 60)):
        terminal.press(F6)  # another picture each time
        terminal.press(f"! n{number}\r")
        while f"n{number}" not in worries(on_disk(path)):
            assert terminal.process.isalive()
            time.sleep(0.01)
    terminal.press("half a sen")
    terminal.until("half a sen")
    until_saved(terminal)
    until_still(terminal)
    late = terminal.text()
    for size in ((39, 119), (40, 120)):
        terminal.screen.resize(*size)
        terminal.process.setwinsize(*size)
        until_still(terminal)
    assert without_clock(late) == without_clock(terminal.text())
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    usable(terminal)


def until_still(terminal: Terminal) -> None:
    """Read until nothing is drawn for a while, which is long on a busy machine."""
    while terminal.read(2.0):
        continue


def without_clock(text: str) -> str:
    """What is drawn but for the times, and the mark of what was caught just now on the board."""
    return re.sub(r"\d+:\d\d", "", text).replace("▸", "·")


@pytest.mark.parametrize("told", [signal.SIGTERM, HANG_UP])
def test_a_terminal_that_reads_too_late_is_given_back_all_the_same(
    tmp_path: Path, told: signal.Signals
) -> None:
    path = session_in(tmp_path)
    Orders(tmp_path)
    program = [sys.executable, "-m", "casetool", "open", str(path)]
    shell = ["sh", "-c", '"$@"; printf "\nit left with $?"; read end', "sh", *program]
    terminal = Terminal(shell, env=environment(tmp_path), cwd=str(tmp_path))
    terminal.until("f2 Clock")
    said(terminal)
    parent = terminal.process.pid
    (inside,) = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    handle = os.pidfd_open(int(inside))
    draw_unread(terminal)
    os.kill(int(inside), told)
    assert select.select([handle], [], [], PATIENCE)[0], "it waits for the terminal"
    os.close(handle)
    terminal.until("it left with 1")
    usable(terminal)
    terminal.press("\r")
    assert terminal.ended() == 0
    all_there(path)


def draw_unread(terminal: Terminal) -> None:
    """Let the app draw more than anybody reads."""
    for number in range(60):
        terminal.process.setwinsize(40 - number % 2, 120)
        time.sleep(0.02)  # a size that is not seen yet would be passed over


@pytest.mark.parametrize("how", ["told", "closed"])
def test_the_rooms_window_ends_too(tmp_path: Path, how: str) -> None:
    path = session_in(tmp_path)
    terminal = app(tmp_path, "board", str(path))
    terminal.until("Milo")
    draw_unread(terminal)
    process = terminal.process.pid
    handle = os.pidfd_open(process)
    if how == "told":
        terminal.kill(signal.SIGTERM)
    else:
        hang_up(terminal)
    assert select.select([handle], [], [], PATIENCE)[0], "it waits for the terminal"
    os.close(handle)


def test_told_to_end_while_it_is_stopped(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    said(terminal)
    terminal.kill(signal.SIGTSTP)
    state = Path(f"/proc/{terminal.process.pid}/stat")
    while state.read_text().rpartition(")")[2].split()[0] != "T":
        terminal.read(0.05)
    terminal.kill(signal.SIGTERM)
    terminal.kill(signal.SIGCONT)
    assert terminal.ended() == 1
    usable(terminal)
    with reopened(path) as document:
        assert list(document.drafts().values()) == ["half a sen"]


def test_keys_in_the_queue_are_heard_or_kept_when_it_is_told_to_end(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    said = "".join(f"! n{number}\r" for number in range(1, 41)) + "! n41"
    terminal.press(f"{RIGHT}{said}")
    terminal.kill(signal.SIGTERM)
    assert terminal.ended(PATIENCE) == 1
    all_kept(path, "", "", "at once")
    with reopened(path) as document:
        assert sorted(document.drafts().items())[-1][1] == "! n41"
