"""Emergency copies: what a session holds, elsewhere, while its own folder fails.

Each sitting (a window, an ``add``) has a copy of its own, and writes over no other. A copy stays
until its words are in the session's file, or until somebody has put it by. All copies of one
session lie in one folder, and beside them stands of which file they are.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from casetool.models.parsing.days import format_date_short
from casetool.storage.context import StorageContext, file_key
from casetool.storage.encryption.age import AGE_SUFFIX, is_encrypted_name
from casetool.storage.encryption.case_files import plain_path, session_id
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.files.atomic import (
    SaveError,
    Write,
    fingerprint_of,
    make_private,
    write_atomically,
)
from casetool.storage.files.regular_file import read_regular

DRAFT_COPY = ".draft"
"""What stands in the name of a copy that holds words still being typed."""

_ROOM = "emergency"
_ORIGIN = "of.txt"
"""The file beside the copies that says of which session file they are."""
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class EmergencyCopy:
    """What one sitting could not save."""

    path: Path
    """Where it lies."""
    origin: Path | None
    """The session file; None where an older casetool left the copy, which did not say."""
    when: datetime
    """When it was written last."""

    def read(self, cipher: Cipher = NO_CIPHER) -> bytes:
        """What it holds, opened; one that was never sealed as it is.

        Raises:
            OSError: it cannot be read.
            SealError: it is sealed, and not with this seal.
        """
        data = read_regular(self.path)
        return cipher.decrypt(data) if is_encrypted_name(data) else data

    @property
    def is_draft(self) -> bool:
        """Whether it holds words that were being typed, and no session."""
        return f"{DRAFT_COPY}.toml" in self.path.name

    @property
    def moment(self) -> str:
        """When it was written last, for a sentence: “28 Nov 2026 at 11:04”."""
        local = self.when.astimezone()
        return f"{format_date_short(local.date())} at {local:%H:%M}"

    def id_of(self, cipher: Cipher = NO_CIPHER) -> str | None:
        """The id of its session; None where it cannot be read, or not with this seal."""
        try:
            data = self.read(cipher)
        except (OSError, CipherError):
            return None
        head = session_id(data.partition(b"\n[")[0])  # nearly always enough, and quicker
        return head if head is not None else session_id(data)


def place_of_copy(path: Path, storage: StorageContext, kind: str = "") -> Path | None:
    """Where a new sitting puts its emergency copy; None when there is no second place.

    Args:
        path: the session file.
        storage: how it is kept.
        kind: ``DRAFT`` for words still being typed; nothing for the session.
    """
    if storage.state is None:
        return None
    sitting = f"{storage.now().astimezone(UTC):{_STAMP}}.{os.urandom(4).hex()}"
    return _room(path, storage.state) / f"{sitting}{kind}.toml{storage.cipher.suffix}"


def write_copy(place: Path, path: Path, data: bytes, put: Write = write_atomically) -> None:
    """Put the newest value of a sitting into the second place, over what it put there before.

    Args:
        place: that of this sitting.
        path: the session file.
        data: the value, sealed already where it is sealed.
        put: puts bytes on disk; handed in by tests that end it half-way.

    Raises:
        SaveError: that failed too.
    """
    try:
        make_private(place.parent)
        origin = place.with_name(_ORIGIN)
        if not origin.exists():
            # the copy itself is what counts: without this it is only harder to find
            with contextlib.suppress(SaveError):
                write_atomically(origin, os.fsencode(os.path.realpath(path)), None)
        put(place, data, fingerprint_of(read_regular(place)) if place.exists() else None)
    except OSError as error:
        raise SaveError(f"{place.name} was not saved: {error.strerror}.") from error
    finally:
        _tidy(place.parent)


def copies_of(path: Path, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of one session file, the oldest first.

    Args:
        path: the session file; it need not be there any more.
        storage: how it is kept.
    """
    if storage.state is None:
        return []
    room, real = _room(path, storage.state), Path(os.path.realpath(path))
    return [
        *_copies([room.with_name(f"{room.name}.toml")], real),
        *_copies(_files_in(room), real),
    ]


