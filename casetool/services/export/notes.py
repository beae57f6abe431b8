"""Export a report of the open session to a file beside it."""

from dataclasses import dataclass
from pathlib import Path

from casetool.errors import UserError
from casetool.models.notes_options import DEFAULT_OPTIONS, NotesLength, NotesOptions
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.pseudonyms.replace import replace_names
from casetool.models.pseudonyms.room_view import names_on_board
from casetool.models.session import Session
from casetool.render.formats.notes_format import NotesFormat, render_report, subject_of
from casetool.render.report.blocks import Report
from casetool.render.report.notes import build_notes
from casetool.render.report.preparation import pre_reading
from casetool.render.report.summary import build_summary
from casetool.services.long_work import long_work
from casetool.services.sessions.document import Document
from casetool.storage.context import real_path
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.exports import write_beside, write_named
from casetool.storage.locations import refuse_dead_drive
from casetool.storage.notes_style import NotesStyleError, read_notes_style, template_of


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export."""

    form: NotesFormat = NotesFormat.MARKDOWN
    choice: NotesOptions = DEFAULT_OPTIONS
    sheet: bool = False
    """Whether to export the pre-reading instead of the notes."""

    @property
    def name(self) -> str:
        """The name of the report in the file name: ``notes``, ``summary`` or ``pre-reading``."""
        if self.sheet:
            return "pre-reading"
        return "summary" if self.choice.extent is NotesLength.SUMMARY else "notes"


@dataclass(frozen=True, slots=True)
class ExportResult:
    """An exported file."""

    path: Path
    data: bytes
    """The content, of which a circulated version keeps the digest."""
    subject: str
    """A subject line for an email with this file."""
    notices: tuple[str, ...] = ()
    """Warnings for the person who exported the file."""

    @property
    def also(self) -> str:
        """The warnings as sentences with a space before each, or empty."""
        return "".join(f" {notice}" for notice in self.notices)


CANNOT_WRITE = (SaveError, NotesStyleError, UserError)
"""Errors that prevent an export. Each says what to do about it."""


def export_notes(
    document: Document, request: ExportRequest, session: Session | None = None, label: str = ""
) -> ExportResult:
    """Export a report to a file beside the session, under a free name.

    Args:
        document: the open session.
        request: what to export.
        session: another value of the session, such as one with stand-ins, or None.
        label: the label for the file name, or empty to use the session's own file name.

    Returns:
        The exported file.

    Raises:
        NotesStyleError: the team's notes style cannot be used.
        UserError: the format needs an extra that is not installed, or the template fails.
        SaveError: it could not be written.
    """
    refuse_dead_drive(document.path.parent)
    drives = document.storage.drives
    drives.refuse_other(real_path(document.path))  # before a long document is made
    session = document.session if session is None else session
    with long_work():
        report, template = build_report(document, request, session)
        rendered = render_report(report, request.form, document.now(), template)
    suffix = f"{request.name}.{request.form.value}"
    if label:
        day = session.discussion or document.now().date()
        path = write_named(document.path, label, day, rendered.data, suffix, drives)
    else:
        path = write_beside(document.path, rendered.data, suffix, drives)
    return ExportResult(path, rendered.data, subject_of(report, session.child), rendered.notices)


def build_report(
    document: Document, request: ExportRequest, session: Session
) -> tuple[Report, Path | None]:
    """Build a report, and find the team's Word template.

    Args:
        document: the open session.
        request: what to export.
        session: the session to report on.

    Raises:
        NotesStyleError: the team's notes style cannot be used.
    """
    folder = document.path.parent
    style, method = read_notes_style(folder), document.method
    if request.choice.names is NameDisplay.INITIALS:
        session, _ = replace_names(session, names_on_board(session, NameDisplay.INITIALS))
    if request.sheet:
        report = pre_reading(session, method, request.choice, style)
    elif request.choice.extent is NotesLength.SUMMARY:
        report = build_summary(session, method, request.choice, style)
    else:
        report = build_notes(session, method, request.choice, style)
    return report, template_of(style, folder)
