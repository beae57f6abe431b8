"""The analysis tree as nested Markdown lists, easy to read aloud."""

from itertools import dropwhile, takewhile

from casetool.models.method import KindName, Method
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
    """Write the tree as in the notes, without its drawing: effects, focal point, causes.

    Args:
        session: the session.
        method: its method, which has a tree.
    """
    blocks = build_notes(session, method, DEFAULT_OPTIONS).blocks
    from_tree = dropwhile(lambda block: not isinstance(block, TreeDiagram), blocks)
    tree_blocks = tuple(takewhile(_is_in_tree_section, from_tree))[1:] or (
        Paragraph(own_line(NOTHING_RECORDED)),
    )
    return markdown(Report(method.of_kind(KindName.TREE)[0].title, tree_blocks))


def _is_in_tree_section(block: ReportBlock) -> bool:
    return not (isinstance(block, ReportHeading) and block.level < 3)
