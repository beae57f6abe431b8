"""Noticing that somebody else changed a session file: a sync client, an editor, git."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casetool.models.method import Method
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.atomic import Fingerprint, fingerprint_of
from casetool.storage.files.regular_file import read_regular
from casetool.storage.toml.codec import Loaded, SessionFileError, decode, loads

LONG_WORDS = 6
"""Looks, one after the other, at which no whole session stands there, until it counts as lost.

A sync client takes a file away for a moment, and an editor may write it in parts.
"""

_Look = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class ExternalChange:
    """What somebody else put into the file."""

    loaded: Loaded
    fingerprint: Fingerprint
    instead_of: Fingerprint | None
    """What the file was known to hold when this was found: by now it may be old news."""
    kept: bool = False
    """Whether what we had saved there is an earlier version now."""


ExternalChangeCallback = Callable[[ExternalChange | None], object]
"""Told what somebody else put into the file; of None where no whole session is left there."""


class Watch:
    """Looks at one file now and then.

    A file is taken for changed only once it stands still between two looks: a sync client may
    write it slowly, and half of a session can look like a whole one.
    """

    def __init__(self) -> None:
        self._last: _Look | None = None
        self._ours: _Look | None = None
        self._gone = False
        self._without = 0

    def look(self, path: Path, known: Fingerprint | None) -> bytes | None:
        """What the file holds, if that is not what it is known to hold.

        Args:
            path: the file.
            known: what we know it to hold.

        Returns:
            Its bytes, once they stand still; None while there is nothing new, or no file.
        """
        try:
            seen = _look_at(path)
            self._gone = False
            if seen == self._ours:
                return None
            if seen != self._last:
                self._last = seen
                return None
            data = read_regular(path)
            if _look_at(path) != seen:
                return None
        except OSError:
            self._gone = True
            return None
        if known is not None and fingerprint_of(data) != known:
            return data
        self._ours = seen
        return None

    def lost(self, broken: bool) -> bool:
        """Whether it counts as lost from this look on: told once, and again if it comes and goes.

        Args:
            broken: whether what was found at this look is no whole session.
        """
        self._without = self._without + 1 if broken or self._gone else 0
        return self._without == LONG_WORDS


def read_external_change(data: bytes, method: Method, cipher: Cipher) -> Loaded | None:
    """The session that somebody else put into the file; None where that is no whole one.

    Args:
        data: what the file holds.
        method: the session's method.
        cipher: what opens it.
    """
    try:
        return loads(decode(cipher.decrypt(data)), lambda _: method)
    except (SessionFileError, CipherError):
        return None


def _look_at(path: Path) -> _Look:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
