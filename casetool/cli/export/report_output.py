"""Export notes and sheets, with approved stand-ins if chosen."""

import argparse
from pathlib import Path

from casetool.cli.export.delivery import deliver, delivery
from casetool.cli.export.names import approved_report, names_wanted, warn_of_names
from casetool.clock import local_now
from casetool.methods import DEFAULT, find_method
from casetool.models.notes_options import NotesLength, NotesOptions
from casetool.models.privacy import without_private
from casetool.models.pseudonyms.names import NameDisplay, without_names
from casetool.models.pseudonyms.replace import names_left
from casetool.models.session import Session
from casetool.render.formats.notes_format import subject_of
from casetool.render.report.notes import build_notes
from casetool.render.report.preparation import blank_tool, pre_reading
from casetool.render.report.summary import build_summary
from casetool.storage.toml.codec import Loaded


def send_notes(loaded: Loaded, folder: Path, options: argparse.Namespace) -> int:
    """Write the notes of a session.

    Args:
        loaded: the session and its method.
        folder: the sessions, beside which the team's look stands.
        options: what was asked for on the command line.

    Returns:
        The exit code.

    Raises:
        UserError: they could not be written, or the replacements were not approved.
    """
    to = delivery(options.output, options.format, folder, options.plain_look, local_now())
    choice = _choice(options)
    session, label = _with_names(loaded, choice.names, to.output, options)
    write = build_summary if choice.extent is NotesLength.SUMMARY else build_notes
    paper = write(session, loaded.method, choice, to.look)
    return deliver(paper, to, "The notes are in", subject_of(paper, label))


def send_sheet(loaded: Loaded, folder: Path, options: argparse.Namespace) -> int:
    """Write the sheet that is to be read before the meeting.

    Args:
        loaded: the session and its method.
        folder: the sessions, beside which the team's look stands.
        options: what was asked for on the command line.

    Returns:
        The exit code.

    Raises:
        UserError: it could not be written, or the replacements were not approved.
    """
    to = delivery(options.output, options.format, folder, options.plain_look, local_now())
    names = names_wanted(options)
    session, label = _with_names(loaded, names, to.output, options)
    choice = NotesOptions(names=names, marking=options.marking)
    paper = pre_reading(session, loaded.method, choice, to.look)
    return deliver(paper, to, "The sheet is in", subject_of(paper, label))


def send_blank(folder: Path, options: argparse.Namespace) -> int:
    """Write the blank tool.

    Args:
        folder: the sessions, beside which the team's look stands.
        options: what was asked for on the command line.

    Returns:
        The exit code.

    Raises:
        UserError: it could not be written.
    """
    to = delivery(options.output, options.format, folder, options.plain_look, local_now())
    paper = blank_tool(find_method(DEFAULT), NotesOptions(marking=options.marking), to.look)
    return deliver(paper, to, "The blank tool is in")


def _with_names(
    loaded: Loaded, display: NameDisplay, output: Path | None, options: argparse.Namespace
) -> tuple[Session, str]:
    """The session with names as they are wanted, and what the case is called outside."""
    session = without_private(loaded.session, loaded.method)
    if display is NameDisplay.NAMES:
        warn_of_names(len(names_left(session, session.names)), "these notes")
        return session, without_names(session.child, session.names)
    session = approved_report(session, loaded.method, display, output, options)
    return session, session.child


def _choice(options: argparse.Namespace) -> NotesOptions:
    return NotesOptions(
        extent=NotesLength.SUMMARY if options.summary else NotesLength.WHOLE,
        attribution=options.who,
        names=names_wanted(options),
        marking=options.marking,
    )
