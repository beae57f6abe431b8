"""A look at a whole folder of sessions: what is sound, what is not, and what would help."""

import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from casetool.methods import NoMethodError, find_method
from casetool.storage.age_seal import is_sealed
from casetool.storage.belongings import case_files, plain_name
from casetool.storage.codec import SessionFileError, decode, loads
from casetool.storage.emergency import copy_of
from casetool.storage.files import SaveError
from casetool.storage.folder_state import state_of
from casetool.storage.library import head_of
from casetool.storage.rest import HIDDEN, Rest
from casetool.storage.restoring import history_of
from casetool.storage.sealing import SealError
from casetool.storage.versions import Version, versions_of


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


def examine(folder: Path, rest: Rest) -> Health:
    """Look at every session of a folder, its versions, and all that lies beside them.

    Nothing is changed.

    Args:
        folder: the sessions.
        rest: how they are kept; its seal opens those that are encrypted.

    Raises:
        OSError: the folder cannot be read.
    """
    files = case_files(folder)
    sessions = [path for path in files if path.parent == folder and not path.name.startswith(".")]
    versions = versions_of(folder)
    troubles = [
        *(trouble for path in sessions for trouble in _of_session(path, rest)),
        *(trouble for version in versions for trouble in _of_version(version, folder, rest)),
        *_left_over(files),
        *_open_to_others([*files, *_rooms(folder)]),
    ]
    half = state_of(folder).words
    if half:
        troubles.append(Trouble(folder, half))
    sealed = 0 if rest.seal.suffix else sum(map(is_sealed, sessions))
    return Health(len(sessions), len(versions), sealed, tuple(troubles))


def _of_session(path: Path, rest: Rest) -> Iterator[Trouble]:
    copy = copy_of(path, rest)
    if copy is not None and copy.exists():
        yield Trouble(path, f"an emergency copy waits in {copy}: open the session to compare them")
    if is_sealed(path) and not rest.seal.suffix:
        return
    problem = _problem(path, path, rest)
    if problem:
        good = _newest_good(history_of(path, rest), path.parent, rest)
        help_ = (
            f" The newest good version: casetool restore {plain_name(path)} {good.digest}"
            if good is not None
            else " No good version of it is kept."
        )
        yield Trouble(path, problem + help_)
    elif head_of(path, rest.seal).problem:
        yield Trouble(path, head_of(path, rest.seal).problem)


def _of_version(version: Version, folder: Path, rest: Rest) -> Iterator[Trouble]:
    try:
        version.read()
    except SaveError as error:
        good = _newest_good(versions_of(folder, version.session), folder, rest)
        other = f" The newest good one is {good.digest}." if good is not None else ""
        yield Trouble(version.path, f"{error}{other}")
        return
    if not is_sealed(version.path) or rest.seal.suffix:
        problem = _problem(version.path, folder / version.name, rest)
        if problem:
            yield Trouble(version.path, problem)


def _newest_good(versions: list[Version], folder: Path, rest: Rest) -> Version | None:
    for version in versions:
        try:
            version.read()
        except SaveError:
            continue
        if not _problem(version.path, folder / version.name, rest):
            return version
    return None


def _problem(path: Path, beside: Path, rest: Rest) -> str:
    """Why a file is no session; nothing when it is one."""
    try:
        text = decode(rest.seal.open(path.read_bytes()))
        loads(text, partial(find_method, folder=beside.parent), newer=True)
    except (SessionFileError, NoMethodError, SealError) as error:
        return str(error)
    except OSError as error:
        return f"It cannot be read: {(error.strerror or 'no reason given').lower()}."
    return ""


def _left_over(files: list[Path]) -> Iterator[Trouble]:
    for path in files:
        if path.name.endswith(".tmp"):
            yield Trouble(path, "left by a save that was broken off; the session itself is whole")


def _rooms(folder: Path) -> list[Path]:
    hidden = folder / HIDDEN
    return [hidden, *(path for path in hidden.rglob("*") if path.is_dir())]


def _open_to_others(paths: list[Path]) -> Iterator[Trouble]:
    """What other users of this machine could read; Windows says it in another way."""
    if sys.platform == "win32":
        return
    for path in paths:
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Trouble(path, "other users of this computer can read it: chmod go= closes it")
