"""Encrypting sessions that lie there in plain text, and back: nothing is lost on the way.

Each file is written in its new form, read back, opened and compared, and only then is the old one
taken away. So whatever ends it half-way leaves each file in one form or in both, and the next run
goes on. What belongs to a session (drafts, versions, undo, trash) goes before the session itself:
where the session is encrypted, so is all of it.
"""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from casetool.storage.autosave.emergency_copy import (
    EmergencyCopy,
    copies_of,
    drop_copy,
    keep_copy,
    place_of_copy,
)
from casetool.storage.context import Rest
from casetool.storage.encryption.age import SUFFIX
from casetool.storage.encryption.case_files import belongings, plain_name, session_id, sessions_in
from casetool.storage.encryption.cipher import Seal, SealError
from casetool.storage.encryption.file_names import (
    is_in_sealed_form,
    is_torn,
    opened_form,
    plain_form,
    renewed_form,
    same_version,
    sealed_form,
)
from casetool.storage.encryption.folder_status import state_of
from casetool.storage.files.atomic import ChangedOnDiskError, Mark, SaveError, mark_of, read, write
from casetool.storage.files.locks import claimed
from casetool.storage.history.trash import trash_of
from casetool.storage.library.free_names import free_path
from casetool.storage.tally import Tally, tallied, unheard

