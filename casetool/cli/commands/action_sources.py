"""The sessions whose actions go out: one or all of a folder, with stand-ins where wanted."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from casetool.cli.names import approve
from casetool.cli.progress import CountingLine
from casetool.errors import Failure
from casetool.models.actions.model import Actions
from casetool.models.base import changed
from casetool.models.method import Kind, Method
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import Names, find_names
from casetool.models.pseudonyms.replace import Replacement, replace_names, unsafe
from casetool.models.session import Session
from casetool.render.text.terminal_safe import visible
from casetool.render.views.replacements import told
from casetool.services.sessions.open import load_session
from casetool.storage.context import Rest
from casetool.storage.encryption.age import is_sealed
from casetool.storage.encryption.cipher import PLAIN, Seal
from casetool.storage.library.index import NoSessionError, find_session, heads
from casetool.storage.tally import Tally, tallied


@dataclass(frozen=True, slots=True)
class Source:
    """A session whose actions go out."""

    path: Path
    session: Session
    """Nothing of it but who takes part and its actions."""
    method: Method
    names: Names
    """The real names that may still stand in it."""

    @property
    def sealed(self) -> bool:
        """Whether its file is encrypted."""
        return is_sealed(self.path)


def gathered(
    options: argparse.Namespace, folder: Path
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sessions that are asked for, and in words which of them could not be read.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Raises:
        Failure: there is none, it cannot be read, or the stand-ins were not approved.
    """
    left: list[str] = []
    if options.all:
        stopped = "Stopped. {} of {} sessions were read, and nothing was written.".format
        with CountingLine("Reading", stopped) as line:
            sources = _all(options, folder, left, line)
    else:
        try:
            path = find_session(folder, options.file)
        except NoSessionError as error:
            raise Failure(str(error)) from None
        from casetool.cli.commands.encryption import seal_of

        sources = (_source(path, seal_of(path, options)),)
    if not sources:
        some = f" that can be read ({'; '.join(left)})" if left else ""
        raise Failure(f"There are no sessions in {folder}{some}.")
    return _approved(options, sources) if options.stand_ins else sources, tuple(left)


def _all(
    options: argparse.Namespace, folder: Path, left: list[str], tally: Tally
) -> tuple[Source, ...]:
    found = heads(folder, tally=tally)
    seal: Seal = PLAIN
    if any(head.locked for head in found):
        from casetool.cli.commands.encryption import seal_to_make

        try:
            seal = seal_to_make(folder, options)  # the passphrase of the folder, once
        except Failure as failure:  # what is not encrypted is there all the same
            left.append(str(failure))
        else:
            found = heads(folder, seal)  # now their ids are known, and what is a copy
    sources = []
    for head in tallied(found, tally):
        if head.copy_of is not None:
            sys.stderr.write(visible(f"Not counted: {head.path.name}, {head.problem}.") + "\n")
            continue
        if head.problem and not head.locked:
            left.append(f"{head.path.name}: {head.problem}.")
            continue
        try:
            sources.append(_source(head.path, seal if is_sealed(head.path) else PLAIN))
        except Failure as failure:
            left.append(str(failure))
    return tuple(sources)


def _source(path: Path, seal: Seal) -> Source:
    loaded = load_session(path, Rest(seal=seal))
    session = without_private(loaded.session, loaded.method)
    # what does not go out is not asked about when names are replaced
    headings = tuple(one for one in session.headings if isinstance(one, Actions))
    slim = changed(session, headings=headings, reason="", facilitator="", agreed=())
    return Source(path, slim, loaded.method, session.names)


def _approved(options: argparse.Namespace, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sessions with stand-ins, each replacement shown before somebody says yes."""
    if not any(source.names for source in sources):
        raise Failure("No names and stand-ins are written down yet: Ctrl+N in the app does it.")
    new: list[Source] = []
    shown: list[str] = []
    for source in sources:
        _check_names(options, source, many=options.all)
        session, found = replace_names(source.session, source.names)
        shown += _told(found, source.method)
        new.append(Source(source.path, session, source.method, names=()))
    for line in shown:
        sys.stderr.write(f"{line}\n")
    approve(len(shown), options)
    return tuple(new)


def _told(found: Sequence[Replacement], method: Method) -> list[str]:
    """What changes in the actions and in what the case is called; people stand in no list."""
    steps = {step.id for step in method.of_kind(Kind.ACTIONS)}
    return [
        told(one, method) for one in found if one.place.step in steps or one.place.field == "child"
    ]


def _check_names(options: argparse.Namespace, source: Source, many: bool) -> None:
    name = visible(source.path.name)
    if not source.names:
        sys.stderr.write(f"{name} has no stand-ins: its actions go out as they stand.\n")
    if unsafe(source.names):
        raise Failure(f"{name}: a stand-in has a real name in it; casetool check tells which.")
    if options.output is not None and find_names(options.output.name, source.names):
        raise Failure("The name of that file has a real name in it. Choose another name.")
    if many and find_names(source.path.name, source.names):
        sys.stderr.write(f"{name}: its name has a real name in it, and stands in the log.\n")
