"""Who may read: nobody else on the machine, nobody on the network, no terminal that obeys.

Targets 30 (rights from the first instant), 32 (leftovers), 33 (network) and 34 (hostile text).
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals and no such rights here", allow_module_level=True)

from casetool.storage.files.atomic import fingerprint_of, write_atomically
from casetool.storage.history.versions import versions_of
from casetool.storage.library.index import list_sessions
from tests.faults.working import (
    ROOT,
    Runs,
    environment,
    modes,
    need,
    on_disk,
    session_in,
    until_saved,
    worries,
)
from tests.support.terminal import Terminal
from tests.support.verbs import Run

F4, F5, F8 = "\x1bOS", "\x1b[15~", "\x1b[19~"
CTRL_Q, CTRL_T = "\x11", "\x14"
WORDS = ("zaffre", "quillon", "vexillum")
"""Words of the case that stand nowhere else: said, still typed, and the name of a child."""


def home(folder: Path) -> Path:
    """A user without anything."""
    for name in ("home", "tmp", "cache", "data", "out"):
        (folder / name).mkdir(parents=True, mode=0o700)
    folder.chmod(0o700)
    return folder


def user(folder: Path) -> dict[str, str]:
    """Everything of that user, in its own folder; the state is made by casetool itself."""
    return {
        **environment(folder),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_DATA_HOME": str(folder / "data"),
        "HISTFILE": str(folder / "home" / ".bash_history"),
    }


def verb(folder: Path, *words: str, before: tuple[str, ...] = (), typed: str = "") -> str:
    """One command line; what it printed."""
    done = subprocess.run(
        [*(before or (sys.executable, "-m", "casetool")), "--sessions", str(folder / "s"), *words],
        env={**os.environ, **user(folder)},
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def journey(folder: Path, before: tuple[str, ...]) -> Iterator[Path]:
    """A whole day of the app and of the verbs, so that every sort of file is made.

    Gives the session in the middle of it, and where it was at the end.
    """
    said, typed, child = WORDS
    verb(folder, "new", "--child", child, "--discussion", "12 nov", before=before)
    (path,) = (folder / "s").glob("*.toml")
    verb(folder, "add", path.name, "5", "-", typed="a first one\n", before=before)
    terminal = Terminal(
        [*before, "--sessions", str(folder / "s"), "open", path.name],
        env=user(folder),
        cwd=str(folder),
    )
    terminal.until("f2 Clock", 60)
    terminal.press(f"! {said}\r")
    terminal.until("Caught under 5")
    until_saved(terminal)
    terminal.press(CTRL_T)
    terminal.until("Light, for projectors")
    terminal.press(f"! {typed}")
    terminal.until(typed)
    draft = path.parent / ".casetool" / "drafts" / path.name
    while not draft.exists():
        terminal.read(0.05)
    yield path
    evening(folder, path, terminal, before)
    yield path


def evening(folder: Path, path: Path, terminal: Terminal, before: tuple[str, ...]) -> None:
    """The second half: notes go out, and every verb is asked."""
    child = WORDS[2]
    terminal.press(F4)
    terminal.until("Go to which step?")
    terminal.press("n")
    terminal.until("still missing")
    terminal.press(F5)
    terminal.until("write to a file")
    terminal.press("x")
    terminal.until("Which document?")
    terminal.press("m")
    terminal.until("The notes are in")
    terminal.press(CTRL_Q)
    assert terminal.ended(30) == 0
    out = str(folder / "out" / "notes.md")
    verb(folder, "notes", path.name, "--output", out, before=before)
    for words in (["show"], ["check"], ["tree"], ["history"]):
        assert child in verb(folder, *words, path.name, before=before) or words != ["show"]
    (version, *_) = versions_of(path.parent)
    verb(folder, "restore", path.name, version.digest, before=before)
    verb(folder, "doctor", before=before)
    verb(folder, "delete", path.name, "--yes", before=before)
    verb(folder, "trash", "--restore", path.name, before=before)


PROGRAM = (sys.executable, "-m", "casetool")


@dataclass(frozen=True)
class Day:
    """What was seen of a whole day, and of its session once that was removed for good."""

    told: list[str]
    """What Python told of all that it opened, and what others could have read then."""
    kinds: set[str]
    """Which sorts of files were made."""
    in_processes: list[str]
    """Where other processes see a word of the case, in the middle of the day."""
    with_words: list[str]
    """The files of the user that hold a word of the case in the evening."""
    temporary: list[Path]
    """The files of all users that do."""
    left: list[str]
    """The files of the user that do after the purge, or have the child in their name."""


@pytest.fixture(scope="module")
def watched_day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A whole day under Python's own eyes, with the widest of umasks."""
    base = tmp_path_factory.mktemp("watched")
    folder, log = home(base / "u"), base / "log"
    watched = (sys.executable, "-m", "tests.faults.watched", str(log), str(folder))
    states = journey(folder, ("sh", "-c", 'umask 000; exec "$@"', "sh", *watched))
    path = next(states)
    assert wide_modes(folder) == {}
    in_processes = [
        str(place / name)
        for place in Path("/proc").glob("[0-9]*")
        for name in ("cmdline", "environ")
        if holds(place / name) and not is_ours(place)
    ]
    next(states)
    assert wide_modes(folder) == {}
    made, with_words = kinds(folder), files_with_words(folder)
    temporary = [
        place for place in Path("/tmp").glob("*")
        if place.is_file() and holds(place) and place.stat().st_uid == os.getuid()
    ]  # fmt: skip
    verb(folder, "delete", path.name, "--purge", "--yes")
    left = files_with_words(folder)
    left += [str(place) for place in (folder / "state").rglob("*") if WORDS[2] in place.name]
    told = log.read_text(encoding="utf-8").splitlines()
    return Day(told, made, in_processes, with_words, temporary, left)


