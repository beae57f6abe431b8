"""The files that belong to one session: drafts, undo, versions, and its places in the trash."""

import contextlib
import os
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from casetool.storage.autosave.draft_owner import owner_in_name
from casetool.storage.context import HIDDEN
from casetool.storage.encryption.case_files import (
    contents,
    other_form_of,
    other_sessions,
    plain_name,
    session_id,
    sessions_in,
)
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.files.leftovers import final_name
from casetool.storage.files.regular_file import read_regular
from casetool.storage.library.other_case import (
    VersionsOfOthers,
    names_of_others,
    other_cases,
)
from casetool.storage.library.summary import read_summary

_BEFORE_NAME = r"\.?(\d{8}T\d{12}Z\.([0-9a-f]{12}\.)?)?"
"""What stands before a session's name: a point in front, when it was, and a digest."""

_VERSION_NAME = re.compile(rf"^{_BEFORE_NAME}")
_TRASH_NAME = re.compile(r"\d{8}T\d{12}Z\.(?P<name>.+)", re.DOTALL)
"""The name of a folder in the trash: the time, and the name of the session."""


def belongings(path: Path, session: str | None, cipher: Cipher = NO_CIPHER) -> list[Path]:
    """The files that belong to one session, with the session itself last.

    Beside an encrypted session of the same name, a plain one is the file alone: all else may be of
    either. The encrypted one takes what is encrypted, too, as the plain one has the names without
    its suffix.

    Args:
        path: the session file, plain or encrypted.
        session: the session's id, if known.
        cipher: decrypts it and the others.

    Raises:
        OSError: the folder cannot be read.
    """
    if other_form_of(path) is not None:
        return [path]
    name, sessions = plain_name(path), sessions_in(path.parent)
    foreign_cases = other_cases(path, session or "", cipher)
    of_others = VersionsOfOthers(path, foreign_cases, cipher)
    files = [each for each in sessions if not each.name.startswith(".")]
    foreign_names = names_of_others(path, session or "", cipher)
    names = {name, *map(plain_name, files), *foreign_names}
    is_foreign_name = cache(partial(_is_foreign_name, name, session, foreign_names, files, cipher))
    trashed = _trash_folders(path.parent / HIDDEN / "trash", session)
    trashed -= {case.path.parent.name for case in foreign_cases}
    others = _ids_of_others(path) if session is None else frozenset()

    def is_ours(other: Path) -> bool:
        subfolder, *parts = other.relative_to(path.parent / HIDDEN).parts
        if subfolder == "trash" and len(parts) > 1:
            return parts[0] in trashed  # each folder there holds one session and its files
        if subfolder == "versions" and session is not None and len(parts) > 1:
            return parts[0] == session and not _is_of_other(other, is_foreign_name, of_others)
        if subfolder == "drafts" and owner_in_name(other):
            return False  # another session has the name, and former_files knows whose it is
        if subfolder == "versions" and parts[0] in others:
            return False  # another session may have had this name before
        return _has_name_of(path, names, other)

    forms = [form for form in sessions if form != path and plain_name(form) == name]
    temporary = (form for form in forms if _is_same_session(form, path, session, forms))
    return [*filter(is_ours, contents(path.parent)), *temporary, path]


def _has_name_of(path: Path, names: set[str], other: Path) -> bool:
    """Whether a file is named after a session, and after none with a longer name."""
    name = plain_name(path)
    matching_names = [each for each in names if _is_named_after(other, each)]
    if not matching_names or max(matching_names, key=len) != name:
        return False
    has_plain_beside = path.name != name and os.path.lexists(path.with_name(name))
    return not has_plain_beside or _is_named_after(other, path.name)


def _is_foreign_name(
    own_name: str,
    session: str | None,
    foreign_names: set[str],
    files: list[Path],
    cipher: Cipher,
    name: str,
) -> bool:
    """Whether a version with our id and this name may be of another file that has our id, too."""
    ids = (read_summary(each, cipher).id for each in files if plain_name(each) == name)
    return name != own_name and (name in foreign_names or any(i in ("", session) for i in ids))


def _is_of_other(
    version: Path, is_foreign_name: Callable[[str], bool], of_others: VersionsOfOthers
) -> bool:
    """Whether a version in the folder of a session's id is of another file or case with that id."""
    name = _VERSION_NAME.sub("", final_name(version.name))
    plain = plain_name(Path(name))
    is_former_name = plain in of_others.former_names
    return (not is_former_name and is_foreign_name(plain)) or of_others.has(version, name)


def _is_same_session(other: Path, path: Path, session: str | None, forms: list[Path]) -> bool:
    """Whether another form of a file, or its temporary file, is of the same session."""
    if other.name.startswith("."):  # a temporary file belongs to the file of the same form
        complete_names = [form.name for form in forms if not form.name.startswith(".")]
        return final_name(other.name) not in complete_names
    try:
        return session is not None and session_id(read_regular(other)) == session
    except OSError:
        return False


def _ids_of_others(path: Path) -> frozenset[str]:
    """The ids of the other sessions in the folder and its trash, as far as no key is needed."""
    others = other_sessions(path)
    return frozenset(read_summary(other, NO_CIPHER).id for other in others) - {""}


def _trash_folders(trash: Path, session: str | None) -> set[str]:
    """The folders in the trash that hold the session by its id, whatever their name."""
    if session is None:
        return set()
    try:
        folders = {folder.name: _TRASH_NAME.fullmatch(folder.name) for folder in trash.iterdir()}
    except OSError:
        return set()
    matching = set()
    for folder_name, match in folders.items():
        if match is None:
            continue
        with contextlib.suppress(OSError):
            if session_id(read_regular(trash / folder_name / match["name"])) == session:
                matching.add(folder_name)
    return matching


def _is_named_after(path: Path, session: str) -> bool:
    """Whether a file is named after a session: its draft, its journal, a version of it."""
    return re.match(rf"{_BEFORE_NAME}{re.escape(session)}(\.|$)", path.name) is not None
