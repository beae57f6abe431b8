"""However the app ends, is stopped or is typed at: nothing is lost, and the terminal is usable.

Targets 7 (told to end, terminal gone), 8 (keys that stop other programs), 9 (a fault of ours),
10 (sleep and clocks) and 23 (what no keyboard sends).
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.few import few

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals here", allow_module_level=True)

import termios

from casetool.methods import find_method
from casetool.models.base import sanitise
from casetool.models.session import ids_of
from casetool.services.meeting.capture import capture_lines, read_capture
from casetool.services.sessions.document import Document
from tests.faults.breaking import functions
from tests.faults.working import (
    ROOT,
    SEED,
    Orders,
    Runs,
    app,
    environment,
    on_disk,
    reopened,
    says_saved,
    session_in,
    until_saved,
    worries,
)
from tests.support.terminal import Terminal

AT_ONCE = 2.0
"""Seconds in which the app must have ended, on a machine that has time for it."""


def at_once() -> float:
    """The same where others wait for the processor, too: so much longer takes everything."""
    return AT_ONCE * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


HANG_UP = pytest.param(signal.SIGHUP, marks=pytest.mark.full)
"""In each run a window is closed; the signal alone is for ``--full``."""

F2, F4, F5 = "\x1bOQ", "\x1bOS", "\x1b[15~"
LEFT = b"\x1b[?1049l"
"""What the terminal is sent when the app leaves it."""
RIGHT = "\x1b[C"
"""A key in front of a line: with one, lines that come at once are typed, and no paste."""

CTRL_C, CTRL_BACKSLASH, CTRL_Y, CTRL_Z, CTRL_Q = "\x03", "\x1c", "\x19", "\x1a", "\x11"


def opened(path: Path) -> Terminal:
    """The app, with the cursor in the line."""
    terminal = app(path.parents[1], "open", str(path))
    terminal.until("f2 Clock")
    return terminal


def said(terminal: Terminal) -> None:
    """Catch one, and type at another."""
    terminal.press("! all of this\r")
    terminal.until("· all of this")
    until_saved(terminal)
    terminal.press("half a sen")
    terminal.until("half a sen")


def all_there(path: Path) -> None:
    """What was said is on disk, and what was typed comes back."""
    assert worries(on_disk(path))[-1] == "all of this"
    with reopened(path) as document:
        assert list(document.drafts().values()) == ["half a sen"]


def usable(terminal: Terminal) -> None:
    """The terminal is as it was: it echoes, has its cursor, and no mouse or paste codes."""
    local = termios.tcgetattr(terminal.process.fd)[3]
    assert local & termios.ECHO
    assert local & termios.ICANON
    assert local & termios.ISIG
    modes: dict[bytes, bytes] = {}
    for numbers, what in re.findall(rb"\x1b\[\?([\d;]+)([hl])", terminal.raw):
        modes.update(dict.fromkeys(numbers.split(b";"), what))
    for number, wanted in ((b"1049", b"l"), (b"25", b"h"), (b"2004", b"l"), (b"1000", b"l"),
                           (b"1003", b"l"), (b"1006", b"l"), (b"1004", b"l")):  # fmt: skip
        assert modes.get(number, wanted) == wanted, number


def hang_up(terminal: Terminal) -> None:
    """Close the terminal's window."""
    terminal.process.fileobj.close()
    terminal.process.closed = True


