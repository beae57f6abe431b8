"""List a folder of sessions, reading only the heads of the files."""

import difflib
import os
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from casetool.models.parsing.days import is_odd
from casetool.storage.context import NOTES_STYLE_FILE
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.files.regular_file import is_regular, why_unreadable
from casetool.storage.files.time_limit import DEFAULT_TIME_LIMIT, NO_ANSWER, TimeLimit
from casetool.storage.library.copies import with_copies
from casetool.storage.library.copy_names import (
    compared_stem,
    copy_names,
    has_more_behind,
    has_words_round,
    is_in_name,
    is_left_by_editor,
    is_whole_name,
)
from casetool.storage.library.summary import SessionSummary, shown_text, summary_or_fault
from casetool.storage.tally import Tally, announce_before, ignore_count

_TOML = re.compile(r"\.toml$|\.toml.*\.age$", re.IGNORECASE)
"""A session file, plain or encrypted, or what a sync program makes of its name.

Windows and macOS ignore case in names, so files on a stick may come back with either.
"""

_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))
"""What a path of a folder may end with."""

LARGEST_COPY_CHECK = 200
"""The most files that are read to find out whether a named one is a copy."""


class NoSessionError(Exception):
    """No session matches a name. The text says which names are close."""


class NoFileNameError(NoSessionError):
    """A name that names no file, so that nothing is looked up by it."""


