"""Write whole files: either the old or the new one is there, readable only by this user."""

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

from casetool.storage.files.regular_file import IN_USE, SHARING, check_kind, is_in_use, read_regular

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_RETRY_PAUSES_SECONDS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.45)
"""Seconds between tries while antivirus or a sync client has a file open: three in all."""
_REPLACE_DENIED = {5, *SHARING}
"""Windows errors for a file that cannot be replaced, which include access denied."""
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS, errno.ENOTTY}
"""Errors of file systems that cannot sync. Any other error is a disk failure."""
_NO_FOLDER_SYNC = {*_NO_SYNC, errno.EBADF, errno.EISDIR, errno.EACCES, errno.EPERM}
"""The same for a folder."""
_NO_ROOM = {getattr(errno, name, None) for name in ("ENOSPC", "EDQUOT", "EFBIG")}
"""Errors of a full disk, or of a user's quota."""


ReadResult = TypeVar("ReadResult")


class SaveError(Exception):
    """A file could not be written. The text says what is safe and what to do.

    Attributes:
        fingerprint: of the new content, if the file was replaced before something failed.
    """

    fingerprint: "Fingerprint | None" = None


class ChangedOnDiskError(SaveError):
    """Another program changed or removed the file since casetool last read or wrote it."""


class Fingerprint(NamedTuple):
    """The size and digest that identify the content of a file."""

    size: int
    digest: str


Write = Callable[[Path, bytes, Fingerprint | None], Fingerprint]
"""Writes bytes to a file with an expected fingerprint, and returns the new one."""

NOT_READ_BACK = "{} was not saved: the disk did not return what was written to it."


def fingerprint_of(data: bytes) -> Fingerprint:
    """The fingerprint of these bytes."""
    from hashlib import sha256  # imported here: a list of sessions does not need it

    return Fingerprint(len(data), sha256(data).hexdigest())


def read_with_fingerprint(path: Path) -> tuple[bytes, Fingerprint]:
    """Read a file, and the fingerprint of its bytes.

    Raises:
        OSError: it is not a file, or cannot be read.
    """
    data = read_regular(path)
    return data, fingerprint_of(data)


def make_private(folder: Path, inside: Path | None = None) -> None:
    """Create a folder, and those above it, private to this user. An existing one is not changed.

    Args:
        folder: the folder.
        inside: a folder above it that must exist: nothing may replace a drive that was removed.

    Raises:
        SaveError: it cannot be created.
    """
    try:
        if inside is not None and not inside.is_dir():
            raise SaveError(f"The folder {inside} is not there any more. Nothing was saved.")
        for above in reversed((folder, *folder.parents)):
            if not above.exists():
                above.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
                sync_folder(above.parent, os.fsync)  # or a power cut could lose all inside it
    except OSError as error:
        raise SaveError(f"The folder {folder} cannot be made: {_reason(error)}.") from error
    if not folder.is_dir():
        raise SaveError(f"{folder} is not a folder.")


def write_atomically(
    path: Path,
    data: bytes,
    expected: Fingerprint | None,
    sync: Callable[[int], None] = os.fsync,
    replace: Callable[[Path, Path], None] = os.replace,
    wait: Callable[[float], None] = time.sleep,
) -> Fingerprint:
    """Write a whole file: to a temporary one beside it, synced, read back, then renamed.

    Args:
        path: the file. A link is followed, and its target is written.
        data: the whole content.
        expected: the fingerprint of the present content, or None when it must not exist.
        sync: syncs a file handle. Tests pass one that fails.
        replace: renames the new file over the old one.
        wait: waits some seconds before another try.

    Returns:
        The fingerprint of the new content.

    Raises:
        ChangedOnDiskError: the present content is not the expected one.
        SaveError: it could not be written. The old file is unchanged, unless the error has a
            ``fingerprint``.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        mode = _mode_of(target)
        temporary = _write_temporary(target, data, mode, sync)
        if _retry(partial(read_regular, temporary), SHARING, wait) != data:
            raise SaveError(NOT_READ_BACK.format(path.name))
        _retry(partial(_compare, target, expected), SHARING, wait)
        _replace_target(temporary, target, replace, wait)
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
    """The mode for the new file: never wider than our own, or than the old file's."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return PRIVATE_FILE
    check_kind(status.st_mode)
    if not status.st_mode & stat.S_IWUSR or not os.access(target, os.W_OK):
        raise SaveError(f"{target.name} was not saved: the file is read-only, and it stays so.")
    return stat.S_IMODE(status.st_mode) & 0o666 or PRIVATE_FILE


