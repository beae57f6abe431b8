"""The forms that a paper can have, each made by its own module; none is imported unasked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from casetool.render.report.blocks import Report


class NotesFormat(StrEnum):
    """A form of the notes; its value is also the end of the file's name."""

    MARKDOWN = "md"
    PAGE = "html"
    WORD = "docx"
    PDF = "pdf"

    @property
    def is_text(self) -> bool:
        """Whether it can be shown in a terminal."""
        return self in (NotesFormat.MARKDOWN, NotesFormat.PAGE)


FORMAT_NAMES = {
    NotesFormat.MARKDOWN: "Markdown (plain text)",
    NotesFormat.PAGE: "a web page (HTML)",
    NotesFormat.WORD: "Word",
    NotesFormat.PDF: "PDF",
}
"""What each form is called."""


@dataclass(frozen=True, slots=True)
class RenderedFile:
    """A paper in a form."""

    data: bytes
    """What is in its file."""
    notices: tuple[str, ...] = ()
    """What did not come out as it might: sentences for whoever made it."""


def render_report(
    paper: Report, form: NotesFormat, now: datetime, template: Path | None = None
) -> RenderedFile:
    """A paper in a form, and what is to be said of it.

    Args:
        paper: the paper.
        form: which form.
        now: when it is made; Word and PDF write it down.
        template: the partnership's own Word file, whose styles are used.

    Raises:
        Failure: the form needs an extra that is not installed, or the template cannot be used.
    """
    return _MAKERS[form](paper, now, template)


def subject_of(paper: Report, label: str) -> str:
    """The subject of the mail with which a paper may go round.

    Args:
        paper: the paper.
        label: what the case is called in it.
    """
    words = f"{paper.title}: {label}"
    return f"{paper.marking}: {words}" if paper.marking else words


def _markdown(paper: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.markdown import markdown

    return RenderedFile(markdown(paper).encode())


def _page(paper: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.html.page import html_page

    return RenderedFile(html_page(paper).encode())


def _word(paper: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.docx.document import report_as_word

    data, missing = report_as_word(paper, now, template)
    if template is None or not missing:
        return RenderedFile(data)
    styles = ", ".join(f"“{name}”" for name in missing)
    word = "style" if len(missing) == 1 else "styles"
    ours = "casetool's own stands in" if len(missing) == 1 else "casetool's own stand in"
    return RenderedFile(data, (f"{template.name} has no {word} {styles}: {ours}.",))


def _pdf(paper: Report, now: datetime, template: Path | None) -> RenderedFile:
    from casetool.render.formats.pdf.document import report_as_pdf

    return RenderedFile(*report_as_pdf(paper, now))


_MAKERS: dict[NotesFormat, Callable[[Report, datetime, Path | None], RenderedFile]] = {
    NotesFormat.MARKDOWN: _markdown,
    NotesFormat.PAGE: _page,
    NotesFormat.WORD: _word,
    NotesFormat.PDF: _pdf,
}
