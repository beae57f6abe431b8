"""How the closing round is written."""

from collections.abc import Iterator

from casetool.models.method import Step
from casetool.models.round.model import Round
from casetool.models.session import Session
from casetool.render.kind_writer import HeadingOptions, KindWriter
from casetool.render.report.blocks import (
    OwnText,
    Paragraph,
    ReportBlock,
    ReportItem,
    ReportItems,
    UserText,
    own_line,
)
from casetool.render.report.phrases import (
    round_summary,
)


def _round_blocks(session: Session, step: Step, options: HeadingOptions) -> Iterator[ReportBlock]:
    heading = session.heading(step.id)
    if not isinstance(heading, Round):
        return
    sentence, answers = round_summary(heading, session)
    if sentence:
        yield Paragraph(own_line(sentence))
    items = []
    for name, answer, record in answers:
        recorded = (OwnText(", wants recorded: "), UserText(record)) if record else ()
        items.append(ReportItem((UserText(name), OwnText(f": {answer}"), *recorded)))
    if items:
        yield ReportItems(tuple(items))


def _round_lines(session: Session, step: Step) -> Iterator[str]:
    heading = session.heading(step.id)
    if not isinstance(heading, Round):
        return
    sentence, answers = round_summary(heading, session)
    if sentence:
        yield sentence
    for name, answer, record in answers:
        yield f"- {name}: {answer}" + (f", wants recorded: {record}" if record else "")


WRITER = KindWriter(_round_blocks, _round_lines)
