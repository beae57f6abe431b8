"""Check a whole folder of sessions: what is damaged, and what would help."""

import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, starmap
from pathlib import Path

from casetool.errors import value_or_fault_line
from casetool.methods import NoMethodError, find_method, method_faults
from casetool.models.odd_days import odd_days
from casetool.storage.autosave.draft_file import draft_problem
from casetool.storage.autosave.draft_owner import news_of_other
from casetool.storage.autosave.emergency_copy import all_copies, copies_from
from casetool.storage.autosave.session_files import news_of_journal
from casetool.storage.autosave.waiting_copies import way_back
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.continuation import where_it_went_on
from casetool.storage.encryption.age import AGE_SUFFIX, cipher_for_file, is_encrypted
from casetool.storage.encryption.case_files import (
    contents,
    key_leftovers,
    plain_name,
    sessions_in,
)
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.encryption.folder_key import key_problem
from casetool.storage.encryption.folder_status import folder_status
from casetool.storage.encryption.readers import readers_problem
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.limits import NO_RIGHTS, limits_of
from casetool.storage.files.regular_file import is_regular, read_regular, why_unreadable
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER, TimeLimit
from casetool.storage.history.restore import versions_to_restore
from casetool.storage.history.undo_journal import journal_faults
from casetool.storage.history.versions import StoredVersion, versions_of
from casetool.storage.library.copies import copy_help
from casetool.storage.library.copy_names import stem_of
from casetool.storage.library.hidden_folders import hidden_folder_faults
from casetool.storage.library.index import list_sessions
from casetool.storage.library.summary import LONGEST_HEAD_BYTES, SessionSummary
from casetool.storage.tally import Tally, count_through, ignore_count
from casetool.storage.toml.codec import Loaded, SessionFileError, decode, loads

_LEFTOVER = "left by an interrupted save; the session itself is whole, and you can delete this file"
_KEY_LEFTOVER = "left by an interrupted save of the key; nothing needs it, and you can delete it"


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem with a file, and what would help."""

    path: Path
    message: str


class _MethodProblem(str):
    """Why the method of a session cannot be used. The session itself may be whole."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Health:
    """The result of checking a folder."""

    sessions: int
    versions: int
    unopened: int
    """The number of encrypted sessions that could not be checked."""
    troubles: tuple[Trouble, ...]


def examine(
    folder: Path,
    storage: StorageContext,
    limit: TimeLimit = DEFAULT_TIME_LIMIT,
    tally: Tally = ignore_count,
) -> Health:
    """Check every session of a folder, its versions, and all files beside them.

    Nothing is changed.

    Args:
        folder: the folder of sessions.
        storage: the storage context. Its cipher decrypts encrypted sessions.
        limit: how long to wait for each file.
        tally: called with the number of files checked.

    Raises:
        OSError: the folder cannot be read.
    """
    summaries = list_sessions(folder, storage.cipher, limit)
    unanswered = {summary.path for summary in summaries if summary.problem == NO_ANSWER}
    if folder in unanswered:
        return Health(0, 0, 0, (Trouble(folder, f"{NO_ANSWER}."),))
    sessions = sorted({summary.path for summary in summaries})
    files = [*contents(folder), *sorted({*sessions_in(folder), *sessions} - unanswered)]
    by_name = sorted(summaries, key=lambda summary: summary.path.name)
    checks = [(summary.path, partial(_session_troubles, summary, storage)) for summary in by_name]
    for version in (versions := versions_of(folder)):
        checks.append((version.path, partial(_version_troubles, version, folder, storage)))
    unfinished = [path for path in files if path.parent.name in ("drafts", "undo")]
    checks += [(path, partial(_hidden_troubles, path, storage)) for path in unfinished]
    results = (_troubles_of(path, check) for path, check in count_through(checks, tally))
    troubles = [
        *chain.from_iterable(results),
        *waiting_copies(folder, storage),
        *_shared_ids(by_name),
        *_leftovers(folder, files),
        *starmap(Trouble, chain(hidden_folder_faults(folder), method_faults(folder))),
        *_drive_troubles(folder, [*filter(is_regular, files), *_hidden_folders(folder)], storage),
        *_encryption_troubles(folder),
    ]
    unopened = 0 if storage.cipher.suffix else sum(map(is_encrypted, sessions))
    return Health(len(sessions), len(versions), unopened, tuple(troubles))


def _troubles_of(path: Path, check: Callable[[], Iterator[Trouble]]) -> tuple[Trouble, ...]:
    """The problems of one file. A fault of casetool there does not hide the other files."""
    message = "it could not be checked, because of a fault in casetool"
    return value_or_fault_line(
        lambda: tuple(check()), lambda location: (Trouble(path, f"{message} ({location})"),)
    )


def _session_troubles(summary: SessionSummary, storage: StorageContext) -> Iterator[Trouble]:
    path = summary.path
    if summary.problem == NO_ANSWER or summary.copy_of is not None:
        yield Trouble(path, f"{summary.problem}. {copy_help(summary)}".rstrip())
        return
    if not is_regular(path):  # a pipe, a device, a broken link
        yield Trouble(path, summary.problem)
        return
    if sentence := where_it_went_on(path, storage):
        yield Trouble(path, f"{sentence}.")
    if summary.locked:
        return
    if summary.problem and path.stat().st_size > LONGEST_HEAD_BYTES:
        yield Trouble(path, summary.problem)  # finding the exact place would take minutes
        return
    read = _read_or_why(path, path, storage)
    if isinstance(read, str):
        # no version of a session brings its method back
        is_damaged = not isinstance(read, _MethodProblem)
        yield Trouble(path, read + (_restore_advice(path, storage) if is_damaged else ""))
    elif summary.problem:
        yield Trouble(path, summary.problem)
    else:
        odd = odd_days(read.session, storage.now().date())
        yield from (Trouble(path, f"{odd_day.message} Is that right?") for odd_day in odd)
        yield from (Trouble(path, renewed.message) for renewed in read.renewed_ids)
        cipher = cipher_for_file(path, storage.cipher)
        text = decode(cipher.decrypt(read_regular(path)))
        yield from (Trouble(path, message) for message in journal_faults(path, text, cipher))


