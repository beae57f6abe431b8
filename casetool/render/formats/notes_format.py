"""The file formats of a report. Each module is imported only when its format is requested."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from casetool.render.report.blocks import Report


class NotesFormat(StrEnum):
    """A file format of the notes. The value is also the file extension."""

    MARKDOWN = "md"
    PAGE = "html"
    WORD = "docx"
    PDF = "pdf"

    @property
    def is_text(self) -> bool:
        """Whether a terminal can show it."""
        return self in (NotesFormat.MARKDOWN, NotesFormat.PAGE)


FORMAT_NAMES = {
    NotesFormat.MARKDOWN: "Markdown (plain text)",
    NotesFormat.PAGE: "a web page (HTML)",
    NotesFormat.WORD: "Word",
    NotesFormat.PDF: "PDF",
}
"""The name of each format."""


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A report in a file format."""

    data: bytes
    """The contents of the file."""
    notices: tuple[str, ...] = ()
    """Warnings for the person who exported the file."""


def render_report(
    report: Report, form: NotesFormat, now: datetime, template: Path | None = None
) -> RenderedFile:
    """Write a report in a file format.

    Args:
        report: the report.
        form: the file format.
        now: the time of creation, which Word and PDF files record.
        template: the partnership's own Word file, for its styles.

    Raises:
        UserError: the format needs an extra that is not installed, or the template cannot be used.
    """
    return _WRITERS[form](report, now, template)


def subject_of(report: Report, label: str) -> str:
    """Suggest the subject of a mail with the report.

    Args:
        report: the report.
        label: the name of the case in the subject.
    """
    subject = f"{report.title}: {label}"
    return f"{report.marking}: {subject}" if report.marking else subject


def _markdown(report: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.markdown import markdown

    return RenderedFile(markdown(report).encode())


def _page(report: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.html.page import html_page

    return RenderedFile(html_page(report).encode())


def _word(report: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.docx.document import report_as_word

    data, missing = report_as_word(report, now, template)
    if template is None or not missing:
        return RenderedFile(data)
    styles = ", ".join(f"“{name}”" for name in missing)
    noun = "style" if len(missing) == 1 else "styles"
    substitution = "casetool's own stands in" if len(missing) == 1 else "casetool's own stand in"
    return RenderedFile(data, (f"{template.name} has no {noun} {styles}: {substitution}.",))


def _pdf(report: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.pdf.document import report_as_pdf

    return RenderedFile(*report_as_pdf(report, now))


_WRITERS: dict[NotesFormat, Callable[[Report, datetime, Path | None], RenderedFile]] = {
    NotesFormat.MARKDOWN: _markdown,
    NotesFormat.PAGE: _page,
    NotesFormat.WORD: _word,
    NotesFormat.PDF: _pdf,
}
