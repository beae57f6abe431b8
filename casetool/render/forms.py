"""The forms that a paper can have, each made by its own module; none is imported unasked."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from casetool.render.paper import Paper


class Form(StrEnum):
    """A form of the notes; its value is also the end of the file's name."""

    MARKDOWN = "md"
    PAGE = "html"
    WORD = "docx"
    PDF = "pdf"

    @property
    def is_text(self) -> bool:
        """Whether it can be shown in a terminal."""
        return self in (Form.MARKDOWN, Form.PAGE)


FORM_NAMES = {
    Form.MARKDOWN: "Markdown (plain text)",
    Form.PAGE: "a web page (HTML)",
    Form.WORD: "Word",
    Form.PDF: "PDF",
}
"""What each form is called."""


def made(paper: Paper, form: Form, now: datetime, template: Path | None = None) -> bytes:
    """A paper in a form, as the bytes of its file.

    Args:
        paper: the paper.
        form: which form.
        now: when it is made; Word and PDF write it down.
        template: the partnership's own Word file, whose styles are used.

    Raises:
        Failure: the form needs an extra that is not installed, or the template cannot be used.
    """
    return _MAKERS[form](paper, now, template)


def subject_of(paper: Paper, label: str) -> str:
    """The subject of the mail with which a paper may go round.

    Args:
        paper: the paper.
        label: what the case is called in it.
    """
    words = f"{paper.title}: {label}"
    return f"{paper.marking}: {words}" if paper.marking else words


def _markdown(paper: Paper, now: datetime, template: Path | None) -> bytes:
    from casetool.render.markdown import markdown

    return markdown(paper).encode()


def _page(paper: Paper, now: datetime, template: Path | None) -> bytes:
    from casetool.render.html import page

    return page(paper).encode()


def _word(paper: Paper, now: datetime, template: Path | None) -> bytes:
    from casetool.render.word import document

    return document(paper, now, template)


def _pdf(paper: Paper, now: datetime, template: Path | None) -> bytes:
    from casetool.render.pdf import pdf

    return pdf(paper, now)


_MAKERS: dict[Form, Callable[[Paper, datetime, Path | None], bytes]] = {
    Form.MARKDOWN: _markdown,
    Form.PAGE: _page,
    Form.WORD: _word,
    Form.PDF: _pdf,
}
