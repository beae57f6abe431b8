"""The sessions whose actions go out: one or all of a folder, with stand-ins where wanted."""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from casetool.cli.export.names import confirm_replacements
from casetool.cli.sessions.find import find_file
from casetool.cli.terminal.output import tell
from casetool.cli.terminal.progress import CountingLine, stopped_reading
from casetool.errors import UserError
from casetool.models.actions.model import Actions
from casetool.models.base import evolve
from casetool.models.method import KindName, Method
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import Names, find_names
from casetool.models.pseudonyms.replace import Replacement, replace_names, unsafe_replacements
from casetool.models.session import Session
from casetool.render.text.terminal_safe import terminal_row
from casetool.render.views.replacements import describe_replacement
from casetool.services.sessions.open import load_session
from casetool.storage.context import StorageContext
from casetool.storage.encryption.age import is_encrypted
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher
from casetool.storage.library.index import list_sessions
from casetool.storage.library.summary import SessionSummary
from casetool.storage.tally import Tally, count_through


@dataclass(frozen=True, slots=True)
class Source:
    """A session whose actions go out."""

    path: Path
    session: Session
    """Nothing of it but who takes part and its actions."""
    method: Method
    names: Names
    """The real names that may still stand in it."""
    label: str = ""
    """The name of its file for a reader, where the log covers several."""

    @property
    def sealed(self) -> bool:
        """Whether its file is encrypted."""
        return is_encrypted(self.path)


def gather_actions(
    options: argparse.Namespace, folder: Path
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sessions that are asked for, and in words which of them could not be read.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Raises:
        UserError: there is none, it cannot be read, or the stand-ins were not approved.
    """
    unread: list[str] = []
    if options.all:
        with CountingLine("Reading", stopped_reading("sessions were read")) as line:
            sources = _all(options, folder, unread, line)
    else:
        path = find_file(options.file, folder)
        from casetool.cli.sessions.passphrase import cipher_of

        sources = (_source(path, cipher_of(path, options)),)
    if not sources:
        some = f" that can be read ({'; '.join(unread)})" if unread else ""
        if not os.path.lexists(folder):
            raise UserError(f"There is no folder {folder}.")
        raise UserError(f"There are no sessions in {folder}{some}.")
    return _approved(options, sources) if options.stand_ins else sources, tuple(unread)


def _all(
    options: argparse.Namespace, folder: Path, unread: list[str], tally: Tally
) -> tuple[Source, ...]:
    summaries = list_sessions(folder, tally=tally)
    cipher: Cipher = NO_CIPHER
    if any(summary.locked for summary in summaries):
        from casetool.cli.sessions.passphrase import cipher_of_folder

        try:
            cipher = cipher_of_folder(folder, options)  # the passphrase of the folder, once
        except UserError as failure:  # what is not encrypted is there all the same
            unread.append(str(failure))
        else:
            summaries = list_sessions(folder, cipher)  # now their ids are known, and what is a copy
    sources = []
    for summary in count_through(summaries, tally):
        if summary.copy_of is not None:
            tell(f"Not counted: {summary.path.name}, {summary.problem}.")
            continue
        if problem := _why_unread(summary, cipher):
            unread.append(f"{summary.path.name}: {problem}.")
            continue
        try:
            its_cipher = cipher if is_encrypted(summary.path) else NO_CIPHER
            source = _source(summary.path, its_cipher)
            sources.append(replace(source, label=terminal_row(summary.path.name)))
        except UserError as failure:
            unread.append(str(failure))
    return tuple(sources)


def _why_unread(summary: SessionSummary, cipher: Cipher) -> str:
    """Why a session of the folder is not read, or nothing."""
    if not summary.locked:
        return summary.problem
    return "encrypted, and not opened" if cipher is NO_CIPHER else ""


def _source(path: Path, cipher: Cipher) -> Source:
    loaded = load_session(path, StorageContext(cipher=cipher))
    session = without_private(loaded.session, loaded.method)
    # what does not go out is not asked about when names are replaced
    headings = tuple(heading for heading in session.headings if isinstance(heading, Actions))
    slim = evolve(session, headings=headings, reason="", facilitator="", agreed=())
    return Source(path, slim, loaded.method, session.names)


def _approved(options: argparse.Namespace, sources: tuple[Source, ...]) -> tuple[Source, ...]:
    """The sessions with stand-ins, each replacement shown before somebody says yes."""
    if not any(source.names for source in sources):
        raise UserError("There are no names and stand-ins yet. Add them in the app with Ctrl+N.")
    new: list[Source] = []
    lines: list[str] = []
    for source in sources:
        _check_names(options, source, many=options.all)
        session, replacements = replace_names(source.session, source.names)
        lines += _describe(replacements, source.method)
        new.append(replace(source, session=session, names=()))
    for line in lines:
        sys.stderr.write(f"{line}\n")
    confirm_replacements(len(lines), options)
    return tuple(new)


def _describe(replacements: Sequence[Replacement], method: Method) -> list[str]:
    """Describe what changes in the actions and the case's name. People are not listed."""
    steps = {step.id for step in method.of_kind(KindName.ACTIONS)}
    return [
        describe_replacement(replacement, method)
        for replacement in replacements
        if replacement.location.step in steps or replacement.location.field == "child"
    ]


def _check_names(options: argparse.Namespace, source: Source, many: bool) -> None:
    name = terminal_row(source.path.name)
    if not source.names:
        sys.stderr.write(f"{name} has no stand-ins. Its actions are unchanged.\n")
    if unsafe_replacements(source.names):
        raise UserError(f"{name}: a stand-in contains a real name. casetool check says which.")
    if options.output is not None and find_names(options.output.name, source.names):
        raise UserError("That file name contains a real name. Choose another name.")
    if many and find_names(source.path.name, source.names):
        sys.stderr.write(f"{name}: this file name contains a real name, and the log shows it.\n")