Form = Callable[[Path, bytes, Seal], tuple[Path, bytes]]
"""What a file is called and holds in its new form."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the files.

    Attributes:
        turned: each file that has its new form, as it was called and as it is called now.
        left: each file that could not be turned and is as it was, and why.
    """

    turned: tuple[tuple[Path, Path], ...]
    left: tuple[tuple[Path, str], ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """What touches the disk, handed in by tests that end it half-way; and who hears of it."""

    write: Callable[[Path, bytes, Mark | None], Mark] = write
    remove: Callable[[Path], None] = Path.unlink
    tally: Tally = unheard
    """Hears how many files are done; may end it between two."""


def encrypt_folder(
    folder: Path, seal: Seal, rest: Rest | None = None, hands: Hands | None = None
) -> Outcome:
    """Encrypt all sessions of a folder, and all that belongs to them.

    Args:
        folder: the sessions.
        seal: closes them.
        rest: where locks and emergency copies are; its own seal is not used.
        hands: what touches the disk.

    Raises:
        SaveError: a session is open in a window.
        OSError: the folder cannot be read.
    """
    return _turn_all(
        folder, state_of(folder).plain, _sessions(folder), seal, sealed_form, rest, hands
    )


def decrypt_folder(
    folder: Path, seal: Seal, rest: Rest | None = None, hands: Hands | None = None
) -> Outcome:
    """Take the encryption off all sessions of a folder; as ``encrypt_folder``."""
    return _turn_all(
        folder, state_of(folder).sealed, _sessions(folder), seal, plain_form, rest, hands
    )


def reseal_folder(
    folder: Path, seal: Seal, rest: Rest | None = None, hands: Hands | None = None
) -> Outcome:
    """Encrypt what is encrypted once more, for the public keys of now; as ``encrypt_folder``."""
    return _turn_all(
        folder, state_of(folder).sealed, _sessions(folder), seal, renewed_form, rest, hands
    )


def encrypt_session(
    path: Path, seal: Seal, rest: Rest | None = None, hands: Hands | None = None
) -> Outcome:
    """Encrypt one session, and all that belongs to it.

    Args:
        path: its file.
        seal: closes it.
        rest: where locks and emergency copies are.
        hands: what touches the disk.

    Raises:
        SaveError: it is open in a window.
        SealError: it is a link.
        OSError: it cannot be read.
    """
    _refuse_link(path)
    ours = belongings(path, session_id(_words(path, path.read_bytes(), seal)))
    plain = [one for one in ours if not is_in_sealed_form(one)]
    return _turn_all(path.parent, plain, [path], seal, sealed_form, rest, hands)


def decrypt_session(
    path: Path, seal: Seal, rest: Rest | None = None, hands: Hands | None = None
) -> Outcome:
    """Take the encryption off one session; as ``encrypt_session``."""
    _refuse_link(path)
    ours = belongings(path, session_id(seal.open(path.read_bytes())))
    sealed = [one for one in ours if is_in_sealed_form(one) and not is_torn(one)]
    return _turn_all(path.parent, sealed, [path], seal, plain_form, rest, hands)


def _sessions(folder: Path) -> list[Path]:
    """The sessions of a folder; those in the trash too, where they would be: copies may wait."""
    whole = [path for path in sessions_in(folder) if not path.name.startswith(".")]
    return [*whole, *(folder / trashed.name for trashed in trash_of(folder))]


def _turn_all(
    folder: Path,
    paths: Iterable[Path],
    sessions: list[Path],
    seal: Seal,
    form: Form,
    rest: Rest | None,
    hands: Hands | None,
) -> Outcome:
    rest, hands = rest or Rest(), hands or Hands()
    for path in sessions:
        with claimed(path, rest):
            pass  # before anything is changed: none may be open in a window
    turned, left = [], []
    for plain in {path.with_name(plain_name(path)): None for path in sessions}:
        left += _turn_copies(plain, seal, form, rest, hands)
    for path in tallied(tuple(paths), hands.tally):
        try:
            with claimed(path, rest if path in sessions else Rest()):
                turned.append((path, _turned(path, seal, form, hands)))
        except (SealError, SaveError) as error:
            left.append((path, str(error)))
        except OSError as error:
            left.append((path, (error.strerror or "the disk refused it").lower()))
    _rename_places(folder)
    return Outcome(tuple(turned), tuple(left))


def _turned(path: Path, seal: Seal, form: Form, hands: Hands) -> Path:
    """Give one file its new form: write, read back, compare, and only then let the old one go."""
    data, mark = read(path)
    words = _words(path, data, seal)
    target, new = form(path, data, seal)
    there = _twin(target, path, words, seal)
    if target == path:
        hands.write(path, new, mark)
    elif there is not None:
        target = there
    else:
        target = free_path(target)
        hands.write(target, new, None)
    if _words(target, target.read_bytes(), seal) != words:
        raise SaveError(f"{target.name} does not hold the same words; {path.name} stays.")
    if target != path:
        if mark_of(path.read_bytes()) != mark:
            raise ChangedOnDiskError(f"{path.name} was changed just now by something else.")
        hands.remove(path)
    return target


def _words(path: Path, data: bytes, seal: Seal) -> bytes:
    return opened_form(path, data, seal) if is_in_sealed_form(path) else data


def _twin(target: Path, path: Path, words: bytes, seal: Seal) -> Path | None:
    """A file that holds the same words in the new form already: an earlier run put it there."""
    others = [target]
    if same_version(target, target):  # its name says what it holds: it was another then
        others = [other for other in target.parent.iterdir() if same_version(other, target)]
    for other in others:
        if other == path or is_in_sealed_form(other) != is_in_sealed_form(target):
            continue
        try:
            if _words(other, other.read_bytes(), seal) == words:
                return other
        except (SealError, OSError):
            continue
    return None


def _turn_copies(
    plain: Path, seal: Seal, form: Form, rest: Rest, hands: Hands
) -> list[tuple[Path, str]]:
    """Give the emergency copies of a session the new form; which could not be turned, and why."""
    sealed = plain.with_name(plain.name + SUFFIX)
    source, target = (sealed, plain) if form is plain_form else (plain, sealed)
    left = []
    for copy in copies_of(source, rest):
        try:
            left += _turned_copy(copy, target, seal, rest, hands)
        except (SealError, SaveError, OSError) as error:
            left.append((copy.path, str(error)))
    return left


def _turned_copy(
    copy: EmergencyCopy, target: Path, seal: Seal, rest: Rest, hands: Hands
) -> list[tuple[Path, str]]:
    words = copy.read(seal)
    place = place_of_copy(target, rest)
    if place is None:
        return []
    ends = SUFFIX if target.name.endswith(SUFFIX) else ""
    place = place.with_name(copy.path.name.removesuffix(SUFFIX) + ends)
    if not place.exists():
        keep_copy(place, target, seal.close(words) if ends else words, hands.write)
    if EmergencyCopy(place, target, copy.when).read(seal) != words:
        return [(copy.path, f"another emergency copy is there already: {place}")]
    hands.remove(copy.path)
    drop_copy(copy.path)
    return []


def _rename_places(folder: Path) -> None:
    """Call each place in the trash after the session that lies in it, as the trash looks for it."""
    for trashed in trash_of(folder):
        plain = trashed.name.removesuffix(SUFFIX)
        for name in {plain, plain + SUFFIX} - {trashed.name}:
            if (trashed.place / name).is_file() and not (trashed.place / trashed.name).exists():
                stamp = trashed.place.name.removesuffix(trashed.name)
                with contextlib.suppress(OSError):  # the next run does it
                    trashed.place.rename(trashed.place.with_name(stamp + name))


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise SealError(f"{path.name} is a link. Give the file that it leads to: {path.resolve()}.")
