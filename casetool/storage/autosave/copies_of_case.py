"""The emergency copies that are of a session, and of no other case with its id or its name."""

import os
from pathlib import Path

from casetool.storage.autosave.draft_owner import child_key, owner_key
from casetool.storage.autosave.emergency_copy import (
    EmergencyCopy,
    all_copies,
    copies_from,
    copies_of,
    copies_of_folders_gone,
)
from casetool.storage.autosave.former_names import has_left, is_for_case, is_kept_for
from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.age import AGE_SUFFIX, is_encrypted
from casetool.storage.encryption.case_files import plain_path
from casetool.storage.library.other_case import Head, case_in
from casetool.storage.library.summary import holds_other_session, read_summary


def draft_copies(path: Path, session_id: str, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies with drafts of a session, also those of its former names.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    own_copies = copies_of(path, storage)
    return [
        *(
            copy
            for copy in own_copies
            if copy.is_draft and not is_copy_of_other(copy, path, session_id, storage)
        ),
        *(
            copy
            for copy in former_copies(path, session_id, storage)
            if copy.is_draft and copy.keys(storage.cipher)[1]
        ),
    ]


def former_copies(path: Path, session_id: str, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of a session from when its file had another name or folder.

    A stick may come back under another letter. Copies of a folder that is still there stay its own.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    real_file, owner = real_path(path), owner_key(session_id)
    if not owner:
        return []
    child = child_key(case_in(path, storage.cipher).child)
    return [
        copy
        for copy in (
            *copies_from(real_file.parent, storage),
            *copies_of_folders_gone(real_file, (owner, child), storage),
        )
        if copy.origin is not None
        and copy.origin != real_file
        and (keys := copy.keys(storage.cipher))[0] == owner
        and not is_kept_for(copy.origin, real_file, storage)
        and is_for_case(keys[1], path, session_id, storage)
    ]


def is_copy_of_other(
    copy: EmergencyCopy, path: Path, session_id: str, storage: StorageContext
) -> bool:
    """Whether an emergency copy under a session's name is of another session.

    Args:
        copy: the copy.
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    owner, child = copy.keys(storage.cipher)
    if not (session_id and owner):
        return False
    if owner != owner_key(session_id):
        return True
    return not is_for_case(child, path, session_id, storage, has_name=True)


def copies_elsewhere(path: Path, case: Head, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies of other files that are of a case, and wait for no other folder.

    Args:
        path: the session file.
        case: its session.
        storage: its storage context.
    """
    real_file, cipher = real_path(path), storage.cipher
    # a template gives its id to each case that is copied from it
    owner, child = owner_key(case.id), child_key(case.child)
    return [
        copy
        for copy in all_copies(storage)
        if copy.origin != real_file
        and copy.keys(cipher) in ((owner, child), (owner, ""))
        and (
            copy.origin is None
            or copy.origin.parent == real_file.parent
            or read_summary(copy.origin, cipher).id != case.id
        )
    ]


def every_copy_of(path: Path, session: str | None, storage: StorageContext) -> list[EmergencyCopy]:
    """All emergency copies to delete when a session is purged.

    These are the copies of its file in either form, and those with its id of files in its folder
    in which it is no more: it had another name then. Copies of other files are left alone. In
    another folder, the session may have another name by now, or be in the trash.

    Args:
        path: the session file.
        session: the session's id, if known.
        storage: the storage context.
    """
    plain = plain_path(path)
    encrypted_copies = copies_of(plain.with_name(plain.name + AGE_SUFFIX), storage)
    if not is_encrypted(path):  # an encrypted session may have had the name of a plain one
        encrypted_copies = [each for each in encrypted_copies if each.keys(storage.cipher)[0]]
    own_copies = [*copies_of(plain, storage), *encrypted_copies]
    if session is None:
        other_form = plain if is_encrypted(path) else plain.with_name(plain.name + AGE_SUFFIX)
        return copies_of(path, storage) if os.path.lexists(other_form) else own_copies
    own_paths, owner = {copy.path for copy in own_copies}, owner_key(session)
    others = [copy for copy in all_copies(storage) if copy.path not in own_paths]
    return [
        # an earlier case may have had this name, and its text may be nowhere else
        *(copy for copy in own_copies if not is_copy_of_other(copy, path, session, storage)),
        *(
            copy
            for copy in others
            if (keys := copy.keys(storage.cipher))[0] == owner
            and is_for_case(keys[1], path, session, storage)
            and (copy.origin is None or _has_left_folder(copy.origin, path, session, storage))
        ),
    ]


def _has_left_folder(origin: Path, path: Path, session: str, storage: StorageContext) -> bool:
    """Whether the file of an emergency copy was in a session's folder, and is of it no more."""
    if origin.parent != real_path(path).parent:
        return False
    is_other = holds_other_session(origin, session, storage.cipher)
    return has_left(origin, session, storage) or is_other
