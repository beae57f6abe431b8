"""Whole files, written so that either the old or the new one is there, readable by us only."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

from casetool.storage.files.regular_file import IN_USE, SHARING, is_in_use, read_regular

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_PATIENCE = (0.05, 0.1, 0.2, 0.4, 0.8, 1.45)
"""Seconds between tries when antivirus or a sync client holds a file: three in all."""
_HELD = {5, *SHARING}
"""What Windows says of a file in whose place another cannot be put: access denied, too."""
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.ENOTTY}
"""What file systems say that cannot sync at all; anything else is a disk that failed."""
_NO_FOLDER_SYNC = {*_NO_SYNC, errno.EBADF, errno.EISDIR, errno.EACCES, errno.EPERM}
"""The same of a folder."""
_NO_ROOM = {getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG")}
"""What is said where a disk is full, or where a user may not have more of it."""


ReadResult = TypeVar("ReadResult")


class SaveError(Exception):
    """A file could not be written; the text says what is safe and what to do.

    Attributes:
        rests: what the file holds now, where it was replaced and only then something failed.
    """

    rests: "Fingerprint | None" = None


class ChangedOnDiskError(SaveError):
    """The file is not as we left it: somebody else wrote it, or took it away."""


class Fingerprint(NamedTuple):
    """What a file on disk is known to hold."""

    size: int
    digest: str


Write = Callable[[Path, bytes, Fingerprint | None], Fingerprint]
"""Puts bytes into a file that is known to hold something."""


def fingerprint_of(data: bytes) -> Fingerprint:
    """The mark of these bytes."""
    from hashlib import sha256  # only where something is read or saved: a list needs none

    return Fingerprint(len(data), sha256(data).hexdigest())


def read_with_fingerprint(path: Path) -> tuple[bytes, Fingerprint]:
    """The bytes of a file, and their mark.

    Raises:
        OSError: it is no file, or cannot be read.
    """
    data = read_regular(path)
    return data, fingerprint_of(data)


def make_private(folder: Path, inside: Path | None = None) -> None:
    """Make a folder, and those above it, for us only; one that is there stays as it is.

    Args:
        folder: the folder.
        inside: a folder above it that must be there already: where a drive has gone, nothing may
            be put in its place.

    Raises:
        SaveError: it cannot be made.
    """
    if inside is not None and not inside.is_dir():
        raise SaveError(f"The folder {inside} is not there any more.")
    try:
        for above in reversed((folder, *folder.parents)):
            if not above.exists():
                above.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                _sync_folder(above.parent, os.fsync)  # else a power cut takes all that is in it
    except OSError as error:
        raise SaveError(f"The folder {folder} cannot be made: {_reason(error)}.") from error
    if not folder.is_dir():
        raise SaveError(f"{folder} is not a folder.")


def write_atomically(
    path: Path,
    data: bytes,
    known: Fingerprint | None,
    sync: Callable[[int], None] = os.fsync,
    replace: Callable[[Path, Path], None] = os.replace,
    wait: Callable[[float], None] = time.sleep,
) -> Fingerprint:
    """Write a whole file: beside it, to the disk, read back, and only then in its place.

    Args:
        path: the file; a link is followed, and what it points at is written.
        data: all of it.
        known: what it is known to hold; None when it must not exist.
        sync: makes the disk take it; handed in, so that a test can let it fail.
        replace: puts the new file in the old one's place.
        wait: waits some seconds before another try.

    Returns:
        The mark of what now rests there.

    Raises:
        ChangedOnDiskError: it is not as it is known.
        SaveError: it could not be written; the old file is as it was, but for what ``rests`` says.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        mode = _mode_of(target)
        temporary = _written(target, data, mode, sync)
        if _patiently(partial(read_regular, temporary), SHARING, wait) != data:
            raise SaveError(
                f"{path.name} was not saved: the disk gave back other words than went in."
            )
        _patiently(partial(_compare, target, known), SHARING, wait)
        _put(temporary, target, replace, wait)
        temporary = None
    except OSError as error:
        raise SaveError(f"{path.name} was not saved: {_reason(error, len(data))}.") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
    fingerprint = fingerprint_of(data)
    _sync_name(target, fingerprint, sync)
    return fingerprint


