"""Find copies of a session in its folder by the id in their head, or else by their name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Set
from pathlib import Path
from typing import NamedTuple

from casetool.models.parsing.compared_text import compared_text
from casetool.storage.encryption.age import AGE_SUFFIX
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.history.undo_journal import journal_path
from casetool.storage.history.versions import share_a_child
from casetool.storage.library.summary import SessionSummary, compared_name, shown_text

_NAME = re.compile(r"(?P<start>.+?)\.toml(?P<end>.*)", re.DOTALL | re.IGNORECASE)

_COPY_PATTERNS = (
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
"""The programs that make copies, and the names that they give them."""

_AMBIGUOUS_PATTERNS = (
    ("iCloud", r"(.+?) \d{1,3}"),
    ("casetool, after a conflict", r"(.+?)-\d{1,3}"),
)
"""Names that other sessions can have too. They count only with the same id, or if unreadable."""

_DAY_IN_FRONT = re.compile(r"\d{4}-\d\d-\d\d-")
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
"""Where a word begins and ends: letters and digits belong to it, and ``_`` does not."""


class CopyName(NamedTuple):
    """What a file's name says about the session that it copies."""

    stem: str
    """The session's name without its suffix, in lower case."""
    maker: str
    """The program that gives copies such names."""


def stem_of(name: str) -> str:
    """The name of a file without ``.toml`` and ``.age``, but with anything added at the end."""
    match = _NAME.fullmatch(name)
    return match["start"] + match["end"].removesuffix(AGE_SUFFIX) if match is not None else name


def compared_stem(name: str) -> str:
    """The stem of a file's name as it is compared: any case, composed letters or not."""
    return compared_text(stem_of(name))


def is_in_name(text: str, name: str) -> bool:
    """Whether a typed text is a part of a file's name, and more than a part of its suffix.

    Who types ``.toml`` means the end of a name, and at least a whole word of it.
    """
    typed, whole = compared_text(text), compared_text(name)
    if not any(character.isalnum() for character in typed):
        return False
    word = "" if ".toml" not in typed else _NO_LETTER_BEFORE
    match = re.search(f"{word}{re.escape(typed)}", whole)
    return typed in stem_of(whole) or (match is not None and match.start() < whole.find(".toml"))


def has_more_behind(name: str, text: str) -> bool:
    """Whether a file's name is a typed whole name with more behind it: that is another session.

    ``x-2`` goes on behind ``x``. A name with its day in front is whole: casetool makes such names.

    Args:
        name: the file's name.
        text: the typed name, with or without its suffix.
    """
    stem, typed = compared_stem(name), compared_stem(text)
    if _DAY_IN_FRONT.match(typed) and _DAY_IN_FRONT.fullmatch(typed) is None:
        return stem.startswith(typed) and stem != typed
    return re.fullmatch(rf"{re.escape(typed)}-\d+", stem) is not None


def is_made_from(name: str, other: str) -> bool:
    """Whether a program may have made a file's name from that of another, as ``x-2`` from ``x``."""
    stem = compared_stem(other)
    return any(copy_name.stem == stem for copy_name in copy_names(name, certain_only=False))


def is_whole_name(text: str, name: str) -> bool:
    """Whether a typed path or text names a file by its whole name, with or without its suffix."""
    return compared_text(Path(text).name) in (compared_text(name), compared_stem(name))


def copy_names(name: str, certain_only: bool = True) -> Iterable[CopyName]:
    """The sessions that a file may be a copy of, by its name.

    Args:
        name: the file's name.
        certain_only: whether to leave out names that other sessions can have too.
    """
    stem = stem_of(name)
    for maker, pattern in (
        _COPY_PATTERNS if certain_only else (*_COPY_PATTERNS, *_AMBIGUOUS_PATTERNS)
    ):
        match = re.fullmatch(pattern, stem, re.IGNORECASE | re.DOTALL)
        if match is not None:
            yield CopyName(compared_text(next(filter(None, match.groups()))), maker)


def has_words_round(name: str, stem: str) -> bool:
    """Whether a file's name is another name with words round it, in any language.

    A name that casetool gave, with its day in front, is made from no shorter name.

    Args:
        name: the file's name.
        stem: the other name without its suffix, in lower case.
    """
    own_stem = compared_stem(name)
    if own_stem == stem or _DAY_IN_FRONT.match(own_stem):
        return False
    pattern = f"{_NO_LETTER_BEFORE}{re.escape(stem)}{_NO_LETTER_AFTER}"
    return re.search(pattern, own_stem) is not None


def is_left_by_editor(name: str) -> bool:
    """Whether an editor made this name by adding something to a session's name."""
    match = _NAME.fullmatch(name)
    return match is not None and match["end"] not in ("", AGE_SUFFIX) and any(copy_names(name))


