"""The other versions of the open session in emergency copies."""

from datetime import datetime

from casetool.models.merge.diff import differences
from casetool.services.sessions.document import Document
from casetool.services.sessions.other_version import OtherVersion, is_of_other_case, read_version
from casetool.storage.autosave.copies_of_case import copies_elsewhere, is_copy_of_other
from casetool.storage.autosave.emergency_copy import EmergencyCopy, copies_of, drop_copy
from casetool.storage.autosave.save_state import SaveState
from casetool.storage.context import real_path
from casetool.storage.history.versions import versions_of


def copies_of_other_runs(document: Document) -> list[EmergencyCopy]:
    """The emergency copies of other runs, by this file or by the same session id.

    Args:
        document: the open session.
    """
    path, session, storage = document.path, document.session, document.storage
    own_copies = (
        copy
        for copy in copies_of(path, storage)
        if copy.path != document.rescue and not is_copy_of_other(copy, path, session.id, storage)
    )
    return [*own_copies, *copies_elsewhere(path, session, storage)]


def version_in_copy(document: Document, copy: EmergencyCopy) -> OtherVersion | None:
    """Read an emergency copy, if it differs, be it by what was deleted in that run.

    One that does not is deleted, unless it is of another file.

    Args:
        document: the open session.
        copy: the emergency copy.
    """
    is_own_file = copy.origin is None or copy.origin == real_path(document.path)
    origin_note = "" if is_own_file else f", of {copy.origin}"
    name = f"in the emergency copy of {copy.moment}{origin_note}"
    try:
        other = read_version(document, copy.path, name)
    except OSError:
        return None  # its own run, or another window, has just deleted it
    if other is None or is_of_other_case(document, other):
        return None
    is_different = bool(differences(document.session, other.session))
    if is_different and not _is_stored_since(document, other, copy.when):
        return other
    if is_own_file and document.save_state()[0] is SaveState.SAVED:
        drop_copy(copy.path)
    return None


def _is_stored_since(document: Document, other: OtherVersion, when: datetime) -> bool:
    """Whether it was stored among the earlier versions after a moment, as a merge does."""
    versions = versions_of(real_path(document.path).parent, document.session.id)
    return any(
        version.when >= when and other.fingerprint.digest.startswith(version.digest)
        for version in versions
    )
