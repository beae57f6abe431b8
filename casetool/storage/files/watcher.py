"""Notice when another program changes a session file: a sync client, an editor, git."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casetool.models.method import Method
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import Fingerprint, fingerprint_of
from casetool.storage.files.regular_file import read_regular
from casetool.storage.toml.codec import Loaded, SessionFileError, decode, loads

WATCH_SECONDS = 0.5
"""Seconds between looks for changes by another program."""

LOST_AFTER_LOOKS = 6
"""Consecutive looks without a whole session after which the file counts as lost.

A sync client removes a file for a moment, and an editor may write it in parts.
"""

FileStatus = tuple[int, ...]
"""What tells one state of a file from the next."""


@dataclass(frozen=True, slots=True)
class ExternalChange:
    """A change that another program made to the file."""

    loaded: Loaded
    fingerprint: Fingerprint
    replaced: Fingerprint | None
    """The expected fingerprint when the change was found, which may have changed since."""
    old_version_saved: bool = False
    """Whether the content that we had saved is now an earlier version."""


ExternalChangeCallback = Callable[[ExternalChange | None], object]
"""Called with a change by another program, or with None once no whole session is left."""


class Watch:
    """Looks at one file now and then.

    A file counts as changed only when two looks agree: a sync client may write slowly, and half
    of a session can look like a whole one.
    """

    def __init__(self) -> None:
        self._last_status: FileStatus | None = None
        self._known_status: FileStatus | None = None
        self._is_missing = False
        self._failed_looks = 0

    def look(self, path: Path, expected: Fingerprint | None) -> bytes | None:
        """Read the file if its content is not the expected one.

        Args:
            path: the file.
            expected: the fingerprint of the content known to us.

        Returns:
            Its bytes, once they no longer change, or None if nothing is new or no file exists.
        """
        try:
            status = status_of(path)
            self._is_missing = False
            if status == self._known_status:
                return None
            if status != self._last_status:
                self._last_status = status
                return None
            data = read_regular(path)
            if status_of(path) != status:
                return None
        except OSError:
            self._is_missing = True
            return None
        if expected is not None and fingerprint_of(data) != expected:
            return data
        self._known_status = status
        return None

    def lost(self, is_broken: bool) -> bool:
        """Whether the file counts as lost from this look on, which is reported only once.

        Args:
            is_broken: whether this look found no whole session.
        """
        self._failed_looks = self._failed_looks + 1 if is_broken or self._is_missing else 0
        return self._failed_looks == LOST_AFTER_LOOKS


def read_external_change(data: bytes, method: Method, cipher: Cipher) -> Loaded | None:
    """Read the session that another program wrote, or None if it is not whole.

    Args:
        data: the content of the file.
        method: the session's method.
        cipher: decrypts it.
    """
    try:
        return loads(decode(cipher.decrypt(data)), lambda _: method)
    except (SessionFileError, CipherError):
        return None


def status_of(path: Path) -> FileStatus:
    """The status of a file, which any write changes.

    Args:
        path: the file.

    Raises:
        OSError: it is not there, or its folder does not answer.
    """
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