def _write_temporary(target: Path, data: bytes, mode: int, sync: Callable[[int], None]) -> Path:
    path = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, PRIVATE_FILE)
    try:
        # closing too can fail on a full network disk
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            if mode != PRIVATE_FILE and hasattr(os, "fchmod"):
                # a drive without permissions refuses this, and then they are those of the drive
                with contextlib.suppress(OSError):
                    os.fchmod(handle, mode)
            _sync_data(handle, sync)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise
    return path


def _compare(target: Path, expected: Fingerprint | None) -> None:
    try:
        current = fingerprint_of(read_regular(target))
    except FileNotFoundError:
        current = None
    if current == expected or (current is None and expected is not None):
        # a removed file is written again under its name: nothing can be lost
        return
    if expected is None:
        raise ChangedOnDiskError(f"{target.name} already exists and was not changed.")
    raise ChangedOnDiskError(f"{target.name} was changed by another program since it was read.")


def _retry(
    operation: Callable[[], ReadResult], error_codes: set[int], wait: Callable[[float], None]
) -> ReadResult:
    """Repeat an operation a few times while another program has the file open."""
    for pause in _RETRY_PAUSES_SECONDS:
        try:
            return operation()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in error_codes:
                raise
        wait(pause)
    return operation()


def _replace_target(
    temporary: Path,
    target: Path,
    replace: Callable[[Path, Path], None],
    wait: Callable[[float], None],
) -> None:
    try:
        _retry(partial(replace, temporary, target), _REPLACE_DENIED, wait)
    except PermissionError as error:
        # the folder has just accepted the new file, so the old one must be in use
        if getattr(error, "winerror", None) in _REPLACE_DENIED:
            raise SaveError(f"{target.name} was not saved: {IN_USE}.") from error
        raise


def _sync_data(handle: int, sync: Callable[[int], None]) -> None:
    """Sync a file. Not being able to sync is no reason to fail a save."""
    try:
        sync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _sync_name(target: Path, fingerprint: Fingerprint, sync: Callable[[int], None]) -> None:
    try:
        sync_folder(target.parent, sync)
    except OSError as error:
        message = f"{target.name} is written, but may not outlive a power cut: {_reason(error)}."
        save_error = SaveError(message)
        save_error.fingerprint = fingerprint
        raise save_error from error


def remove_durably(path: Path, missing_ok: bool = False) -> None:
    """Delete a file, so that no power cut brings it back.

    Args:
        path: the file.
        missing_ok: whether it may be deleted already.

    Raises:
        OSError: it cannot be deleted.
        SaveError: it is deleted, but the disk failed after that.
    """
    path.unlink(missing_ok=missing_ok)
    try:
        sync_folder(path.parent, os.fsync)
    except OSError as error:
        message = f"{path.name} is removed, but may be back after a power cut: {_reason(error)}."
        raise SaveError(message) from error


def sync_folder(folder: Path, sync: Callable[[int], None]) -> bool:
    """Sync a folder, so that its names outlive a power cut, and say whether that was possible.

    Windows cannot open folders, and some file systems cannot sync them: no save fails for that.

    Args:
        folder: the folder.
        sync: syncs a file handle.

    Raises:
        OSError: the disk failed.
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
    """The reason in plain words, without a path, and with the size where a disk is full."""
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
