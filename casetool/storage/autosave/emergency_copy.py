"""Emergency copies: sessions saved elsewhere while their own folder fails.

Each run (a window, or an ``add``) has a copy of its own, and never overwrites another. A copy
stays until its text is in the session's file, or until somebody discards it. All copies of one
session are in one folder, beside a file that names the session file.
"""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from casetool.clock import in_local_zone
from casetool.models.parsing.days import format_date_short
from casetool.storage.autosave.draft_owner import child_key, owner_key, owner_keys
from casetool.storage.context import StorageContext, file_key, real_path
from casetool.storage.encryption.age import decrypted_bytes
from casetool.storage.encryption.case_files import plain_path, session_id
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from casetool.storage.files.atomic import (
    SaveError,
    Write,
    fingerprint_of,
    make_private,
    remove_durably,
    write_atomically,
)
from casetool.storage.files.own_drives import has_gone
from casetool.storage.files.regular_file import read_regular
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT
from casetool.storage.library.summary import summary_keys

DRAFT_COPY = ".draft"
"""The mark in the name of a copy of a draft."""

OUTDATED_COPY = ".outdated.draft"
"""The mark in the name of a copy of what is out of date in the file of drafts."""

WORDS_COPY = ".words"
"""The mark in the name of a copy that has every word, but is no session that opens."""

_FOLDER = "emergency"
_ORIGIN_FILE = "of.txt"
"""The file beside the copies that names their session file."""
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class EmergencyCopy:
    """A copy of what one run could not save."""

    path: Path
    """Where the copy is."""
    origin: Path | None
    """The session file, or None for a copy from an older casetool, which did not record it."""
    when: datetime
    """When it was last written."""

    def read(self, cipher: Cipher = NO_CIPHER) -> bytes:
        """Read the copy, decrypted if it is encrypted.

        Raises:
            OSError: it cannot be read.
            CipherError: it is encrypted, and this cipher cannot decrypt it.
        """
        return decrypted_bytes(read_regular(self.path), cipher)

    @property
    def is_draft(self) -> bool:
        """Whether it holds a draft instead of a session."""
        return f"{DRAFT_COPY}.toml" in self.path.name

    @property
    def is_outdated(self) -> bool:
        """Whether it only tells what is out of date in the file of drafts: nobody must read it."""
        return f"{OUTDATED_COPY}.toml" in self.path.name

    @property
    def has_only_words(self) -> bool:
        """Whether it holds the values of a session as a list, and cannot be opened."""
        return has_only_words(self.path)

    @property
    def has_session_file(self) -> bool:
        """Whether its session file is known, and is there."""
        return self.origin is not None and os.path.lexists(self.origin)

    @property
    def moment(self) -> str:
        """When it was last written, for a sentence: “28 Nov 2026 at 11:04”."""
        local = in_local_zone(self.when)
        return f"{format_date_short(local.date())} at {local:%H:%M}"

    def keys(self, cipher: Cipher = NO_CIPHER) -> tuple[str, str]:
        """The keys of its session and of the child, as in drafts. They are empty where unknown.

        Args:
            cipher: decrypts it.
        """
        try:
            data = self.read(cipher)
        except (OSError, CipherError):
            return "", ""
        if self.is_draft:
            return owner_keys(data, NO_CIPHER)
        with contextlib.suppress(ValueError, RecursionError):
            head = summary_keys((data,))
            return owner_key(str(head.get("id", ""))), child_key(str(head.get("child", "")))
        return "", ""

    def id_of(self, cipher: Cipher = NO_CIPHER) -> str | None:
        """The id of its session, or None where it cannot be read or decrypted."""
        try:
            data = self.read(cipher)
        except (OSError, CipherError):
            return None
        head = session_id(data.partition(b"\n[")[0])  # quicker, and nearly always enough
        return head if head is not None else session_id(data)


def has_only_words(copy_path: Path) -> bool:
    """Whether a copy holds the values of a session as a list, and cannot be opened."""
    return f"{WORDS_COPY}.toml" in copy_path.name


def place_of_copy(path: Path, storage: StorageContext, kind: str = "") -> Path | None:
    """Choose the path for a new run's emergency copy, or None without a state folder.

    Args:
        path: the session file.
        storage: its storage context.
        kind: ``DRAFT_COPY``, ``OUTDATED_COPY``, ``WORDS_COPY``, or empty for a session.
    """
    if storage.state is None:
        return None
    run_name = f"{storage.now().astimezone(UTC):{_STAMP}}.{os.urandom(4).hex()}"
    return _copies_folder(path, storage.state) / f"{run_name}{kind}.toml{storage.cipher.suffix}"


