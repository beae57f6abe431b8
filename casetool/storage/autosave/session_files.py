"""Every file of a session in its folder, also what it left under names that it had before."""

import os
from dataclasses import replace
from pathlib import Path

from casetool.storage.autosave.draft_owner import owner_key
from casetool.storage.autosave.emergency_copy import all_copies, copies_of
from casetool.storage.autosave.former_names import (
    files_of_others,
    former_drafts,
    has_left,
    put_others_apart,
)
from casetool.storage.context import StorageContext, hidden_path
from casetool.storage.encryption.age import AGE_SUFFIX, cipher_for_file
from casetool.storage.encryption.case_files import other_sessions, plain_path, sessions_in
from casetool.storage.encryption.cipher import Cipher
from casetool.storage.files.locks import is_locked
from casetool.storage.history.journal_parts import SharedJournal, shared_journal
from casetool.storage.history.undo_journal import JOURNAL_SUFFIX, known_digests
from casetool.storage.history.versions import versions_of
from casetool.storage.library.belongings import belongings
from casetool.storage.library.other_case import case_in
from casetool.storage.library.summary import read_summary

_LEFT_JOURNAL = (
    "the undo history of a session that is not in this folder under that name. It has words of that"
    " session. Delete it if the session has gone, or has another name now"
)


def former_files(path: Path, session_id: str, storage: StorageContext) -> list[Path]:
    """The drafts and the undo journals that a session left under other names, to delete with it.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        storage: its storage context.
    """
    journals, _ = _former_journals(path, session_id, storage)
    return [*former_drafts(path, session_id, storage), *journals]


def _former_journals(
    path: Path, session_id: str, storage: StorageContext
) -> tuple[list[Path], frozenset[str]]:
    """The undo journals under all former names of a session, and the digests of all its texts.

    Each begins with the text with which the one of the name before ended.
    """
    cipher, journals = cipher_for_file(path, storage.cipher), list[Path]()
    digests = known_digests(path, cipher)
    files = files_of_others(path, "undo", storage)
    others = {file: known_digests(_session_of(file), cipher) for file in files}
    while former := [file for file, its_digests in others.items() if digests & its_digests]:
        for file in former:
            former_digests = others.pop(file)
            if has_left(_session_of(file), session_id, storage) and not any(
                former_digests & known_digests(other, cipher) for other in _others_of(path)
            ):
                journals.append(file)
                digests |= former_digests  # it may have had another name before that
    return journals, digests


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
    put_others_apart(path, session_id or "", context)
    former = former_files(path, session_id, context) if session_id else []
    return list(dict.fromkeys((*former, *belongings(path, session_id, cipher))))


def shared_journals(path: Path, storage: StorageContext) -> list[SharedJournal]:
    """The journals of others that have a former name of a session, and changes of it.

    By these its earlier versions under that name are known: only a purge cuts them, last.

    Args:
        path: the session file.
        storage: its storage context.

    Raises:
        OSError: a journal could not be read.
    """
    case, journals = case_in(path, storage.cipher), list[SharedJournal | None]()
    _, own_digests = _former_journals(path, case.id, storage)
    for file in files_of_others(path, "undo", storage):
        former_path = _session_of(file)
        if not os.path.lexists(former_path) or is_locked(former_path, storage):
            continue
        former_case = case_in(former_path, storage.cipher)
        if case.id and (case.id, case.child_name) != (former_case.id, former_case.child_name):
            cipher = cipher_for_file(former_path, storage.cipher)
            journals.append(shared_journal(own_digests, former_path, cipher))
    return [journal for journal in journals if journal is not None]


def files_left(path: Path, session_id: str | None, storage: StorageContext) -> list[Path]:
    """Files that may belong to a purged session, but are not certain to.

    These stay:

    - emergency copies with its id for another child, as the name may have been corrected
    - undo journals without a session
    - whatever else has its id while no session has it any more
    - versions of its name where its id could not be read

    Args:
        path: where the session file was.
        session_id: its id, if known.
        storage: its storage context.
    """
    owner = owner_key(session_id or "")
    copies = [
        copy.path
        for copy in (all_copies(storage) if owner else ())
        if copy.keys(storage.cipher)[0] == owner
    ]
    encrypted_path = plain_path(path).with_name(f"{plain_path(path).name}{AGE_SUFFIX}")
    copies += [copy.path for copy in copies_of(encrypted_path, storage)]
    journals = [each for each in files_of_others(path, "undo", storage) if news_of_journal(each)]
    by_name = [] if session_id else versions_of(path.parent, name=path.name)
    versions = [version.path for version in by_name]
    return [
        *dict.fromkeys(copies),
        *journals,
        *versions,
        *_without_session(path, session_id, storage),
    ]


def _without_session(path: Path, session_id: str | None, storage: StorageContext) -> list[Path]:
    """Earlier versions and places in the trash with an id that no session has any more."""
    others = other_sessions(path) if session_id else []
    matching = [each for each in others if read_summary(each, storage.cipher).id == session_id]
    if not session_id or any(each.parent == path.parent for each in matching):
        return []
    versions = [version.path for version in versions_of(path.parent, session_id)]
    return [*versions, *(each.parent for each in matching)]


def _others_of(path: Path) -> list[Path]:
    """The other sessions in the folder. A case that was copied begins with the same text."""
    try:
        others = sessions_in(path.parent)
    except OSError:
        return []
    return [other for other in others if other.name != path.name]


def news_of_journal(path: Path) -> str:
    """Say that an undo journal is of no session of its folder, or nothing.

    Args:
        path: the journal.
    """
    return "" if os.path.lexists(_session_of(path)) else _LEFT_JOURNAL


def has_journal_of_other_name(path: Path) -> bool:
    """Whether an encrypted undo journal in the folder of a session has a name that no file has.

    Only the key tells whose it is.

    Args:
        path: the session file, which may be gone.
    """
    journals = hidden_path(path, "undo").glob(f"*{AGE_SUFFIX}{JOURNAL_SUFFIX}")
    return any(not os.path.lexists(_session_of(journal)) for journal in journals)


def _session_of(journal: Path) -> Path:
    """The session file that has the name of a journal."""
    return journal.parents[2] / journal.name.removesuffix(JOURNAL_SUFFIX)
