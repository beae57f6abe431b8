"""Taking a session away: into the trash, or for good with all that casetool keeps of it."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from casetool.cli.terminal.output import tell
from casetool.cli.terminal.prompts import ask_yes_or_no, confirm
from casetool.errors import UserError
from casetool.storage.autosave.former_names import put_drafts_apart
from casetool.storage.autosave.session_files import files_left, has_journal_of_other_name
from casetool.storage.context import HIDDEN, StorageContext
from casetool.storage.continuation import files_it_went_on_in
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.case_files import other_form_of
from casetool.storage.files.atomic import Fingerprint, read_with_fingerprint
from casetool.storage.files.locks import hold_lock
from casetool.storage.history.purge import purge, remove_link
from casetool.storage.history.removable import check_removable, is_session
from casetool.storage.history.trash import delete_session, discard_copy, id_of, target_of
from casetool.storage.library.copy_names import is_whole_name
from casetool.storage.library.files_beside import (
    files_beside,
    links_to_target,
    may_be_other_session,
    original_of,
    same_files,
    session_away_of,
)

OUT_OF_REACH = """\
casetool does not know what was written under a name of its own, such as actions.csv, not even in
this folder. Look for that yourself. casetool cannot reach what was sent, printed or saved
elsewhere, or what a sync or backup program copied. It cannot reach what the disk itself keeps of
deleted files. Full-disk encryption helps against the last.
"""

_BY_NAME = (
    "Its passphrase was not given. So all that was kept under its name is removed, also what"
    " another session left there before. --passphrase-stdin tells them apart."
)

_UNDER_THIS_NAME = (
    "Its passphrase was not given. So only what was kept under this name is in the trash. If it had"
    " another name before, what it left there stays. To take that along, bring it back and delete"
    " it with --passphrase-stdin."
)

_PERHAPS_OF_ANOTHER = "perhaps of a session with another child, name or folder."
NOTHING_REMOVED = "Nothing was removed."
_EVERY_COPY = "every copy that casetool keeps, for good?"
_ADVICE_FOR_COPIES = " (--copies also removes copies beside a session)"


def trash_notice(path: Path, folder: Path) -> str:
    """Say that a file is in the trash of its folder, and how it comes back.

    Args:
        path: the file.
        folder: the folder of sessions, which may be another.
    """
    where = "" if target_of(path.parent) == target_of(folder) else f' --sessions "{path.parent}"'
    return f"{path.name} is in the trash. casetool{where} trash --restore brings it back."


def move_to_trash(path: Path, folder: Path, storage: StorageContext) -> int:
    """Move a session, or a copy of one, to the trash.

    Args:
        path: its file.
        folder: the folder of sessions.
        storage: how it is kept.

    Returns:
        The exit code.

    Raises:
        SaveError: it could not be moved.
    """
    stays = ""
    if path.is_symlink():
        target = target_of(path)
        label = "The session that" if is_session(target) else "What"
        stays = f" {label} it leads to stays: {target}."
    move = discard_copy if original_of(path, storage) is not None else delete_session
    move(path, storage)
    tell(f"{trash_notice(path, folder)}{stays}")
    if is_encrypted(path) and not storage.cipher.suffix and has_journal_of_other_name(path):
        tell(_UNDER_THIS_NAME)
    return 0


def purge_session(options: argparse.Namespace, path: Path, storage: StorageContext) -> int:
    """Remove a session for good. Of a link, remove the target and the link.

    What a link leads to stays if it is no session. Then only the link can be removed.

    Args:
        options: the parsed command line: what is approved already.
        path: its file.
        storage: how it is kept.

    Raises:
        UserError: it was not approved, or the folder cannot be read.
        SaveError: it could not be removed.
    """
    real = target_of(path) if path.is_symlink() else path
    if path.is_symlink() and not is_session(real):
        return _remove_link_alone(options, path, real, storage)
    check_removable(real, missing_ok=True)
    links = links_to_target(path) if path != real else []
    # a copy has the id of its session, whose past is not the copy's to remove
    away = session_away_of(real, storage)
    session = original_of(real, storage) or other_form_of(real) or away
    with hold_lock(real, storage), ExitStack() as locks:
        beside = _files_beside(real, links, storage, is_told=True)
        asked_about = _contents([real, *beside])
        link = f", which {path.name} leads to, the link" if links else ""
        confirm(f"Remove {real}{link} and {_EVERY_COPY}", options, NOTHING_REMOVED)
        certain = [other for other in beside if not may_be_other_session(other, storage)]
        copies = certain if session is None and _goes_too(options, len(certain)) else []
        _hold_locks(copies, storage, locks)
        _refuse_changed(asked_about, [real, *copies])
        if session is not None:  # words typed in a copy are of its session
            put_drafts_apart(real, storage)
        beside = sorted({*beside, *_files_beside(real, links, storage)})
        session_id = id_of(real, storage) if session in (None, away) else None
        went_on_in = files_it_went_on_in(real, storage)  # the note of them goes with the session
        own_id = session_id if session is None else None
        purge(real, own_id, storage, [*links, *copies], is_copy=session is not None)
    _tell_removed(real, [*links, *copies], session)
    _tell_beside(beside, session, certain)
    _tell_left(real, session_id, storage, went_on_in)
    return 0


def check_whole_name(options: argparse.Namespace, path: Path) -> None:
    """Refuse a part of a name with --yes: given again, it could mean another case by then.

    Args:
        options: the parsed command line.
        path: the file that was found for it.

    Raises:
        UserError: it is refused.
    """
    if options.yes and not is_whole_name(options.file, path.name):
        raise UserError(
            f"“{options.file}” is only a part of {path.name}. To remove it for good with --yes,"
            f" give its whole name. {NOTHING_REMOVED}"
        )


def _remove_link_alone(
    options: argparse.Namespace, link: Path, target: Path, storage: StorageContext
) -> int:
    """Remove a link that leads to no session, once that is approved."""
    where = "leads nowhere" if not os.path.lexists(target) else f"leads to {target}, no session"
    tell(f"{link.name} {where}. Only the link can be removed here.")
    confirm(f"Remove the link {link}, for good?", options, NOTHING_REMOVED)
    remove_link(link, storage)
    tell(f"The link {link} is removed.")
    if os.path.lexists(target):
        tell(f"Still there: {target}, which was not touched.")
    return 0


def _tell_removed(real: Path, removed: list[Path], session: Path | None) -> None:
    if session is None:
        tell(f"{real} is removed, with its versions and drafts.")
    elif session == other_form_of(real):
        tell(f"{real} is removed.")
        tell(f"Still there: {session}, which has the same name, and what is kept under that name.")
    elif not os.path.lexists(session):
        tell(f"{real} is removed. It was a copy of {session.name}, which is not here.")
    else:
        tell(f"{real} is removed. It was a copy.")
        tell(f"Still there: {session}, the session, with every word that it shares with the copy.")
    for other in removed:
        tell(f"Also removed: {other}")


def _tell_beside(beside: Sequence[Path], session: Path | None, certain: Sequence[Path]) -> None:
    """Name the files beside a removed one that are there, but not its session again."""
    for other in filter(os.path.lexists, beside):
        if other != session:
            advice = _ADVICE_FOR_COPIES if session is None and other in certain else ""
            tell(f"Still there: {other}{advice}")


def _hold_locks(copies: list[Path], storage: StorageContext, locks: ExitStack) -> None:
    """Hold the locks on copies: a window that has one open would write it again."""
    for copy in copies:
        if is_session(copy) and not copy.is_symlink():
            locks.enter_context(hold_lock(copy, storage))


def _tell_left(
    real: Path, session_id: str | None, storage: StorageContext, went_on_in: list[Path]
) -> None:
    """Name where a removed session went on, what was not certain enough, and what is elsewhere."""
    for other in went_on_in:
        tell(f"Still there: {other}, where it went on.")
    for remaining_file in files_left(real, session_id, storage):
        tell(f"Still there: {remaining_file}, {_PERHAPS_OF_ANOTHER}")
    if (hidden := real.parent / HIDDEN).is_symlink():
        tell(f"Still there: {hidden}, a link, and what is kept where it leads.")
    if is_encrypted(real) and not storage.cipher.suffix:
        tell(_BY_NAME)
    sys.stderr.write(OUT_OF_REACH)


def _files_beside(
    real: Path, links: list[Path], storage: StorageContext, is_told: bool = False
) -> list[Path]:
    """Find the files with a session's words beside it, and other links to it beside the links."""
    folders = {link.parent for link in links} - {real.parent}
    try:
        beside = {*files_beside(real, storage)}
        for folder in folders:
            beside.update(same_files(folder, real))
    except OSError as error:
        raise UserError(f"{real.parent}: {error.strerror}. {NOTHING_REMOVED}") from None
    files = sorted(beside.difference(links))
    for file in files if is_told else ():
        tell(f"Beside it, with text from it: {file}")
    return files


def _contents(paths: Sequence[Path]) -> dict[Path, Fingerprint | None]:
    """The fingerprints of files, or None for what cannot be read."""
    contents: dict[Path, Fingerprint | None] = dict.fromkeys(paths)
    for path in paths:
        with suppress(OSError):
            contents[path] = read_with_fingerprint(path)[1]
    return contents


def _refuse_changed(asked_about: Mapping[Path, Fingerprint | None], paths: Sequence[Path]) -> None:
    """Refuse to remove what another program put there while the question was open.

    Raises:
        UserError: it is not what somebody was asked about.
    """
    changed = [path for path, now in _contents(paths).items() if now != asked_about[path]]
    if changed:
        raise UserError(
            f"{changed[0].name} is not what it was when you were asked: another program changed"
            f" it. {NOTHING_REMOVED} Look at it, then give the command again."
        )


def _goes_too(options: argparse.Namespace, count: int) -> bool:
    if options.copies or options.yes or not count:
        return bool(options.copies)
    return ask_yes_or_no(f"Also remove the {count} beside it?")
