"""Store earlier versions of a session beside it: limited in number, and as safe as the file.

A version is the file as it was on disk, byte for byte. Its name holds the time at which it was
stored, the digest of its bytes, and the name of its session file.
"""

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from casetool.models.parsing.days import instant_after, instant_in
from casetool.storage.context import HIDDEN, hidden_path
from casetool.storage.encryption.age import is_encrypted_name
from casetool.storage.encryption.case_files import other_form_of, plain_name
from casetool.storage.encryption.cipher import Cipher
from casetool.storage.files.atomic import SaveError, make_private, write_atomically
from casetool.storage.files.regular_file import read_regular
from casetool.storage.library.summary import compared_name, read_summary

NEWEST_VERSIONS = 20
"""How many of the newest versions are kept, whatever their age."""

VERSION_DAYS = 14
"""How many days keep the last version of the day."""

VERSION_PAUSE = timedelta(minutes=5)
"""The shortest time between two versions while somebody works on a session."""

_NAME = re.compile(r"(\d{8}T\d{12}Z)\.([0-9a-f]{12})\.(.+)", re.DOTALL)
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """One earlier version."""

    path: Path
    session: str
    """The id of the session."""
    when: datetime
    """When it was stored."""
    digest: str
    name: str
    """The name of its session file."""

    def read(self) -> bytes:
        """Read its bytes, and check them against the digest.

        Raises:
            SaveError: they are damaged, or cannot be read.
        """
        try:
            data = read_regular(self.path)
        except OSError as error:
            raise SaveError(f"{self.path.name} cannot be read: {error.strerror}.") from None
        if _digest(data) != self.digest:
            raise SaveError(f"{self.path.name} is damaged: it is not what was put away.")
        return data


def keep_version(path: Path, session: str, data: bytes, when: datetime) -> None:
    """Store an earlier version, and delete the oldest ones of its file.

    Cases copied from one template have one id, and none costs another its versions.

    Args:
        path: the session file.
        session: the session's id.
        data: the content of the file.
        when: the present instant.

    Raises:
        SaveError: it could not be stored, or would be plain though the session is encrypted now.
    """
    if not (is_encrypted_name(data) or path.exists()) and other_form_of(path) is not None:
        raise SaveError(f"{path.name} is encrypted now, so no plain version of it is stored.")
    folder = hidden_path(path, "versions") / session
    previous = _versions_for(path, folder)
    digest = _digest(data)
    if previous and previous[0].digest == digest:
        return
    make_private(folder, inside=folder.parents[2])
    if previous:  # keep the order after two in a second, or a clock that was set back
        when = max(when, instant_after(previous[0].when, timedelta(microseconds=1)))
    write_atomically(folder / f"{instant_in(when, UTC):{_STAMP}}.{digest}.{path.name}", data, None)
    versions = _versions_for(path, folder)
    last_of_days = _last_of_days(versions)
    for old in versions[NEWEST_VERSIONS:]:
        if old not in last_of_days:
            with contextlib.suppress(OSError):
                old.path.unlink()


def move_versions(path: Path, versions: Sequence[StoredVersion], session_id: str) -> None:
    """Let earlier versions follow their session, which got another id.

    Args:
        path: the session file.
        versions: the versions.
        session_id: the present id of the session.

    Raises:
        OSError: one of them could not be moved.
    """
    folder = hidden_path(path, "versions") / session_id
    if versions:
        make_private(folder, inside=folder.parents[2])
    for version in versions:
        version.path.rename(folder / version.path.name)


def rename_version(version: StoredVersion, name: str) -> None:
    """Let an earlier version be of another file of its folder.

    Args:
        version: the version.
        name: the name of its session file from now on.

    Raises:
        OSError: it cannot be renamed.
    """
    start = version.path.name.removesuffix(version.name)
    version.path.rename(version.path.with_name(f"{start}{name}"))


def versions_of(
    folder: Path, session: str | None = None, name: str | None = None
) -> list[StoredVersion]:
    """The earlier versions in a folder of sessions, newest first.

    Args:
        folder: the folder of sessions.
        session: only versions of the session with this id.
        name: only versions of the file with this name.
    """
    versions_folder = folder / HIDDEN / "versions"
    try:
        ids = (
            [session] if session is not None else [path.name for path in versions_folder.iterdir()]
        )
    except OSError:
        return []
    versions = [
        version for session_id in ids for version in _in_folder(versions_folder / session_id)
    ]
    matching = [version for version in versions if name in (None, version.name)]
    return sorted(matching, key=lambda version: (version.when, version.path.name), reverse=True)


def former_children(path: Path, session: str, cipher: Cipher) -> frozenset[str]:
    """The child of a session as its earlier versions name it, for comparing.

    Only versions of a file with its name count: cases copied from one template have one id.

    Args:
        path: the session file.
        session: its id, or empty if it is not known.
        cipher: decrypts the versions.
    """
    own = _versions_for(path, path.parent / HIDDEN / "versions" / session) if session else ()
    return frozenset(compared_name(read_summary(each.path, cipher).child) for each in own)


class CaseFile(Protocol):
    """A file with a session, as far as cases are told apart by it."""

    @property
    def path(self) -> Path:
        """The session file."""
        ...

    @property
    def id(self) -> str:
        """The id of the session, or empty if it is not known."""
        ...

    @property
    def child(self) -> str:
        """The name of its child."""
        ...


def share_a_child(first: CaseFile, second: CaseFile, cipher: Cipher) -> bool:
    """Whether the child of one session is called as that of the other was before."""
    return any(
        compared_name(case.child) in former_children(other.path, other.id, cipher)
        for case, other in ((first, second), (second, first))
    )


def _versions_for(path: Path, folder: Path) -> list[StoredVersion]:
    """The versions in the folder of an id that are of a file, in either form, newest first."""
    own_name = plain_name(path)
    return [each for each in _in_folder(folder) if plain_name(Path(each.name)) == own_name]


def _in_folder(folder: Path) -> list[StoredVersion]:
    try:
        paths = sorted(folder.iterdir(), reverse=True)
    except OSError:
        return []
    versions = []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        with contextlib.suppress(ValueError):  # the name has our form, but an impossible date
            if match is not None:
                versions.append(
                    StoredVersion(path, folder.name, _when(match[1]), match[2], match[3])
                )
    return versions


def _last_of_days(versions: list[StoredVersion]) -> list[StoredVersion]:
    """The last version of each of the newest days, from versions sorted newest first."""
    last: dict[date, StoredVersion] = {}
    for version in versions:
        last.setdefault(version.when.date(), version)
    return list(last.values())[:VERSION_DAYS]


def _when(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:12]
