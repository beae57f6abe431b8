"""Copies of a session in its folder: known by the id in their head, and else by their name."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.library.summary import SessionSummary, shown_text

_NAME = re.compile(r"(?P<start>.+?)\.toml(?P<end>.*)", re.DOTALL | re.IGNORECASE)

_SURE = (
    ("Syncthing", r"(.+?)\.sync-conflict-.*"),
    ("Seafile", r"(.+?) ?\(SFConflict.*"),
    ("Nextcloud", r"(.+?)_conf(?:lict)?[-(].*"),
    ("Dropbox or Nextcloud", r"(.+?) ?\([^()]*(?:conflicted copy|conflict)[^()]*\).*"),
    ("Windows", r"(.+?) - (?:Copy|Kopie|Copie|Copia)(?: ?\(\d+\))?"),
    ("Finder", r"(.+?) copy(?: \d+)?"),
    ("Windows or Google Drive", r"(?:Copy of|Kopie von) (.+)"),
    ("Google Drive or a browser", r"(.+?) ?\(\d+\)"),
    ("an editor", r"[~.]\$?#?(.+?)(?:\.sw[a-p]|#)?|#(.+)#"),
    ("an editor", r"(.+?)(?:\.?~(?:\d+~)?|\.bak\d*|\.orig|\.old|\.sw[a-p]|\.save|\.autosave)"),
    ("OneDrive", r"(.+?)-(?-i:[A-Z0-9]*[A-Z][A-Z0-9]{2,}(?:-[A-Z0-9]+)*)"),
)
"""What makes a copy, and how its name comes from the name of the session."""

_UNSURE = (
    ("iCloud", r"(.+?) \d{1,3}"),
    ("casetool, when two hands changed it", r"(.+?)-\d{1,3}"),
)
"""Names that a session of its own can have, too: they count only with the id, or unread."""


class CopyName(NamedTuple):
    """What the name of a file says of what it is a copy of."""

    stem: str
    """The name of the session, without its end, in small letters."""
    maker: str
    """What gives copies such names."""


def stem_of(name: str) -> str:
    """The name of a file without ``.toml``, and without ``.age``; what stands behind stays."""
    match = _NAME.fullmatch(name)
    return match["start"] + match["end"].removesuffix(AGE_SUFFIX) if match is not None else name


def copy_names(name: str, sure: bool = True) -> Iterable[CopyName]:
    """What a file may be a copy of, by its name.

    Args:
        name: the file's name.
        sure: only where no session of its own is called so.
    """
    stem = stem_of(name)
    for maker, pattern in _SURE if sure else (*_SURE, *_UNSURE):
        match = re.fullmatch(pattern, stem, re.IGNORECASE | re.DOTALL)
        if match is not None:
            yield CopyName(next(filter(None, match.groups())).casefold(), maker)


def is_left_by_editor(name: str) -> bool:
    """Whether a name is that of a session with something behind it, as editors leave it."""
    match = _NAME.fullmatch(name)
    return match is not None and match["end"] not in ("", AGE_SUFFIX) and any(copy_names(name))


def with_copies(heads: Iterable[SessionSummary]) -> list[SessionSummary]:
    """The same heads; each copy of a session says of which, and is not to be opened.

    Of files with one id the session is the one whose name is not made from the name of another.
    Of several such it is the one in which casetool worked, then the one that was written first:
    so a copy that comes never takes its place.

    Args:
        heads: the files of one folder.
    """
    heads = list(heads)
    originals: dict[Path, tuple[SessionSummary, str]] = {}
    with_id: defaultdict[str, list[SessionSummary]] = defaultdict(list)
    for head in heads:
        if head.id:
            with_id[head.id].append(head)
    for group in with_id.values():
        if len(group) > 1:
            originals |= _by_id(group)
    stems = {stem_of(head.path.name).casefold(): head for head in heads[::-1]}
    for head in heads:
        if head.problem and head.path not in originals:
            originals |= _by_name(head, stems)
    return [
        _as_copy(head, *originals[head.path]) if head.path in originals else head
        for head in heads
        if head.path in originals or not is_left_by_editor(head.path.name)
    ]


def copy_help(head: SessionSummary) -> str:
    """What can be done about a copy, for a sentence of its own; nothing about what is none."""
    if head.copy_of is None:
        return ""
    if head.path.is_symlink() and head.unread == "":
        return "It leads to the same file."
    name = stem_of(head.path.name)
    if head.unread:
        return f"It cannot be read: {head.unread}."
    return f"casetool copies “{shown_text(name)}” says what differs, and what can be done."


def _by_id(group: list[SessionSummary]) -> dict[Path, tuple[SessionSummary, str]]:
    stems = {stem_of(head.path.name).casefold() for head in group}

    def place(head: SessionSummary) -> tuple[bool, bool, bool, float, int, str]:
        name = head.path.name
        worked = journal_path(head.path).exists()
        own = stem_of(name).casefold()
        made = any(own != stem and own.startswith(stem) for stem in stems)
        made = made or any(one.stem in stems for one in copy_names(name, sure=False))
        made = made or is_left_by_editor(name)
        return head.path.is_symlink(), made, not worked, _written(head.path), len(name), name

    session, *copies = sorted(group, key=place)
    return {head.path: (session, _maker(head, session)) for head in copies if _alike(head, session)}


def _written(path: Path) -> float:
    """When a file was written last, in seconds; very late where nobody can say."""
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")


def _by_name(
    head: SessionSummary, stems: dict[str, SessionSummary]
) -> dict[Path, tuple[SessionSummary, str]]:
    """What an unread file is a copy of; a sealed one may be a session that is only called so."""
    for name in copy_names(head.path.name, sure=head.locked):
        session = stems.get(name.stem)
        if session is not None and session.path != head.path:
            return {head.path: (session, name.maker)}
    return {}


def _alike(head: SessionSummary, session: SessionSummary) -> bool:
    """Whether two files of one id are one case: a template may have given its id to several.

    Of another child a file is a copy only where nothing but a program gives such names.
    """
    if head.child.casefold() == session.child.casefold():
        return True
    stem, name = stem_of(session.path.name).casefold(), head.path.name
    return is_left_by_editor(name) or any(each.stem == stem for each in copy_names(name))


def _maker(head: SessionSummary, session: SessionSummary) -> str:
    stem = stem_of(session.path.name).casefold()
    named = (one.maker for one in copy_names(head.path.name, sure=False) if one.stem == stem)
    # OneDrive puts the name of the computer behind, whatever it is
    other = "OneDrive" if stem_of(head.path.name).casefold().startswith(f"{stem}-") else ""
    return next(named, other)


def _as_copy(head: SessionSummary, session: SessionSummary, maker: str) -> SessionSummary:
    name = shown_text(session.path.name)
    if head.path.is_symlink() and head.path.resolve() == session.path.resolve():
        words = f"a link to {name}"
    else:
        words = f"a copy of {name}" + (f", perhaps from {maker}" if maker else "")
    return head._replace(problem=words, copy_of=session.path, unread=head.problem)