def gone(process: int, limit: float) -> bool:
    """Whether a process has ended, within a time."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:  # between the opening and the reading it can go, too
            return True
        if state == "Z":
            return True
    return False


@pytest.mark.parametrize("how", [signal.SIGTERM, HANG_UP, signal.SIGINT])
def test_told_to_end(tmp_path: Path, how: signal.Signals) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    said(terminal)
    told = time.monotonic()
    terminal.kill(how)
    code = terminal.ended()
    assert time.monotonic() - told < at_once()
    assert code == 1
    usable(terminal)
    all_there(path)


def test_told_to_end_at_any_moment(tmp_path: Path, runs: Runs) -> None:
    chance = Random(SEED)
    for run in range(runs(1, 200)):
        path, seed = session_in(tmp_path / str(run)), f"seed {SEED}, run {run}"
        terminal, typed, saved = opened(path), 0, 0
        end = time.monotonic() + chance.uniform(0, 0.8)
        while time.monotonic() < end:
            typed += 1
            terminal.press(f"{RIGHT}! n{typed}\r")
            terminal.read(chance.uniform(0, 0.1))
            if says_saved(terminal):
                shown = [n for n in range(typed + 1) if f"· n{n} " in f"{terminal.text()} "]
                saved = max([saved, *shown])
        told = time.monotonic()
        terminal.kill(chance.choice((signal.SIGTERM, signal.SIGHUP)))
        terminal.ended()
        assert time.monotonic() - told < at_once(), seed
        new = [text for text in worries(on_disk(path)) if re.fullmatch(r"n\d+", text)]
        assert new == [f"n{number}" for number in range(1, len(new) + 1)], seed
        assert saved <= len(new) <= typed, seed
        usable(terminal)


def test_the_window_is_closed(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    said(terminal)
    hang_up(terminal)
    assert gone(terminal.process.pid, at_once())
    all_there(path)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are found in /proc")
def test_the_window_is_closed_and_nobody_says_so(tmp_path: Path) -> None:
    """A shell that keeps SIGHUP to itself: all that the app sees is a terminal without end."""
    path = session_in(tmp_path)
    Orders(tmp_path)
    program = [sys.executable, "-m", "casetool", "open", str(path)]
    shell = ["sh", "-c", 'trap "" HUP; "$@"; true', "sh", *program]
    terminal = Terminal(shell, env=environment(tmp_path), cwd=str(tmp_path))
    terminal.until("f2 Clock")
    said(terminal)
    pid = terminal.process.pid
    (inside,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    hang_up(terminal)
    assert gone(int(inside), at_once()), "it goes on for ever, and holds the session"
    all_there(path)


def test_keys_that_end_other_programs(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    before = worries(on_disk(path))
    terminal = opened(path)
    said(terminal)
    terminal.press(CTRL_C + CTRL_BACKSLASH)
    terminal.press("tence")
    terminal.until("half a sentence")
    terminal.press(CTRL_Z)
    terminal.until("Undone")
    until_saved(terminal)
    assert worries(on_disk(path)) == before
    terminal.press(CTRL_Y)
    terminal.until("Done again")
    until_saved(terminal)
    assert "half a sentence" in terminal.text()
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    usable(terminal)
    assert worries(on_disk(path))[-1] == "all of this"
    with reopened(path) as document:
        assert list(document.drafts().values()) == ["half a sentence"]


def test_stopped_from_outside_and_brought_back(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    said(terminal)
    terminal.kill(signal.SIGTSTP)
    stopped = Path(f"/proc/{terminal.process.pid}/stat")
    if stopped.exists():
        while stopped.read_text().rpartition(")")[2].split()[0] != "T":
            terminal.read(0.05)
        while terminal.read(0.2):  # what it wrote last
            pass
        usable(terminal)
    terminal.kill(signal.SIGCONT)
    terminal.press("tence")
    terminal.until("half a sentence")
    terminal.press("\r" + CTRL_Q)
    assert terminal.ended() == 0
    usable(terminal)
    assert worries(on_disk(path))[-2:] == ["all of this", "half a sentence"]


def test_a_storm_of_sizes(tmp_path: Path, runs: Runs) -> None:
    path, chance = session_in(tmp_path), Random(SEED)
    terminal = opened(path)
    for number in range(runs(40, 1000)):
        rows, columns = chance.randint(1, 60), chance.randint(1, 200)
        terminal.screen.resize(rows, columns)
        terminal.process.setwinsize(rows, columns)
        if number % 4 == 0:
            terminal.press(f"{RIGHT}! n{number}\r")
        terminal.read(0.0)
    terminal.screen.resize(40, 120)
    terminal.process.setwinsize(40, 120)
    terminal.press("! the last\r")
    terminal.until("· the last", limit=120.0)  # a thousand sizes take their time
    until_saved(terminal)
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    usable(terminal)
    wanted = [f"n{number}" for number in range(0, runs(40, 1000), 4)]
    assert worries(on_disk(path))[-len(wanted) - 1 :] == [*wanted, "the last"], f"seed {SEED}"


ADD_ENTRY = "casetool.models.item_edits:add_items"
FAULTS = (
    ADD_ENTRY,
    "casetool.render.text.terminal_safe:terminal_safe",
    "casetool.models.tree.edits:add_cause",
    "casetool.models.session_edits:open_step",
)
CANARIES = ("Milo", "Kit-Jay", "Dunmore", "Hari", "Odette", "Farrow", "Bryn", "Castell", "Lorna",
            "Teague", "Mondays", "Christmas", "hungry", "kitchen", "officers", "sisters", "mum",
            "weight", "all of this", "half a sen")  # fmt: skip
"""Words of the case; twenty of them."""

JOURNEY = (
    "\r", "! canary one\r", F4, "4", "< canary cause\r", "\x1b", "\x1b[B", "\t", "canary too\r",
    "\x1b", "\x1b[Z", "canary effect\r", "\x1b", F4, "8", "See the canary\r", "kit\r", "friday\r",
    "done\r", "well\r", "\x1b", F4, "1", "= canary fact | school\r", F5, "i", "more\r",
    F5, "x", F4, "p", "Canary Kit, nurse, health\r", F5, "i", "\x1b", F2, F4, "r",
    F5, "y", "n", "\x1b", F4, "n", F5, "x", "m",
)  # fmt: skip
"""Keys that lead through the whole app."""


def test_a_fault_of_ours_loses_nothing_and_tells_nothing(tmp_path: Path, runs: Runs) -> None:
    edits = [name for name in functions("casetool.models") if "edits:" in name]
    every = [*edits, *functions("casetool.render")]
    assert len(edits) > 60
    assert len(every) > 240
    assert set(FAULTS) <= set(every)
    reached = [name for name in (*FAULTS, *every)[: runs(1, 99)] if raises(tmp_path, name)]
    assert set(FAULTS[: runs(1, 2)]) <= set(reached)
    told = f"{len(set(reached))} of {len(every)} reached: {sorted(set(reached))}"
    sys.stdout.write(told)


def raises(tmp_path: Path, name: str) -> bool:
    """Break a function in the open app; whether it was ever called."""
    folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
    path, armed = session_in(folder), folder / "armed"
    code = "from tests.faults.breaking import main; main()"
    command = [sys.executable, "-c", code, name, str(armed), "open", str(path)]
    terminal = Terminal(command, env=environment(folder), cwd=str(folder))
    terminal.until("f2 Clock")
    said(terminal)
    while not (path.parent / ".casetool" / "drafts" / path.name).exists():
        terminal.read(0.05)
    armed.touch()
    walk(terminal)
    try:
        ended = terminal.ended()
    except AssertionError as error:
        raise AssertionError(f"{name}: {error}") from None
    usable(terminal)
    fired = armed.with_suffix(".fired").exists()
    told = terminal.raw.rpartition(LEFT)[2].decode()
    assert [word for word in CANARIES if word in told] == [], f"{name}: {told}"
    assert "all of this" in worries(on_disk(path)), name
    draft = path.parent / ".casetool" / "drafts" / path.name
    kept = path.read_text() + (draft.read_text() if draft.exists() else "")
    assert "half a sen" in kept, f"{name}: what stood in the line when it failed"
    if ended != 0:
        assert fired, f"{name}: it ended, and not of this: {told}"
        assert "casetool stopped because of a fault of its own" in told, name
        assert "RuntimeError at " in told, name
    return fired


def walk(terminal: Terminal) -> None:
    """Press the keys of the journey, and quit, unless it ends before that."""
    for keys in (*JOURNEY, CTRL_Q):
        if LEFT in terminal.raw:
            return  # what is typed now is no longer for the app
        terminal.press(keys)
        if keys == F4:
            end = time.monotonic() + 1  # after a fault another box may stand there
            while "Go to which step?" not in terminal.text() and time.monotonic() < end:
                if LEFT in terminal.raw or not terminal.read(end - time.monotonic()):
                    break
        while terminal.read(0.06):
            continue


VERBS = (
    (("show",), "casetool.render.views.plain_text:session_text"),
    (("notes",), "casetool.render.formats.markdown:markdown"),
    (("tree",), "casetool.render.tree.box_drawing:drawing"),
    (("check",), "casetool.models.checks:findings"),
    (("list",), "casetool.cli.sessions.session_list:list_lines"),
    (("add", "5", "canary"), ADD_ENTRY),
)


@pytest.mark.parametrize(("verb", "name"), few(3, VERBS), ids=[verb[0] for verb, _ in VERBS])
def test_a_fault_of_ours_in_a_verb_tells_nothing(
    tmp_path: Path, verb: tuple[str, ...], name: str
) -> None:
    path = session_in(tmp_path)
    old, armed = path.read_bytes(), tmp_path / "armed"
    armed.touch()
    code = "from tests.faults.breaking import main; main()"
    file = [] if verb[0] == "list" else [str(path)]
    words = ["--sessions", str(path.parent), verb[0], *file, *verb[1:]]
    done = subprocess.run(
        [sys.executable, "-c", code, name, str(armed), *words],
        env={**os.environ, **environment(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert armed.with_suffix(".fired").exists()
    assert done.returncode == 1
    told = done.stdout + done.stderr
    assert [word for word in CANARIES if word in told] == []
    assert "a fault in casetool stopped this" in told
    assert "RuntimeError at breaking.py" in told
    assert "Traceback" not in told
    assert path.read_bytes() == old


def clock_of(terminal: Terminal) -> int:
    """Seconds left on the clock of the top line; below zero when it is over."""
    found = re.search(r"(\d+):(\d\d)( over)?", terminal.rows[0])
    assert found is not None, terminal.rows[0]
    seconds = int(found[1]) * 60 + int(found[2])
    return -seconds if found[3] else seconds


def until(terminal: Terminal, holds: Callable[[], bool], what: str) -> None:
    """Read until something holds."""
    end = time.monotonic() + 10
    while not holds():
        assert terminal.read(end - time.monotonic()), f"{what}\n{terminal.text()}"


def test_the_laptop_sleeps(tmp_path: Path, runs: Runs) -> None:
    asleep = runs(2, 60)
    path = session_in(tmp_path)
    terminal = opened(path)
    said(terminal)
    terminal.press(F2)
    until(terminal, lambda: "paused" not in terminal.rows[0], "no clock ran")
    begun, left = time.monotonic(), clock_of(terminal)
    terminal.kill(signal.SIGSTOP)
    time.sleep(asleep)
    terminal.kill(signal.SIGCONT)
    until(terminal, lambda: clock_of(terminal) <= left - asleep, "the clock slept, too")
    passed = time.monotonic() - begun
    assert abs((left - clock_of(terminal)) - passed) < 2.5
    terminal.press("tence\r")
    terminal.until("· half a sentence")
    until_saved(terminal)
    assert worries(on_disk(path))[-1] == "half a sentence"
    terminal.kill()
    terminal.ended()


def test_the_clock_of_the_computer_jumps(tmp_path: Path, runs: Runs) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    terminal.press(F2)
    until(terminal, lambda: "paused" not in terminal.rows[0], "no clock ran")
    begun, left = time.monotonic(), clock_of(terminal)

    def goes_on() -> bool:
        return abs(clock_of(terminal) - (left - (time.monotonic() - begun))) < 3

    for number, jump in enumerate((-86400, 3600, 0, 86400, -3600, 0)[: runs(1, 6)]):
        Orders(tmp_path).give(clock=jump)
        terminal.until("The computer's clock was put")
        until(terminal, goes_on, f"the clock of the step does not bear a jump of {jump} seconds")
        terminal.press(f"! jump {number}\r")  # a line of its own: two jumps are to the same time
        terminal.until(f"· jump {number}")
        until_saved(terminal)
        assert worries(on_disk(path))[-1] == f"jump {number}"
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    versions = path.parent / ".casetool" / "versions"
    stamps = [place.name.partition(".")[0] for place in versions.rglob("*.toml")]
    assert len(stamps) == len(set(stamps)) >= 1


PASTES = {
    "an escape": "one \x1b two",
    "an escape in a word": "AAAA\x1bBBBB CCC",
    "an arrow": "go \x1b[A up",
    "many escapes": "\x1b".join("abcdefgh"),
    "an escape at the end": "end\x1b",
    "the clipboard": "\x1b]52;c;AAAA\x07",
    "a nul": "nul\x00nul",
    "controls": "".join(map(chr, range(1, 9))) + "x\x0e\x7fy",
    "C1": "c1 \x9b2J c1",
    "a direction": "right \u202e left",
    "no text": "ff \udcff\udcfe ff",
    "a surrogate": "x \udced\udca0\udc80 y",
    "everything": "na\u00efve \U0001f9d2\u200d\U0001f9d1 [/b] [TODO] .",
}


def test_pastes_that_no_keyboard_can_type(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    for number, text in enumerate(PASTES.values()):
        terminal.press(f"\x1b[200~! {text}\x1b[201~")
        terminal.press(f" n{number}\r")
        there = partial(is_kept, path, number)
        until(terminal, there, f"{text!r} was not kept")
    terminal.press("still here")
    terminal.until("still here")
    terminal.press("\r" + CTRL_Q)
    assert terminal.ended() == 0
    for number, (name, text) in enumerate(PASTES.items()):
        assert stored(path, number) == wanted(text, number), name


def is_kept(path: Path, number: int) -> bool:
    return stored(path, number) is not None


def stored(path: Path, number: int) -> str | None:
    """What was kept of a paste."""
    found = [text for text in worries(on_disk(path)) if text.endswith(f" n{number}")]
    return found[0] if found else None


def wanted(text: str, number: int) -> str:
    """What must be kept: every character, those that no file bears as visible marks."""
    data = text.encode("utf-8", "surrogateescape")
    return f"{sanitise(data.decode('utf-8', 'replace'))} n{number}"


@pytest.mark.parametrize("lines", [pytest.param(1, marks=pytest.mark.full), 10_000])
def test_a_paste_of_a_million(tmp_path: Path, runs: Runs, lines: int) -> None:
    lines = 1 if lines == 1 else runs(lines // 10, lines)
    line = "\n".join(f"{number} {'word ' * 19}" for number in range(lines))
    line = "x" * runs(100_000, 1_000_000) if lines == 1 else line
    path = session_in(tmp_path)
    terminal = opened(path)
    terminal.press(f"\x1b[200~! {line}\x1b[201~")
    if lines > 1:
        terminal.until("lines were pasted", 60)
    terminal.press("\r! after it\r")
    terminal.until("· after it", 60)
    until_saved(terminal)
    terminal.press(CTRL_Q)
    assert terminal.ended(30) == 0
    kept = worries(on_disk(path))
    assert kept[-1] == "after it"
    assert [text.strip() for text in kept[-1 - len(line.split("\n")) : -1]] == [
        one.strip() for one in line.split("\n")
    ]


class Twice(Random):
    """A chance that gives everything twice."""

    count = 0

    def choice(self, seq: Any) -> Any:
        self.count += 1
        return seq[self.count // 2 % len(seq)]

    def choices(self, population: Any, *_: Any, k: int = 1, **__: Any) -> list[Any]:
        return [population[0]] * k


def test_lines_of_one_paste_never_share_an_id(tmp_path: Path) -> None:
    """Two of a long paste would: then it cannot be shown, and the app falls."""
    path = session_in(tmp_path)
    document = Document.open(path, find_method, chance=Twice())
    lines = [f"line {number}" for number in range(12)]
    pasted = "\n".join(f"! {one}" for one in lines)
    capture_lines(document, read_capture(document, document.method.step("worries"), pasted), "")
    assert document.flush(10)
    document.close()
    assert worries(on_disk(path))[-12:] == lines
    ids = list(ids_of(on_disk(path)))
    assert len(ids) == len(set(ids))


def test_typed_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    terminal = opened(path)
    terminal.press("! a\udcff\udcfe\udcc3b\r")
    terminal.until("· a")
    terminal.press("! still here\r")
    terminal.until("· still here")
    until_saved(terminal)
    terminal.press(CTRL_Q)
    assert terminal.ended() == 0
    assert worries(on_disk(path))[-2:] == ["a\ufffd\ufffd\ufffdb", "still here"]
