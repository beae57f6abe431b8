"""Reading a file that may be anything: a pipe, a device, a link in a circle, without end."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

LARGEST_BYTES = 256_000_000
"""Bytes above which no file is a session; ten thousand entries of long prose are 5 million."""

SHARING = {32, 33}
"""What Windows says where another program has a file open: sharing violation, lock violation."""

IN_USE = "another program has this file open (OneDrive, a virus scanner, an editor)"
"""What is said then."""

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
_APPENDING = os.O_WRONLY | os.O_CREAT | os.O_APPEND | _FLAGS
_WORDS = {
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
    """The bytes of a file, piece by piece; nothing but a file is opened.

    Args:
        path: the file; a link is followed.
        size: bytes of a piece, at most.

    Raises:
        OSError: it is no file, or cannot be read; ``strerror`` says why.
    """
    _check_kind(path.stat().st_mode)  # before it is opened: opening a device can do something
    handle = os.open(path, _FLAGS)
    try:
        _check_kind(os.fstat(handle).st_mode)
        while piece := os.read(handle, size):
            yield piece
    finally:
        os.close(handle)


def read_regular(path: Path, most: int = LARGEST_BYTES) -> bytes:
    """All bytes of a file.

    Args:
        path: the file; a link is followed.
        most: how many it may have.

    Raises:
        OSError: it is no file, cannot be read, or is larger.
    """
    data = bytearray()
    too_large = path.stat().st_size > most
    for piece in pieces_of(path):
        if too_large or len(data) + len(piece) > most:  # not every file says how large it is
            raise OSError(errno.EFBIG, f"larger than {most // 1_000_000} MB: it is no session")
        data += piece
    return bytes(data)


def open_to_append(path: Path, mode: int) -> int:
    """Open a file of ours to add to its end; it is made where it is not there.

    Args:
        path: the file.
        mode: its rights, where it is made.

    Raises:
        OSError: it is no file, or cannot be opened.
    """
    if os.path.lexists(path):
        _check_kind(path.stat().st_mode)
    handle = os.open(path, _APPENDING, mode)
    try:
        _check_kind(os.fstat(handle).st_mode)
    except OSError:
        os.close(handle)
        raise
    return handle


def is_regular(path: Path) -> bool:
    """Whether there is a file that could be read, also behind a link."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_in_use(error: OSError) -> bool:
    """Whether Windows says that another program has a file open."""
    return getattr(error, "winerror", None) in SHARING


def why_unreadable(path: Path, error: OSError) -> str:
    """Why a file cannot be read, in plain words.

    Args:
        path: the file.
        error: what was told of it.
    """
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "a link that leads nowhere" if path.is_symlink() else "it is not there"
    if is_in_use(error):
        return IN_USE
    words = _WORDS.get(error.errno or 0) or str(error.strerror or "it cannot be read")
    return words[:1].lower() + words[1:]


def kind_of(mode: int) -> str:
    """What stands at a name, by its mode; nothing where it is a file."""
    if stat.S_ISREG(mode):
        return ""
    return next((words for is_kind, words in _KINDS if is_kind(mode)), "no file")


def _check_kind(mode: int) -> None:
    kind = kind_of(mode)
    if kind:
        raise OSError(errno.EINVAL, f"{kind}, and not a session")
