"""What a session left under names that its file had before: drafts, their copies, undo.

None of it is taken while a window has that file open, nor if files of the folder with the id of
the session are of several children.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from casetool.storage.autosave.draft_owner import (
    owner_in_file,
    owner_in_name,
    owner_key,
    put_others_apart,
)
from casetool.storage.autosave.emergency_copy import (
    EmergencyCopy,
    all_copies,
    copies_from,
    copies_of,
)
from casetool.storage.context import StorageContext, hidden_path, real_path
from casetool.storage.encryption.age import AGE_SUFFIX, cipher_for_file, is_encrypted
from casetool.storage.encryption.case_files import belongings, plain_path, sessions_in
from casetool.storage.encryption.cipher import Cipher
from casetool.storage.files.locks import is_locked
from casetool.storage.files.regular_file import is_regular
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT
from casetool.storage.history.undo_journal import JOURNAL_SUFFIX, known_digests
from casetool.storage.library.summary import holds_other_session, read_summary

_LEFT_JOURNAL = (
    "the undo history of a session that is not in this folder under that name. It has words of that"
    " session. Delete it if the session has gone, or has another name now"
)


def former_drafts(path: Path, session_id: str, storage: StorageContext) -> list[Path]:
    """The files with drafts of a session under other names: put apart, or of a copy of its file.

    A copy, such as the file in which it went on after a conflict, cannot be opened by itself.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    folder, owner = hidden_path(path, "drafts"), owner_key(session_id)
    files = _files_of_others(path, "drafts", bool(storage.cipher.suffix)) if owner else ()
    own_files = [
        file
        for file in files
        if owner_in_name(file) == owner
        or (
            file.name.endswith((".toml", f".toml{AGE_SUFFIX}"))
            and owner_in_file(file, storage.cipher) == owner
            and not is_locked(folder.parents[1] / file.name, storage)
        )
    ]
    return own_files if own_files and _is_one_case(path, session_id, storage) else []


def former_copies(path: Path, session_id: str, storage: StorageContext) -> list[EmergencyCopy]:
    """The emergency copies with drafts of a session from when its file had another name.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    place, owner = real_path(path), owner_key(session_id)
    own_copies = [
        copy
        for copy in (copies_from(place.parent, storage) if owner else ())
        if copy.is_draft
        and copy.origin is not None
        and copy.origin != place
        and copy.owner(storage.cipher) == owner
        and not is_locked(copy.origin, storage)
    ]
    return own_copies if own_copies and _is_one_case(path, session_id, storage) else []


def every_copy_of(path: Path, session: str | None, storage: StorageContext) -> list[EmergencyCopy]:
    """All emergency copies to delete when a session is purged.

    These are the copies of its file in either form, and those with its id of files in which it
    is no more: it had another name then. Copies of other files are left alone.

    Args:
        path: the session file.
        session: the session's id, if known.
        storage: the storage context.
    """
    plain = plain_path(path)
    own_copies = [
        *copies_of(plain, storage),
        *copies_of(plain.with_name(plain.name + AGE_SUFFIX), storage),
    ]
    if session is None:
        return own_copies
    own_paths = {copy.path for copy in own_copies}
    others = [copy for copy in all_copies(storage) if copy.path not in own_paths]
    return [
        # an earlier case may have had this name, and its text may be nowhere else
        *(copy for copy in own_copies if copy.is_of(session, storage.cipher, otherwise=True)),
        *(
            copy
            for copy in others
            if copy.is_of(session, storage.cipher, otherwise=False)
            and (copy.origin is None or _has_left(copy.origin, session, storage))
        ),
    ]


def is_of_other_case(copy: EmergencyCopy, session_id: str, child: str, cipher: Cipher) -> bool:
    """Whether the file of a copy is there, and is another case with the id of its template.

    Args:
        copy: the copy.
        session_id: the id of both.
        child: the child of this session.
        cipher: decrypts the file.
    """

    def child_in(path: Path) -> str:
        summary = read_summary(path, cipher)
        return summary.child.casefold() if summary.id == session_id else ""

    # its drive may never answer
    other_child = DEFAULT_TIME_LIMIT.once(child_in, copy.origin) if copy.origin else ""
    return bool(other_child) and other_child != child.casefold()


def former_files(path: Path, session_id: str, storage: StorageContext) -> list[Path]:
    """The drafts and the undo journals that a session left under other names, to delete with it.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    cipher, journals = cipher_for_file(path, storage.cipher), list[Path]()
    digests = known_digests(path, cipher)
    for file in _files_of_others(path, "undo", bool(storage.cipher.suffix)):
        former_path = file.parents[2] / file.name.removesuffix(JOURNAL_SUFFIX)
        # each journal begins with the text with which the one of the former name ended
        if _has_left(former_path, session_id, storage) and digests & known_digests(
            former_path, cipher
        ):
            journals.append(file)
    return [*former_drafts(path, session_id, storage), *journals]


def all_files_of(
    path: Path, session_id: str | None, storage: StorageContext | None, cipher: Cipher
) -> list[Path]:
    """The files that belong to a session, also under its former names, with itself last.

    Drafts of another session under its name are put apart first.

    Args:
        path: the session file.
        session_id: its id, if known.
        storage: its storage context.
        cipher: decrypts it, and its drafts.

    Raises:
        OSError: the folder cannot be read.
    """
    context = replace(storage or StorageContext(), cipher=cipher)
    put_others_apart(path, session_id or "", cipher)
    former = former_files(path, session_id or "", context)
    return list(dict.fromkeys((*former, *belongings(path, session_id))))


def news_of_journal(path: Path) -> str:
    """Say that an undo journal is of no session of its folder, or nothing.

    Args:
        path: the journal.
    """
    session_path = path.parents[2] / path.name.removesuffix(JOURNAL_SUFFIX)
    return "" if os.path.lexists(session_path) else _LEFT_JOURNAL


def _files_of_others(path: Path, subfolder: str, has_key: bool) -> Iterator[Path]:
    """The readable files in a hidden folder beside a session that do not have its name."""
    own_name = real_path(path).name
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


def _has_left(path: Path, session_id: str, storage: StorageContext) -> bool:
    """Whether a session is not in the file where it was, and no window has that file open."""
    is_gone = not os.path.lexists(path) or holds_other_session(path, session_id, storage.cipher)
    return is_gone and not is_locked(path, storage)


def _is_one_case(path: Path, session_id: str, storage: StorageContext) -> bool:
    """Whether all files of the folder with the id are of one child: a template gives its id on."""
    try:
        files = [real_path(path), *sessions_in(real_path(path).parent)]
    except OSError:
        return False
    summaries = [read_summary(file, storage.cipher) for file in files]
    children = {summary.child.casefold() for summary in summaries if summary.id == session_id}
    return len(children) == 1
