"""Find other versions of the open session, and continue with a merged one."""

import contextlib
from collections.abc import Iterable
from time import monotonic

from casetool.models.merge.diff import only_there
from casetool.models.merge.merge import merge_parts
from casetool.models.parsing.dates import format_date
from casetool.models.parsing.days import instant_in
from casetool.models.same_value import is_same_value
from casetool.services.sessions.copied_version import copies_of_other_runs, version_in_copy
from casetool.services.sessions.document import Document
from casetool.services.sessions.other_version import OtherVersion, is_of_other_case, read_version
from casetool.storage.autosave.emergency_copy import drop_copy
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.autosave.waiting_copies import way_back
from casetool.storage.context import real_path
from casetool.storage.encryption.age import is_encrypted_name
from casetool.storage.files.atomic import SaveError, read_with_fingerprint
from casetool.storage.history.trash import discard_copy
from casetool.storage.history.versions import StoredVersion, keep_version
from casetool.storage.library.index import copies_of_session
from casetool.storage.toml.codec import dumps

SAVING_SECONDS = 5.0
"""Seconds to wait until a merge is on disk, before its emergency copy may be deleted."""

_LOOK_SECONDS = 0.1
"""Seconds between two looks whether the disk refused it."""


def other_versions(document: Document) -> tuple[OtherVersion, ...]:
    """Other versions of the open session: what another program wrote, and emergency copies.

    An emergency copy counts while it differs. One that does not is deleted.

    Args:
        document: the open session.

    Returns:
        The readable versions: first the other program's, then the copies, oldest first.
    """
    conflicting_path, versions = document.conflicting_path, []
    if conflicting_path is not None:
        with contextlib.suppress(OSError):
            versions.append(read_version(document, conflicting_path, f"in {conflicting_path.name}"))
    if not document.read_only:  # copies are for the window that can write
        versions += [version_in_copy(document, copy) for copy in copies_of_other_runs(document)]
    return _of_this_session(document, versions)


def lists_of_words(document: Document) -> list[str]:
    """Where the words of runs that could save no whole session are listed.

    Args:
        document: the open session.
    """
    copies = [] if document.read_only else copies_of_other_runs(document)
    folder = document.path.parent
    return [way_back(copy, folder) for copy in copies if copy.has_only_words]


def copies_beside(document: Document) -> tuple[OtherVersion, ...]:
    """The readable copies of the open session in its folder.

    Args:
        document: the open session.
    """
    if document.read_only or document.conflicting_path is not None:
        return ()  # only for a window that can write, and has no conflict already
    versions = []
    for summary in copies_of_session(real_path(document.path), document.storage.cipher):
        if not summary.unread and not summary.path.is_symlink():
            with contextlib.suppress(OSError):
                versions.append(read_version(document, summary.path, f"in {summary.path.name}"))
    return _of_this_session(document, versions)


def earlier_value(document: Document, version: StoredVersion) -> OtherVersion | None:
    """Read an earlier version of the session, or give None where that fails.

    Args:
        document: the open session.
        version: the stored version.
    """
    when = instant_in(version.when, None)
    name = f"as it was on {format_date(when.date())} at {when:%H:%M}"
    with contextlib.suppress(SaveError, OSError):
        version.read()  # checks it against its digest
        other = read_version(document, version.path, name)
        if other is None or document.conflicting_path:
            return other
        return None if is_same_value(other.session, document.session) else other
    return None


def restore_parts(document: Document, other: OtherVersion, chosen: frozenset[str]) -> None:
    """Restore parts of the session from an earlier version. This can be undone.

    The present session is stored as an earlier version first, even if it is not saved.

    Args:
        document: the open session.
        other: the earlier version.
        chosen: the keys of the differences to restore.

    Raises:
        MergedTooDeepError: the tree would be too deep. Nothing is changed then.
        SaveError: what would be replaced cannot be stored. Nothing is changed then.
    """
    _apply_merge(document, other, chosen, "went back to an earlier version")


