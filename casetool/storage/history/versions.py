"""Earlier versions of a session: kept beside it, bounded, as safe as the file itself.

A version is the file as it lay on disk, byte for byte. Its name says when it was put away, what
its bytes must add up to, and of which file it is.
"""

import contextlib
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from casetool.models.parsing.days import instant_after, instant_in
from casetool.storage.context import HIDDEN, hidden_path
from casetool.storage.files.atomic import SaveError, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular

NEWEST_VERSIONS = 20
"""How many of the newest are kept, whatever their age."""

VERSION_DAYS = 14
"""On how many days the last version of the day is kept."""

VERSION_PAUSE = timedelta(minutes=5)
"""The shortest time between two versions while somebody works on."""

_NAME = re.compile(r"(\d{8}T\d{12}Z)\.([0-9a-f]{12})\.(.+)")
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One earlier version."""

    path: Path
    session: str
    """The id of the session."""
    when: datetime
    """When it was put away."""
    digest: str
    name: str
    """The name that its file had."""

    def read(self) -> bytes:
        """Its bytes, proven to be what was put away.

        Raises:
            SaveError: they are not, or cannot be read.
        """
        try:
            data = read_regular(self.path)
        except OSError as error:
            raise SaveError(f"{self.path.name} cannot be read: {error.strerror}.") from None
        if _digest(data) != self.digest:
            raise SaveError(f"{self.path.name} is damaged: it is not what was put away.")
        return data


def keep_version(path: Path, session: str, data: bytes, when: datetime) -> None:
    """Put an earlier version away, and let the oldest go.

    Args:
        path: the session file.
        session: the session's id.
        data: what the file held.
        when: the present instant.

    Raises:
        SaveError: it could not be put away.
    """
    folder = hidden_path(path, "versions") / session
    earlier = _in_folder(folder)
    digest = _digest(data)
    if earlier and earlier[0].digest == digest:
        return
    make_private(folder, inside=folder.parents[2])
    if earlier:  # two in one second, or a clock that was set back: the order stays
        when = max(when, instant_after(earlier[0].when, timedelta(microseconds=1)))
    write_atomically(folder / f"{instant_in(when, UTC):{_STAMP}}.{digest}.{path.name}", data, None)
    for old in _in_folder(folder)[NEWEST_VERSIONS:]:
        if old not in _of_days(_in_folder(folder)):
            with contextlib.suppress(OSError):
                old.path.unlink()


def versions_of(folder: Path, session: str | None = None, name: str = "") -> list[StoredVersion]:
    """The earlier versions in a folder of sessions, newest first.

    Args:
        folder: the folder of sessions.
        session: only those of the session with this id.
        name: only those of the file with this name.
    """
    room = folder / HIDDEN / "versions"
    try:
        ids = [session] if session is not None else [one.name for one in room.iterdir()]
    except OSError:
        return []
    found = [version for one in ids for version in _in_folder(room / one)]
    wanted = [version for version in found if not name or version.name == name]
    return sorted(wanted, key=lambda version: (version.when, version.path.name), reverse=True)


def _in_folder(folder: Path) -> list[StoredVersion]:
    try:
        paths = sorted(folder.iterdir(), reverse=True)
    except OSError:
        return []
    found = []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        with contextlib.suppress(ValueError):  # a name like ours, and no such moment
            if match is not None:
                found.append(StoredVersion(path, folder.name, _when(match[1]), match[2], match[3]))
    return found


def _of_days(versions: list[StoredVersion]) -> list[StoredVersion]:
    """The last version of each of the newest days; they come newest first."""
    last: dict[date, StoredVersion] = {}
    for version in versions:
        last.setdefault(version.when.date(), version)
    return list(last.values())[:VERSION_DAYS]


def _when(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]
