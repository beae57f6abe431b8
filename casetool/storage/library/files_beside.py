"""Find the files beside a session that hold its words: copies, links, and files named after it."""

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from casetool.storage.context import StorageContext
from casetool.storage.encryption.case_files import other_sessions, others_in, sessions_in
from casetool.storage.files.regular_file import kind_of
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import versions_of
from casetool.storage.library.belongings import belongings
from casetool.storage.library.copy_names import compared_stem, copy_names, stem_of
from casetool.storage.library.index import list_sessions
from casetool.storage.library.summary import SessionSummary, read_summary

_EDITORS_PREFIX = r"(\.~lock\.|[.~#$]*)"
"""What an editor puts before the whole name. A word and a point make another name."""


def links_to_target(path: Path) -> list[Path]:
    """The links that lead from a path to its file: the path itself first, none for a file."""
    links: list[Path] = []
    while path.is_symlink():
        link = Path(os.path.realpath(path.parent)) / path.name
        if link in links:  # in a circle
            break
        links.append(link)
        path = link.parent / link.readlink()
    return links


def same_files(folder: Path, path: Path) -> Iterator[Path]:
    """The other names that a file has in a folder: hard links, and links that lead to it.

    Args:
        folder: the folder to look in.
        path: the file.

    Raises:
        OSError: the folder cannot be read.
    """
    others = [other for other in folder.iterdir() if other != path]
    answers = DEFAULT_TIME_LIMIT.each(partial(_is_same, path), others)
    yield from (other for other, is_same in zip(others, answers, strict=True) if is_same)


def _is_same(path: Path, other: Path) -> bool:
    try:
        return other.samefile(path)
    except OSError:  # a link that leads nowhere
        return False


def original_of(path: Path, storage: StorageContext) -> Path | None:
    """The session of which a file is a copy, by the ids in its folder, or None for a session.

    Args:
        path: the file.
        storage: its storage context.
    """
    summaries = list_sessions(path.parent, storage.cipher)
    return next((summary.copy_of for summary in summaries if summary.path == path), None)


def session_away_of(path: Path, storage: StorageContext) -> Path | None:
    """The session of which a file is a copy by its name, while that is not in the folder.

    Its earlier versions are, or it is in the trash, and nobody worked on in the file.

    Args:
        path: the file.
        storage: its storage context.
    """
    session_id = read_summary(path, storage.cipher).id
    names = {version.name for version in versions_of(path.parent, session_id or None)}
    in_trash = (other for other in other_sessions(path) if other.parent != path.parent)
    names |= {each.name for each in in_trash if read_summary(each, storage.cipher).id == session_id}
    if not session_id or path.name in names or journal_path(path).exists():
        return None
    stems = {copy_name.stem for copy_name in copy_names(path.name)}
    originals = (path.with_name(name) for name in names if compared_stem(name) in stems)
    return next((each for each in originals if not os.path.lexists(each)), None)


def may_be_other_session(path: Path, storage: StorageContext) -> bool:
    """Whether a file beside a session cannot be read, and its name can be one of another session.

    Args:
        path: the file.
        storage: its storage context.
    """
    if any(copy_names(path.name)) or path not in sessions_in(path.parent):
        return False
    summary = read_summary(path, storage.cipher)
    return bool(summary.problem) and not summary.broken_id


def files_beside(path: Path, storage: StorageContext) -> list[Path]:
    """Other files beside a session, or beside a copy of one, that hold its text, sorted.

    These are its copies, its other names, files with its id, and files named after it. Of a copy
    the session is among them.

    Args:
        path: the file.
        storage: its storage context.

    Raises:
        OSError: the folder cannot be read.
    """
    summaries = list_sessions(path.parent, storage.cipher)
    own_summary = next((summary for summary in summaries if summary.path == path), None)
    session = own_summary.copy_of if own_summary is not None else None
    paths = {summary.path for summary in summaries if summary.copy_of == (session or path)}
    paths |= {*same_files(path.parent, path), *_named_after(path)}
    if session is not None:
        paths.add(session)
    if own_summary is not None and own_summary.id:
        paths |= set(_with_id(own_summary, {summary.path for summary in summaries}, storage))
    others = sorted(paths)
    answers = zip(others, DEFAULT_TIME_LIMIT.each(_may_hold_text, others), strict=True)
    paths = {other for other, may_hold_text in answers if may_hold_text}
    own_files = belongings(path, own_summary.id or None if own_summary is not None else None)
    return sorted(paths.difference(own_files, (path,)))


def _may_hold_text(path: Path) -> bool:
    """Whether a path is a file, or a link to one or to nowhere: no folder, device or pipe."""
    try:
        return not kind_of(path.stat().st_mode)
    except OSError:
        return path.is_symlink()


def _with_id(
    summary: SessionSummary, listed_paths: set[Path], storage: StorageContext
) -> Iterator[Path]:
    """The files that are not listed and hold a session's id, whatever they are called."""
    folder = summary.path.parent
    others = sorted({*others_in(folder), *sessions_in(folder)} - listed_paths)
    for head in DEFAULT_TIME_LIMIT.each(partial(read_summary, cipher=storage.cipher), others):
        if head is None:  # its drive does not answer
            continue
        if head.id == summary.id and head.child.casefold() == summary.child.casefold():
            yield head.path


def _named_after(path: Path) -> Iterator[Path]:
    """The files that are no sessions and have a session's name in theirs."""
    stem = stem_of(path.name)
    stems = (stem_of(session_path.name) for session_path in sessions_in(path.parent))
    longer_stems = [f"{other_stem}." for other_stem in stems if other_stem.startswith(stem)]
    # whatever an editor puts round the whole name: its undo, a lock, unsaved text
    name_pattern = re.compile(rf"{_EDITORS_PREFIX}{re.escape(path.name)}([^\w-]|$)")
    for other in others_in(path.parent):
        matching = (prefix for prefix in longer_stems if other.name.startswith(prefix))
        longest_stem = max(matching, key=len, default="")
        final_name = other.name.removesuffix(".tmp")  # left by an interrupted save of a copy
        is_copy = any(name.stem == compared_stem(path.name) for name in copy_names(final_name))
        is_copy = is_copy and not other.name.lower().endswith(".toml")
        if longest_stem == f"{stem}." or is_copy or name_pattern.match(other.name):
            yield other