def _restore_advice(path: Path, storage: StorageContext) -> str:
    version = _newest_good_version(versions_to_restore(path, storage), path.parent, storage)
    if version is None:
        return " No good version of it is kept."
    return f" The newest good version: casetool restore {plain_name(path)} {version.digest}"


def _version_troubles(
    version: StoredVersion, folder: Path, storage: StorageContext
) -> Iterator[Trouble]:
    try:
        version.read()
    except SaveError as error:
        good_version = _newest_good_version(versions_of(folder, version.session), folder, storage)
        other = (
            f" The newest good one is {good_version.digest}." if good_version is not None else ""
        )
        yield Trouble(version.path, f"{error}{other}")
        return
    if not is_encrypted(version.path) or storage.cipher.suffix:
        problem = _problem(version.path, folder / version.name, storage)
        if problem:
            yield Trouble(version.path, problem)


def _hidden_troubles(path: Path, storage: StorageContext) -> Iterator[Trouble]:
    if path.name.startswith("."):
        return
    is_trashed = path.parts[-5:-4] == ("trash",)  # with a session that may have another name
    is_journal = path.parent.name == "undo"
    problem = "" if is_journal else draft_problem(path, storage.cipher)
    if not problem and not is_trashed:
        problem = news_of_journal(path) if is_journal else news_of_other(path, storage.cipher)
    if problem:
        yield Trouble(path, problem)


def _newest_good_version(
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


def _problem(path: Path, session_path: Path, storage: StorageContext) -> str:
    """Why a file is not a session, or empty."""
    read = _read_or_why(path, session_path, storage)
    return read if isinstance(read, str) else ""


def _read_or_why(path: Path, session_path: Path, storage: StorageContext) -> Loaded | str:
    """Load a file, or say why it is not a session."""
    try:
        text = decode(cipher_for_file(path, storage.cipher).decrypt(read_regular(path)))
        return loads(text, partial(find_method, folder=session_path.parent), newer=True)
    except NoMethodError as error:
        return _MethodProblem(error)
    except (SessionFileError, CipherError) as error:
        return str(error)
    except OSError as error:
        return f"It cannot be read: {why_unreadable(path, error)}."


def waiting_copies(folder: Path, storage: StorageContext) -> Iterator[Trouble]:
    """The emergency copies that wait: first those of a folder, which may be gone, then all others.

    Args:
        folder: the folder of sessions.
        storage: the storage context.
    """
    local_copies = copies_from(folder, storage)
    local_paths = {copy.path for copy in local_copies}
    other_copies = (copy for copy in all_copies(storage) if copy.path not in local_paths)
    for copy in (*local_copies, *other_copies):
        damage = draft_problem(copy.path, storage.cipher) if copy.is_draft else ""
        message = f"in {copy.path}, {damage}" if damage else way_back(copy, folder, storage.cipher)
        if damage or not copy.is_outdated:
            yield Trouble(copy.origin or copy.path, message)


def _shared_ids(summaries: list[SessionSummary]) -> Iterator[Trouble]:
    """Different cases with one id, because a template was copied as a file."""
    first_paths: dict[str, Path] = {}
    for summary in summaries:
        if (
            summary.id
            and summary.copy_of is None
            and first_paths.setdefault(summary.id, summary.path) != summary.path
        ):
            other = first_paths[summary.id].name
            yield Trouble(
                summary.path,
                f"it has the same id as {other}, though it is another case"
                f": casetool copies “{stem_of(summary.path.name)}” --own gives it its own",
            )


def _encryption_troubles(folder: Path) -> Iterator[Trouble]:
    status = folder_status(folder)
    if status.description:
        yield Trouble(folder, status.description)
    if status.encrypted and (problem := key_problem(folder)):
        yield Trouble(folder, problem)
    if problem := readers_problem(folder):
        yield Trouble(folder, problem)


def _leftovers(folder: Path, files: list[Path]) -> Iterator[Trouble]:
    for path in files:
        if path.name.removesuffix(AGE_SUFFIX).endswith(".tmp"):
            yield Trouble(path, _LEFTOVER)
    yield from (Trouble(path, _KEY_LEFTOVER) for path in key_leftovers(folder))


def _hidden_folders(folder: Path) -> list[Path]:
    hidden = folder / HIDDEN
    return [path for path in (hidden, *hidden.rglob("*")) if path.is_dir()]


def _drive_troubles(folder: Path, paths: list[Path], storage: StorageContext) -> Iterator[Trouble]:
    """What the drive cannot guarantee, and files that others can read in spite of permissions."""
    limits = limits_of(folder, storage)
    yield from (Trouble(folder, warning) for warning in limits)
    if NO_RIGHTS not in limits:
        yield from _open_to_others(paths)


def _open_to_others(paths: list[Path]) -> Iterator[Trouble]:
    """Files that other users of this machine can read. Windows has other permissions."""
    if sys.platform == "win32":
        return
    for path in paths:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Trouble(path, "other users of this computer can read it. To stop that: chmod go=")
