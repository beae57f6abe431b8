"""Noticing that somebody else changed a session file: a sync client, an editor, git."""

from dataclasses import dataclass
from pathlib import Path

from casetool.storage.codec import Loaded
from casetool.storage.files import Mark, mark_of

_Look = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Outside:
    """What somebody else put into the file."""

    loaded: Loaded
    mark: Mark
    instead_of: Mark | None
    """What the file was known to hold when this was found: by now it may be old news."""
    kept: bool = False
    """Whether what we had saved there is an earlier version now."""


class Watch:
    """Looks at one file now and then.

    A file is taken for changed only once it stands still between two looks: a sync client may
    write it slowly, and half of a session can look like a whole one.
    """

    def __init__(self) -> None:
        self._last: _Look | None = None
        self._ours: _Look | None = None

    def look(self, path: Path, known: Mark | None) -> bytes | None:
        """What the file holds, if that is not what it is known to hold.

        Args:
            path: the file.
            known: what we know it to hold.

        Returns:
            Its bytes, once they stand still; None while there is nothing new, or no file.
        """
        try:
            seen = _look_at(path)
            if seen == self._ours:
                return None
            if seen != self._last:
                self._last = seen
                return None
            data = path.read_bytes()
            if _look_at(path) != seen:
                return None
        except OSError:
            return None
        if known is not None and mark_of(data) != known:
            return data
        self._ours = seen
        return None


def _look_at(path: Path) -> _Look:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns
