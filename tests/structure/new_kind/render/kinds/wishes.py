"""How wishes are written."""

from collections.abc import Iterator

from casetool.models.method import Step
from casetool.models.session import Session
from casetool.render.kind_writer import HeadingOptions, KindWriter
from casetool.render.report.blocks import OwnText, Paragraph, ReportBlock, user_text


def wish_blocks(session: Session, step: Step, options: HeadingOptions) -> Iterator[ReportBlock]:
    """Each wish as a sentence of its own."""
    for _, text in session.heading(step.id).texts():
        yield Paragraph((OwnText("We wish for: "), user_text(text)))


def wish_lines(session: Session, step: Step) -> Iterator[str]:
    """The same as plain text."""
    return (f"We wish for: {text}" for _, text in session.heading(step.id).texts())


WRITER = KindWriter(notes=wish_blocks, text=wish_lines)