def list_sessions(
    folder: Path,
    cipher: Cipher = NO_CIPHER,
    limit: TimeLimit = DEFAULT_TIME_LIMIT,
    tally: Tally = ignore_count,
) -> tuple[SessionSummary, ...]:
    """List the sessions of a folder, those with the newest discussion first.

    Hidden files and files that are not TOML are left out. Copies by a sync program, and files
    that cannot be read, are listed as such: a broken link, a pipe, a drive that does not answer.

    Args:
        folder: the folder of sessions.
        cipher: decrypts encrypted sessions.
        limit: how long to wait for each file.
        tally: called with the number of files read. It may raise to stop between two.
    """
    try:
        paths = limit.once(files_in, folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        return (_unreadable(folder, why_unreadable(folder, error)),)
    if paths is None:
        return (_unreadable(folder, NO_ANSWER),)
    read = announce_before(partial(summary_or_fault, cipher=cipher), tally, len(paths))
    results = limit.each(read, paths)
    summaries = (
        summary or _unreadable(path, NO_ANSWER)
        for path, summary in zip(paths, results, strict=True)
    )
    return tuple(_in_order(with_copies(summaries, cipher)))


def summary_in_time(
    path: Path, cipher: Cipher = NO_CIPHER, limit: TimeLimit = DEFAULT_TIME_LIMIT
) -> SessionSummary:
    """Summarise one file as ``read_summary`` does, or report that it does not answer."""
    return limit.once(partial(summary_or_fault, cipher=cipher), path) or _unreadable(
        path, NO_ANSWER
    )


def copies_of_session(
    path: Path, cipher: Cipher = NO_CIPHER, limit: TimeLimit = DEFAULT_TIME_LIMIT
) -> list[SessionSummary]:
    """The copies of a session beside it, including links to it."""
    return [
        summary for summary in list_sessions(path.parent, cipher, limit) if summary.copy_of == path
    ]


def session_of_copy(
    path: Path, cipher: Cipher = NO_CIPHER, limit: TimeLimit = DEFAULT_TIME_LIMIT
) -> Path | None:
    """The session of which a file is a copy by its id, or None for a session.

    In a large folder only files with related names are read.
    """
    stem = compared_stem(path.name)
    originals = {name.stem for name in copy_names(path.name, certain_only=False)}
    stems = {other: compared_stem(other.name) for other in files_in(path.parent)}
    candidates = [
        other
        for other, other_stem in stems.items()
        if len(stems) <= LARGEST_COPY_CHECK
        or other_stem in originals
        or stem.startswith(other_stem)
        or has_words_round(path.name, other_stem)
    ]
    summaries = with_copies((summary_in_time(other, cipher, limit) for other in candidates), cipher)
    return next((summary.copy_of for summary in summaries if summary.path == path), None)


def due_for_review(summary: SessionSummary, today: date) -> bool:
    """Whether the day has come to decide if a session is kept."""
    return summary.review is not None and summary.review <= today


def progress_label(
    summary: SessionSummary, step_name: Callable[[str, str], str], today: date
) -> str:
    """Say in a few words how far a session and its notes got, or that a date needs attention.

    Args:
        summary: the session.
        step_name: names a step, by the ids of its method and of the step.
        today: the present day.
    """
    days = {
        "referral": summary.referral,
        "discussion": summary.discussion,
        "review": summary.review,
    }
    if any(day is not None and is_odd(name, day, today) for name, day in days.items()):
        return f"a date is odd · {summary.stage}"
    if due_for_review(summary, today):
        return f"{summary.stage} · review due"
    if summary.status:  # the notes were circulated: their status says more, closed once agreed
        return "closed · agreed" if summary.status == "closed" else summary.status
    return f"{summary.stage} · {step_name(summary.method, summary.at)}"


def find_session(folder: Path, name: str, limit: TimeLimit = DEFAULT_TIME_LIMIT) -> Path:
    """Find the file for what a user typed: a path, a name in the library, or part of a name.

    Args:
        folder: the folder of sessions.
        name: the typed name.
        limit: how long to wait for each file.

    Raises:
        NoFileNameError: it names no file, as an empty name or a folder does.
        NoSessionError: no session matches, or more than one.
    """
    _refuse_no_file_name(name)
    path = _file_named(folder, name, limit)
    if path is not None:
        return path
    if limit.once(partial(_is_same_folder, folder), Path(name)):
        raise NoFileNameError(f"“{shown_text(name)}” is the folder of sessions. Name one in it.")
    try:
        names = [path.name for path in limit.once(files_in, folder) or ()]
    except FileNotFoundError:
        missing = f"There is no folder {folder}, and so no session “{shown_text(name)}” in it."
        raise NoSessionError(missing) from None
    except OSError:
        names = []
    matches = _names_meant(name, names)
    if 1 < len(matches) <= LARGEST_COPY_CHECK:  # its copies do not make a name ambiguous
        summaries = with_copies(
            summary_in_time(folder / other, NO_CIPHER, limit) for other in matches
        )
        matches = [summary.path.name for summary in summaries if summary.copy_of is None]
    if len(matches) == 1:
        return folder / matches[0]
    if matches:
        examples = shown_text(", ".join(matches[:5]) + (" …" if len(matches) > 5 else ""))
        raise NoSessionError(
            f"More than one session has “{shown_text(name)}” in its name: {examples}"
        )
    guesses = difflib.get_close_matches(name, names, 3, 0.4)
    hint = f" Did you mean {shown_text(' or '.join(guesses))}?" if guesses else ""
    raise NoSessionError(f"There is no session “{shown_text(name)}” in {folder}.{hint}")


def _names_meant(name: str, names: Sequence[str]) -> list[str]:
    """The names that a typed name may mean: whole, in another spelling, or else with it inside.

    “x” never means “x-2”: that is another case, and x may be away for a moment.
    """
    named = (other for other in names if is_in_name(name, other))
    matches = [other for other in named if not has_more_behind(other, name)]
    return [other for other in matches if is_whole_name(name, other)] or matches


def _refuse_no_file_name(name: str) -> None:
    """Refuse a name that stands for no file wherever it is looked up: empty, ``.``, ``..``, ``/``.

    An unset variable of a shell is an empty name.
    """
    if not name.strip():
        raise NoFileNameError("The name is empty. Name a session.")
    if name.endswith(_SEPARATORS) or Path(name).name in ("", ".."):
        raise NoFileNameError(f"“{shown_text(name)}” names a folder. Name a session.")


def _is_same_folder(folder: Path, path: Path) -> bool:
    """Whether a path leads to the folder of sessions."""
    try:
        return path.samefile(folder)
    except (OSError, ValueError):
        return False


def _file_named(folder: Path, name: str, limit: TimeLimit) -> Path | None:
    """The file with exactly this name: a path, or in the folder, with or without its suffix."""
    for path in (
        Path(name),
        folder / name,
        folder / f"{name}.toml",
        folder / f"{name}.toml.age",
    ):
        is_file = limit.once(is_regular, path) if path.name != NOTES_STYLE_FILE else False
        if is_file is None:
            raise NoSessionError(f"“{shown_text(name)}”: {NO_ANSWER}.")
        if is_file:
            return path
    return None


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that are named like sessions, of any file type.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if has_session_name(entry.name))
    return [folder / name for name in names]


def has_session_name(name: str) -> bool:
    """Whether a file is named like a session, or like a copy of one."""
    if ".toml" not in name.lower() or name.startswith(".") or name == NOTES_STYLE_FILE:
        return False
    return _TOML.search(name) is not None or is_left_by_editor(name)


def _unreadable(path: Path, why: str) -> SessionSummary:
    return SessionSummary(path, shown_text(path.name), problem=why)


def _in_order(summaries: Sequence[SessionSummary]) -> Iterator[SessionSummary]:
    """The newest discussion first, each with its copies, then what cannot be opened."""
    copies: defaultdict[Path, list[SessionSummary]] = defaultdict(list)
    for summary in summaries:
        if summary.copy_of is not None:
            copies[summary.copy_of].append(summary)
    queue = deque(
        sorted((summary for summary in summaries if summary.copy_of is None), key=_newest_first)
    )
    while queue:
        yield (summary := queue.popleft())
        if summary.path in copies:
            queue.extendleft(sorted(copies[summary.path], key=_newest_first, reverse=True))


def _newest_first(summary: SessionSummary) -> tuple[bool, int, str]:
    day = summary.discussion or summary.referral
    return (
        summary.problem != "",
        -(day.toordinal() if day is not None else 10**7),
        summary.path.name,
    )
