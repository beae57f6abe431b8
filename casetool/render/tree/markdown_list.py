"""The analysis tree as lists in lists, in Markdown: to be read in order, and by ear."""

from itertools import dropwhile, takewhile

from casetool.models.method import Method, StepKind
from casetool.models.notes_options import DEFAULT_OPTIONS
from casetool.models.session import Session
from casetool.render.formats.markdown import markdown
from casetool.render.report.blocks import (
    Paragraph,
    Report,
    ReportBlock,
    ReportHeading,
    TreeDiagram,
    own_line,
)
from casetool.render.report.notes import build_notes
from casetool.render.report.phrases import NOTHING_RECORDED


def tree_list(session: Session, method: Method) -> str:
    """The tree just as the notes have it, without its drawing: effects, focal point, root causes.

    Args:
        session: the session.
        method: its method, which has a tree.
    """
    blocks = build_notes(session, method, DEFAULT_OPTIONS).blocks
    drawn = dropwhile(lambda block: not isinstance(block, TreeDiagram), blocks)
    part = tuple(takewhile(_of_the_tree, drawn))[1:] or (Paragraph(own_line(NOTHING_RECORDED)),)
    return markdown(Report(method.of_kind(StepKind.TREE)[0].title, part))


def _of_the_tree(block: ReportBlock) -> bool:
    return not (isinstance(block, ReportHeading) and block.level < 3)
