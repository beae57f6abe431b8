"""Files that belong to a session for certain, under its present and its former names.

Another session may have come to its name, a file may be renamed by hand, and cases copied from
one template have one id. Where it cannot be told whose something is, it waits.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from casetool.storage.autosave.draft_file import draft_path
from casetool.storage.autosave.draft_owner import (
    child_key,
    keys_in_file,
    owner_in_name,
    owner_key,
    owner_of,
    put_apart,
)
from casetool.storage.context import StorageContext, hidden_path, real_path
from casetool.storage.encryption.age import AGE_SUFFIX, cipher_for_file, is_encrypted
from casetool.storage.encryption.case_files import sessions_in
from casetool.storage.files.locks import is_locked
from casetool.storage.files.regular_file import is_regular, read_regular
from casetool.storage.history.undo_journal import JOURNAL_SUFFIX
from casetool.storage.history.versions import former_children
from casetool.storage.library.files_beside import original_of
from casetool.storage.library.other_case import case_in, other_cases
from casetool.storage.library.summary import holds_other_session, read_summary


def put_others_apart(path: Path, session_id: str, storage: StorageContext) -> None:
    """Put the drafts under a session's name apart if they are of another session.

    Args:
        path: the session file.
        session_id: its id, or empty if the file is broken. Then only drafts of another file of
            the folder are put apart.
        storage: its storage context.
    """
    file = draft_path(path)
    owner, child = keys_in_file(file, storage.cipher)
    if not owner:
        return
    if not session_id:
        is_other = any(
            owner_key(other_id) == owner and child in ("", other_child)
            for other_id, other_child in _other_cases(path, storage)
        )
    else:
        is_other = owner != owner_key(session_id) or not is_for_case(
            child, path, session_id, storage, has_name=True
        )
    if is_other:
        put_drafts_apart(path, storage)


def put_drafts_apart(path: Path, storage: StorageContext) -> None:
    """Put the drafts under a file's name apart, if they say whose they are.

    Args:
        path: the file, of another session or a copy that goes.
        storage: its storage context.
    """
    file = draft_path(path)
    cipher = cipher_for_file(file, storage.cipher)
    with contextlib.suppress(OSError):  # they are never overwritten there
        if owner_of(data := read_regular(file), cipher):
            put_apart(file, data, cipher)


def former_drafts(path: Path, session_id: str, storage: StorageContext) -> list[Path]:
    """The files with drafts of a session under other names: put apart, or of a copy of its file.

    A copy, such as the file in which it went on after a conflict, cannot be opened by itself.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    own_key, files = owner_key(session_id), list[Path]()
    for file in files_of_others(path, "drafts", storage) if own_key else ():
        owner, child = keys_in_file(file, storage.cipher)
        if owner != own_key or not child:
            continue
        has_session_name = file.name.endswith((".toml", f".toml{AGE_SUFFIX}"))
        is_free = owner_in_name(file) == own_key or (
            has_session_name and not is_kept_for(file.parents[2] / file.name, path, storage)
        )
        if is_free and is_for_case(child, path, session_id, storage):
            files.append(file)
    return files


def files_of_others(path: Path, subfolder: str, storage: StorageContext) -> Iterator[Path]:
    """The readable files in a hidden folder beside a session that do not have its name."""
    own_name, has_key = real_path(path).name, bool(storage.cipher.suffix)
    try:
        files = sorted(hidden_path(path, subfolder).iterdir())
    except OSError:
        return
    for file in files:
        is_own = file.name.removesuffix(JOURNAL_SUFFIX) == own_name
        is_readable = has_key or not is_encrypted(file)
        is_file = is_regular(file) and not file.is_symlink()
        if is_file and is_readable and not is_own and file.name[0] != ".":
            yield file


def has_left(path: Path, session_id: str, storage: StorageContext) -> bool:
    """Whether a session is not in the file where it was, and no window has that file open.

    A folder that is not there may be on a drive that comes back, with the session in it.
    """
    is_gone = not os.path.lexists(path) or holds_other_session(path, session_id, storage.cipher)
    return os.path.lexists(path.parent) and is_gone and not is_locked(path, storage)


def is_kept_for(other: Path, path: Path, storage: StorageContext) -> bool:
    """Whether what is under another name waits for the session there, and not for ours.

    A window has it open, or our file is a copy of it.

    Args:
        other: the session file of the other name, which need not exist.
        path: our session file.
        storage: its storage context.
    """
    is_there = os.path.lexists(other)
    return is_locked(other, storage) or (is_there and original_of(path, storage) == other)


def is_for_case(
    child: str, path: Path, session_id: str, storage: StorageContext, has_name: bool = False
) -> bool:
    """Whether something with a session's id is for it, and for no other case from its template.

    Args:
        child: the key of the child for whom it is, or empty if it is not known.
        path: the session file.
        session_id: its id.
        storage: its storage context.
        has_name: whether it has the name of the file. Then its child may be called otherwise now.
    """
    ours = case_in(path, storage.cipher)
    if child and child == child_key(ours.child):
        return True
    twins = _twin_children(path, session_id, storage)
    if not child or twins:  # a file of that name may have been made from the template anew
        return not (child or twins)
    own = map(child_key, former_children(path, session_id, storage.cipher))
    return has_name or child in own


def _twin_children(path: Path, session_id: str, storage: StorageContext) -> frozenset[str]:
    """The keys of the children of other cases in the folder that have the id of this one."""
    cases = other_cases(path, session_id, storage.cipher)
    return frozenset(child_key(case.child) for case in cases)


def _other_cases(path: Path, storage: StorageContext) -> list[tuple[str, str]]:
    """The ids and the keys of the children of the other sessions in the folder."""
    real_file = real_path(path)
    try:
        others = [other for other in sessions_in(real_file.parent) if other.name != real_file.name]
    except OSError:
        return []
    summaries = [read_summary(other, storage.cipher) for other in others]
    return [(summary.id, child_key(summary.child)) for summary in summaries if summary.id]
