"""The analysis tree as lists in lists, in Markdown: to be read in order, and by ear."""

from itertools import dropwhile, takewhile

from casetool.models.method import Kind, Method
from casetool.models.notes_options import USUAL
from casetool.models.session import Session
from casetool.render.formats.markdown import markdown
from casetool.render.report.blocks import Block, Heading, Paper, Paragraph, Picture, said
from casetool.render.report.notes import compose
from casetool.render.report.phrases import NOTHING


def tree_list(session: Session, method: Method) -> str:
    """The tree just as the notes have it, without its drawing: effects, focal point, root causes.

    Args:
        session: the session.
        method: its method, which has a tree.
    """
    blocks = compose(session, method, USUAL).blocks
    drawn = dropwhile(lambda block: not isinstance(block, Picture), blocks)
    part = tuple(takewhile(_of_the_tree, drawn))[1:] or (Paragraph(said(NOTHING)),)
    return markdown(Paper(method.of_kind(Kind.TREE)[0].title, part))


def _of_the_tree(block: Block) -> bool:
    return not (isinstance(block, Heading) and block.level < 3)
