"""The program is stopped by another one, and goes on: keys keep their order."""

import signal
import sys
import time
from pathlib import Path

import pytest

from tests.faults.working import Runs, on_disk, session_in, worries

if sys.platform == "win32":
    pytest.skip("no signals to stop with", allow_module_level=True)

from tests.support.terminal import casetool

pytestmark = pytest.mark.pty


def test_keys_keep_their_order_however_often_it_was_stopped(tmp_path: Path, runs: Runs) -> None:
    path = session_in(tmp_path)
    terminal = casetool("open", str(path))
    terminal.until("saved")
    for _ in range(4):
        terminal.kill(signal.SIGSTOP)
        terminal.kill(signal.SIGCONT)
        while terminal.read(0.3):
            continue
    lines = [f"a line {number} of plain words" for number in range(runs(10, 100))]
    for line in lines:
        for key in f"! {line}\r":
            terminal.press(key)
            end = time.monotonic() + 0.01
            while (left := end - time.monotonic()) > 0:
                terminal.read(left)
    terminal.until(lines[-1])
    terminal.press("\x11")
    assert terminal.ended(30) == 0
    assert worries(on_disk(path))[-len(lines) :] == lines


@pytest.mark.skipif(sys.platform != "linux", reason="counts the threads in /proc")
def test_no_second_thread_reads_the_terminal(tmp_path: Path) -> None:
    terminal = casetool("open", str(session_in(tmp_path)))
    terminal.until("saved")
    tasks = Path(f"/proc/{terminal.process.pid}/task")
    before = len(list(tasks.iterdir()))
    for _ in range(3):
        terminal.kill(signal.SIGSTOP)
        terminal.kill(signal.SIGCONT)
        while terminal.read(0.5):
            continue
    assert len(list(tasks.iterdir())) <= before
    terminal.press("\x11")
    assert terminal.ended(30) == 0
