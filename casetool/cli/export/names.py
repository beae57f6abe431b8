"""Checks shared by verbs that export case text: names, approval, and a file of its own."""

import argparse
import contextlib
import sys
from pathlib import Path

from casetool.cli.terminal.prompts import confirm
from casetool.errors import UserError
from casetool.models.method import Method
from casetool.models.pseudonyms.names import NameDisplay, Names, find_names
from casetool.models.pseudonyms.replace import replace_names, unsafe_replacements
from casetool.models.pseudonyms.room_view import names_on_board
from casetool.models.session import Session
from casetool.render.views.replacements import describe_replacement, replacement_count
from casetool.storage.files.atomic import ChangedOnDiskError, SaveError, write_atomically
from casetool.storage.files.regular_file import kind_of


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is not there yet.

    Args:
        path: the file.
        data: what is to be in it.

    Raises:
        UserError: it is there already, or it could not be written.
    """
    with contextlib.suppress(OSError):
        kind = kind_of(path.stat().st_mode)
        if kind:
            raise UserError(f"{path} is {kind}, not a file. Nothing was written.")
    try:
        write_atomically(path, data, None)
    except ChangedOnDiskError as error:
        raise UserError(f"{error} Choose another name.") from None
    except SaveError as error:
        raise UserError(str(error)) from None


def warn_of_names(count: int, what: str, remedy: str = "--stand-ins replaces them.") -> None:
    """Say that real names go out: how many, and not which.

    Args:
        count: how many real names were found. Without any, nothing is printed.
        what: what they stand in, such as ``these notes``.
        remedy: what can be done about it.
    """
    if count:
        times = "once" if count == 1 else f"{count} times"
        sys.stderr.write(f"Real names appear in {what} {times}. {remedy}\n")


def confirm_replacements(count: int, options: argparse.Namespace) -> None:
    """Ask for approval of the replacements, if there are any.

    Args:
        count: how many there are.
        options: where it says whether they are approved already.

    Raises:
        UserError: they were not approved, or nobody can be asked.
    """
    if count:
        question = f"Write it with {replacement_count(count, 'these ')}?"
        confirm(question, options, "Nothing was written.")


def names_wanted(options: argparse.Namespace) -> NameDisplay:
    """What is to stand in the place of real names, from the command line."""
    if options.stand_ins:
        return NameDisplay.STAND_INS
    return NameDisplay.INITIALS if options.initials else NameDisplay.NAMES


def approved_report(
    session: Session,
    method: Method,
    display: NameDisplay,
    output: Path | None,
    options: argparse.Namespace,
) -> Session:
    """The session with what stands for real names, each shown before somebody says yes.

    Args:
        session: the session, without what is private.
        method: its method.
        display: stand-ins or initials.
        output: the file where it goes, whose name must tell nobody's.
        options: where it says whether the replacements are approved already.

    Raises:
        UserError: they were not approved, or there is nothing to stand there.
    """
    names = names_on_board(session, display) if display is NameDisplay.INITIALS else session.names
    _refuse(names, output)
    session, replacements = replace_names(session, names)
    for replacement in replacements:
        sys.stderr.write(f"{describe_replacement(replacement, method)}\n")
    confirm_replacements(len(replacements), options)
    return session


def _refuse(names: Names, output: Path | None) -> None:
    if not names:
        raise UserError(
            "This session has no names and stand-ins yet. Add them in the app with Ctrl+N."
        )
    if unsafe_replacements(names):
        raise UserError("A stand-in contains a real name. casetool check says which.")
    if output is not None and find_names(output.name, names):
        raise UserError("That file name contains a real name. Choose another name.")
