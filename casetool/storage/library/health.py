"""A look at a whole folder of sessions: what is sound, what is not, and what would help."""

import contextlib
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from casetool.errors import value_or_fault_line
from casetool.methods import NoMethodError, find_method
from casetool.models.odd_days import odd_days
from casetool.storage.autosave.emergency_copy import all_copies, copies_from, way_back
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.age import cipher_for_file, is_encrypted
from casetool.storage.encryption.case_files import contents, plain_name, sessions_in
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.encryption.folder_status import folder_status
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.limits import NO_RIGHTS, limits_of
from casetool.storage.files.regular_file import is_regular, kind_of, read_regular, why_unreadable
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER, TimeLimit
from casetool.storage.history.restore import versions_to_restore
from casetool.storage.history.undo_journal import journal_faults
from casetool.storage.history.versions import StoredVersion, versions_of
from casetool.storage.library.copies import copy_help, stem_of
from casetool.storage.library.index import list_sessions
from casetool.storage.library.summary import LONGEST_HEAD_BYTES, SessionSummary
from casetool.storage.tally import Tally, count_through, ignore_count
from casetool.storage.toml.codec import Loaded, SessionFileError, decode, loads


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is not as it should be."""

    path: Path
    words: str


@dataclass(frozen=True, slots=True)
class Health:
    """What was looked at, and what was found."""

    sessions: int
    versions: int
    sealed: int
    """How many could not be looked into, because they are encrypted."""
    troubles: tuple[Trouble, ...]


def examine(
    folder: Path,
    storage: StorageContext,
    limit: TimeLimit = DEFAULT_TIME_LIMIT,
    tally: Tally = ignore_count,
) -> Health:
    """Look at every session of a folder, its versions, and all that lies beside them.

    Nothing is changed.

    Args:
        folder: the sessions.
        storage: how they are kept; its seal opens those that are encrypted.
        limit: how long each file is waited for.
        tally: hears how many files are looked at.

    Raises:
        OSError: the folder cannot be read.
    """
    found = list_sessions(folder, storage.cipher, limit)
    silent = {head.path for head in found if head.problem == NO_ANSWER}
    if folder in silent:
        return Health(0, 0, 0, (Trouble(folder, f"{NO_ANSWER}."),))
    sessions = sorted({head.path for head in found})
    files = [*contents(folder), *sorted({*sessions_in(folder), *sessions} - silent)]
    versions = versions_of(folder)
    by_name = sorted(found, key=lambda head: head.path.name)
    looks = [(head.path, partial(_of_session, head, storage)) for head in by_name]
    looks += [(one.path, partial(_of_version, one, folder, storage)) for one in versions]
    troubles = [
        *(trouble for path, look in count_through(looks, tally) for trouble in _found(path, look)),
        *waiting_copies(folder, storage),
        *_with_one_id(by_name),
        *_left_over(files),
        *_special_files(folder / HIDDEN),
        *_weaker(folder, [*filter(is_regular, files), *_rooms(folder)], storage),
    ]
    half = folder_status(folder).words
    if half:
        troubles.append(Trouble(folder, half))
    sealed = 0 if storage.cipher.suffix else sum(map(is_encrypted, sessions))
    return Health(len(sessions), len(versions), sealed, tuple(troubles))


def _found(path: Path, look: Callable[[], Iterator[Trouble]]) -> tuple[Trouble, ...]:
    """What is wrong with one file; a fault of ours there hides none of the others."""
    words = "it could not be looked at, by a fault of casetool's own"
    return value_or_fault_line(
        lambda: tuple(look()), lambda place: (Trouble(path, f"{words} ({place})"),)
    )


def _of_session(head: SessionSummary, storage: StorageContext) -> Iterator[Trouble]:
    path = head.path
    if head.problem == NO_ANSWER or head.copy_of is not None:
        yield Trouble(path, f"{head.problem}. {copy_help(head)}".rstrip())
        return
    if not is_regular(path):  # a pipe, a device, a link that leads nowhere
        yield Trouble(path, head.problem)
        return
    if head.locked:
        return
    if head.problem and path.stat().st_size > LONGEST_HEAD_BYTES:
        yield Trouble(path, head.problem)  # where in it the fault is takes minutes to find
        return
    read = _read_or_why(path, path, storage)
    if isinstance(read, str):
        good = _newest_good(versions_to_restore(path, storage), path.parent, storage)
        help_ = (
            f" The newest good version: casetool restore {plain_name(path)} {good.digest}"
            if good is not None
            else " No good version of it is kept."
        )
        yield Trouble(path, read + help_)
    elif head.problem:
        yield Trouble(path, head.problem)
    else:
        odd = odd_days(read.session, storage.now().date())
        yield from (Trouble(path, f"{one.message} Is that right?") for one in odd)
        text = decode(storage.cipher.decrypt(read_regular(path)))
        yield from (Trouble(path, words) for words in journal_faults(path, text, storage.cipher))


def _of_version(version: StoredVersion, folder: Path, storage: StorageContext) -> Iterator[Trouble]:
    try:
        version.read()
    except SaveError as error:
        good = _newest_good(versions_of(folder, version.session), folder, storage)
        other = f" The newest good one is {good.digest}." if good is not None else ""
        yield Trouble(version.path, f"{error}{other}")
        return
    if not is_encrypted(version.path) or storage.cipher.suffix:
        problem = _problem(version.path, folder / version.name, storage)
        if problem:
            yield Trouble(version.path, problem)


def _newest_good(
    versions: list[StoredVersion], folder: Path, storage: StorageContext
) -> StoredVersion | None:
    for version in versions:
        try:
            version.read()
        except SaveError:
            continue
        if not _problem(version.path, folder / version.name, storage):
            return version
    return None


def _problem(path: Path, beside: Path, storage: StorageContext) -> str:
    """Why a file is no session; nothing when it is one."""
    read = _read_or_why(path, beside, storage)
    return read if isinstance(read, str) else ""


def _read_or_why(path: Path, beside: Path, storage: StorageContext) -> Loaded | str:
    """What a file holds, or why it is no session."""
    try:
        text = decode(cipher_for_file(path, storage.cipher).decrypt(read_regular(path)))
        return loads(text, partial(find_method, folder=beside.parent), newer=True)
    except (SessionFileError, NoMethodError, CipherError) as error:
        return str(error)
    except OSError as error:
        return f"It cannot be read: {why_unreadable(path, error)}."


def waiting_copies(folder: Path, storage: StorageContext) -> Iterator[Trouble]:
    """The emergency copies that wait: those of a folder, which may be gone, then all others.

    Args:
        folder: the sessions.
        storage: how they are kept.
    """
    ours = copies_from(folder, storage)
    known = {copy.path for copy in ours}
    for copy in (*ours, *(other for other in all_copies(storage) if other.path not in known)):
        yield Trouble(copy.origin or copy.path, way_back(copy, folder))


def _with_one_id(heads: list[SessionSummary]) -> Iterator[Trouble]:
    """Cases of their own that have one id: a template was copied as a file."""
    first: dict[str, Path] = {}
    for head in heads:
        if head.id and head.copy_of is None and first.setdefault(head.id, head.path) != head.path:
            other = first[head.id].name
            yield Trouble(
                head.path,
                f"it has the same id as {other}, though it is another case"
                f": casetool copies “{stem_of(head.path.name)}” --own gives it its own",
            )


def _left_over(files: list[Path]) -> Iterator[Trouble]:
    for path in files:
        if path.name.endswith(".tmp"):
            yield Trouble(path, "left by a save that was broken off; the session itself is whole")


def _special_files(hidden: Path) -> Iterator[Trouble]:
    """What another put where our own files lie: a pipe, a socket, a device."""
    for path in sorted(hidden.rglob("*")):
        with contextlib.suppress(OSError):  # a link that leads nowhere holds nobody up
            kind = kind_of(path.stat().st_mode)
            if kind and not path.is_dir():
                yield Trouble(path, f"{kind}, and no file of casetool: take it away")


def _rooms(folder: Path) -> list[Path]:
    hidden = folder / HIDDEN
    return [hidden, *(path for path in hidden.rglob("*") if path.is_dir())]


def _weaker(folder: Path, paths: list[Path], storage: StorageContext) -> Iterator[Trouble]:
    """What the drive cannot promise; file by file, what others can read though it could."""
    limits = limits_of(folder, storage)
    yield from (Trouble(folder, words) for words in limits)
    if NO_RIGHTS not in limits:
        yield from _open_to_others(paths)


def _open_to_others(paths: list[Path]) -> Iterator[Trouble]:
    """What other users of this machine could read; Windows says it in another way."""
    if sys.platform == "win32":
        return
    for path in paths:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Trouble(path, "other users of this computer can read it: chmod go= closes it")
