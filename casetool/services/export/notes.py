"""A paper of the open session, written to a file beside it."""

from dataclasses import dataclass
from pathlib import Path

from casetool.errors import UserError
from casetool.models.notes_options import DEFAULT_OPTIONS, NotesLength, NotesOptions
from casetool.models.pseudonyms.display import names_on_board
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.pseudonyms.replace import replace_names
from casetool.models.session import Session
from casetool.render.formats.notes_format import NotesFormat, render_report, subject_of
from casetool.render.report.blocks import Report
from casetool.render.report.notes import build_notes
from casetool.render.report.preparation import pre_reading
from casetool.render.report.summary import build_summary
from casetool.services.sessions.document import Document
from casetool.storage.files.atomic import SaveError
from casetool.storage.files.exports import write_beside, write_named
from casetool.storage.notes_style import NotesStyleError, read_notes_style, template_of


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to be written."""

    form: NotesFormat = NotesFormat.MARKDOWN
    choice: NotesOptions = DEFAULT_OPTIONS
    sheet: bool = False
    """Whether it is the sheet for before the meeting, not the notes."""

    @property
    def name(self) -> str:
        """What the file is called after: ``notes``, ``summary`` or ``pre-reading``."""
        if self.sheet:
            return "pre-reading"
        return "summary" if self.choice.extent is NotesLength.SUMMARY else "notes"


@dataclass(frozen=True, slots=True)
class ExportResult:
    """A paper in a file."""

    path: Path
    data: bytes
    """What is in it: the digest of a version is made of it."""
    subject: str
    """What a mail with it may be called."""
    notices: tuple[str, ...] = ()
    """What did not come out as it might."""

    @property
    def also(self) -> str:
        """What is to be said of it after where it is: a space and sentences, or nothing."""
        return "".join(f" {notice}" for notice in self.notices)


CANNOT_WRITE = (SaveError, NotesStyleError, UserError)
"""Why a paper may not be written; each says what to do about it."""


def export_notes(
    document: Document, copy: ExportRequest, session: Session | None = None, label: str = ""
) -> ExportResult:
    """Write a paper beside the session, under a name that is free.

    Args:
        document: the open session.
        copy: what is to be written.
        session: another value of the session, such as one with stand-ins; else as it is now.
        label: what the file is called after; else after the session's own file.

    Returns:
        Where it is.

    Raises:
        LookError: the team's own look cannot be used.
        Failure: the form needs an extra that is not installed, or the team's template fails.
        SaveError: it could not be written.
    """
    session = document.session if session is None else session
    paper, template = build_report(document, copy, session)
    made = render_report(paper, copy.form, document.now(), template)
    end = f"{copy.name}.{copy.form.value}"
    if label:
        day = session.discussion or document.now().date()
        path = write_named(document.path.parent, label, day, made.data, end)
    else:
        path = write_beside(document.path, made.data, end)
    return ExportResult(path, made.data, subject_of(paper, session.child), made.notices)


def build_report(
    document: Document, copy: ExportRequest, session: Session
) -> tuple[Report, Path | None]:
    """The paper, and the team's own Word template.

    Args:
        document: the open session.
        copy: what is wanted.
        session: the session as it is to be told.

    Raises:
        LookError: the team's own look cannot be used.
    """
    folder = document.path.parent
    look, method = read_notes_style(folder), document.method
    if copy.choice.names is NameDisplay.INITIALS:
        session, _ = replace_names(session, names_on_board(session, NameDisplay.INITIALS))
    if copy.sheet:
        paper = pre_reading(session, method, copy.choice, look)
    elif copy.choice.extent is NotesLength.SUMMARY:
        paper = build_summary(session, method, copy.choice, look)
    else:
        paper = build_notes(session, method, copy.choice, look)
    return paper, template_of(look, folder)
