"""Keep what a session held when it was saved last, where its file holds something else now."""

from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from casetool.methods import find_method
from casetool.models.session import Session
from casetool.storage.autosave.copies_of_case import copies_elsewhere
from casetool.storage.autosave.emergency_copy import copies_of
from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.age import cipher_for_file, decrypted_bytes
from casetool.storage.encryption.cipher import CipherError
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.earlier_changes import EarlierChanges
from casetool.storage.history.undo_journal import read_earlier_changes
from casetool.storage.history.undo_rescue import has_every_line, keep_texts_of_undo, text_of_version
from casetool.storage.history.versions import versions_of
from casetool.storage.library.other_case import case_of, is_other_case, other_cases
from casetool.storage.toml.codec import Loaded, decode, dumps, loads

MOST_TEXTS_OF_OTHERS = 4
"""How many texts are read and written anew, as casetool may not have written them."""


def keep_last_state(
    path: Path, loaded: Loaded, text: str, changes: EarlierChanges, storage: StorageContext
) -> bool:
    """Store the last state, and what undo reached from it, where some words are nowhere else.

    A sync client or an editor may write an older state over a session that is closed. Then the
    journal leads from a version, or from that older state, to what was saved last.

    Args:
        path: the session file.
        loaded: what it holds now.
        text: its text.
        changes: the changes of earlier runs.
        storage: its storage context.

    Returns:
        Whether the file lacks something that was saved last, which a version has now.
    """
    with suppress(Exception):  # nothing may keep a session from opening
        if not changes.is_outdated:
            return False
        last = _last_text(path, loaded, text, changes, storage)
        if last is not None and not _is_in_copy(path, loaded.session, last, storage):
            last_session = loads(last, lambda _: loaded.method).session
            if not _is_other(path, last_session, loaded.session, storage):
                keep_texts_of_undo(path, loaded.session.id, last, text, storage)
                has_twins = bool(other_cases(path, loaded.session.id, storage.cipher))
                is_same_child = last_session.child == loaded.session.child
                return (is_same_child or not has_twins) and not has_every_line(text, last)
    return False


def keep_before_restore(path: Path, version: bytes, storage: StorageContext) -> None:
    """Store the last state as ``keep_last_state`` does, before a version replaces the file.

    Args:
        path: the session file, which may be broken or missing.
        version: the content of the version.
        storage: its storage context.
    """
    own_storage = replace(storage, cipher=cipher_for_file(path, storage.cipher))
    contents = [version]
    with suppress(OSError):
        contents.insert(0, read_regular(path))
    for data in contents:
        with suppress(Exception):
            text = decode(decrypted_bytes(data, storage.cipher))
            loaded = loads(text, partial(find_method, folder=path.parent), newer=True)
            changes = read_earlier_changes(path, text, own_storage.cipher)
            keep_last_state(path, loaded, text, changes, own_storage)
            return


def _is_other(path: Path, last: Session, now: Session, storage: StorageContext) -> bool:
    """Whether the file is known to hold another case now. What a version holds of one waits."""
    return is_other_case(case_of(path, last), case_of(path, now), storage.cipher)


def _is_in_copy(path: Path, session: Session, last: str, storage: StorageContext) -> bool:
    """Whether an emergency copy has every line of a text, so that Ctrl+R offers them."""
    for copy in (*copies_of(path, storage), *copies_elsewhere(path, session, storage)):
        with suppress(OSError, CipherError):
            text = copy.read(storage.cipher).decode(errors="replace")
            if not copy.is_draft and has_every_line(text, last):
                return True
    return False


def _last_text(
    path: Path, loaded: Loaded, text: str, changes: EarlierChanges, storage: StorageContext
) -> str | None:
    versions = versions_of(real_path(path).parent, loaded.session.id)
    texts = (text, *(text_of_version(version, storage) for version in versions))
    last = changes.last_text(texts)
    if last is None or not changes.ends_at(last):
        by_others = [_as_saved(each, loaded) for each in texts[:MOST_TEXTS_OF_OTHERS]]
        last = changes.last_text((*by_others, *texts))
    return last


def _as_saved(text: str, loaded: Loaded) -> str:
    """A text as casetool writes it, which begins the changes of a file written by others."""
    with suppress(Exception):
        return dumps(loads(text, lambda _: loaded.method).session, loaded.method)
    return text
