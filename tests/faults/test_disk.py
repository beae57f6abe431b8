"""A disk that fails, is full, may not be written or is gone (targets 4, 5, 6 and 43).

Whatever fails: nothing is called saved that is not, the old file is as it was, every word is in
memory and, where that place is well, in the emergency copy; and it saves by itself once it can.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.few import few

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals and no limits on files here", allow_module_level=True)

import resource
import subprocess

from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext
from tests.faults.working import (
    Child,
    Orders,
    Runs,
    app,
    child,
    need,
    on_disk,
    session_in,
    session_of,
    traced,
    until_saved,
    worries,
)

ERRORS = ("ENOSPC", "EIO", "EROFS", "EDQUOT", "ESTALE", "EACCES", "EPERM", "ENXIO", "EFBIG")
CALLS = ("fsync", "write", "open", "replace", "mkdir", "unlink", "fchmod")
LASTING = "may not outlive a power cut"
ONLY_OURS = ("setpriv", "--bounding-set", "-all", "--inh-caps", "-all")
"""As root, rights are nothing without this."""


def emergency_copy(path: Path) -> list[str]:
    """The worries in the newest emergency copy; none where there is none."""
    storage = StorageContext(state=path.parents[1] / "state")
    copies = [copy for copy in copies_of(path, storage) if not copy.is_draft]
    newest = max(copies, key=lambda copy: (copy.when, copy.path.name), default=None)
    return worries(session_of(newest.read())) if newest is not None else []


def honest(path: Path, old: bytes, answer: str, when: str) -> None:
    """What was said of a save is so."""
    found = worries(on_disk(path))
    if answer.startswith("saved: "):
        assert found[-1] == "the new one", when
        return
    assert answer.startswith("not saved: "), f"{when}: {answer}"
    if LASTING in answer:
        assert found[-1] == "the new one", when
    else:
        assert path.read_bytes() == old, when
    if "Every word is also in" in answer:
        assert emergency_copy(path)[-1] == "the new one", when


def never_used_again(calls: list[dict[str, str]]) -> None:
    """What could not be synced is given up: a second try could be told that all is well."""
    lost: set[str] = set()
    for call in calls:
        assert call["path"] not in lost or call["op"] == "unlink", call
        if call["op"] == "fsync" and call["failed"] and Path(call["path"]).suffix == ".tmp":
            lost.add(call["path"])


@pytest.mark.parametrize("name", few(4, CALLS))
def test_any_call_fails_once(tmp_path: Path, runs: Runs, name: str) -> None:
    first = "EIO" if name == "fsync" else "ENOSPC"
    for error in (first, *[error for error in ERRORS if error != first])[: runs(1, len(ERRORS))]:
        each_call_fails(tmp_path / error, name, error)


def each_call_fails(folder: Path, name: str, error: str) -> None:
    path = session_in(folder)
    if name == "fchmod":  # asked only for a file that others may read
        path.chmod(0o640)
    old, failed = path.read_bytes(), 0
    with child(path, opens=False) as working:
        for number in range(1, 100):
            when = f"{name} {number} failed with {error}"
            working.orders.fail((name, error, number, 1, ""), record=True)
            answer = working.ask("fork the new one")
            assert working.answer() == "0", when
            calls = working.orders.calls()
            honest(path, old, answer, when)
            never_used_again(calls)
            again(path, old)
            if not any(call["failed"] for call in calls):
                break
            failed += 1
    assert failed or name == "unlink", f"there was no {name}"


def again(path: Path, old: bytes) -> None:
    """All as it was before."""
    path.write_bytes(old)
    for other in sorted([*path.parent.rglob("*"), *(path.parents[1] / "state").rglob("*")])[::-1]:
        if other != path:
            other.rmdir() if other.is_dir() else other.unlink()


@pytest.mark.parametrize(
    "call",
    [
        "fsync",
        *(pytest.param(call, marks=pytest.mark.full) for call in ("write", "rename", "openat")),
    ],
)
def test_any_system_call_fails_once(tmp_path: Path, runs: Runs, call: str) -> None:
    need("strace")
    error = "EIO" if call == "fsync" else "ENOSPC"
    path = session_in(tmp_path)
    old = path.read_bytes()
    for number in range(1, runs(3, 100)):
        with child(path) as working:
            injected = f"inject={call}:error={error}:when={number}"
            with traced(working, "-e", f"trace={call}", "-e", injected) as log:
                answer = working.ask("add the new one")
            hit = "(INJECTED)" in log.read_text()
        if answer:  # the answer itself is a write
            honest(path, old, answer, f"{call} {number} failed with {error}")
        again(path, old)
        if not hit:
            return


def test_a_disk_that_cannot_sync_never_saves(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    old = path.read_bytes()
    with child(path) as working:
        # everywhere: there is no second place either, and nobody may say that there is
        working.orders.fail(("fsync", "EIO", 1, 0, ""))
        answer = working.ask("add the new one")
        why = "No emergency copy could be made either: the latest changes are in no file."
        assert answer == f"not saved: {path.name} was not saved: input/output error. {why}"
        assert path.read_bytes() == old
        working.orders.fail(("fsync", "EIO", 1, 0, "/s/"), record=True)
        answer = working.ask("add the newest")
        assert "Every word is also in" in answer
        assert emergency_copy(path)[-2:] == ["the new one", "the newest"]
        assert path.read_bytes() == old
        never_used_again(working.orders.calls())
        working.orders.give()
        assert working.ask("add one more") == "saved: "
        assert worries(on_disk(path))[-3:] == ["the new one", "the newest", "one more"]
        assert emergency_copy(path) == []


def test_the_app_says_that_the_disk_is_full_until_it_is_not(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    old = path.read_bytes()
    terminal = app(tmp_path, "open", str(path), fail=[("write", "ENOSPC", 1, 0, "/s/")])
    terminal.until("f2 Clock")
    terminal.press("! one that finds no room\r")
    terminal.until("NOT SAVED")
    terminal.until("no space left on device; it takes ")
    size = f"{len(old) / 1000:.0f}"
    assert f"{size} kB" in terminal.text() or f"{int(size) + 1} kB" in terminal.text()
    terminal.until("emergency")
    terminal.press("! and another one\r")
    terminal.until("and another one")
    terminal.press("! half a sen")
    terminal.until("half a sen")
    assert path.read_bytes() == old
    while emergency_copy(path)[-1:] != ["and another one"]:
        assert terminal.read(10), "the second one never came into the emergency copy"
    assert "NOT SAVED" in terminal.text()
    Orders(tmp_path).give()
    until_saved(terminal)
    assert worries(on_disk(path))[-2:] == ["one that finds no room", "and another one"]
    assert emergency_copy(path) == []
    terminal.press("\x11")
    assert terminal.ended() == 0


def test_a_file_may_not_grow(tmp_path: Path) -> None:
    """The kernel's own refusal, half-way through the file."""
    path = session_in(tmp_path)
    old = path.read_bytes()
    with child(path) as working:
        most = resource.prlimit(working.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(working.process.pid, resource.RLIMIT_FSIZE, (len(old) // 2, most[1]))
        answer = working.ask("add the new one")
        assert answer.startswith(f"not saved: {path.name} was not saved: file too large; it takes")
        assert path.read_bytes() == old
        assert [one.name for one in path.parent.iterdir() if one.suffix == ".tmp"] == []
        resource.prlimit(working.process.pid, resource.RLIMIT_FSIZE, most)
        assert working.ask("add the newest") == "saved: "
    assert worries(on_disk(path))[-2:] == ["the new one", "the newest"]


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_a_disk_that_takes_a_little_at_a_time(tmp_path: Path, size: int) -> None:
    path = session_in(tmp_path)
    with child(path) as working:
        working.orders.give(short=size)
        assert working.ask("add the new one") == "saved: "
    assert worries(on_disk(path))[-1] == "the new one"


@contextmanager
def mounted(tmp_path: Path) -> Iterator[tuple[Child, Path, Path]]:
    """A session on a small disk of its own: the program, the session as it and as we see it."""
    need("unshare", "nsenter")
    source, mount = session_in(tmp_path), tmp_path / "m"
    mount.mkdir()
    script = 'mount -t tmpfs -o size=200k "$0" "$0" && cp "$1" "$0" && shift && exec "$@"'
    before = ("unshare", "-rm", "sh", "-c", script, str(mount), str(source))
    test = subprocess.run([*before, "true"], capture_output=True, text=True, check=False)
    if test.returncode:
        pytest.skip(f"no disk may be mounted here: {test.stderr.strip()}")
    path = mount / source.name
    with child(path, tmp_path, before) as working:
        yield working, path, Path(f"/proc/{working.process.pid}/root{path}")


def test_a_disk_is_full(tmp_path: Path) -> None:
    with mounted(tmp_path) as (working, path, seen):
        old = seen.read_bytes()
        ballast = seen.with_name("ballast")
        with ballast.open("wb", buffering=0) as stream, pytest.raises(OSError, match="No space"):
            while True:
                stream.write(bytes(4096))
        answer = working.ask("add the new one")
        assert answer.startswith(f"not saved: {path.name} was not saved: no space left on device;")
        assert seen.read_bytes() == old
        assert emergency_copy(path)[-1] == "the new one"
        ballast.unlink()
        assert working.ask("add the newest") == "saved: "
        assert worries(on_disk(seen))[-2:] == ["the new one", "the newest"]
        assert emergency_copy(path) == []


def test_a_disk_becomes_read_only(tmp_path: Path) -> None:
    with mounted(tmp_path) as (working, path, seen):
        old = seen.read_bytes()
        inside = ["nsenter", "-t", str(working.process.pid), "-U", "--preserve-credentials", "-m"]
        remount = [*inside, "mount", "-o"]
        subprocess.run([*remount, "remount,ro", str(path.parent)], check=True)
        answer = working.ask("add the new one")
        assert answer.startswith(f"not saved: {path.name} was not saved: ")
        assert "read-only" in answer
        assert seen.read_bytes() == old
        assert emergency_copy(path)[-1] == "the new one"
        subprocess.run([*remount, "remount,rw", str(path.parent)], check=True)
        assert working.ask("add the newest") == "saved: "
        assert worries(on_disk(seen))[-2:] == ["the new one", "the newest"]


def test_the_folder_may_not_be_written_to(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    if os.geteuid() == 0:
        need("setpriv")
    with child(path, before=ONLY_OURS if os.geteuid() == 0 else ()) as working:
        old = path.read_bytes()
        path.parent.chmod(0o555)
        answer = working.ask("add the new one")
        why = "this place may not be written to. Every word is also in"
        assert answer.startswith(f"not saved: {path.name} was not saved: {why}")
        assert path.read_bytes() == old
        assert emergency_copy(path)[-1] == "the new one"
        path.parent.chmod(0o700)
        assert working.ask("add the newest") == "saved: "
    assert worries(on_disk(path))[-2:] == ["the new one", "the newest"]


def test_the_folder_goes_away_and_comes_back(tmp_path: Path) -> None:
    path = session_in(tmp_path)
    old, away = path.read_bytes(), tmp_path / "away"
    with child(path) as working:
        path.parent.rename(away)
        answer = working.ask("add the new one")
        why = "its folder is not there any more. Every word is also in"
        assert answer.startswith(f"not saved: {path.name} was not saved: {why}")
        assert not path.parent.exists(), "nothing may be put where a drive was"
        assert (away / path.name).read_bytes() == old
        assert working.ask("vain half a sen") == "False"
        assert emergency_copy(path)[-1] == "the new one"
        away.rename(path.parent)
        assert working.ask("add the newest") == "saved: "
    assert worries(on_disk(path))[-2:] == ["the new one", "the newest"]


def test_the_place_fails_for_good(tmp_path: Path, runs: Runs) -> None:
    for error in ("EROFS", "EDQUOT", "ESTALE", *ERRORS)[: runs(1, 12)]:
        fails_for_good(tmp_path / error / f"{len(list(tmp_path.iterdir()))}", error)


def fails_for_good(folder: Path, error: str) -> None:
    path = session_in(folder)
    old = path.read_bytes()
    rules = [(name, error, 1, 0, "/s/") for name in ("fsync", "write", "replace", "mkdir")]
    with child(path) as working:
        working.orders.fail(*rules)
        for number in range(3):
            answer = working.ask(f"add {number}")
            assert answer.startswith("not saved: "), answer
            assert "Every word is also in" in answer
            assert emergency_copy(path)[-1] == f"{number}"
            assert path.read_bytes() == old
        working.orders.give()
        assert working.ask("add the newest") == "saved: "
    assert worries(on_disk(path))[-4:] == ["0", "1", "2", "the newest"]


def test_antivirus_holds_the_file(tmp_path: Path, runs: Runs) -> None:
    """Windows refuses to put a file in the place of one that somebody holds."""
    every = [(number, times) for times in range(9) for number in (5, 32, 33)]
    for number, times in [(5, 1), (33, 8), *every][: runs(2, 29)]:
        held(tmp_path / f"{len(list(tmp_path.iterdir()))}", number, times)


def held(folder: Path, number: int, times: int) -> None:
    path = session_in(folder)
    old, inode = path.read_bytes(), path.stat().st_ino
    with child(path) as working:
        working.orders.fail(("replace", number, 1, times or -1, "/s/.example"), record=True)
        begun = time.monotonic()
        answer = working.ask("add the new one")
        took, calls = time.monotonic() - begun, working.orders.calls()
        written = [
            call["path"]
            for call in calls
            if call["op"] == "write"
            or (call["op"] == "open" and int(call["flags"]) & (os.O_WRONLY | os.O_RDWR))
        ]
        assert str(path) not in written, "the file itself is never opened to be written"
        tries = [call for call in calls if call["op"] == "replace" and call["to"] == str(path)]
        if times <= 6:
            assert answer == "saved: "
            assert len(tries) == times + 1
            assert took < 3.0 + 1.0
            return
        assert answer.startswith("not saved: ")
        assert "another program has this file open (OneDrive, a virus scanner, an editor)" in answer
        assert len(tries) == 7
        assert 2.5 < took < 3.0 + 1.0
        assert path.read_bytes() == old
        assert path.stat().st_ino == inode
        assert emergency_copy(path)[-1] == "the new one"
