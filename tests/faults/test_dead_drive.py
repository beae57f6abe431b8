"""A drive that stops answering: nothing waits for it for ever, and no word is lost."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("only Linux has FUSE here", allow_module_level=True)

from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from tests.support.dead_drive import dead_drive
from tests.support.driving import examples
from tests.support.few import few
from tests.support.terminal import QUICK_HAND_SECONDS, Terminal, casetool

pytestmark = pytest.mark.pty

SESSION = "example-in-discussion.toml"


def sessions_in(tmp_path: Path) -> Path:
    """A folder with the examples."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    return examples(folder)


@contextmanager
def link_to_dead_drive(tmp_path: Path) -> Iterator[Path]:
    """A folder of sessions, one of which is a link to a drive that does not answer."""
    folder, drive = sessions_in(tmp_path), tmp_path / "drive"
    drive.mkdir()
    (folder / "dead.toml").symlink_to(drive / "x.toml")
    with dead_drive(drive):
        yield folder


def opened(folder: Path, home: Path, sign: str = "saved") -> Terminal:
    """The app with a session open, once a sign is on its screen."""
    terminal = casetool("open", str(folder / SESSION), columns=120, rows=40,
                        env={"HOME": str(home), "CASETOOL_STATE": str(home / "state")})  # fmt: skip
    terminal.until(sign)
    return terminal


