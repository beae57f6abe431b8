"""Write a document to standard output or to a file."""

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from casetool.cli.export.file_ends import NOTES_ENDS, form_by_name
from casetool.cli.export.names import write_file
from casetool.cli.export.style_check import style_or_error
from casetool.cli.terminal.output import tell
from casetool.errors import UserError
from casetool.models.notes_style import PLAIN_STYLE, NotesStyle
from casetool.render.formats.notes_format import NotesFormat, render_report
from casetool.render.report.blocks import Report
from casetool.render.text.terminal_safe import terminal_safe
from casetool.storage.notes_style import template_of


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a paper goes, and how it looks there."""

    form: NotesFormat
    output: Path | None
    """The file, or None for standard output."""
    now: datetime
    look: NotesStyle = PLAIN_STYLE
    template: Path | None = None
    """The partnership's own Word file."""


def delivery(
    output: Path | None, form: str | None, folder: Path, plain_look: bool, now: datetime
) -> Delivery:
    """Where a paper is to go, and in which form: as asked, else as the file's name ends.

    Args:
        output: the named file, or None for standard output.
        form: the form that was asked for, if one was.
        folder: the sessions, beside which the team's look stands.
        plain_look: whether the team's look is not wanted.
        now: when it is made.

    Raises:
        UserError: the team's look cannot be used, or the form fits neither name nor terminal.
    """
    chosen = NotesFormat(form_by_name(form, output, NOTES_ENDS, NotesFormat.MARKDOWN))
    if output is None and not chosen.is_text and sys.stdout.isatty():
        raise UserError(f"{chosen.value} cannot be shown in a terminal. Name a file with --output.")
    look = style_or_error(folder, plain_look)
    return Delivery(chosen, output, now, look, template_of(look, folder))


def deliver(paper: Report, to: Delivery, what: str, subject: str = "") -> int:
    """Write a paper.

    Args:
        paper: the paper.
        to: where it goes.
        what: what it is called when it is told where it went.
        subject: what a mail with it may be called.

    Returns:
        The exit code.

    Raises:
        UserError: it could not be written.
    """
    rendered = render_report(paper, to.form, to.now, to.template)
    if to.output is None:
        _print(rendered.data, to.form)
    else:
        write_file(to.output, rendered.data)
        tell(f"{what} {to.output}")
    for notice in rendered.notices:
        tell(notice)
    if subject and to.output is not None:
        tell(f"Suggested email subject: {subject}")
    return 0


def _print(data: bytes, form: NotesFormat) -> None:
    if form.is_text and sys.stdout.isatty():
        sys.stdout.write(terminal_safe(data.decode()))
    elif form.is_text:
        sys.stdout.write(data.decode())
    else:
        sys.stdout.buffer.write(data)