def with_copies(
    summaries: Iterable[SessionSummary], cipher: Cipher = NO_CIPHER
) -> list[SessionSummary]:
    """Mark the copies among files of one folder, so that they are not opened as sessions.

    Of files with one id, the session is the one whose name no program made from another name.
    Then the one with a journal counts, then the one whose name has no other name inside it,
    and is not another name in capitals. Then the oldest counts, so that a new copy never
    replaces it. Several cases may have one id, if they were copied from one template.

    Args:
        summaries: the files of one folder.
        cipher: decrypts their earlier versions.
    """
    summaries = list(summaries)
    originals: dict[Path, tuple[SessionSummary, str]] = {}
    with_id: defaultdict[str, list[SessionSummary]] = defaultdict(list)
    for summary in summaries:
        if summary.id:
            with_id[summary.id].append(summary)
    for group in with_id.values():
        if len(group) > 1:
            originals |= _by_id(group, cipher)
    by_stem = {compared_stem(summary.path.name): summary for summary in summaries[::-1]}
    for summary in summaries:
        if summary.problem and summary.path not in originals:
            originals |= _by_name(summary, by_stem)
    return [
        _as_copy(summary, *originals[summary.path]) if summary.path in originals else summary
        for summary in summaries
        if summary.path in originals or not is_left_by_editor(summary.path.name)
    ]


def copy_help(summary: SessionSummary) -> str:
    """A sentence about what to do with a copy, or nothing for any other file."""
    if summary.copy_of is None:
        return ""
    if summary.path.is_symlink() and summary.unread == "":
        return "It leads to the same file."
    name = stem_of(summary.path.name)
    if summary.unread:
        return f"It cannot be read: {summary.unread}."
    return f"casetool copies “{shown_text(name)}” says what differs, and what can be done."


def _by_id(group: list[SessionSummary], cipher: Cipher) -> dict[Path, tuple[SessionSummary, str]]:
    names = {summary.path.name for summary in group}
    stems = {compared_stem(name) for name in names}

    def sort_key(summary: SessionSummary) -> tuple[bool, bool, bool, bool, bool, float, int, str]:
        name = summary.path.name
        has_journal = journal_path(summary.path).exists()
        return (
            summary.path.is_symlink(),
            is_named_as_copy(name, stems),
            not has_journal,
            any(has_words_round(name, stem) for stem in stems),
            name != name.casefold() and name.casefold() in names,
            _modified_time(summary.path),
            len(name),
            name,
        )

    sessions: list[SessionSummary] = []
    originals: dict[Path, tuple[SessionSummary, str]] = {}
    for summary in sorted(group, key=sort_key):
        session = _session_of(summary, sessions, cipher)
        if session is None:
            sessions.append(summary)
        else:
            originals[summary.path] = (session, _maker(summary, session))
    return originals


def is_named_as_copy(name: str, stems: Set[str]) -> bool:
    """Whether a file's name is made from the name of another file of the group.

    Args:
        name: the file's name.
        stems: the other names without their suffixes, in lower case.
    """
    own_stem = compared_stem(name)
    return (
        any(own_stem != stem and own_stem.startswith(stem) for stem in stems)
        or any(copy_name.stem in stems for copy_name in copy_names(name, certain_only=False))
        or is_left_by_editor(name)
    )


def _modified_time(path: Path) -> float:
    """When a file was last written, in seconds, or infinity where that is unknown."""
    try:
        return path.stat().st_mtime
    except OSError:
        return float("inf")


def _by_name(
    summary: SessionSummary, stems: dict[str, SessionSummary]
) -> dict[Path, tuple[SessionSummary, str]]:
    """The original of an unreadable file. An encrypted one may be a session with such a name.

    A broken file in whose first lines another id stands is a session of its own.
    """
    for copy_name in copy_names(summary.path.name, certain_only=summary.locked):
        session = stems.get(copy_name.stem)
        if session is None or session.path == summary.path:
            continue
        if summary.broken_id in ("", session.id):
            return {summary.path: (session, copy_name.maker)}
    return {}


def _session_of(
    summary: SessionSummary, sessions: list[SessionSummary], cipher: Cipher
) -> SessionSummary | None:
    """The session of which a file with its id is a copy: one about the same child, if any.

    A file about another child is a copy only if its name can come from no person. If a program
    may have made it from the other's, the child of the one must have been called like that of the
    other before.
    """
    stems = {copy_name.stem for copy_name in copy_names(summary.path.name)}
    child = compared_name(summary.child)
    same_child = [each for each in sessions if compared_name(each.child) == child]
    by_name = [each for each in sessions if compared_stem(each.path.name) in stems]
    certain = [*(each for each in same_child if each in by_name), *same_child, *by_name]
    if certain:
        return certain[0]
    renamed = (
        each
        for each in sessions
        if is_made_from(summary.path.name, each.path.name) and share_a_child(summary, each, cipher)
    )
    return next(renamed, None)


def _maker(summary: SessionSummary, session: SessionSummary) -> str:
    stem = compared_stem(session.path.name)
    makers = (
        copy_name.maker
        for copy_name in copy_names(summary.path.name, certain_only=False)
        if copy_name.stem == stem
    )
    # OneDrive adds the name of the computer, whatever it is
    fallback = "OneDrive" if compared_stem(summary.path.name).startswith(f"{stem}-") else ""
    return next(makers, fallback)


def _as_copy(summary: SessionSummary, session: SessionSummary, maker: str) -> SessionSummary:
    name = shown_text(session.path.name)
    if summary.path.is_symlink() and summary.path.resolve() == session.path.resolve():
        description = f"a link to {name}"
    else:
        description = f"a copy of {name}" + (f", perhaps from {maker}" if maker else "")
    return summary._replace(problem=description, copy_of=session.path, unread=summary.problem)
