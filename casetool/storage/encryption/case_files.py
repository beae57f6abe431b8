"""Find the files that hold case text of a folder of sessions, or of one session."""

import contextlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from casetool.storage.autosave.draft_owner import owner_in_name
from casetool.storage.context import HIDDEN, NOTES_STYLE_FILE
from casetool.storage.encryption.age import AGE_SUFFIX, is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.encryption.key_store import KEY_FILE
from casetool.storage.encryption.recipients import RECIPIENTS_FILE
from casetool.storage.files.leftovers import final_name
from casetool.storage.files.regular_file import pieces_of, read_regular
from casetool.storage.library.summary import read_summary, summary_keys

_SESSION_NAME = re.compile(
    rf"(?!\.|(?-i:{re.escape(NOTES_STYLE_FILE)}$)).+\.toml(\.age)?", re.IGNORECASE
)
_KEY_NAMES = (KEY_FILE, RECIPIENTS_FILE)
_BEFORE_NAME = r"\.?(\d{8}T\d{12}Z\.([0-9a-f]{12}\.)?)?"
"""What stands before a session's name: a point in front, when it was, and a digest."""

_TRASH_NAME = re.compile(r"\d{8}T\d{12}Z\.(?P<name>.+)", re.DOTALL)
"""The name of a folder in the trash: the time, and the name of the session."""


