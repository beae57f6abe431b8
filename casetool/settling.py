"""Two values of one session: finding the other, and going on with what was chosen."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from casetool.document import Document
from casetool.models.merging import merged
from casetool.models.session import Session
from casetool.storage.codec import SessionFileError, decode, loads
from casetool.storage.emergency import copy_of, drop_copy, found_copy
from casetool.storage.files import Mark, SaveError, mark_of, read
from casetool.storage.sealing import SealError
from casetool.storage.versions import Version, keep_version


@dataclass(frozen=True, slots=True)
class Other:
    """Another value of the open session."""

    session: Session
    path: Path
    mark: Mark
    name: str
    """What it is, for a heading."""


def other_value(document: Document) -> Other | None:
    """The value that stands beside the open one: what another hand wrote, or an emergency copy.

    Args:
        document: the open session.

    Returns:
        None where there is none that can be read, and where the copy says the same.
    """
    rival = document.rival
    if rival is not None:
        try:
            data, _ = read(rival)
        except OSError:
            return None
        return _understood(document, data, rival, f"in {rival.name}")
    copy, place = found_copy(document.path, document.rest), copy_of(document.path, document.rest)
    if copy is None or place is None:
        return None
    return _understood(document, copy, place, "in the emergency copy")


def earlier_value(document: Document, version: Version) -> Other | None:
    """The session as it was in an earlier version; None where that cannot be read.

    Args:
        document: the open session.
        version: the version.
    """
    try:
        data = version.read()
    except SaveError:
        return None
    when = version.when.astimezone()
    name = f"as it was on {when:%a %d %b %Y at %H:%M}"
    return _understood(document, data, version.path, name)


def go_back(document: Document, other: Other, take: frozenset[str]) -> None:
    """Let some of the session become what it was; undo takes that back.

    Args:
        document: the open session.
        other: the earlier value.
        take: the keys of the differences that become as they were.
    """
    there = other.session
    document.apply(lambda session: merged(session, there, take), "went back to an earlier version")


def settle(document: Document, other: Other, take: frozenset[str]) -> None:
    """Go on with one value made of both; undo takes the choice back.

    A file that another hand wrote becomes the session's file again, and what it held an earlier
    version, as does the file in which we went on meanwhile. An emergency copy has done its work.

    Args:
        document: the open session.
        other: the other value.
        take: the keys of the differences that become as they are there.
    """
    there = other.session
    document.apply(lambda session: merged(session, there, take), "brought two versions together")
    if document.rival is not None:
        document.go_on_in(other.path, other.mark, put_away=True)
        return
    document.flush()
    copy = found_copy(document.path, document.rest)
    if copy is not None:
        with contextlib.suppress(SaveError):  # then it stays where it is
            keep_version(document.path, document.session.id, copy, document.rest.now())
            drop_copy(document.path, document.rest)


def _understood(document: Document, data: bytes, path: Path, name: str) -> Other | None:
    try:
        text = decode(document.rest.seal.open(data))
        session = loads(text, lambda _: document.method).session
    except (SessionFileError, SealError):
        return None
    if document.rival is None and session == document.session:
        return None
    return Other(session, path, mark_of(data), name)
