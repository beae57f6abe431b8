"""Who holds a session on this machine: one window writes, the others look on.

The lock is the operating system's own, on a file in the user's state folder: it frees itself when
the program that holds it ends, however it ends. The text beside it only says who it is.
"""

import contextlib
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from casetool.models.parsing.days import instant_in
from casetool.storage.context import StorageContext, file_key
from casetool.storage.files.atomic import SaveError, fingerprint_of, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular

LONGEST_WHO_BYTES = 1000
"""Bytes of what is written beside a lock; more was not written by casetool."""


@dataclass(frozen=True, slots=True)
class LockOwner:
    """Another window that has the session open."""

    words: str
    """Who it is, for a sentence: “another window, since 10:04 (process 4711)”."""


class Lock:
    """The right to write one session, until it is released."""

    def __init__(self, lock: FileLock | None) -> None:
        self._lock = lock

    def release(self) -> None:
        """Let others have it."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._lock.release()


def acquire_lock(path: Path, storage: StorageContext) -> Lock | LockOwner:
    """Ask for the right to write a session.

    Args:
        path: the session file.
        storage: how it is kept; without a state folder there is nobody to ask.

    Returns:
        The right, or who has it. Where no lock can be made, the right: a file that somebody else
        changes is noticed before each save all the same.
    """
    if storage.state is None:
        return Lock(None)
    place = storage.state / "locks" / f"{file_key(path)}.lock"
    try:
        lock = _acquired(place)
    except Timeout:
        return LockOwner(_who(place))
    except (OSError, SaveError, NotImplementedError):
        return Lock(None)
    _tell_who(place, f"since {instant_in(storage.now(), None):%H:%M} (process {os.getpid()}")
    return Lock(lock)


def locks_here(storage: StorageContext) -> bool:
    """Whether windows of this user can see each other: some network drives cannot lock.

    Args:
        storage: how sessions are kept; without a state folder there is nothing to lock.
    """
    if storage.state is None:
        return True
    try:
        _acquired(storage.state / "locks" / "try.lock").release()
    except Timeout:
        return True  # another window tries the same, and is seen
    except (OSError, SaveError, NotImplementedError):
        return False
    return True


def _acquired(place: Path) -> FileLock:
    """A lock of the operating system, taken at once.

    Raises:
        Timeout: another program has it.
        OSError: no lock can be made there; so do the other two.
    """
    make_private(place.parent)
    lock = FileLock(place, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    lock.acquire()
    return lock


@contextlib.contextmanager
def hold_lock(path: Path, storage: StorageContext) -> Iterator[None]:
    """Hold a session for as long as something is done to its file.

    Args:
        path: the session file.
        storage: how it is kept.

    Raises:
        SaveError: a window has it open.
    """
    held = acquire_lock(path, storage)
    if isinstance(held, LockOwner):
        raise SaveError(f"{path.name} is open in {held.words}: close it there first.")
    try:
        yield
    finally:
        held.release()


def _tell_who(place: Path, words: str) -> None:
    """Write down who holds it: a lock without its text is a lock all the same."""
    who = place.with_suffix(".who")
    with contextlib.suppress(OSError, SaveError):
        known = (
            fingerprint_of(read_regular(who, LONGEST_WHO_BYTES)) if os.path.lexists(who) else None
        )
        write_atomically(who, f"{words} on {socket.gethostname()})".encode(), known)


def _who(place: Path) -> str:
    try:
        data = read_regular(place.with_suffix(".who"), LONGEST_WHO_BYTES)
        words = data.decode("utf-8")[:200]
    except (OSError, ValueError):
        return "another window"
    return f"another window, {words}"