@pytest.mark.parametrize(
    "verb",
    [("list",), ("doctor",), ("copies", SESSION), ("delete", SESSION, "--purge", "--yes")],
    ids=lambda verb: verb[0],
)
def test_no_verb_waits_for_one_session(tmp_path: Path, verb: tuple[str, ...]) -> None:
    with link_to_dead_drive(tmp_path) as folder:
        done = subprocess.run(
            [sys.executable, "-m", "casetool", "--sessions", str(folder), *verb],
            env={**os.environ, "CASETOOL_STATE": str(tmp_path / "state")},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert "Traceback" not in done.stderr
        assert done.returncode == (1 if verb[0] == "doctor" else 0), done.stderr
        if verb[0] in ("list", "doctor"):
            assert "does not answer" in done.stdout


@pytest.mark.parametrize(
    "verb", few(3, [((),), (("list",),), (("new", "--child", "Ash"),), (("encrypt",),)])
)
def test_a_folder_there_is_refused(tmp_path: Path, verb: tuple[str, ...]) -> None:
    (tmp_path / "sessions").mkdir()
    with dead_drive(tmp_path / "sessions"):
        terminal = casetool("--sessions", str(tmp_path / "sessions"), *verb, columns=120, rows=40,
                            env={"HOME": str(tmp_path)})  # fmt: skip
        assert terminal.ended(20.0) == 1
    assert terminal.says("does not answer. Try again once it is there.")


def test_a_session_there_stays_where_it_is(tmp_path: Path) -> None:
    with link_to_dead_drive(tmp_path) as folder:
        terminal = casetool("--sessions", str(folder), columns=120, rows=40,
                            env={"HOME": str(tmp_path)})  # fmt: skip
        terminal.until("cannot open dead")
        terminal.press("dead")
        terminal.until("does not answer")
        terminal.press("\x1b[19~")
        terminal.until("so it stays where it is")
        terminal.press("\x11")
        assert terminal.ended() == 0


@pytest.mark.parametrize(
    "keys",
    few(3, ["\x1b[24~", "\x06", "\x12", "\x0c", "\x04l", "\x04nc", "\x04gw"]),
    ids=["F12", "Ctrl+F", "Ctrl+R", "Ctrl+L", "each agency's actions", "circulate", "notes"],
)
def test_a_key_does_not_wait_for_the_drive_of_the_session(tmp_path: Path, keys: str) -> None:
    folder = sessions_in(tmp_path)
    terminal = opened(folder, tmp_path)
    with dead_drive(folder):
        terminal.press(keys[0] if keys[0] == "\x04" else keys)
        if keys[0] == "\x04":
            terminal.until("The room, the hour, and more")
            for letter in keys[1:]:
                terminal.press(letter)
                terminal.until(
                    {"n": "Circulate", "g": "Which document"}.get(letter, "does not answer")
                )
            terminal.press("\x1b")
        terminal.press("! CANARY half")
        terminal.until("CANARY half")
        terminal.kill(signal.SIGTERM)
        assert terminal.ended(30.0) == 1
    assert copied(folder, tmp_path) == [False, True]


def enter_and_half(terminal: Terminal) -> None:
    """Enter a line, and type half of the next."""
    terminal.press("! CANARY entered\r")
    terminal.until("Caught")
    terminal.press("! CANARY half")
    terminal.until("CANARY half")


def test_leaving_keeps_every_word_in_copies(tmp_path: Path) -> None:
    folder = sessions_in(tmp_path)
    terminal = opened(folder, tmp_path)
    with dead_drive(folder):
        enter_and_half(terminal)
        terminal.press("\x11")
        terminal.until("Leave all the same")
        terminal.press("l")
        assert terminal.ended(60.0) == 1
    assert copied(folder, tmp_path) == [True, True]


def test_while_it_does_not_answer_all_is_in_copies_and_is_called_not_saved(tmp_path: Path) -> None:
    folder = sessions_in(tmp_path)
    terminal = opened(folder, tmp_path)
    with dead_drive(folder):
        enter_and_half(terminal)
        terminal.until("NOT SAVED")
        wait_for(terminal, lambda: b"CANARY half" in emergency(tmp_path))
        assert b"CANARY entered" in emergency(tmp_path)
        terminal.press("\x13")
        terminal.until("waits for a disk that does not answer")
        assert "CANARY half" in terminal.text()
        terminal.kill(signal.SIGKILL)
    assert copied(folder, tmp_path) == [True, True]


def test_the_copies_go_once_it_answers_again(tmp_path: Path) -> None:
    folder = sessions_in(tmp_path)
    terminal = opened(folder, tmp_path)
    with dead_drive(folder):
        terminal.press("! CANARY entered\r")
        terminal.until("NOT SAVED")
    terminal.until("It could be saved again")
    wait_for(terminal, lambda: emergency(tmp_path) == b"")
    terminal.press("\x11")
    assert terminal.ended(20.0) == 0
    assert "CANARY entered" in (folder / SESSION).read_text(encoding="utf-8")


def test_another_folder_that_does_not_answer_is_refused(tmp_path: Path) -> None:
    folder, stick = sessions_in(tmp_path), tmp_path / "stick"
    stick.mkdir()
    terminal = opened(folder, tmp_path)
    folder.rename(tmp_path / "away")
    terminal.press("! CANARY entered\r")
    terminal.until("NOT SAVED")
    with dead_drive(stick):
        terminal.press("\x13")
        terminal.until("Save this session in another folder")
        for key in str(stick / "x"):
            terminal.type(key, QUICK_HAND_SECONDS)
        terminal.press("\r")
        terminal.until("does not answer. Nothing is lost")
        terminal.press("\x1b")
        terminal.press("! CANARY half")
        terminal.until("CANARY half")
        terminal.kill(signal.SIGTERM)
        assert terminal.ended(30.0) == 1
    assert copied(folder, tmp_path) == [True, True]


def wait_for(terminal: Terminal, is_so: Callable[[], bool]) -> None:
    """Look at what is drawn until something is so."""
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end, terminal.text()
        terminal.read(0.1)


WAITS = """
import asyncio, os, signal, sys
from casetool.services.departure import Departure
departure = Departure()
departure.keep = lambda: print("kept", flush=True)

async def work():
    departure.watch(lambda: None)
    print("waits", flush=True)
    os.stat(sys.argv[1])

asyncio.run(work())
"""


def test_a_signal_ends_it_while_its_main_thread_waits_for_a_drive(tmp_path: Path) -> None:
    (tmp_path / "drive").mkdir()
    with dead_drive(tmp_path / "drive"):
        path = tmp_path / "drive" / "x.toml"
        with subprocess.Popen(
            [sys.executable, "-c", WAITS, str(path)], stdout=subprocess.PIPE, text=True
        ) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "waits\n"
            while "request_wait" not in Path(f"/proc/{program.pid}/wchan").read_text("ascii"):
                assert program.poll() is None
            program.send_signal(signal.SIGTERM)
            assert program.stdout.readline() == "kept\n"
            assert program.wait(20) == 1


def copied(folder: Path, home: Path) -> list[bool]:
    """Whether the emergency copies have the line entered, and half the line."""
    copies = copies_of(folder / SESSION, StorageContext(state=home / "state"))
    texts = b"".join(copy.path.read_bytes() for copy in copies)
    return [b"CANARY entered" in texts, b"CANARY half" in texts]


def listed(tmp_path: Path) -> tuple[Path, Terminal]:
    """A folder with one session, and the app with its list."""
    folder, env = tmp_path / "sessions", {"HOME": str(tmp_path)}
    folder.mkdir()
    shutil.copy(examples(tmp_path) / SESSION, folder)
    env["CASETOOL_STATE"] = str(tmp_path / "state")
    terminal = casetool("--sessions", str(folder), columns=120, rows=40, env=env)
    terminal.until("✓ People")
    return folder, terminal


def test_a_session_that_does_not_open_keeps_what_was_typed(tmp_path: Path) -> None:
    folder, terminal = listed(tmp_path)
    with dead_drive(folder):
        terminal.press("\r")
        terminal.until("has not answered yet")
        terminal.press("! CANARY entered\r! CANARY half")
        terminal.until("CANARY half")
        assert "! CANARY entered" in terminal.text()
        terminal.press("\x1b")
        terminal.until("What you typed is kept")
        terminal.press("\x11")
        assert terminal.ended(20.0) == 0
    assert copied(folder, tmp_path) == [True, True]


@pytest.mark.parametrize(
    "key",
    few(2, ["\x1b[18~", "\x1b[20~", "\x1b[19~", "\x1bOQ"]),
    ids=["trash", "examples", "delete", "new"],
)
def test_the_list_does_not_wait_for_the_drive(tmp_path: Path, key: str) -> None:
    folder, terminal = listed(tmp_path)
    with dead_drive(folder):
        terminal.press(key)
        terminal.until("its drive does not answer")
        terminal.press("word")
        terminal.until("word")
        terminal.press("\x15\x11\x11")
        assert terminal.ended(20.0) == 0
    assert (folder / SESSION).exists()


def test_a_new_session_waits_in_its_form_for_the_drive(tmp_path: Path) -> None:
    folder, terminal = listed(tmp_path)
    terminal.press("\x1bOQ")
    terminal.until("Reason")
    terminal.press("Ash")
    terminal.until("Ash")
    with dead_drive(folder):
        terminal.press("\x13")
        terminal.until("still in the form")
        terminal.press("\x11")
        terminal.until("in no file yet")
        terminal.press("\x11")
        assert terminal.ended(20.0) == 1


@pytest.mark.parametrize(
    "key", few(2, ["\x1b[19~", "\x1b[12~", "\x04"]), ids=["F8", "F2", "Ctrl+D"]
)
def test_a_key_of_the_session_does_not_hold_the_way_out(tmp_path: Path, key: str) -> None:
    folder, terminal = listed(tmp_path)
    with dead_drive(folder):
        terminal.press("\r")
        terminal.press("! CANARY entered\r")
        terminal.press(key)
        terminal.press("! CANARY half")
        terminal.until("has not answered yet")
        terminal.until("! CANARY half")
        assert "\n  ! CANARY entered" in terminal.text()  # a line of its own
        terminal.press(key)
        terminal.press("\x1b")
        terminal.until("What you typed is kept")
        terminal.press("\x11")
        assert terminal.ended(20.0) == 0
    assert copied(folder, tmp_path) == [True, True]


def test_what_is_typed_while_a_session_does_not_open_survives_a_kill(tmp_path: Path) -> None:
    folder, terminal = listed(tmp_path)
    with dead_drive(folder):
        terminal.press("\r")
        terminal.until("has not answered yet")
        terminal.press("! CANARY entered\r! CANARY half")
        end = time.monotonic() + 10
        while b"CANARY half" not in emergency(tmp_path):
            assert time.monotonic() < end, "it is in no file"
            terminal.read(0.1)
        terminal.kill(signal.SIGKILL)
    assert copied(folder, tmp_path) == [True, True]


def emergency(home: Path) -> bytes:
    """All that emergency copies hold."""
    return b"".join(path.read_bytes() for path in home.glob("state/emergency/*/*.toml"))


def test_leaving_a_session_that_does_not_open_says_where_the_words_are(tmp_path: Path) -> None:
    folder, terminal = listed(tmp_path)
    with dead_drive(folder):
        terminal.press("\r")
        terminal.press("! CANARY half\x11")
        assert terminal.ended(20.0) == 1
    assert "What you typed is kept" in terminal.text()
    assert copied(folder, tmp_path) == [False, True]


def test_a_window_that_only_shows_goes_on(tmp_path: Path) -> None:
    folder = sessions_in(tmp_path)
    writer = opened(folder, tmp_path)
    reader = opened(folder, tmp_path, "only shown")
    with dead_drive(folder):
        writer.kill(signal.SIGKILL)
        reader.press("! CANARY half")
        reader.until("CANARY half")
        reader.kill(signal.SIGTERM)
        assert reader.ended(30.0) == 1
    assert copied(folder, tmp_path) == [False, True]