def write_copy(copy_path: Path, path: Path, data: bytes, write: Write = write_atomically) -> None:
    """Write a run's latest content to its emergency copy, over its previous content.

    Args:
        copy_path: the copy of this run.
        path: the session file.
        data: the content, encrypted if the session is.
        write: writes the file. Tests pass one that fails.

    Raises:
        SaveError: that failed too.
    """
    try:
        make_private(copy_path.parent)
        origin = copy_path.with_name(_ORIGIN_FILE)
        if not origin.exists():
            # without this file the copy is only harder to find
            with contextlib.suppress(SaveError):
                write_atomically(origin, os.fsencode(real_path(path)), None)
        expected = fingerprint_of(read_regular(copy_path)) if copy_path.exists() else None
        write(copy_path, data, expected)
    except OSError as error:
        raise SaveError(f"{copy_path.name} was not saved: {error.strerror}.") from error
    finally:
        _remove_if_empty(copy_path.parent)


def copies_of(path: Path, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of one session file, the oldest first.

    Args:
        path: the session file, which need not exist.
        storage: its storage context.
    """
    if storage.state is None:
        return []
    copies_folder, origin = _copies_folder(path, storage.state), real_path(path)
    return [
        *_copies([copies_folder.with_name(f"{copies_folder.name}.toml")], origin),
        *_copies(_files_in(copies_folder), origin),
    ]


def all_copies(storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of all sessions of this user, even of missing ones."""
    if storage.state is None:
        return []
    copies: list[EmergencyCopy] = []
    for path in _files_in(storage.state / _FOLDER):
        copies += _copies(_files_in(path), _origin_of(path)) if path.is_dir() else []
        copies += _copies([path], None) if path.is_file() else []
    return copies


def copies_from(folder: Path, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of the sessions of a folder, even of missing ones.

    Args:
        folder: the folder of sessions, which need not exist.
        storage: the storage context.
    """
    real_folder, copies = Path(os.path.realpath(folder)), all_copies(storage)
    unnamed = {copy.path.stem: copy for copy in copies if copy.origin is None}
    keys = {file_key(path): path for path in _files_in(real_folder)} if unnamed else {}
    return [
        *(replace(unnamed[key], origin=path) for key, path in keys.items() if key in unnamed),
        *(copy for copy in copies if copy.origin is not None and copy.origin.parent == real_folder),
    ]


def copies_of_folders_gone(
    path: Path, keys: tuple[str, str], storage: StorageContext
) -> list[EmergencyCopy]:
    """The emergency copies of a file's name, session and child whose folder is not there any more.

    Cases from one template may call their child alike, such as “Child A”.

    Args:
        path: the session file.
        keys: the keys of the session and of its child.
        storage: its storage context.
    """
    name = plain_path(path).name
    copies = [
        copy
        for copy in (all_copies(storage) if all(keys) else ())
        if copy.origin is not None and plain_path(copy.origin).name == name
    ]
    copies = [copy for copy in copies if copy.keys(storage.cipher) == keys]
    folders = [copy.origin.parent for copy in copies if copy.origin is not None]
    answers = DEFAULT_TIME_LIMIT.each(has_gone, folders)
    return [copy for copy, is_gone in zip(copies, answers, strict=True) if is_gone]


def origins_of_copies(storage: StorageContext) -> frozenset[Path]:
    """The plain paths of the session files that have emergency copies."""
    origins = (copy.origin for copy in all_copies(storage) if copy.origin is not None)
    return frozenset(map(plain_path, origins))


def drop_copy(copy_path: Path) -> None:
    """Delete an emergency copy, and its folder with the last one.

    Args:
        copy_path: the path of the copy, which may be deleted already.
    """
    with contextlib.suppress(OSError, SaveError):
        remove_durably(copy_path, missing_ok=True)
    _remove_if_empty(copy_path.parent)


def _copies_folder(path: Path, state: Path) -> Path:
    return state / _FOLDER / file_key(path)


def _remove_if_empty(folder: Path) -> None:
    """Delete the folder of a session without copies, because it records the file's name."""
    if folder.name != _FOLDER and not _files_in(folder):
        with contextlib.suppress(OSError):
            (folder / _ORIGIN_FILE).unlink(missing_ok=True)
            folder.rmdir()


def _files_in(folder: Path) -> list[Path]:
    """The files of a folder except the origin file and hidden ones, the oldest first.

    A name gives the time to a second, and several runs can fail within one.
    """
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    paths = [path for path in paths if path.name != _ORIGIN_FILE and path.name[0] != "."]
    return sorted(paths, key=lambda path: (_modified_time(path), path.name))


def _modified_time(path: Path) -> int:
    """When a file was last written, in nanoseconds, or 0 where that is unknown."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _copies(paths: list[Path], origin: Path | None) -> Iterator[EmergencyCopy]:
    for path in paths:
        with contextlib.suppress(OSError):
            when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
            yield EmergencyCopy(path, origin, when)


def _origin_of(folder: Path) -> Path | None:
    try:
        return Path(os.fsdecode(read_regular(folder / _ORIGIN_FILE)))
    except (OSError, ValueError):
        return None
