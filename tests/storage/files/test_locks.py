"""Who holds a session: one writes, a lock that nobody holds stops nobody."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from casetool.storage.context import StorageContext, file_key
from casetool.storage.files.locks import (
    Lock,
    LockOwner,
    acquire_lock,
    is_locked,
    is_locked_by_another,
    is_marked,
    locks_here,
    mark_copy,
)


def rest(folder: Path) -> StorageContext:
    return StorageContext(state=folder / "state")


def held_elsewhere(folder: Path, path: Path) -> subprocess.Popen[str]:
    """Another program that holds a session, until it is killed."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from casetool.storage.context import StorageContext\n"
        "from casetool.storage.files.locks import acquire_lock\n"
        "storage = StorageContext(state=Path(sys.argv[1]) / 'state')\n"
        "held = acquire_lock(Path(sys.argv[2]), storage)\n"
        "print(type(held).__name__, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "Lock\n"
    return other


def test_the_second_is_told_who_has_it_and_gets_it_after(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    first = acquire_lock(path, rest(tmp_path))
    assert isinstance(first, Lock)
    second = acquire_lock(path, rest(tmp_path))
    assert isinstance(second, LockOwner)
    assert "another window, since " in second.description
    assert "process" in second.description
    assert is_locked(path, rest(tmp_path))
    assert not is_locked_by_another(path, rest(tmp_path)), "it is our own"
    first.release()
    third = acquire_lock(path, rest(tmp_path))
    assert isinstance(third, Lock)
    third.release()


def test_another_file_is_free_and_a_link_is_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.touch()
    (tmp_path / "link.toml").symlink_to(path)
    first = acquire_lock(path, rest(tmp_path))
    other = acquire_lock(tmp_path / "b.toml", rest(tmp_path))
    assert isinstance(first, Lock)
    assert isinstance(other, Lock)
    assert isinstance(acquire_lock(tmp_path / "link.toml", rest(tmp_path)), LockOwner)
    first.release()
    other.release()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of another system")
def test_a_holder_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    other = held_elsewhere(tmp_path, path)
    assert isinstance(acquire_lock(path, rest(tmp_path)), LockOwner)
    assert is_locked_by_another(path, rest(tmp_path))
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert not is_locked_by_another(path, rest(tmp_path))
    held = acquire_lock(path, rest(tmp_path))
    assert isinstance(held, Lock)
    held.release()


@pytest.mark.parametrize(
    "words", [b"", b"\xff\xfe", b"since 10:04 (process 1 on pluto)", b"x" * 9999]
)
def test_a_forged_text_stops_nobody_and_harms_nobody(tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "a.toml"
    first = acquire_lock(path, rest(tmp_path))
    assert isinstance(first, Lock)
    (who,) = (tmp_path / "state" / "locks").glob("*.who")
    who.write_bytes(words)
    told = acquire_lock(path, rest(tmp_path))
    assert isinstance(told, LockOwner)
    assert told.description.startswith("another window")
    assert len(told.description) < 300
    first.release()
    again = acquire_lock(path, rest(tmp_path))
    assert isinstance(again, Lock)
    again.release()


def test_where_no_lock_can_be_made_one_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, no folder", encoding="utf-8")
    assert isinstance(acquire_lock(tmp_path / "a.toml", rest(tmp_path)), Lock)
    assert isinstance(acquire_lock(tmp_path / "a.toml", StorageContext()), Lock)
    for nowhere in (rest(tmp_path), StorageContext()):
        mark_copy(tmp_path / "a.toml", nowhere).release()
        assert not is_marked(tmp_path / "a.toml", nowhere)
    assert not locks_here(rest(tmp_path))


def test_a_lock_that_no_program_can_take_holds_nobody_up(tmp_path: Path) -> None:
    path, storage = tmp_path / "a.toml", rest(tmp_path)
    lock = tmp_path / "state" / "locks" / f"{file_key(path)}.lock"
    lock.mkdir(parents=True)
    assert not is_locked(path, storage)
    assert isinstance(acquire_lock(path, storage), Lock)


def test_two_windows_that_try_the_locks_at_once_both_see_them(tmp_path: Path) -> None:
    storage = rest(tmp_path)
    assert locks_here(storage)
    with FileLock(tmp_path / "state" / "locks" / "try.lock"):
        assert locks_here(storage)


def test_what_it_leaves_is_ours_alone_and_says_nothing_of_the_case(tmp_path: Path) -> None:
    held = acquire_lock(tmp_path / "2026-11-12-robin.toml", rest(tmp_path))
    assert isinstance(held, Lock)
    for path in (tmp_path / "state").rglob("*"):
        assert "robin" not in path.name
        assert path.stat().st_mode & 0o077 == 0
        assert path.is_dir() or b"robin" not in path.read_bytes()
    held.release()


def forged_who(place: Path, what: str) -> None:
    """Something else where it is written who holds a session."""
    place.parent.mkdir(parents=True, exist_ok=True)
    match what:
        case "a pipe":
            os.mkfifo(place)
        case "without end":
            place.symlink_to("/dev/zero")
        case "huge":
            place.write_bytes(b"x" * 5_000_000)
        case "a folder":
            place.mkdir()
        case "a circle":
            place.symlink_to(place.name)
        case "no text":
            place.write_bytes(b"\xff\xfe\x00")
        case _:  # this very program, long dead or not: the lock decides, not the text
            place.write_text(f"since 09:00 (process {os.getpid()} on elsewhere)", encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and no links there")
@pytest.mark.parametrize(
    "what", ["a pipe", "without end", "huge", "a folder", "a circle", "no text", "a live process"]
)
def test_a_forged_text_beside_a_lock_holds_nobody_up(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.toml"
    forged_who(tmp_path / "state" / "locks" / f"{file_key(path)}.who", what)
    first = acquire_lock(path, rest(tmp_path))
    assert isinstance(first, Lock)
    second = acquire_lock(path, rest(tmp_path))
    assert isinstance(second, LockOwner)
    assert second.description.startswith("another window")
    assert len(second.description) < 300
    first.release()


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes there")
@pytest.mark.parametrize("what", ["a pipe", "a folder", "a circle", "no text", "huge"])
def test_a_forged_lock_stops_nobody(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a.toml"
    forged_who(tmp_path / "state" / "locks" / f"{file_key(path)}.lock", what)
    got = acquire_lock(path, rest(tmp_path))
    assert isinstance(got, Lock)
    got.release()