def sessions_in(folder: Path) -> list[Path]:
    """The sessions of a folder, plain and encrypted, and temporary files of interrupted saves.

    Links are left out: their targets are elsewhere.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    return [folder / name for name in sorted(names) if _SESSION_NAME.fullmatch(final_name(name))]


def contents(folder: Path) -> Iterator[Path]:
    """The files in the hidden folder: drafts, versions, undo and trash, but never the keys."""
    for parent, folders, names in os.walk(folder / HIDDEN):
        folders.sort()
        for name in sorted(names):
            path = Path(parent) / name
            if final_name(name) in _KEY_NAMES and path.parent.name == HIDDEN:
                continue
            if stat.S_ISREG(path.lstat().st_mode):
                yield path


def key_leftovers(folder: Path) -> list[Path]:
    """What an interrupted save of the key or of the public keys left in the hidden folder."""
    temporaries = sorted((folder / HIDDEN).glob(".*.tmp"))
    return [path for path in temporaries if final_name(path.name) in _KEY_NAMES]


def case_files(folder: Path) -> list[Path]:
    """Every file of a folder that holds case text, with the sessions themselves last.

    Raises:
        OSError: the folder cannot be read.
    """
    return [*contents(folder), *sessions_in(folder)]


def belongings(path: Path, session: str | None) -> list[Path]:
    """The files that belong to one session, with the session itself last.

    Beside an encrypted session of the same name it is the file alone: all else may be of either.

    Args:
        path: the session file, plain or encrypted.
        session: the session's id, if known.

    Raises:
        OSError: the folder cannot be read.
    """
    if other_form_of(path) is not None:
        return [path]
    name, sessions = plain_name(path), sessions_in(path.parent)
    foreign_cases, own_pair = _foreign_cases(path, session), _id_and_child(path, NO_CIPHER)
    names = {plain_name(each) for each in sessions if not each.name.startswith(".")} | {name}
    names_of_others = _other_names(path, foreign_cases)
    trashed = _trash_folders(path.parent / HIDDEN / "trash", session)
    trashed -= {case.parent.name for case in foreign_cases}
    others = ids_of_others(path) if session is None else frozenset()

    def is_ours(other: Path) -> bool:
        subfolder, *parts = other.relative_to(path.parent / HIDDEN).parts
        if subfolder == "trash" and len(parts) > 1:
            return parts[0] in trashed  # each folder there holds one session and its files
        if subfolder == "versions" and session is not None and len(parts) > 1:
            # the folder is named by the id, but the file may be of another case with that id
            pair = _id_and_child(other, NO_CIPHER) if foreign_cases else None
            is_foreign = pair not in (None, own_pair) or _ends_with_name(parts[-1], names_of_others)
            return parts[0] == session and not is_foreign
        if subfolder == "drafts" and owner_in_name(other):
            return False  # another session has the name, and former_files knows whose it is
        if subfolder == "versions" and parts[0] in others:
            return False  # another session may have had this name before
        matching_names = [each for each in names if _is_named_after(other, each)]
        return bool(matching_names) and max(matching_names, key=len) == name

    forms = [form for form in sessions if form != path and plain_name(form) == name]
    temporary = (form for form in forms if _is_same_session(form, path, session, forms))
    return [*filter(is_ours, contents(path.parent)), *temporary, path]


def _is_same_session(other: Path, path: Path, session: str | None, forms: list[Path]) -> bool:
    """Whether another form of a file, or its temporary file, is of the same session."""
    if other.name.startswith("."):  # a temporary file belongs to the file of the same form
        complete_names = [form.name for form in forms if not form.name.startswith(".")]
        return final_name(other.name) not in complete_names
    try:
        return session is not None and session_id(read_regular(other)) == session
    except OSError:
        return False


def ids_of_others(
    path: Path, cipher: Cipher = NO_CIPHER, but: Callable[[str], bool] = lambda _: False
) -> frozenset[str]:
    """The readable ids of the other sessions in the folder and its trash.

    Args:
        path: the session file.
        cipher: decrypts the others.
        but: tells by its name which other is left out, such as a copy.
    """
    pairs = (_id_and_child(other, cipher) for other in other_sessions(path) if not but(other.name))
    return frozenset(pair[0] for pair in pairs if pair is not None)


def other_sessions(path: Path) -> list[Path]:
    """The other sessions in the folder, and the files in its trash."""
    others = [session_path for session_path in sessions_in(path.parent) if session_path != path]
    with contextlib.suppress(OSError):
        trash = (path.parent / HIDDEN / "trash").iterdir()
        folders = [each for each in trash if each.is_dir() and not each.is_symlink()]
        others += [file for each in folders for file in each.iterdir() if file.is_file()]
    return others


def foreign_names(path: Path, session: str | None, cipher: Cipher = NO_CIPHER) -> frozenset[str]:
    """The names of other cases in the folder and its trash that have the same id.

    A template that was copied as a file gives its id to each case made from it.

    Args:
        path: the session file.
        session: the session's id, if known.
        cipher: decrypts it and the others.
    """
    return _other_names(path, _foreign_cases(path, session, cipher))


def _foreign_cases(path: Path, session: str | None, cipher: Cipher = NO_CIPHER) -> list[Path]:
    """The files of other cases in the folder and its trash that have the same id."""
    own_pair = _id_and_child(path, cipher) if session is not None else None
    if own_pair is None:
        return []
    return [
        other
        for other in other_sessions(path)
        if (pair := _id_and_child(other, cipher)) is not None
        and pair[0] == session
        and pair[1] != own_pair[1]
    ]


def _other_names(path: Path, others: list[Path]) -> frozenset[str]:
    """The names of other files, but for the name of the session itself."""
    return frozenset(map(plain_name, others)) - {plain_name(path)}


def _ends_with_name(name: str, names: frozenset[str]) -> bool:
    """Whether a version, or a folder in the trash, is named after one of these sessions."""
    plain = name.removesuffix(AGE_SUFFIX)
    return any(plain.endswith(f".{session_name}") for session_name in names)


def _id_and_child(path: Path, cipher: Cipher) -> tuple[str, str] | None:
    """The id and the child of a session, or None where they cannot be read."""
    if is_encrypted(path):
        summary = read_summary(path, cipher)
        return (summary.id, summary.child.casefold()) if summary.id else None
    try:
        keys = summary_keys(pieces_of(path))  # only the head: a folder may hold thousands
    except (OSError, ValueError, RecursionError):
        return None
    session, child = keys.get("id"), keys.get("child")
    return (
        (session, child.casefold()) if isinstance(session, str) and isinstance(child, str) else None
    )


def others_in(folder: Path) -> list[Path]:
    """Other files beside the sessions that may hold case text, such as exported notes.

    Links are among them, pipes and devices are not. casetool does not change any of them.

    Raises:
        OSError: the folder cannot be read.
    """
    session_files = set(sessions_in(folder))
    with os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in entries
            if entry.is_symlink() or entry.is_file(follow_symlinks=False)
        ]
    paths = [folder / name for name in sorted(names)]
    session_files.add(folder / NOTES_STYLE_FILE)  # it holds text of the team, none of a case
    return [path for path in paths if path not in session_files and not is_encrypted(path)]


def plain_name(path: Path) -> str:
    """The name of a session in its plain form."""
    return final_name(path.name).removesuffix(AGE_SUFFIX)


def plain_path(path: Path) -> Path:
    """The path of a session in its plain form."""
    return path.with_name(plain_name(path))


def other_form_of(path: Path) -> Path | None:
    """The encrypted session that has the name of a plain one, if there is one.

    What is kept under that name may be of either.

    Args:
        path: a session file.
    """
    other_form = path.with_name(path.name + AGE_SUFFIX)
    return other_form if not is_encrypted(path) and os.path.lexists(other_form) else None


def session_id(data: bytes) -> str | None:
    """Read the id from the plain bytes of a session, or give None."""
    try:
        value = summary_keys((data,)).get("id")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, str) else None


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
