"""``casetool add`` that is stopped while lines are typed into it: each of them is kept."""

import fcntl
import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from ptyprocess import PtyProcess

from casetool.services.sessions.open import KEPT, open_document
from casetool.storage.autosave.drafts import read_drafts
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from tests.conftest import ROOT
from tests.support.sealed import seal
from tests.support.verbs import Run, holding, new, worries

HEARD = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
    " signal.signal(signal.SIGHUP, signal.SIG_DFL);"
    " from casetool.cli.main import run_cli; sys.exit(run_cli(sys.argv[1:]))"
)
"""In the background of a shell, a program is started deaf to Ctrl+C, under nohup to SIGHUP."""


def _stopped(
    folder: Path, number: int, meanwhile: Callable[[], object] = lambda: None
) -> tuple[int, str]:
    """Type two lines and a half into ``add`` of the only session, and stop it with a signal."""
    end, begin = os.pipe()
    command = [sys.executable, "-c", HEARD, "--sessions", str(folder), "add", "robin", "worries"]
    with subprocess.Popen(
        command,
        stdin=end,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "CASETOOL_STATE": str(folder / ".state")},
        start_new_session=True,
        text=True,
    ) as adding:
        try:
            os.write(begin, b"first words\nsecond words\nhalf a wo")
            while _waiting_bytes(end) or _state(adding.pid) != "S":
                assert adding.poll() is None
                time.sleep(0.01)  # until it waits for more
            meanwhile()
            adding.send_signal(number)
            _, told = adding.communicate(timeout=60)
        finally:
            adding.kill()  # or a test that fails would wait for it
    os.close(begin)
    os.close(end)
    return adding.returncode, told


def _waiting_bytes(pipe: int) -> int:
    waiting: int = struct.unpack("i", fcntl.ioctl(pipe, termios.FIONREAD, b"\0" * 4))[0]
    return waiting


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux whether it waits")

TYPED = "You had typed:\nfirst words\nsecond words\nhalf a wo\n"
LINES = ["first words", "second words", "half a wo"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_lines_typed_before_it_is_stopped_are_shown_and_offered(
    run: Run, tmp_path: Path, number: int
) -> None:
    path = new(run)
    assert _stopped(tmp_path, number) == (1, f"casetool: Stopped. {KEPT}\n{TYPED}")
    # as one text, which Enter shows again line by line, for the heading that was meant
    assert read_drafts(path) == {"capture-001 worries": " ⏎ ".join(LINES)}
    assert worries(path) == []


@pytest.mark.parametrize("more_signals", [0, 20])
def test_lines_typed_in_a_window_that_is_closed_are_offered(
    run: Run, tmp_path: Path, more_signals: int
) -> None:
    """The read fails as the signal comes, and a shell sends it to its programs once more."""
    path = new(run)
    command = [sys.executable, "-c", HEARD, "--sessions", str(tmp_path), "add", "robin", "5", "-"]
    state = {"CASETOOL_STATE": str(tmp_path / ".state")}
    window = PtyProcess.spawn(command, cwd=str(ROOT), env={**os.environ, **state})
    try:
        _read_until(window, b"ends it.")
        window.write(b"first words\rsecond words\r")
        _read_until(window, b"second words")
        _wait_until_read(window.pid)
        window.fileobj.close()
        window.closed = True
        for _ in range(more_signals):
            window.kill(signal.SIGHUP)
        assert os.waitstatus_to_exitcode(os.waitpid(window.pid, 0)[1]) == 1
    finally:
        window.terminated = True
    assert read_drafts(path) == {"capture-001 worries": "first words ⏎ second words"}


def _wait_until_read(pid: int) -> None:
    """Wait until it has read its lines: those in the terminal itself go with the window."""
    terminal = os.open(f"/proc/{pid}/fd/0", os.O_RDONLY | os.O_NOCTTY)
    while _waiting_bytes(terminal) or _state(pid) != "S":
        time.sleep(0.01)
    os.close(terminal)


def _read_until(window: PtyProcess, words: bytes) -> None:
    seen = b""
    while words not in seen:
        assert select.select([window.fd], [], [], 60)[0], seen
        seen += window.read()


def test_where_there_is_no_room_for_a_draft_an_emergency_copy_has_them(
    run: Run, tmp_path: Path
) -> None:
    path = new(run)
    drafts = tmp_path / ".casetool" / "drafts"
    drafts.parent.mkdir(exist_ok=True)
    drafts.write_text("a file is in its place", encoding="utf-8")
    _, told = _stopped(tmp_path, signal.SIGTERM)
    assert told.startswith("casetool: Stopped. What you typed is kept")
    assert [copy.is_draft for copy in copies_of(path, StorageContext(state=tmp_path / ".state"))]


def test_lines_for_a_session_that_is_gone_are_in_an_emergency_copy(
    run: Run, tmp_path: Path
) -> None:
    """Its drive went, or its folder was moved, while somebody was typing."""
    path = new(run)
    away = tmp_path / "away" / path.name
    away.parent.mkdir()
    _, told = _stopped(tmp_path, signal.SIGHUP, lambda: path.rename(away))
    assert told == f"casetool: Stopped. {KEPT}\n{TYPED}"
    away.rename(path)
    with closing(open_document(path, storage=StorageContext(state=tmp_path / ".state"))) as again:
        assert again.drafts() == {"capture-001 worries": " ⏎ ".join(LINES)}


def test_lines_for_an_encrypted_session_are_shown_and_nowhere_in_plain(closed: Path) -> None:
    for path in closed.glob("*.toml.age"):
        if path.name != "example-closed.toml.age":
            path.unlink()
    (closed / "example-closed.toml.age").rename(closed / "robin.toml.age")
    assert _stopped(closed, signal.SIGTERM) == (1, f"casetool: Stopped.\n{TYPED}")
    assert holding(closed, "first words") == []


def test_lines_for_a_session_that_was_encrypted_meanwhile_are_nowhere_in_plain(
    run: Run, tmp_path: Path
) -> None:
    path = new(run)
    encrypted = path.with_name(f"{path.name}.age")

    def encrypt() -> None:
        encrypted.write_bytes(seal().encrypt(path.read_bytes()))
        path.unlink()

    assert _stopped(tmp_path, signal.SIGTERM, encrypt) == (1, f"casetool: Stopped.\n{TYPED}")
    assert holding(tmp_path, "first words") == []


def test_lines_are_not_kept_for_another_child(run: Run, tmp_path: Path) -> None:
    path = new(run)

    def replace() -> None:
        path.write_bytes(path.read_bytes().replace(b"Robin", b"Wren"))

    _, told = _stopped(tmp_path, signal.SIGTERM, replace)
    assert told.endswith(TYPED)
    assert holding(tmp_path, "first words") == []
