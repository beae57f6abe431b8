"""Two values of one session: finding the other, and going on with what was chosen."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from casetool.models.merge.diff import only_there
from casetool.models.merge.merge import merge_parts
from casetool.models.parsing.dates import format_date
from casetool.models.parsing.days import instant_in
from casetool.models.session import Session
from casetool.services.sessions.document import Document
from casetool.storage.autosave.emergency_copy import EmergencyCopy, all_copies, copies_of, drop_copy
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.encryption.age import is_encrypted_name
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.atomic import Fingerprint, SaveError, read_with_fingerprint
from casetool.storage.history.trash import discard_copy
from casetool.storage.history.versions import StoredVersion, keep_version, versions_of
from casetool.storage.library.index import copies_of_session
from casetool.storage.toml.codec import SessionFileError, decode, loads

SAVING_SECONDS = 5.0
"""Seconds that a choice waits until it is on disk, before an emergency copy may go."""


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """Another value of the open session."""

    session: Session
    path: Path
    fingerprint: Fingerprint
    name: str
    """What it is, for a heading."""


def other_versions(document: Document) -> tuple[OtherVersion, ...]:
    """The values that stand beside the open one: what another hand wrote, and emergency copies.

    An emergency copy is one of them as long as it holds words that stand nowhere else. One whose
    words are all in the session's file goes.

    Args:
        document: the open session.

    Returns:
        The other hand's first, then the copies, the oldest first; only those that can be read.
    """
    rival, others = document.conflicting_path, []
    if rival is not None:
        with contextlib.suppress(OSError):
            others.append(_understood(document, rival, f"in {rival.name}"))
    if not document.read_only:  # else it is for the window that writes
        others += [_rescued(document, copy) for copy in _copies(document)]
    return tuple(other for other in others if other is not None)


def copies_beside(document: Document) -> tuple[OtherVersion, ...]:
    """The copies of the open session that lie in its folder, as far as they can be read.

    Args:
        document: the open session.
    """
    if document.read_only or document.conflicting_path is not None:
        return ()  # it is for the window that writes; after a conflict there are two already
    others = []
    for head in copies_of_session(document.path, document.storage.cipher):
        if not head.unread and not head.path.is_symlink():
            with contextlib.suppress(OSError):
                others.append(_understood(document, head.path, f"in {head.path.name}"))
    return tuple(other for other in others if other is not None)


def has_words(document: Document, other: OtherVersion) -> bool:
    """Whether another value holds words that the open session has not got by now.

    Args:
        document: the open session.
        other: the other value.
    """
    return only_there(document.session, other.session)


def earlier_value(document: Document, version: StoredVersion) -> OtherVersion | None:
    """The session as it was in an earlier version; None where that cannot be read.

    Args:
        document: the open session.
        version: the version.
    """
    when = instant_in(version.when, None)
    name = f"as it was on {format_date(when.date())} at {when:%H:%M}"
    with contextlib.suppress(SaveError, OSError):
        version.read()  # proves that it is what was put away
        other = _understood(document, version.path, name)
        if other is not None and (document.conflicting_path or other.session != document.session):
            return other
    return None


def restore_parts(document: Document, other: OtherVersion, take: frozenset[str]) -> None:
    """Let some of the session become what it was; undo takes that back.

    Args:
        document: the open session.
        other: the earlier value.
        take: the keys of the differences that become as they were.
    """
    there = other.session
    document.apply(
        lambda session: merge_parts(session, there, take), "went back to an earlier version"
    )


def merge_into(document: Document, other: OtherVersion, take: frozenset[str]) -> bool:
    """Go on with one value made of both; undo takes the choice back.

    A file that another hand wrote becomes the session's file again, and what it held an earlier
    version, as does the file in which we went on meanwhile. An emergency copy becomes an earlier
    version once that is on disk; until then it stays where it is. A copy that lay beside the
    session goes into the trash as well.

    Args:
        document: the open session.
        other: the other value.
        take: the keys of the differences that become as they are there.

    Returns:
        Whether it is all on disk.
    """
    there = other.session
    failing = document.save_state()[0] is SaveState.NOT_SAVED
    document.apply(
        lambda session: merge_parts(session, there, take), "brought two versions together"
    )
    if other.path == document.conflicting_path:
        document.continue_in(other.path, other.fingerprint, put_away=True)
        return True
    if failing or not document.flush(SAVING_SECONDS):
        return False
    try:
        data, mark = read_with_fingerprint(other.path)
        if mark != other.fingerprint:
            return False  # another window is at it just now
        cipher = document.storage.cipher
        closed = cipher.encrypt(data) if cipher.suffix and not is_encrypted_name(data) else data
        keep_version(document.path, document.session.id, closed, document.storage.now())
        if other.path.parent == document.path.parent:  # not ours alone: it can be brought back
            discard_copy(other.path, document.storage)
            return True
    except (SaveError, OSError):
        return False
    drop_copy(other.path)
    return True


def _copies(document: Document) -> list[EmergencyCopy]:
    """The emergency copies of other sittings: of its file, and of the same session elsewhere."""
    ours = copies_of(document.path, document.storage)
    known = {copy.path for copy in ours}
    cipher, session = document.storage.cipher, document.session.id
    elsewhere = [copy for copy in all_copies(document.storage) if copy.path not in known]
    return [
        *(copy for copy in ours if copy.path != document.rescue),
        *(copy for copy in elsewhere if copy.id_of(cipher) == session),
    ]


def _rescued(document: Document, copy: EmergencyCopy) -> OtherVersion | None:
    """What an emergency copy holds, if any of its words stand nowhere else."""
    home = document.path.resolve()
    at_home = copy.origin is None or copy.origin == home
    of = "" if at_home else f", of {copy.origin}"
    other = _understood(document, copy.path, f"in the emergency copy of {copy.moment}{of}")
    if other is None or other.session.id != document.session.id:
        return None
    if has_words(document, other) and not _is_version(document, other):
        return other
    if at_home and document.save_state()[0] is SaveState.SAVED:
        drop_copy(copy.path)
    return None


def _is_version(document: Document, other: OtherVersion) -> bool:
    """Whether it was put by among the earlier versions already, and only not taken away."""
    kept = versions_of(document.path.parent, document.session.id)
    return any(other.fingerprint.digest.startswith(version.digest) for version in kept)


def _understood(document: Document, path: Path, name: str) -> OtherVersion | None:
    """What a file holds, if it is a session; None where it is one, and not with our seal.

    Raises:
        OSError: it cannot be read.
    """
    data, mark = read_with_fingerprint(path)
    try:
        text = decode(document.storage.cipher.decrypt(data) if is_encrypted_name(data) else data)
        session = loads(text, lambda _: document.method).session
    except (SessionFileError, CipherError):
        return None
    return OtherVersion(session, path, mark, name)
