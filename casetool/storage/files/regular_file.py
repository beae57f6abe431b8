"""Read a file without trusting its path, which may be a pipe, a device, or a circular link."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

LARGEST_BYTES = 256_000_000
"""The largest session file. Ten thousand entries of long prose are 5 million bytes."""

SHARING = {32, 33}
"""Windows errors where another program has a file open: sharing violation, lock violation."""

IN_USE = "another program has this file open (OneDrive, a virus scanner, an editor)"
"""The message for those errors."""

_PIECE_BYTES = 65_536
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_FLAGS = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
)
_APPENDING = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0) | _FLAGS
_REASONS = {
    errno.ELOOP: "a link that leads back to itself",
    errno.ENAMETOOLONG: "its name, or the one that it leads to, is too long",
    errno.EACCES: "you have no right to read it",
    errno.EPERM: "you have no right to read it",
    errno.EAGAIN: "it is not a file that can be read to its end",
    errno.ENOTCONN: "its drive is not there any more",
    errno.ESTALE: "its drive is not there any more",
    errno.EHOSTDOWN: "its drive does not answer",
    errno.ETIMEDOUT: "its drive does not answer",
    errno.EIO: "the disk cannot read it",
}


def pieces_of(path: Path, size: int = _PIECE_BYTES) -> Iterator[bytes]:
    """Read a regular file in pieces. Nothing else is opened.

    Args:
        path: the file. A link is followed.
        size: the largest size of a piece, in bytes.

    Raises:
        OSError: it is not a file, or cannot be read. ``strerror`` says why.
    """
    check_kind(path.stat().st_mode)  # before opening: to open a device can have effects
    handle = os.open(path, _FLAGS)
    try:
        check_kind(os.fstat(handle).st_mode)
        while piece := os.read(handle, size):
            yield piece
    finally:
        os.close(handle)


def read_regular(path: Path, max_bytes: int = LARGEST_BYTES) -> bytes:
    """Read a whole regular file.

    Args:
        path: the file. A link is followed.
        max_bytes: the largest size accepted.

    Raises:
        OSError: it is not a file, cannot be read, or is larger.
    """
    data = bytearray()
    too_large = path.stat().st_size > max_bytes
    for piece in pieces_of(path):
        if too_large or len(data) + len(piece) > max_bytes:  # some files report no size
            raise OSError(errno.EFBIG, f"larger than {max_bytes // 1_000_000} MB: it is no session")
        data += piece
    return bytes(data)


def open_to_append(path: Path, mode: int) -> int:
    """Open a file of casetool to append to it, creating it if needed.

    Args:
        path: the file. A link in its place could lead to a session, and is refused.
        mode: its permissions if it is created.

    Raises:
        OSError: it is not a regular file, or cannot be opened.
    """
    check_no_link(path)
    if os.path.lexists(path):
        check_kind(path.stat().st_mode)
    handle = os.open(path, _APPENDING, mode)
    try:
        check_kind(os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    return handle


def check_no_link(path: Path) -> None:
    """Refuse a link in the place of a file of casetool: it could lead to a session.

    Raises:
        OSError: there is one.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, "a link is in its place")


def is_regular(path: Path) -> bool:
    """Whether a readable file exists at a path, after following links."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_in_use(error: OSError) -> bool:
    """Whether the error means on Windows that another program has the file open."""
    return getattr(error, "winerror", None) in SHARING


def why_unreadable(path: Path, error: OSError) -> str:
    """Say in plain words why a file cannot be read.

    Args:
        path: the file.
        error: the error raised.
    """
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "a link that leads nowhere" if path.is_symlink() else "it is not there"
    if is_in_use(error):
        return IN_USE
    reason = _REASONS.get(error.errno or 0) or str(error.strerror or "it cannot be read")
    return reason[:1].lower() + reason[1:]


def kind_of(mode: int) -> str:
    """What stands at a name, by its mode, such as ``a pipe``, or empty for a regular file."""
    if stat.S_ISREG(mode):
        return ""
    return next((label for is_kind, label in _KINDS if is_kind(mode)), "no file")


def check_kind(mode: int) -> None:
    """Refuse whatever is not a regular file, by its mode.

    Raises:
        OSError: it is something else. ``strerror`` says what.
    """
    kind = kind_of(mode)
    if kind:
        raise OSError(errno.EINVAL, f"{kind}, and not a session")
