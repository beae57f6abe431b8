"""No trace elsewhere: no connection, ever; and no word of the case outside the sessions folder."""

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.faults.working import session_in
from tests.support.terminal import Terminal

pytestmark = [pytest.mark.pty, pytest.mark.full]
"""In each run tests/faults/test_private.py looks at a whole day in the same ways."""

CANARIES = ("cloakroom canary", "magpie canary", "half a canary")
HEARD = """
import os, sys
path = sys.argv.pop(1)
def heard(event, arguments):
    if event.startswith(("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "ssl.")):
        # no connection: the loop's own pair of ends within the process, and the computer's name
        if event == "socket.gethostname" or (event == "socket.__new__" and arguments[1] == 1):
            return
        with open(path, "a") as stream:
            stream.write(f"{event} {arguments!r}\\n")
sys.addaudithook(heard)
from casetool.__main__ import main
raise SystemExit(main(sys.argv[1:]))
"""


def home(folder: Path) -> dict[str, str]:
    """Every place in which a program could leave something, inside one folder."""
    places = {name: folder / "home" / name for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME")}
    more = ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "CASETOOL_CONFIG")
    places |= {name: folder / "home" / name for name in more}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    return {name: str(place) for name, place in places.items()}


def journey(path: Path, env: dict[str, str], *before: str) -> None:
    """Work on a session: catch, draw, undo, write notes, type on, be killed, open again, leave."""
    command = [*before, "open", str(path)]
    terminal = Terminal(command, env=env, cwd=str(path.parents[1]))
    terminal.until("saved")
    terminal.press(f"! {CANARIES[0]}\r")
    terminal.until(CANARIES[0])
    terminal.press(f"> {CANARIES[1]}\r")
    terminal.until(CANARIES[1])
    terminal.press("\x1a")
    terminal.until("Undone")
    terminal.press("\x19")
    terminal.until("Done again")
    terminal.press("\x14")
    terminal.until("Light, for projectors")
    terminal.press(CANARIES[2])
    terminal.until(CANARIES[2])
    # the draft in its place: a file that is still being written does not outlive the kill
    draft, whole = path.parent / ".casetool" / "drafts" / path.name, CANARIES[2].encode()
    while not draft.exists() or whole not in draft.read_bytes():
        terminal.read(0.05)
    terminal.kill()
    terminal.ended()
    again = Terminal(command, env=env, cwd=str(path.parents[1]))
    again.until(CANARIES[2])
    again.press("\x1b")
    again.press("\x11")
    assert again.ended() == 0


def holding(folder: Path, words: str) -> list[Path]:
    """Where words lie under a folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in files if words.encode() in path.read_bytes()]


def test_no_connection_is_ever_made(tmp_path: Path) -> None:
    path, log = session_in(tmp_path), tmp_path / "heard"
    journey(path, home(tmp_path), sys.executable, "-c", HEARD, str(log))
    assert not log.exists(), log.read_text()


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
def test_the_kernel_sees_no_connection_either(tmp_path: Path) -> None:
    path, log = session_in(tmp_path), tmp_path / "trace"
    strace = ("strace", "-f", "-qq", "-e", "trace=%network", "-o", str(log))
    try:
        journey(path, home(tmp_path), *strace, sys.executable, "-m", "casetool")
    finally:
        seen = log.read_text() if log.exists() else ""
    assert "socketpair(AF_UNIX" in seen, "the loop's own pair of ends is seen, at least"
    calls = [line for line in seen.splitlines() if re.search(r"\b(socket|connect|bind)\(", line)]
    assert [line for line in calls if "AF_UNIX" not in line] == []


def test_no_word_lies_elsewhere_and_none_anywhere_once_it_is_purged(tmp_path: Path) -> None:
    path, env = session_in(tmp_path), home(tmp_path)
    journey(path, env, sys.executable, "-m", "casetool")
    for words in CANARIES:
        found = holding(tmp_path, words)
        assert found, words
        assert all(path.parent in one.parents for one in found), found
        assert all(one.stat().st_mode & 0o077 == 0 for one in found), found
    settings = Path(env["CASETOOL_CONFIG"]) / "settings.toml"
    assert settings.stat().st_mode & 0o077 == 0, "the choice of a theme is written down too"
    purge = ["delete", str(path), "--purge", "--yes"]
    terminal = Terminal([sys.executable, "-m", "casetool", *purge], env={**os.environ, **env})
    assert terminal.ended() == 0
    assert [one for words in CANARIES for one in holding(tmp_path, words)] == []
