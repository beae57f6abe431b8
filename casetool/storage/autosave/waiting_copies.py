"""Say which emergency copies wait, and how their content comes back."""

import os
from pathlib import Path

from casetool.storage.autosave.draft_owner import child_key, is_of_former_session
from casetool.storage.autosave.emergency_copy import EmergencyCopy, copies_from
from casetool.storage.autosave.other_form import other_form
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.encryption.key_store import KEY_FILE
from casetool.storage.encryption.recipients import RECIPIENTS_FILE
from casetool.storage.library.other_case import case_in, other_cases
from casetool.storage.library.summary import holds_other_session

_OF_FORMER = ". It is of another session, which had this name before"
_UNCLEAR = (
    ". The child is called otherwise in it, and another case has the same id, so Ctrl+R does not"
    " bring them together"
)


def way_back(copy: EmergencyCopy, folder: Path, cipher: Cipher = NO_CIPHER) -> str:
    """Say where a waiting copy is, and how to get its content back.

    Args:
        copy: the copy.
        folder: the folder of sessions that the user is looking at.
        cipher: decrypts its sessions.
    """
    is_here = copy.origin is not None and copy.origin.parent == Path(os.path.realpath(folder))
    if copy.is_draft:
        return _way_back_of_draft(copy, is_here and _is_of_former_session(copy, cipher))
    if copy.has_only_words:
        location = f"every word that could not be saved on {copy.moment} is listed in {copy.path}"
        first = "Decrypt the session, and then read" if is_encrypted(copy.path) else "Read"
        return f"{location}. {first} it in an editor, enter what is missing, and delete it"
    location = f"an emergency copy of {copy.moment} waits in {copy.path}"
    advice = "it is a whole session: copy it into a folder of sessions to open it"
    if is_encrypted(copy.path):
        key = f", {copy.origin.parent / HIDDEN / KEY_FILE}" if copy.origin is not None else ""
        advice = (
            f"it is a whole session that opens only with its own key{key}: copy it into a folder"
            f" of sessions with that key, or copy the key and {RECIPIENTS_FILE} there too"
        )
    if copy.origin is None:
        return f"{location}; {advice}"
    if not is_here:  # its drive may never answer
        return f"{location}. Open that session, and Ctrl+R compares them. If it is gone, {advice}"
    hindrance = _why_not_compared(copy, cipher)
    if copy.has_session_file and not hindrance:
        return f"{location}: open the session, and Ctrl+R compares them"
    if not hindrance and (other := _other_form_of(copy, cipher)):
        return f"{location}. {_way_through(other)}, and Ctrl+R compares them"
    where = hindrance or ", and the session itself is not there"
    return f"{location}{where}. {advice[0].upper()}{advice[1:]}"


def _why_not_compared(copy: EmergencyCopy, cipher: Cipher) -> str:
    """Why Ctrl+R does not offer a copy in the session that has its file, or empty."""
    if _is_of_former_session(copy, cipher):
        return _OF_FORMER
    return _UNCLEAR if _is_of_unclear_case(copy, cipher) else ""


def _other_form_of(copy: EmergencyCopy, cipher: Cipher) -> Path | None:
    """The session of a copy, if it was encrypted or decrypted since and is there in that form."""
    other = other_form(copy.origin) if copy.origin is not None else None
    if other is None or not os.path.lexists(other):
        return None
    return None if holds_other_session(other, copy.id_of(cipher) or "", cipher) else other


def _way_through(other: Path) -> str:
    """What to do before the copy of a session in its other form can be compared."""
    if is_encrypted(other):
        return f"The session is encrypted now: open {other.name}"
    return (
        "The session is no longer encrypted: “casetool decrypt” in a terminal turns the copy into"
        f" plain text, too. Then open {other.name}"
    )


def _way_back_of_draft(copy: EmergencyCopy, is_of_former: bool) -> str:
    draft = f"words that were being typed on {copy.moment} wait in {copy.path}"
    if not is_of_former:
        return f"{draft}: they stand there again once the session opens"
    return (
        f"{draft}. They are of another session, which had this name before: they stand in its line"
        " again once it opens from this folder"
    )


def copies_to_read(folder: Path, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of a folder's sessions, but none that holds no words.

    Args:
        folder: the folder of sessions, which need not exist.
        storage: the storage context.
    """
    return [copy for copy in copies_from(folder, storage) if not copy.is_outdated]


def notice_of_copies(folder: Path, storage: StorageContext) -> str:
    """The notice above a folder's list about its emergency copies, or empty.

    Args:
        folder: the folder of sessions, which need not exist.
        storage: the storage context.
    """
    copies = copies_to_read(folder, storage)
    to_compare = [
        copy
        for copy in copies
        if copy.has_session_file
        and not (copy.has_only_words or copy.is_draft)
        and not _why_not_compared(copy, storage.cipher)
    ]
    names = dict.fromkeys(copy.origin.name for copy in to_compare if copy.origin)
    notice = f"Emergency copies wait for {', '.join(names)}: open it, and Ctrl+R compares them."
    others = [copy for copy in copies if copy not in to_compare]
    lines = [f"{copy.origin}: {way_back(copy, folder, storage.cipher)}." for copy in others]
    return "\n".join([*([notice] if names else []), *lines])


def _is_of_former_session(copy: EmergencyCopy, cipher: Cipher) -> bool:
    """Whether a copy is of another session than the one in its file by now."""
    if copy.origin is None:
        return False
    if copy.is_draft:
        return is_of_former_session(copy.keys(cipher)[0], copy.origin, cipher)
    return holds_other_session(copy.origin, copy.id_of(cipher) or "", cipher)


def _is_of_unclear_case(copy: EmergencyCopy, cipher: Cipher) -> bool:
    """Whether a copy has another child than its file, where another case has the same id."""
    if copy.origin is None:
        return False
    ours, theirs = case_in(copy.origin, cipher), case_in(copy.path, cipher)
    if not theirs.id or child_key(ours.child) == child_key(theirs.child):
        return False
    return bool(other_cases(copy.origin, ours.id, cipher))
