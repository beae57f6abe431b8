"""The verb of copies: which there are, what differs, and what becomes of them."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casetool.errors import Failure
from casetool.models.merge.diff import differences
from casetool.models.privacy import without_private
from casetool.render.text.terminal_safe import visible
from casetool.services.sessions.conflicts import copies_beside, settle
from casetool.services.sessions.open import load_session, open_document
from casetool.services.sessions.own_session import make_own
from casetool.storage.context import Rest
from casetool.storage.encryption.age import is_sealed
from casetool.storage.encryption.cipher import PLAIN
from casetool.storage.files.atomic import SaveError
from casetool.storage.history.trash import discard_copy
from casetool.storage.library.index import NoSessionError, find_session, heads
from casetool.storage.library.summary import Head
from casetool.storage.locations import rest_of


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
    rest = rest_of(options.environment)
    if options.file is None:
        if options.merge or options.discard or options.own:
            raise Failure("Say which session or which copy is meant.")
        return _list(heads(folder), folder)
    try:
        path = find_session(folder, options.file)
    except NoSessionError as error:
        raise Failure(str(error)) from None
    if is_sealed(path):
        from casetool.cli.commands.encryption import seal_of

        rest = replace(rest, seal=seal_of(path, options))
    listed = heads(path.parent, rest.seal)
    chosen = [head for head in listed if head.copy_of is not None and _is(head.path, path)]
    if options.own and not chosen:
        chosen = _with_its_id(listed, path)
    copies = chosen or [head for head in listed if head.copy_of and _is(head.copy_of, path)]
    if not copies:
        sys.stderr.write(visible(f"There is no copy of {path.name}.\n"))
        return 1 if options.merge or options.discard or options.own else 0
    if options.own and not chosen:
        raise Failure(f"{path.name} is a session of its own already. Name the copy.")
    try:
        return _carry_out(options, copies, rest)
    except SaveError as error:
        raise Failure(str(error)) from None


def _carry_out(options: argparse.Namespace, copies: Sequence[Head], rest: Rest) -> int:
    if options.merge:
        return _merge(copies, rest)
    for head in copies:
        rest_of_it = rest if is_sealed(head.path) else replace(rest, seal=PLAIN)
        if options.discard:
            discard_copy(head.path, rest_of_it)
            _tell(f"{head.path.name} is in the trash. casetool trash --restore brings it back.")
        elif options.own:
            _tell(make_own(head.path, rest_of_it))
        else:
            _compare(head, rest_of_it, rest)
    return 0


def _with_its_id(listed: Sequence[Head], path: Path) -> list[Head]:
    """The session, where another case has its id: both were made from one template."""
    ids = [head.id for head in listed if head.id and head.copy_of is None]
    return [head for head in listed if _is(head.path, path) and ids.count(head.id) > 1]


def _list(listed: Sequence[Head], folder: Path) -> int:
    copies = [head for head in listed if head.copy_of is not None]
    for head in copies:
        why = f". It cannot be read: {head.unread}" if head.unread else ""
        sys.stdout.write(visible(f"{head.path.name}: {head.problem}{why}\n"))
    if not copies:
        _tell(f"There are no copies of sessions in {folder}.")
    return 0


def _compare(head: Head, rest_of_it: Rest, rest: Rest) -> None:
    if head.copy_of is None or head.unread:
        _tell(f"{head.path.name}: {head.problem}. It cannot be read: {head.unread}.")
        return
    its = rest if is_sealed(head.copy_of) else replace(rest, seal=PLAIN)
    here, there = load_session(head.copy_of, its), load_session(head.path, rest_of_it)
    found = differences(
        without_private(here.session, here.method), without_private(there.session, there.method)
    )
    own = len(differences(here.session, there.session)) - len(found)
    count = "1 thing differs" if len(found) == 1 else f"{len(found) or 'no'} things differ"
    sys.stdout.write(visible(f"{head.path.name} and {head.copy_of.name}: {count}.\n"))
    titles = {step.id: step.title for step in here.method.steps}
    for one in found:
        sys.stdout.write(visible(f"± {titles.get(one.step, one.step) or 'The session'}\n"))
        for name, words in ((head.copy_of.name, one.here), (head.path.name, one.there)):
            line = " ".join(words.split()) or "(not there)"
            sys.stdout.write(visible(f"    {name}: {line}\n"))
    if own:
        _tell(f"Your private jottings differ, too, in {own}: Ctrl+R in the session shows them.")


def _merge(copies: Sequence[Head], rest: Rest) -> int:
    """Take what only the copies hold into the session; what both hold stays as it is there."""
    session = copies[0].copy_of
    if session is None:
        return 1
    document = open_document(session, rest.now, rest)
    wanted, failed = {head.path for head in copies}, False
    try:
        if document.read_only:
            raise Failure(f"{session.name}: {document.read_only} Nothing was changed.")
        for other in copies_beside(document):
            if other.path not in wanted:
                continue
            found = differences(document.session, other.session)
            new = frozenset(one.key for one in found if not one.here)
            kept = [one for one in found if one.here and one.there]
            if not settle(document, other, new):
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
    sys.stderr.write(visible(words) + "\n")
