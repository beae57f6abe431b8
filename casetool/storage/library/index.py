"""A folder of sessions: what the list shows is read from the heads of the files alone."""

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
from casetool.storage.library.copies import copy_names, is_left_by_editor, stem_of, with_copies
from casetool.storage.library.summary import SessionSummary, shown_text, summary_or_fault
from casetool.storage.tally import Tally, announce_before, ignore_count

_TOML = re.compile(r"\.toml$|\.toml.*\.age$", re.IGNORECASE)
"""A session, or an encrypted one; or what a sync program makes of its name.

Windows and macOS do not part large letters from small ones, and a stick may come back with either.
"""


LIST_AT_ONCE = 200
"""Files of nearly the same name up to which it is looked which of them are copies."""


class NoSessionError(Exception):
    """No session of this name can be found; the text says which names are near."""


def list_sessions(
    folder: Path,
    cipher: Cipher = NO_CIPHER,
    limit: TimeLimit = DEFAULT_TIME_LIMIT,
    tally: Tally = ignore_count,
) -> tuple[SessionSummary, ...]:
    """The sessions of a folder, those with the newest discussion first.

    Hidden files and what is not TOML are passed over; what cannot be read (a link that leads
    nowhere, a pipe, a file on a drive that does not answer), and a copy made by a sync program,
    are listed as such.

    Args:
        folder: the sessions.
        cipher: opens those that are encrypted.
        limit: how long each file is waited for.
        tally: hears how many files are read; may end it between two.
    """
    try:
        paths = limit.once(files_in, folder)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        return (_unread(folder, why_unreadable(folder, error)),)
    if paths is None:
        return (_unread(folder, NO_ANSWER),)
    look = announce_before(partial(summary_or_fault, cipher=cipher), tally, len(paths))
    looked_at = limit.each(look, paths)
    found = (head or _unread(path, NO_ANSWER) for path, head in zip(paths, looked_at, strict=True))
    return tuple(_in_order(with_copies(found)))


def summary_in_time(
    path: Path, cipher: Cipher = NO_CIPHER, limit: TimeLimit = DEFAULT_TIME_LIMIT
) -> SessionSummary:
    """The head of one file, or that it does not answer; as ``head_of``."""
    return limit.once(partial(summary_or_fault, cipher=cipher), path) or _unread(path, NO_ANSWER)


def copies_of_session(
    path: Path, cipher: Cipher = NO_CIPHER, limit: TimeLimit = DEFAULT_TIME_LIMIT
) -> list[SessionSummary]:
    """The copies of a session that lie beside it, links to it among them; as ``heads``."""
    return [head for head in list_sessions(path.parent, cipher, limit) if head.copy_of == path]


def session_of_copy(
    path: Path, cipher: Cipher = NO_CIPHER, limit: TimeLimit = DEFAULT_TIME_LIMIT
) -> Path | None:
    """The session of which a file is a copy, as far as its name leads there; None for a session."""
    stem = stem_of(path.name).casefold()
    names = {name.stem for name in copy_names(path.name, sure=False)}
    others = {other: stem_of(other.name).casefold() for other in files_in(path.parent)}
    near = [other for other, its in others.items() if its in names or stem.startswith(its)]
    listed = with_copies(summary_in_time(other, cipher, limit) for other in near)
    return next((head.copy_of for head in listed if head.path == path), None)


def due_for_review(head: SessionSummary, today: date) -> bool:
    """Whether the day has come on which somebody decides whether a session is kept."""
    return head.review is not None and head.review <= today


def progress_label(head: SessionSummary, step_name: Callable[[str, str], str], today: date) -> str:
    """How far a session got, and its notes, in a few words; that a date is odd, or its review due.

    Args:
        head: the session.
        step_name: names a step, by the ids of its method and of the step.
        today: the day.
    """
    days = {"referral": head.referral, "discussion": head.discussion, "review": head.review}
    if any(day is not None and is_odd(name, day, today) for name, day in days.items()):
        return f"a date is odd · {head.stage}"
    if due_for_review(head, today):
        return f"{head.stage} · review due"
    if head.status:  # the notes went round: that is how far it is; they are closed once agreed
        return "closed · agreed" if head.status == "closed" else head.status
    return f"{head.stage} · {step_name(head.method, head.at)}"


def find_session(folder: Path, name: str, limit: TimeLimit = DEFAULT_TIME_LIMIT) -> Path:
    """The file that somebody means: a path, a name in the library, or a part of one name.

    Args:
        folder: the sessions.
        name: what they typed.
        limit: how long each file is waited for.

    Raises:
        NoSessionError: none, or more than one.
    """
    path = _named_so(folder, name, limit)
    if path is not None:
        return path
    try:
        names = [path.name for path in limit.once(files_in, folder) or ()]
    except OSError:
        names = []
    near = [other for other in names if name.casefold() in other.casefold()]
    if 1 < len(near) <= LIST_AT_ONCE:  # where all but one are copies of it, it is meant
        listed = with_copies(summary_in_time(folder / other, NO_CIPHER, limit) for other in near)
        near = [head.path.name for head in listed if head.copy_of is None]
    if len(near) == 1:
        return folder / near[0]
    if near:
        some = shown_text(", ".join(near[:5]) + (" …" if len(near) > 5 else ""))
        raise NoSessionError(f"More than one session has “{shown_text(name)}” in its name: {some}")
    guesses = difflib.get_close_matches(name, names, 3, 0.4)
    hint = f" Did you mean {shown_text(' or '.join(guesses))}?" if guesses else ""
    raise NoSessionError(f"There is no session “{shown_text(name)}” in {folder}.{hint}")


def _named_so(folder: Path, name: str, limit: TimeLimit) -> Path | None:
    """The file that is called so: a path, or in the folder, with or without its end."""
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
    """What its name calls a session, whatever it is.

    Raises:
        OSError: the folder cannot be read.
    """
    with os.scandir(folder) as entries:
        names = sorted(
            entry.name
            for entry in entries
            if ".toml" in entry.name.lower()
            and not entry.name.startswith(".")
            and entry.name != NOTES_STYLE_FILE
            and (_TOML.search(entry.name) or is_left_by_editor(entry.name))
        )
    return [folder / name for name in names]


def _unread(path: Path, why: str) -> SessionSummary:
    return SessionSummary(path, shown_text(path.name), problem=why)


def _in_order(listed: Sequence[SessionSummary]) -> Iterator[SessionSummary]:
    """The newest discussion first, each with its copies, then what cannot be opened."""
    copies: defaultdict[Path, list[SessionSummary]] = defaultdict(list)
    for head in listed:
        if head.copy_of is not None:
            copies[head.copy_of].append(head)
    waiting = deque(sorted((head for head in listed if head.copy_of is None), key=_newest_first))
    while waiting:
        yield (head := waiting.popleft())
        if head.path in copies:
            waiting.extendleft(sorted(copies[head.path], key=_newest_first, reverse=True))


def _newest_first(head: SessionSummary) -> tuple[bool, int, str]:
    day = head.discussion or head.referral
    return head.problem != "", -(day.toordinal() if day is not None else 10**7), head.path.name
