"""A window that only shows a session is ended while somebody types in it (targets 1, 7, 11)."""

import signal
import sys
from pathlib import Path

import pytest

from tests.support.few import few

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals and no SIGKILL here", allow_module_level=True)

from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from tests.faults.working import app, reopened, says_saved, session_in
from tests.support.terminal import Terminal

pytestmark = pytest.mark.pty


def until_kept(path: Path, terminal: Terminal, words: str) -> None:
    """Read the screen until the words are in an emergency copy."""
    storage = StorageContext(state=path.parents[1] / "state")
    for _ in range(200):
        copies = copies_of(path, storage)
        if any(words.encode() in copy.read() for copy in copies):
            return
        terminal.read(0.05)
    raise AssertionError("they were never kept")


@pytest.mark.parametrize("how", few(2, [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]))
def test_what_was_typed_there_comes_back_in_the_window_that_writes(
    tmp_path: Path, how: signal.Signals
) -> None:
    path = session_in(tmp_path)
    with reopened(path):
        terminal = app(tmp_path, "open", str(path))
        terminal.until("only shown")
        terminal.until("f2 Clock")
        terminal.press("half a sen")
        terminal.until("half a sen")
        if how == signal.SIGKILL:
            until_kept(path, terminal, "half a sen")
        terminal.kill(how)
        terminal.ended()
        assert not draft_path(path).exists()
    terminal = app(tmp_path, "open", str(path))
    terminal.until("not finished last time")
    assert terminal.text().count("half a sen") == 1
    assert says_saved(terminal)
    terminal.press("\x11")
    assert terminal.ended() == 0
    with reopened(path) as document:
        assert list(document.drafts().values()) == ["half a sen"]