def wide_modes(folder: Path) -> dict[str, str]:
    """The files below a folder that others may read."""
    return {name: mode for name, mode in modes(folder).items() if int(mode, 8) & 0o077}


def files_with_words(folder: Path) -> list[str]:
    """The files below a folder that hold a word of the case."""
    places = (place for place in folder.rglob("*") if place.is_file())
    return [place.relative_to(folder).as_posix() for place in places if holds(place)]


@pytest.fixture(scope="module")
def traced_day(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The same by the kernel's own account: every call that makes a file, or goes to a network."""
    need("strace")
    base = tmp_path_factory.mktemp("traced")
    folder, log = home(base / "u"), base / "log"
    calls = "network,open,openat,openat2,creat,mkdir,mkdirat,mknod,mknodat,chmod,fchmod,fchmodat"
    before = ("strace", "-f", "-A", "-qq", "-o", str(log), "-e", f"trace={calls}", *PROGRAM)
    skip_unless_traced(before)
    for _ in journey(folder, before):
        pass
    return log.read_text(encoding="utf-8").splitlines()


def test_others_on_the_machine_never_see_a_file(watched_day: Day) -> None:
    """Looked at at every moment at which Python touches any file."""
    assert [line for line in watched_day.told if line.startswith("mode ")] == []
    every = {"session", "draft", "version", "undo", "lock", "notes", "export", "settings"}
    assert every <= watched_day.kinds


def kinds(folder: Path) -> set[str]:
    """Which sorts of files were made."""
    names = {
        "session": "s/*.toml", "version": "s/.casetool/versions/*/*", "lock": "state/locks/*.lock",
        "undo": "s/.casetool/undo/*", "notes": "s/*.notes.md", "export": "out/*.md",
        "draft": "s/.casetool/drafts/*", "settings": "config/settings.toml",
    }  # fmt: skip
    return {kind for kind, pattern in names.items() if any(folder.glob(pattern))}


@pytest.mark.full
def test_no_file_is_ever_made_with_wider_rights(traced_day: list[str]) -> None:
    made = [
        line
        for line in traced_day
        if ("O_CREAT" in line or "mkdir" in line or "chmod" in line or "mknod" in line)
        and "= -1" not in line
        and "/dev/" not in line
    ]
    assert len(made) > 30
    wide = [line for line in made if not re.search(r", 0[67]00\) +=|, 0[67]00 <unfin", line)]
    assert wide == []


def skip_unless_traced(before: tuple[str, ...]) -> None:
    done = subprocess.run(
        [*before, "--version"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if "casetool" not in done.stdout:
        pytest.skip(f"strace may not trace here: {done.stderr.strip()}")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o660])
def test_rights_that_somebody_gave_are_never_widened(tmp_path: Path, mode: int) -> None:
    path = session_in(tmp_path)
    path.chmod(mode)
    old = os.umask(0)
    try:
        write_atomically(path, path.read_bytes() + b"\n", fingerprint_of(path.read_bytes()))
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == mode


def test_the_case_is_nowhere_but_where_it_belongs(watched_day: Day) -> None:
    assert watched_day.in_processes == []
    assert watched_day.temporary == []
    held = watched_day.with_words
    assert [name for name in held if not name.startswith(("s/", "out/notes.md"))] == []
    notes = [name for name in held if name.endswith(".md")]
    assert "out/notes.md" in notes
    assert sorted(watched_day.left) == sorted(notes), "only what was exported, and that is told"


def is_ours(place: Path) -> bool:
    """Whether a process is this test, or a tool around it."""
    try:
        return "pytest" in (place / "cmdline").read_text(errors="replace")
    except OSError:
        return True


def holds(place: Path) -> set[str]:
    """The words of the case in a file; file names with the child's name are told of elsewhere."""
    try:
        data = place.read_bytes()
    except OSError:
        return set()
    if place.name == "cmdline":  # a session is opened by its name
        data = data.replace(b"-zaffre", b"").replace(f"-{WORDS[2]}".encode(), b"")
    return {word for word in WORDS if word.encode() in data}


def test_no_socket_is_ever_opened(watched_day: Day) -> None:
    told = [line for line in watched_day.told if not line.startswith("mode ")]
    # asyncio wakes itself through a pair of sockets that no network knows
    unix = re.compile(r"socket\.__new__ \['(AddressFamily\.AF_UNIX|1)'|socket\.gethostname")
    assert any(unix.match(line) for line in told)
    assert [line for line in told if not unix.match(line)] == []


@pytest.mark.full
def test_no_socket_is_ever_opened_says_the_kernel(traced_day: list[str]) -> None:
    calls = [line for line in traced_day if re.match(r"\d+ +(socket|connect|bind|send|recv)", line)]
    pair = re.compile(r"\d+ +(socketpair\(AF_UNIX|(recvfrom|sendto)\()")
    assert any("socketpair" in line for line in calls)
    assert [line for line in calls if not pair.match(line)] == []
    assert [line for line in traced_day if "AF_INET" in line or "AF_NETLINK" in line] == []


@pytest.mark.full
def test_all_works_without_a_network(tmp_path: Path) -> None:
    need("unshare")
    done = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no namespace of its own may be made here")
    folder = home(tmp_path / "u")
    for path in journey(folder, ("unshare", "-rn", *PROGRAM)):
        assert worries(on_disk(path))


HOSTILE = (
    "\x1b]52;c;QUFB\x07", "\x1b[2J", "\x9b2J", "\x9d0;title\x9c", "\x1bPq\x1b\\", "\x1b]0;t\x07",
    "\x07", "\x08", "\x0e", "\x7f", "\x85", "\u202e", "\u2066", "\u2069", "\u200f", "\u061c",
    "\u2028", "\ufeff", "\U000e0041", "\x00",
)  # fmt: skip
"""What acts on a terminal, or lets words look like others."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ufeff\U000e0000-\U000e007f]"
)
ACTING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
OURS = re.compile(
    r"\x1b\[[0-9;]*[ABCDHJKfm]"  # colours, and where the cursor goes
    r"|\x1b\[\?(?:25|1000|1003|1004|1006|1015|1016|1049|2004|2026|2048|7)(?:;\d+)*[hl]"
    r"|\x1b\]22;[a-z-]*\x07"  # the shape of the mouse
    r"|\x1b\[\?(?:2026|2048)\$p|\x1b\[[<>=][0-9;]*u|\x1b\[\?[0-9;]*u|\x1b\[[0-9]* ?q"
)
"""Every sequence that Textual needs, and no other."""


def hostile(tmp_path: Path) -> Path:
    """A session in which every text of people ends in all that is hostile."""
    path = session_in(tmp_path)
    text = path.read_text(encoding="utf-8")
    marks = "".join(f"\\u{ord(one):04x}" if ord(one) < 0x10000 else f"\\U{ord(one):08x}"
                    for one in "".join(HOSTILE))  # fmt: skip
    fields = (
        "child", "reason", "facilitator", "text", "name", "role", "agency", "focal", "source",
        "what", "who", "measure", "outcome", "words", "answer", "due_words", "agreed", "owner",
        "label", "plan", "decision",
    )  # fmt: skip
    pattern = rf'(?m)^({"|".join(fields)}) = "(.*)"$'
    changed = re.sub(pattern, lambda found: f'{found[1]} = "{found[2]} {marks}"', text)
    assert changed.count(marks) > 20
    path.write_text(changed, encoding="utf-8")
    (head,) = list_sessions(path.parent)
    assert head.problem == ""
    return path


def harmless(raw: bytes, what: str, exported: bool = False) -> None:
    """Nothing but Textual's own sequences, and no control or direction mark among the words.

    What is exported as Markdown or JSON keeps direction marks as they were typed: it must say
    the same as the session, in every script; only what acts on a terminal is not in it.
    """
    text = OURS.sub("", raw.decode())
    assert "\x1b" not in text, f"{what}: {text[max(0, text.find(chr(27)) - 60) :][:120]!r}"
    found = (ACTING if exported else FORBIDDEN).search(text)
    assert found is None, f"{what}: {text[max(0, found.start() - 60) :][:120]!r}"


def test_hostile_text_on_every_screen(tmp_path: Path, runs: Runs) -> None:
    path = hostile(tmp_path)
    (tmp_path / "s" / "bad\x1b[2J\u202e.toml").write_text("[")
    terminal = Terminal(
        [*PROGRAM, "--sessions", str(path.parent)], env=environment(tmp_path), cwd=str(tmp_path)
    )
    terminal.until("Milo")
    terminal.press("\x1b[B\x1b[B\x1b[A\x1b[A\r")
    settle(terminal)
    if "f2 Clock" not in terminal.text():
        terminal.press("\x1b[B\r")
    terminal.until("f2 Clock")
    assert terminal.text().count("\\u001b]52;c;") > 0, "it is shown for what it is"
    for step in "p5n4812367wr"[: runs(2, 12)]:
        terminal.press(F4)
        terminal.until("Go to which step?")
        terminal.press(step)
        settle(terminal)
        terminal.press("\x1b")
        settle(terminal)
        terminal.press("\x1b[B\x1b[B")
        settle(terminal)
        terminal.press(F5)
        settle(terminal)
        terminal.press("\x1b\x1b")
        settle(terminal)
    for keys in ("\x1bOP", "\x1b", "\x10", "\x1b", "\x0e", "\x1b", "\x12", "\x1b"):
        terminal.press(keys)
        settle(terminal)
    harmless(terminal.raw, "the app")
    terminal.kill()
    terminal.ended()


def settle(terminal: Terminal) -> None:
    """Read until nothing more is drawn for a moment."""
    while terminal.read(0.08):
        continue


VERBS = (
    ("list",), ("show",), ("notes",), ("notes", "--who"), ("tree",), ("tree", "--width", "60"),
    ("check",), ("history",), ("review",), ("doctor",), ("trash",), ("add", "5", "-"),
    ("open",), ("restore", "zz"), ("delete", "--yes"), ("list", "--json"), ("show", "--json"),
)  # fmt: skip


def test_hostile_text_through_every_verb(tmp_path: Path, runs: Runs, run: Run) -> None:
    """Into a pipe, from where it may go to any terminal; and into one at once."""
    path = hostile(tmp_path)
    (path.parent / "bad\x1b[2J\u202e.toml").write_text("[")
    for words in VERBS:
        name, *more = words
        file = [] if name in ("list", "doctor", "trash") else [str(path)]
        if words in [("show",), ("notes",), ("list",), *VERBS][: runs(1, 99)] and name != "delete":
            terminal = Terminal([*PROGRAM, "--sessions", str(path.parent), name, *file, *more],
                                env=environment(tmp_path), cwd=str(tmp_path))  # fmt: skip
            if words == ("add", "5", "-"):
                terminal.press("x\n\x04")
            if name == "open":
                terminal.until("f2 Clock")
                terminal.kill()
            terminal.ended()
            raw = terminal.raw.replace(b"\x08", b"") if name == "add" else terminal.raw
            harmless(raw, f"{name} on a terminal")
        _, out, err = run("--sessions", str(path.parent), name, *file, *more, typed="y\n")
        exported = name == "notes" or "--json" in more
        harmless((out + err).encode(), f"{name} in a pipe", exported)


def test_hostile_text_in_files_that_people_read_with_cat(tmp_path: Path) -> None:
    """The session itself, the notes, the draft: no file of ours acts on the terminal."""
    path = hostile(tmp_path)
    env = {**os.environ, **environment(tmp_path)}
    line = "".join(one for one in HOSTILE if one != "\x00") + "\n"
    subprocess.run([*PROGRAM, "add", str(path), "5", "-"], env=env, input=line.encode(), check=True)
    out = tmp_path / "notes.md"
    subprocess.run([*PROGRAM, "notes", str(path), "--output", str(out)], env=env, check=True)
    for place in (path, out, *(path.parent / ".casetool").rglob("*.*")):
        if place.is_file():
            harmless(place.read_bytes(), place.name, exported=True)
