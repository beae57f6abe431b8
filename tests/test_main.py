"""The front door as a process: its codes, its encodings, and what it says when a stream is gone."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from casetool import __version__
from casetool.__main__ import main
from casetool.storage.library.examples import copy_examples

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="shells and pipes of POSIX")


def casetool(
    *arguments: str, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "casetool", *arguments],
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> str:
    copy_examples(tmp_path)
    return str(tmp_path)


def test_the_version_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capfd.readouterr().out == f"casetool {__version__}\n"
    done = casetool("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().split() == ["casetool", __version__]


def test_the_version_is_told_after_other_arguments_too(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["--sessions", "x", "--version"]) == 0
    assert capfd.readouterr().out == f"casetool {__version__}\n"


def test_the_code_of_the_process_is_what_main_returns(folder: str) -> None:
    assert casetool("--sessions", folder, "list").returncode == 0
    assert casetool("--sessions", folder, "check", "prepared").returncode == 1
    assert casetool("nosuch").returncode == 2


@pytest.mark.parametrize("page", ["cp1252", "ascii", "latin-1"])
def test_boxes_and_names_come_whole_whatever_the_code_page(folder: str, page: str) -> None:
    done = casetool("--sessions", folder, "tree", "closed", env={"PYTHONIOENCODING": page})
    assert (done.returncode, done.stderr) == (0, b"")
    assert "╔" in done.stdout.decode("utf-8")


@POSIX
def test_a_reader_who_left_is_no_error(folder: str) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = casetool("--sessions", folder, "show", "closed", stdout=write)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


@POSIX
@pytest.mark.parametrize("arguments", [("list",), ("schema",), ("notes", "closed")])
def test_output_that_a_full_disk_refuses_is_told(folder: str, arguments: tuple[str, ...]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full device")
    with Path("/dev/full").open("wb") as full:
        done = casetool("--sessions", folder, *arguments, stdout=full.fileno())
    assert done.returncode == 1
    assert done.stderr.decode() == (
        "casetool: The output could not be written: no space left on device.\n"
    )


@POSIX
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_a_closed_stream_makes_no_traceback(folder: str, closed: str) -> None:
    line = f'"{sys.executable}" -m casetool --sessions "$1" list {closed}'
    done = subprocess.run(["sh", "-c", line, "sh", folder], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr == b""
    assert (b"Milo" in done.stdout) == (closed != ">&-")


@pytest.mark.parametrize("arguments", [(), ("open", "closed"), ("demo",)])
def test_the_app_asks_for_a_terminal(folder: str, arguments: tuple[str, ...]) -> None:
    done = casetool("--sessions", folder, *arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"needs a terminal" in done.stderr


def test_core_dumps_are_forbidden_in_a_process_of_our_own_alone(
    folder: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    forbidden, ended = list[bool](), list[int]()
    monkeypatch.setattr("casetool.cli.core_dumps.forbid_core_dumps", lambda: forbidden.append(True))
    monkeypatch.setattr("casetool.cli.process_end.end_process", ended.append)
    assert main(["--sessions", folder, "list"]) == 0
    assert (forbidden, ended) == ([], [])
    monkeypatch.setattr(sys, "argv", ["casetool", "--sessions", folder, "list"])
    assert main() == 0
    assert (forbidden, ended) == ([True], [0])
    out = capfd.readouterr().out
    assert out[: len(out) // 2] * 2 == out


class Interrupts:
    """Ctrl+C while a module is loaded."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name == "casetool.cli.core_dumps":
            raise KeyboardInterrupt


@pytest.mark.parametrize("is_open", [True, False])
def test_an_interrupt_while_it_is_loaded_is_told_where_somebody_reads(
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_open: bool,
) -> None:
    monkeypatch.delitem(sys.modules, "casetool.cli.core_dumps", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupts(), *sys.meta_path])
    with monkeypatch.context() as patch:
        if not is_open:
            patch.setattr(sys, "stderr", None)
        assert main(["--sessions", folder, "list"]) == 130
    assert capsys.readouterr().err == ("Stopped. Nothing was changed.\n" if is_open else "")


def test_an_interrupt_while_an_error_is_told_is_130(
    folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(words: str) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("casetool.cli.main._tell", interrupted)
    assert main(["--sessions", folder, "show", "nobody"]) == 130


INTERRUPTED = """
import sys
from casetool.__main__ import main

class Interrupts:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            raise KeyboardInterrupt

sys.meta_path.insert(0, Interrupts())
sys.exit(main(sys.argv[2:]))
"""
"""Ctrl+C while a module is loaded."""


@pytest.mark.parametrize(
    ("module", "verb"),
    [
        ("casetool.cli.arguments.parser", ("add", "a", "worries", "b")),
        ("casetool.cli.commands.add", ("add", "a", "worries", "b")),
        ("casetool.storage.library.index", ("list",)),
        ("casetool.storage.library.health", ("doctor",)),
        ("casetool.cli.export.action_log", ("actions", "--all")),
        ("casetool.render.views.calendar", ("actions", "--all")),
    ],
)
def test_an_interrupt_before_the_first_session_says_that_nothing_was_changed(
    folder: str, module: str, verb: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, module, "--sessions", folder, *verb],
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 130
    assert done.stderr.decode().splitlines() == ["Stopped. Nothing was changed."]