def all_copies(storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of every session of this user, also of those that are gone."""
    if storage.state is None:
        return []
    copies: list[EmergencyCopy] = []
    for place in _files_in(storage.state / _ROOM):
        copies += _copies(_files_in(place), _origin_of(place)) if place.is_dir() else []
        copies += _copies([place], None) if place.is_file() else []
    return copies


def copies_from(folder: Path, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of the sessions of a folder; it may be gone, and they too.

    Args:
        folder: the sessions.
        storage: how they are kept.
    """
    home, copies = Path(os.path.realpath(folder)), all_copies(storage)
    old = {copy.path.stem: copy for copy in copies if copy.origin is None}
    keys = {file_key(path): path for path in _files_in(home)} if old else {}
    return [
        *(replace(old[key], origin=path) for key, path in keys.items() if key in old),
        *(copy for copy in copies if copy.origin is not None and copy.origin.parent == home),
    ]


def origins_of_copies(storage: StorageContext) -> frozenset[Path]:
    """The plain paths of the files of which emergency copies wait."""
    origins = (copy.origin for copy in all_copies(storage) if copy.origin is not None)
    return frozenset(map(plain_path, origins))


def way_back(copy: EmergencyCopy, folder: Path) -> str:
    """Where a copy that waits lies, and how its words come back.

    Args:
        copy: the copy.
        folder: the folder of sessions that is looked at.
    """
    if copy.is_draft:
        typed = f"words that were being typed on {copy.moment} wait in {copy.path}"
        return f"{typed}: they stand there again once the session opens"
    words = f"an emergency copy of {copy.moment} waits in {copy.path}"
    alone = "it is a whole session: copy it into a folder of sessions to open it"
    if copy.origin is None:
        return f"{words}; {alone}"
    if copy.origin.parent != Path(os.path.realpath(folder)):  # its drive may never answer
        return f"{words}. Open that session, and Ctrl+R compares them. If it is gone, {alone}"
    if _is_there(copy):
        return f"{words}: open the session, and Ctrl+R compares them"
    return f"{words}, and the session itself is not there. {alone.capitalize()}"


def notice_of_copies(folder: Path, storage: StorageContext) -> str:
    """What to say over the list of a folder of its emergency copies; nothing where none waits.

    Args:
        folder: the sessions; it may be gone.
        storage: how they are kept.
    """
    copies = copies_from(folder, storage)
    there = dict.fromkeys(copy.origin.name for copy in copies if copy.origin and _is_there(copy))
    gone = [f"{copy.origin}: {way_back(copy, folder)}." for copy in copies if not _is_there(copy)]
    what = f"Emergency copies wait for {', '.join(there)}: open it, and Ctrl+R compares them."
    return "\n".join([*([what] if there else []), *gone])


def every_copy_of(path: Path, session: str | None, storage: StorageContext) -> list[EmergencyCopy]:
    """All emergency copies that a purge of a session has to remove.

    Those of its file, in either form; and those of a file that is gone, where they are of the same
    session: it was called otherwise then. What belongs to a file that is there stays with it.

    Args:
        path: the session file.
        session: the session's id, if that is known.
        storage: how it is kept.
    """
    plain = plain_path(path)
    here = [
        *copies_of(plain, storage),
        *copies_of(plain.with_name(plain.name + AGE_SUFFIX), storage),
    ]
    known = {copy.path for copy in here}
    # an earlier case may have been called so: its words stand nowhere else
    copies = [
        copy
        for copy in here
        if session is None or (its := copy.id_of(storage.cipher)) is None or its == session
    ]
    for copy in all_copies(storage):
        if copy.path in known or session is None or copy.id_of(storage.cipher) != session:
            continue
        if copy.origin is None or not os.path.lexists(copy.origin):
            copies.append(copy)
    return copies


def drop_copy(place: Path) -> None:
    """Remove an emergency copy, and its folder with the last one.

    Args:
        place: where the copy lies, or lay until just now.
    """
    with contextlib.suppress(OSError):
        place.unlink(missing_ok=True)
    _tidy(place.parent)


def _room(path: Path, state: Path) -> Path:
    return state / _ROOM / file_key(path)


def _tidy(room: Path) -> None:
    """Remove the folder of a session without copies: it has the name of its file."""
    if room.name != _ROOM and not _files_in(room):
        with contextlib.suppress(OSError):
            (room / _ORIGIN).unlink(missing_ok=True)
            room.rmdir()


def _files_in(folder: Path) -> list[Path]:
    """What lies in a folder, without what says of which file it is, and hidden files.

    The oldest comes first: a name tells only the second, and several sittings can fail in one.
    """
    try:
        paths = [
            path
            for path in folder.iterdir()
            if path.name != _ORIGIN and not path.name.startswith(".")
        ]
    except OSError:
        return []
    return sorted(paths, key=lambda path: (_written(path), path.name))


def _written(path: Path) -> int:
    """When a file was written, in nanoseconds; 0 where that cannot be learned."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _copies(places: list[Path], origin: Path | None) -> Iterator[EmergencyCopy]:
    for place in places:
        with contextlib.suppress(OSError):
            when = datetime.fromtimestamp(place.stat().st_mtime, UTC)
            yield EmergencyCopy(place, origin, when)


def _is_there(copy: EmergencyCopy) -> bool:
    return copy.origin is not None and os.path.lexists(copy.origin)


def _origin_of(room: Path) -> Path | None:
    try:
        return Path(os.fsdecode(read_regular(room / _ORIGIN)))
    except (OSError, ValueError):
        return None