def merge_into(document: Document, other: OtherVersion, chosen: frozenset[str]) -> bool:
    """Merge another version into the open session. The choice can be undone.

    The present session is stored as an earlier version first, even if it is not saved.

    If another program wrote that file, it becomes the session's file again. Its old content and
    our own file become earlier versions. An emergency copy becomes a version once the merge is on
    disk, and is then deleted. A copy beside the session goes to the trash.

    Args:
        document: the open session.
        other: the other version.
        chosen: the keys of the differences to take from it.

    Returns:
        Whether everything is on disk.

    Raises:
        MergedTooDeepError: the tree would be too deep. Nothing is changed then.
        SaveError: what would be replaced cannot be stored. Nothing is changed then.
    """
    was_failing = document.save_state()[0] is SaveState.NOT_SAVED
    _apply_merge(document, other, chosen, "brought two versions together")
    if other.path == document.conflicting_path:
        document.continue_in(other.path, other.fingerprint, archive=True)
        return True
    if was_failing or not _is_saved(document):
        return False
    try:
        data, fingerprint = read_with_fingerprint(other.path)
        if fingerprint != other.fingerprint:
            return False  # another program is writing it just now
        _store(document, data)
        # one that is not only ours must be restorable
        if other.path.parent == real_path(document.path).parent:
            discard_copy(other.path, document.storage)
            return True
    except (SaveError, OSError):
        return False
    drop_copy(other.path)
    return True


def _is_saved(document: Document) -> bool:
    """Wait until a change is saved, or refused: the screen waits as well."""
    end = monotonic() + SAVING_SECONDS
    while not (is_saved := document.flush(_LOOK_SECONDS)) and monotonic() < end:
        if document.save_state()[0] is SaveState.NOT_SAVED:
            break
    return is_saved


def _apply_merge(
    document: Document, other: OtherVersion, chosen: frozenset[str], label: str
) -> None:
    """Change the session once nothing that is replaced can be lost.

    Raises:
        SaveError: what would be replaced cannot be stored.
    """
    merged = merge_parts(document.session, other.session, chosen)
    replaces_file = other.path == document.conflicting_path
    if not document.read_only and (replaces_file or merged != document.session):
        try:
            _store_both(document, other, replaces_file)
        except SaveError as error:
            lost_file = replaces_file and only_there(merged, other.session)
            if lost_file or only_there(merged, document.session):
                raise SaveError(
                    "Nothing was changed: what is here now cannot be stored among the earlier"
                    f" versions. {error}"
                ) from error
    document.apply(lambda _: merged, label)


def _store_both(document: Document, other: OtherVersion, replaces_file: bool) -> None:
    """Store the present session, and the other version unless its file stays.

    Raises:
        SaveError: one of them could not be stored.
    """
    data: bytes | None = None
    with contextlib.suppress(OSError):  # it may have gone since it was compared
        data, _ = read_with_fingerprint(other.path)
    _store(document, dumps(document.session, document.method).encode())
    # the oldest version gives way to the new one
    if data is not None and (replaces_file or not other.path.exists()):
        _store(document, data)


def _store(document: Document, data: bytes) -> None:
    """Store the content of a session file as an earlier version, encrypted where the session is.

    Raises:
        SaveError: it could not be stored.
    """
    cipher = document.storage.cipher
    stored_data = cipher.encrypt(data) if cipher.suffix and not is_encrypted_name(data) else data
    document.storage.drives.refuse_other(real_path(document.path))
    keep_version(document.path, document.session.id, stored_data, document.storage.now())


def _of_this_session(
    document: Document, versions: Iterable[OtherVersion | None]
) -> tuple[OtherVersion, ...]:
    """Leave out what holds another session: two children are never brought together."""
    return tuple(
        version for version in versions if version and not is_of_other_case(document, version)
    )
