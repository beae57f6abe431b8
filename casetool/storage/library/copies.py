"""Find copies of a session in its folder by the id in their head, or else by their name."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.history.file_digest import digest_in
from casetool.storage.history.undo_journal import (
    ends_of_files_gone,
    journal_path,
    left_digests,
)
from casetool.storage.history.versions import share_a_child
from casetool.storage.library.copy_names import (
    compared_stem,
    copy_names,
    has_words_round,
    is_left_by_editor,
    is_made_from,
    is_named_as_copy,
    stem_of,
)
from casetool.storage.library.summary import SessionSummary, compared_name, shown_text


def with_copies(
    summaries: Iterable[SessionSummary], cipher: Cipher = NO_CIPHER
) -> list[SessionSummary]:
    """Mark the copies among files of one folder, so that they are not opened as sessions.

    Of files with one id, the session is the one that was worked on and renamed after that,
    or that went on from the text of another. If there is none, it is the one whose name no
    program made from another name. Then the one with a journal counts, then the one whose name
    has no other name inside it, and is not another name in capitals. Then the oldest counts, so
    that a new copy never replaces it. Several cases may have one id, if they were copied from one
    template.

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
    with_journal = {each.path for each in group if journal_path(each.path).exists()}
    first = _ahead(group, cipher) if with_journal else _renamed(group, cipher)

    def sort_key(summary: SessionSummary) -> tuple[bool | float | str, ...]:
        name = summary.path.name
        return (
            summary.path.is_symlink(),
            summary.path not in first,
            is_named_as_copy(name, stems),
            summary.path not in with_journal,
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


def _renamed(group: list[SessionSummary], cipher: Cipher) -> frozenset[Path]:
    """The files of a group with the text at which the journal of a file that is gone ends.

    A session that was renamed by hand left its journal under its former name.
    """
    ends = ends_of_files_gone(group[0].path.parent, cipher)
    renamed = set[Path]()
    for summary in group if ends else ():
        if digest_in(summary.path, cipher) in ends:
            renamed.add(summary.path)
    return frozenset(renamed)


def _ahead(group: list[SessionSummary], cipher: Cipher) -> frozenset[Path]:
    """The files of a group that went on from the text of another one, which did not go on.

    So does a session that is saved in a folder with an older copy of it.
    """
    texts = {summary.path: digest_in(summary.path, cipher) for summary in group}
    earlier = {path: left_digests(path, cipher) for path in texts}
    return frozenset(
        path
        for path, own in texts.items()
        if any(text != own and text in earlier[path] for text in texts.values())
        and not any(own in earlier[other] for other in texts if other != path)
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
