"""Lock a session on this machine: one window writes, all others are read-only.

The operating system holds the lock on a file in the user's state folder, and frees it when the
program ends, however it ends. A text file beside it only names the owner.
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

LARGEST_OWNER_BYTES = 1000
"""The largest owner file. A larger one was not written by casetool."""


@dataclass(frozen=True, slots=True)
class LockOwner:
    """Another window that has the session open."""

    description: str
    """The owner, for a sentence: “another window, since 10:04 (process 4711)”."""

    def release(self) -> None:
        """Do nothing: the lock is another window's."""


class Lock:
    """The right to write one session, until it is released."""

    def __init__(self, lock: FileLock | None) -> None:
        self._lock = lock

    def release(self) -> None:
        """Release the lock to others."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._lock.release()


def acquire_lock(path: Path, storage: StorageContext) -> Lock | LockOwner:
    """Try to lock a session for writing.

    Args:
        path: the session file.
        storage: its storage context. Without a state folder, nothing is locked.

    Returns:
        The lock, or its owner. Where locking is impossible, an empty lock: each save still
        detects a file that another program changed.
    """
    if storage.state is None:
        return Lock(None)
    lock_path = _lock_path(path, storage.state)
    try:
        lock = _acquire(lock_path)
    except Timeout:
        return LockOwner(_read_owner(lock_path))
    except (OSError, SaveError, NotImplementedError):
        return Lock(None)
    _write_owner(lock_path, f"since {instant_in(storage.now(), None):%H:%M} {_process_words()}")
    return Lock(lock)


def mark_copy(path: Path, storage: StorageContext) -> Lock:
    """Mark an emergency copy that only this run writes, for as long as it runs.

    Args:
        path: the file, whose name no other run chooses.
        storage: the storage context.
    """
    if storage.state is not None:
        with contextlib.suppress(OSError, SaveError, NotImplementedError):
            return Lock(_acquire(_lock_path(path, storage.state)))
    return Lock(None)


def is_marked(path: Path, storage: StorageContext) -> bool:
    """Whether a run that goes on has marked a file. What a run that ended left is removed.

    Args:
        path: the file.
        storage: the storage context.
    """
    if is_locked(path, storage):
        return True
    remove_mark(path, storage)
    return False


def is_locked(path: Path, storage: StorageContext) -> bool:
    """Whether a window has a session open. Its lock is left as it is.

    Args:
        path: the session file, which may have gone.
        storage: its storage context.
    """
    if storage.state is None or not (lock_path := _lock_path(path, storage.state)).exists():
        return False
    try:
        _acquire(lock_path).release()
    except Timeout:
        return True
    except (OSError, SaveError, NotImplementedError):
        return False
    return False


def is_locked_by_another(path: Path, storage: StorageContext) -> bool:
    """Whether another program has a session open, and not this one, which may go back to it.

    Args:
        path: the session file.
        storage: its storage context.
    """
    if storage.state is None or not is_locked(path, storage):
        return False
    return _process_words() not in _read_owner(_lock_path(path, storage.state))


def _process_words() -> str:
    return f"(process {os.getpid()} on {socket.gethostname()})"


def remove_mark(path: Path, storage: StorageContext) -> None:
    """Remove what a mark that is released leaves.

    Args:
        path: the marked file.
        storage: the storage context.
    """
    if storage.state is not None:
        with contextlib.suppress(OSError):
            _lock_path(path, storage.state).unlink()


def locks_here(storage: StorageContext) -> bool:
    """Whether windows of this user can see each other: some network drives cannot lock.

    Args:
        storage: the storage context. Without a state folder, nothing is locked.
    """
    if storage.state is None:
        return True
    try:
        _acquire(storage.state / "locks" / "try.lock").release()
    except Timeout:
        return True  # another window is testing the same lock, and is seen
    except (OSError, SaveError, NotImplementedError):
        return False
    return True


def _lock_path(path: Path, state: Path) -> Path:
    return state / "locks" / f"{file_key(path)}.lock"


def _acquire(lock_path: Path) -> FileLock:
    """Take a lock of the operating system, without waiting.

    Raises:
        Timeout: another program has it.
        OSError: locking is impossible there, as with the other errors.
        SaveError: the folder cannot be created.
        NotImplementedError: the file system has no locks.
    """
    make_private(lock_path.parent)
    lock = FileLock(lock_path, timeout=0, mode=0o600, thread_local=False, fallback_to_soft=False)
    lock.acquire()
    return lock


@contextlib.contextmanager
def hold_lock(path: Path, storage: StorageContext) -> Iterator[None]:
    """Hold the lock on a session while its file is being changed.

    Args:
        path: the session file.
        storage: its storage context.

    Raises:
        SaveError: another window has it open.
    """
    lock = acquire_lock(path, storage)
    if isinstance(lock, LockOwner):
        raise SaveError(f"{path.name} is open in {lock.description}: close it there first.")
    try:
        yield
    finally:
        lock.release()


def _write_owner(lock_path: Path, text: str) -> None:
    """Write down who owns the lock. A lock without this text is still a lock."""
    owner_path = lock_path.with_suffix(".who")
    if owner_path.is_symlink():  # it could lead to a session
        return
    with contextlib.suppress(OSError, SaveError):
        fingerprint = (
            fingerprint_of(read_regular(owner_path, LARGEST_OWNER_BYTES))
            if os.path.lexists(owner_path)
            else None
        )
        write_atomically(owner_path, text.encode(), fingerprint)


def _read_owner(lock_path: Path) -> str:
    try:
        data = read_regular(lock_path.with_suffix(".who"), LARGEST_OWNER_BYTES)
        text = data.decode("utf-8")[:200]
    except (OSError, ValueError):
        return "another window"
    return f"another window, {text}"
