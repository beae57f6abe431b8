"""The verb of copies: which there are, what differs, and what becomes of them."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casetool.errors import UserError
from casetool.models.merge.diff import differences
from casetool.models.privacy import without_private
from casetool.render.text.terminal_safe import terminal_row
from casetool.services.sessions.conflicts import copies_beside, merge_into
from casetool.services.sessions.open import load_session, open_document
from casetool.services.sessions.own_session import create_own_session
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.trash import discard_copy
from casetool.storage.library.index import NoSessionError, find_session, list_sessions
from casetool.storage.library.summary import SessionSummary
from casetool.storage.locations import storage_context


def decide_on_copies(options: argparse.Namespace, folder: Path) -> int:
    """List the copies of sessions, tell what differs, or take them in, away or apart.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        Failure: it could not be done.
    """
    storage = storage_context(options.environment)
    if options.file is None:
        if options.merge or options.discard or options.own:
            raise UserError("Say which session or which copy is meant.")
        return _list(list_sessions(folder), folder)
    try:
        path = find_session(folder, options.file)
    except NoSessionError as error:
        raise UserError(str(error)) from None
    if is_encrypted(path):
        from casetool.cli.passphrase import cipher_of

        storage = replace(storage, cipher=cipher_of(path, options))
    listed = list_sessions(path.parent, storage.cipher)
    chosen = [head for head in listed if head.copy_of is not None and _is(head.path, path)]
    if options.own and not chosen:
        chosen = _with_its_id(listed, path)
    copies = chosen or [head for head in listed if head.copy_of and _is(head.copy_of, path)]
    if not copies:
        sys.stderr.write(terminal_row(f"There is no copy of {path.name}.") + "\n")
        return 1 if options.merge or options.discard or options.own else 0
    if options.own and not chosen:
        raise UserError(f"{path.name} is a session of its own already. Name the copy.")
    try:
        return _carry_out(options, copies, storage)
    except SaveError as error:
        raise UserError(str(error)) from None


def _carry_out(
    options: argparse.Namespace, copies: Sequence[SessionSummary], storage: StorageContext
) -> int:
    if options.merge:
        return _merge(copies, storage)
    for head in copies:
        rest_of_it = storage if is_encrypted(head.path) else replace(storage, cipher=NO_CIPHER)
        if options.discard:
            discard_copy(head.path, rest_of_it)
            _tell(f"{head.path.name} is in the trash. casetool trash --restore brings it back.")
        elif options.own:
            _tell(create_own_session(head.path, rest_of_it))
        else:
            _compare(head, rest_of_it, storage)
    return 0


def _with_its_id(listed: Sequence[SessionSummary], path: Path) -> list[SessionSummary]:
    """The session, where another case has its id: both were made from one template."""
    ids = [head.id for head in listed if head.id and head.copy_of is None]
    return [head for head in listed if _is(head.path, path) and ids.count(head.id) > 1]


def _list(listed: Sequence[SessionSummary], folder: Path) -> int:
    copies = [head for head in listed if head.copy_of is not None]
    for head in copies:
        why = f". It cannot be read: {head.unread}" if head.unread else ""
        sys.stdout.write(terminal_row(f"{head.path.name}: {head.problem}{why}") + "\n")
    if not copies:
        _tell(f"There are no copies of sessions in {folder}.")
    return 0


def _compare(head: SessionSummary, rest_of_it: StorageContext, storage: StorageContext) -> None:
    if head.copy_of is None or head.unread:
        _tell(f"{head.path.name}: {head.problem}. It cannot be read: {head.unread}.")
        return
    its = storage if is_encrypted(head.copy_of) else replace(storage, cipher=NO_CIPHER)
    here, there = load_session(head.copy_of, its), load_session(head.path, rest_of_it)
    found = differences(
        without_private(here.session, here.method), without_private(there.session, there.method)
    )
    own = len(differences(here.session, there.session)) - len(found)
    count = "1 thing differs" if len(found) == 1 else f"{len(found) or 'no'} things differ"
    sys.stdout.write(terminal_row(f"{head.path.name} and {head.copy_of.name}: {count}.") + "\n")
    titles = {step.id: step.title for step in here.method.steps}
    for one in found:
        sys.stdout.write(
            terminal_row(f"± {titles.get(one.step, one.step) or 'The session'}") + "\n"
        )
        for name, words in ((head.copy_of.name, one.here), (head.path.name, one.there)):
            line = " ".join(words.split()) or "(not there)"
            sys.stdout.write(terminal_row(f"    {name}: {line}") + "\n")
    if own:
        _tell(f"Your private jottings differ, too, in {own}: Ctrl+R in the session shows them.")


def _merge(copies: Sequence[SessionSummary], storage: StorageContext) -> int:
    """Take what only the copies hold into the session; what both hold stays as it is there."""
    session = copies[0].copy_of
    if session is None:
        return 1
    document = open_document(session, storage.now, storage)
    wanted, failed = {head.path for head in copies}, False
    try:
        if document.read_only:
            raise UserError(f"{session.name}: {document.read_only} Nothing was changed.")
        for other in copies_beside(document):
            if other.path not in wanted:
                continue
            found = differences(document.session, other.session)
            new = frozenset(one.key for one in found if not one.here)
            kept = [one for one in found if one.here and one.there]
            if not merge_into(document, other, new):
                failed = True
                continue
            wanted.discard(other.path)
            _tell(
                f"{len(new)} thing{'s' * (len(new) != 1)} came from {other.path.name} into"
                f" {session.name}; {len(kept)} that differ stay as they are there."
                f" {other.path.name} is a version now, and in the trash."
            )
    finally:
        document.close()
    for path in sorted(wanted):
        _tell(f"{path.name} was not taken in, and lies where it was.")
    return 1 if wanted or failed else 0


def _is(path: Path, other: Path) -> bool:
    return path.absolute() == other.absolute()


def _tell(words: str) -> None:
    sys.stderr.write(terminal_row(words) + "\n")
