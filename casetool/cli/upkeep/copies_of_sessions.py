"""The verb of copies: which there are, what differs, and what becomes of them."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casetool.cli.sessions.find import find_file, storage_for
from casetool.cli.terminal.output import print_row, tell
from casetool.cli.upkeep.removal import trash_notice
from casetool.errors import UserError
from casetool.models.merge.diff import differences
from casetool.models.merge.tree import MergedTooDeepError
from casetool.models.privacy import without_private
from casetool.services.sessions.conflicts import copies_beside, merge_into
from casetool.services.sessions.document import Document
from casetool.services.sessions.open import load_session, open_document
from casetool.services.sessions.other_version import OtherVersion
from casetool.services.sessions.own_session import create_own_session
from casetool.storage.context import StorageContext, real_path
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.trash import discard_copy
from casetool.storage.library.index import list_sessions
from casetool.storage.library.summary import SessionSummary


def decide_on_copies(options: argparse.Namespace, folder: Path) -> int:
    """List the copies of sessions, tell what differs, or take them in, away or apart.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        UserError: it could not be done.
    """
    if options.file is None:
        if options.merge or options.discard or options.own:
            raise UserError("Name a session or a copy.")
        return _list(list_sessions(folder), folder)
    path = find_file(options.file, folder)
    storage = storage_for(path, options)
    summaries = list_sessions(path.parent, storage.cipher)
    chosen = [
        summary for summary in summaries if summary.copy_of is not None and _is(summary.path, path)
    ]
    if options.own and not chosen:
        chosen = _with_its_id(summaries, path)
    copies = chosen or [
        summary for summary in summaries if summary.copy_of and _is(summary.copy_of, path)
    ]
    if not copies:
        tell(f"There is no copy of {path.name}.")
        return 1 if options.merge or options.discard or options.own else 0
    if options.own and not chosen:
        raise UserError(f"{path.name} is already a session of its own. Name the copy.")
    try:
        return _carry_out(options, copies, folder, storage)
    except SaveError as error:
        raise UserError(str(error)) from None


def _carry_out(
    options: argparse.Namespace,
    copies: Sequence[SessionSummary],
    folder: Path,
    storage: StorageContext,
) -> int:
    if options.merge:
        return _merge(copies, storage)
    for summary in copies:
        copy_storage = storage if is_encrypted(summary.path) else replace(storage, cipher=NO_CIPHER)
        if options.discard:
            discard_copy(summary.path, copy_storage)
            tell(trash_notice(summary.path, folder))
        elif options.own:
            tell(create_own_session(summary.path, copy_storage))
        else:
            _compare(summary, copy_storage, storage)
    return 0


def _with_its_id(summaries: Sequence[SessionSummary], path: Path) -> list[SessionSummary]:
    """The session, where another case has its id: both were made from one template."""
    ids = [summary.id for summary in summaries if summary.id and summary.copy_of is None]
    return [
        summary for summary in summaries if _is(summary.path, path) and ids.count(summary.id) > 1
    ]


def _list(summaries: Sequence[SessionSummary], folder: Path) -> int:
    copies = [summary for summary in summaries if summary.copy_of is not None]
    for summary in copies:
        why = f". It cannot be read: {summary.unread}" if summary.unread else ""
        print_row(f"{summary.path.name}: {summary.problem}{why}")
    if not copies:
        tell(f"There are no copies of sessions in {folder}.")
    return 0


def _compare(
    summary: SessionSummary, copy_storage: StorageContext, storage: StorageContext
) -> None:
    if summary.copy_of is None or summary.unread:
        tell(f"{summary.path.name}: {summary.problem}. It cannot be read: {summary.unread}.")
        return
    its = storage if is_encrypted(summary.copy_of) else replace(storage, cipher=NO_CIPHER)
    here, there = load_session(summary.copy_of, its), load_session(summary.path, copy_storage)
    differing = differences(
        without_private(here.session, here.method), without_private(there.session, there.method)
    )
    own = len(differences(here.session, there.session)) - len(differing)
    count = "1 thing differs" if len(differing) == 1 else f"{len(differing) or 'no'} things differ"
    names = f"{summary.path.name} and {summary.copy_of.name}"
    print_row(f"{names}: {count}.")
    titles = {step.id: step.title for step in here.method.steps}
    for difference in differing:
        title = titles.get(difference.step, difference.step) or "The session"
        print_row(f"± {title}")
        for name, text in (
            (summary.copy_of.name, difference.here),
            (summary.path.name, difference.there),
        ):
            line = " ".join(text.split()) or "(not there)"
            print_row(f"    {name}: {line}")
    if own:
        tell(f"Your private jottings also differ, in {own}. Ctrl+R in the session shows them.")


def _merge(copies: Sequence[SessionSummary], storage: StorageContext) -> int:
    """Add to the session what only its copies have. What differs stays as it is."""
    session = copies[0].copy_of
    if session is None:
        return 1
    document = open_document(session, storage.now, storage)
    remaining, failed = {_in_real_folder(summary.path) for summary in copies}, False
    try:
        if document.read_only:
            raise UserError(f"{session.name}: {document.read_only} Nothing was changed.")
        for other in copies_beside(document):
            if _in_real_folder(other.path) not in remaining:
                continue
            differing = differences(document.session, other.session)
            new = frozenset(difference.key for difference in differing if not difference.here)
            staying = sum(bool(difference.here and difference.there) for difference in differing)
            if not _is_merged(document, other, new):
                failed = True
                continue
            remaining.discard(_in_real_folder(other.path))
            tell(
                f"{len(new)} thing{'s' * (len(new) != 1)} came from {other.path.name} into"
                f" {session.name}. {staying} that differ stay as they are there."
                f" {other.path.name} is now an earlier version, and in the trash."
            )
    finally:
        document.close()
    for path in sorted(remaining):
        tell(f"{path.name} was not merged, and stays where it is.")
    return 1 if remaining or failed else 0


def _is_merged(document: Document, other: OtherVersion, new: frozenset[str]) -> bool:
    try:
        return merge_into(document, other, new)
    except MergedTooDeepError as error:
        tell(f"{other.path.name}: {error} Ctrl+R in the session does that.")
        return False


def _in_real_folder(path: Path) -> Path:
    """A path whose folder is named neither from here nor through a link."""
    return real_path(path.parent) / path.name


def _is(path: Path, other: Path) -> bool:
    return _in_real_folder(path) == _in_real_folder(other)