def _mode_of(target: Path) -> int:
    """The mode for the new file: never wider than ours, nor than what the old one had."""
    try:
        old = target.stat()
    except FileNotFoundError:
        return PRIVATE_FILE
    if not old.st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise SaveError(f"{target.name} was not saved: the file is read-only, and it stays so.")
    return stat.S_IMODE(old.st_mode) & 0o666 or PRIVATE_FILE


def _written(target: Path, data: bytes, mode: int, sync: Callable[[int], None]) -> Path:
    path = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, PRIVATE_FILE)
    try:
        # closing, too, can be what a full network disk refuses
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if mode != PRIVATE_FILE and hasattr(os, "fchmod"):
                # a drive without rights refuses it: then the file is ours alone, or as all there
                with contextlib.suppress(OSError):
                    os.fchmod(handle, mode)
            _sync_data(handle, sync)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return path


def _compare(target: Path, known: Fingerprint | None) -> None:
    try:
        found = fingerprint_of(read_regular(target))
    except FileNotFoundError:
        found = None
    if found == known or (found is None and known is not None):
        # a file that was taken away is made again at its name: nothing of it can be lost
        return
    if known is None:
        raise ChangedOnDiskError(f"{target.name} is there already, and stays as it is.")
    raise ChangedOnDiskError(f"{target.name} was changed by something else since it was read.")


def _patiently(
    step: Callable[[], ReadResult], held: set[int], wait: Callable[[float], None]
) -> ReadResult:
    """Take a step once more, a few times, while another program has the file open."""
    for pause in _PATIENCE:
        try:
            return step()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in held:
                raise
        wait(pause)
    return step()


def _put(
    temporary: Path,
    target: Path,
    replace: Callable[[Path, Path], None],
    wait: Callable[[float], None],
) -> None:
    try:
        _patiently(partial(replace, temporary, target), _HELD, wait)
    except PermissionError as error:
        # the folder took the new file just now: so it is the old one that is held
        if getattr(error, "winerror", None) in _HELD:
            raise SaveError(f"{target.name} was not saved: {IN_USE}.") from error
        raise


def _sync_data(handle: int, sync: Callable[[int], None]) -> None:
    """Make the disk take a file; where it cannot be asked to, no save may fail for that."""
    try:
        sync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _sync_name(target: Path, fingerprint: Fingerprint, sync: Callable[[int], None]) -> None:
    try:
        _sync_folder(target.parent, sync)
    except OSError as error:
        words = f"{target.name} is written, but may not outlive a power cut: {_reason(error)}."
        failed = SaveError(words)
        failed.rests = fingerprint
        raise failed from error


def syncs_names(folder: Path) -> bool:
    """Whether a new name in a folder outlives a power cut; on Windows there is no asking.

    Raises:
        OSError: the disk failed.
    """
    return _sync_folder(folder, os.fsync)


def _sync_folder(folder: Path, sync: Callable[[int], None]) -> bool:
    """Without this a new name can be lost in a power cut; whether it could be done.

    Windows cannot open a folder, and not every file system can do it: that is no failed save.
    """
    if sys.platform == "win32":
        return True
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            sync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
        return False
    return True


def _reason(error: OSError, size: int = 0) -> str:
    """Why, in plain words and without a path; how much room it takes, where there was none."""
    if size and error.errno in _NO_ROOM:
        room = -(-size // 1000)  # up to the next: nothing takes 0 kB
        return f"{(error.strerror or 'there is no room').lower()}; it takes {room} kB"
    if is_in_use(error):
        return IN_USE
    match error:
        case PermissionError():
            return "this place may not be written to"
        case FileNotFoundError():
            return "its folder is not there any more"
        case _:
            return (error.strerror or "the disk refused it").lower()
