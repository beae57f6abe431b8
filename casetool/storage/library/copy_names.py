"""The names that programs give to copies, and how names of files are compared."""

import re
from collections.abc import Iterable, Set
from pathlib import Path
from typing import NamedTuple

from casetool.models.parsing.compared_text import compared_text
from casetool.storage.encryption.age import AGE_SUFFIX

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
