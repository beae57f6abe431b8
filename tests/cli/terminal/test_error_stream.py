"""Work is done to its end where nobody reads what is told on standard error."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casetool.cli.terminal.error_stream import ErrorStream
from casetool.storage.library.examples import copy_examples
from casetool.storage.library.index import list_sessions
from tests.support.sealed import PASSPHRASE, ring

COPIES = [f"example-closed ({number}).toml" for number in range(1, 6)]


def run_unread(tmp_path: Path, *arguments: str, typed: str = "") -> int:
    """Run a verb whose standard error has no reader any more. Returns the exit code."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(
            [sys.executable, "-m", "casetool", "--sessions", str(tmp_path), *arguments],
            input=typed.encode(), stderr=writer, stdout=subprocess.DEVNULL, timeout=120,
            env={**os.environ, "CASETOOL_STATE": str(tmp_path / ".state")}, check=False,
        ).returncode  # fmt: skip
    finally:
        os.close(writer)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy_examples(tmp_path)
    return tmp_path


def test_each_copy_is_discarded(folder: Path) -> None:
    for name in COPIES:
        shutil.copy(folder / "example-closed.toml", folder / name)
    assert run_unread(folder, "copies", "closed", "--discard") == 0
    assert sorted(path.name for path in folder.glob("*closed*")) == ["example-closed.toml"]


def test_each_session_is_encrypted(folder: Path) -> None:
    ring(folder)
    code = run_unread(folder, "encrypt", "--passphrase-stdin", typed=f"{PASSPHRASE}\n")
    assert code == 0
    assert all(summary.locked for summary in list_sessions(folder))


def test_what_cannot_be_done_gives_its_code(folder: Path) -> None:
    assert run_unread(folder, "show", "nobody") == 1
    assert run_unread(folder, "show") == 2


def test_a_text_is_dropped_that_no_stream_takes() -> None:
    with Path(os.devnull).open(encoding="utf-8") as unwritable:
        stream = ErrorStream(unwritable)
        assert stream.write("told\n") == 5
        stream.flush()
        assert stream.encoding == "utf-8"
        assert not stream.isatty()
